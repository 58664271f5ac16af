"""A day's log: what it says against the record, and what is sent a second time."""

import numpy as np

from lazaretto.facts.periods import day_number, instant, local_day
from lazaretto.obligations.days import DEFAULT_ZONE
from lazaretto.obligations.submitting import LINES, counted_lines
from lazaretto.registers.command import LOG_COUNTS
from lazaretto.registers.events import Columns
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
DAY = 86_400


def log_disagrees(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A stated line is another number than the record's, as known at the submission, and nobody said why.

    A submission without lines states none; of days gone by the record is read at their end (M24).
    """
    said = standing.during("log_submitted", start, end)
    lines, reasons = (standing.during(name, start, end) for name in ("log_line", "log_explained"))
    with_lines = said.where(np.isin(said.fact, lines.fact))
    explained = {(fact, line) for fact, line in zip(reasons.fact.tolist(), reasons.aux.tolist(), strict=True)}
    wrong = np.zeros(len(with_lines), np.bool_)
    for row, fact in enumerate(with_lines.fact.tolist()):
        stated = lines.aux[lines.fact == fact]
        known = _known(standing, with_lines, row, settings["tenths"])
        wrong[row] = any(
            known[line] != count and (fact, line) not in explained
            for line, count in zip(*(part.tolist() for part in divmod(stated, LOG_COUNTS)), strict=True)
        )
    return with_lines.where(wrong)


def _known(standing: Standing, said: Columns, row: int, fever: int) -> list[int]:
    """The record's own number of each line, at the instant of a submission, as recorded by then."""
    facility, at = int(said.facility[row]), int(said.occurred[row])
    zone = standing.zones.get(facility, DEFAULT_ZONE)
    day = min(int(said.value[row]), day_number(local_day(instant(at), zone=zone)))
    then = standing.as_recorded(at=at, recorded_by=int(said.recorded[row]))
    counted = counted_lines(
        then, facility=facility, zone=zone, day=local_day(instant(day * DAY), zone="UTC"), fever=fever
    )
    return [counted[of] for of in LINES]


def log_resubmitted_unreopened(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A day that had been submitted was submitted again without having been reopened between (M24)."""
    said, opened = standing.events("log_submitted"), standing.events("log_reopened")
    again = np.zeros(len(said), np.bool_)
    reopenings = {
        (key, day, at)
        for key, day, at in zip(
            opened.key.tolist(), opened.value.tolist(), opened.occurred.tolist(), strict=True
        )
    }
    last: dict[tuple[int, int], int] = {}
    rows = zip(said.key.tolist(), said.value.tolist(), said.occurred.tolist(), strict=True)
    for row, (key, day, at) in enumerate(rows):
        before = last.get((key, day))
        again[row] = before is not None and not any(
            one == key and of == day and before <= when <= at for one, of, when in reopenings
        )
        last[key, day] = at
    return said.where(again & (said.occurred >= start) & (said.occurred < end))
