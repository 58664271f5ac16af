"""Complaints that are judged by those they are about, opened on the way, or left without an answer (H5)."""

from dataclasses import replace

import numpy as np

from lazaretto.obligations.complaints import COMPLAINT
from lazaretto.obligations.days import HOUR
from lazaretto.obligations.seeking import last_before
from lazaretto.obligations.walking import Walked, walk_all
from lazaretto.registers.complaints import ADDRESSEES, COMPLAINT_ACTS, GROUNDS
from lazaretto.registers.events import Columns, Flags, joined
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
DAY = 24 * HOUR
_SEALED = ADDRESSEES.index("inspector")
_JUDGING = ("receive", "answer", "review", "close")
_TAKING = ("lodge", *_JUDGING)


def complaint_judged_by_its_subject(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody wrote down, received, answered, reviewed or closed a complaint about themselves.

    Whoever writes it down chooses its words, and whether it is ever passed on.
    """
    acts = standing.during("complaint_act", start, end)
    acts = acts.where(np.isin(acts.value, [COMPLAINT_ACTS.index(act) for act in _TAKING]))
    about = standing.events("complaint_against")
    accused = set(zip(about.key.tolist(), about.value.tolist(), strict=True))
    pairs = zip(acts.key.tolist(), acts.aux.tolist(), strict=True)
    return acts.where(np.array([pair in accused for pair in pairs], np.bool_))


def sealed_complaint_opened(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """What is addressed to the inspector was received, answered or decided about by somebody else."""
    acts = standing.during("complaint_act", start, end)
    acts = acts.where(np.isin(acts.value, [COMPLAINT_ACTS.index(act) for act in _JUDGING]))
    lodged = standing.events("complaint_lodged")
    opened = acts.where(np.isin(acts.key, lodged.key[lodged.value == _SEALED]))
    _, first = np.unique(np.stack([opened.key, opened.fact]), axis=1, return_index=True)
    return opened.where(np.sort(first))


def complaint_unanswered(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """So many days after it was lodged a complaint has no answer; each clause of it tells somebody higher."""
    lodged = standing.events("complaint_lodged")
    lodged = lodged.where(lodged.value != _SEALED)
    late = lodged.occurred + settings["days"] * DAY
    due = (late >= start) & (late < end)
    lodged, late = lodged.where(due), late[due]
    over = joined([standing.events("complaint_answered"), standing.events("complaint_closed")])
    first: dict[int, int] = {}
    for key, at in zip(over.key.tolist(), over.occurred.tolist(), strict=True):
        first.setdefault(key, at)
    open_still = [
        first.get(key, 2**62) >= at for key, at in zip(lodged.key.tolist(), late.tolist(), strict=True)
    ]
    chosen = np.array(open_still, np.bool_)
    found = lodged.where(chosen)
    return replace(found, occurred=late[chosen])


def closed_before_objection(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """It was closed as not objected to, before the days in which the person may object were over."""
    closed = standing.during("complaint_closed", start, end)
    closed = closed.where(closed.value == GROUNDS.index("not_objected"))
    told = last_before(standing.events("answer_handed"), closed)
    early: Flags = closed.occurred < told + settings["days"] * DAY
    return closed.where(early | (told < 0))


def complaint_astray(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Something was done about a complaint that it was not ready for, or was reviewed by its answerer."""
    rows = standing.events("complaint_act")
    walked: tuple[Walked, ...] = standing.once(
        "complaints walked", lambda: walk_all(COMPLAINT, COMPLAINT_ACTS, rows)
    )
    found = [one.row for one in walked if one.why is not None and start <= one.at < end]
    return rows.where(np.array(found, np.int64))
