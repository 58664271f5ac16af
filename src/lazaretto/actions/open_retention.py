"""Open what is due to be erased, with what the reader may do about each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lazaretto.access.actor import Actor
from lazaretto.access.roles import office_of
from lazaretto.actions.answer_erasure import APPROVE, DECLINE
from lazaretto.actions.hold_data import LIFT, SET
from lazaretto.actions.list_due_data import DueData, DueDataList, HoldRow, list_due_data
from lazaretto.actions.propose_erasure import ACT as PROPOSE
from lazaretto.board.data_classes import title_of
from lazaretto.protocol.document import Text

May = Literal["propose", "approve", "decline", "hold"]
MOST = 200  # lines of one page


@dataclass(frozen=True, slots=True)
class RetentionRow:
    """One person and class that is due. title: of the class. may: what the reader may do about it now."""

    due: DueData
    title: Text
    may: tuple[May, ...]


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A hold that stands; may_lift: by the reader."""

    hold: HoldRow
    may_lift: bool


@dataclass(frozen=True, slots=True)
class RetentionPage:
    """The page. rows: the oldest first, at most :data:`MOST`; more: how many are left out.

    rules: each with the title of its class. waiting: how many wait for an answer; may_hold: anybody.
    """

    found: DueDataList
    rows: tuple[RetentionRow, ...]
    more: int
    holds: tuple[HeldRow, ...]
    rules: tuple[tuple[Text, int, str, str], ...]
    waiting: int
    kept: int
    may_hold: bool


def open_retention(*, actor: Actor, now: datetime, at: datetime | None = None) -> RetentionPage:
    """What is due in the reader's scope at ``at`` (None: now; of the past nothing may be done).

    Raises :class:`Refused` by role.
    """
    found = list_due_data(None, actor=actor, now=now, at=at)
    live = at is None
    rows = [
        RetentionRow(one, title_of(one.data), _may(one, actor) if live else ()) for one in found.due[:MOST]
    ]
    held = [HeldRow(one, live and _may_lift(one, actor)) for one in found.holds]
    return RetentionPage(
        found, tuple(rows), max(0, len(found.due) - MOST), tuple(held),
        tuple((title_of(one.data), one.days, one.after, one.rule) for one in found.rules),
        sum(one.proposal is not None for one in found.due), sum(bool(one.held) for one in found.due),
        live and actor.may(SET),
    )  # fmt: skip


def _may(one: DueData, actor: Actor) -> tuple[May, ...]:
    acts: list[May] = []
    if one.proposal is None and not one.held and actor.may(PROPOSE):
        acts.append("propose")
    if one.proposal is not None and one.proposal.by != actor.code:
        acts += ["approve"] if actor.may(APPROVE) and not one.held else []
        acts += ["decline"] if actor.may(DECLINE) else []
    if "hold" not in one.held and actor.may(SET):
        acts.append("hold")
    return tuple(acts)


def _may_lift(one: HoldRow, actor: Actor) -> bool:
    return actor.may(LIFT) and office_of(actor.role) in ("detachment", one.office)
