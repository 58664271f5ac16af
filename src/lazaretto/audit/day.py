"""A facility's day with its three sources side by side: what each says, where they differ, who signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Literal

import numpy as np

from lazaretto.audit.counts import DONE, SILENT, STANDING, TALLIED, Column, Discord, Said, Window
from lazaretto.audit.reconciling import reconcile
from lazaretto.audit.registering import passed, standing_inside
from lazaretto.audit.windows import Stated, cuts, reading, standing_ones
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number, instant, local_days, seconds
from lazaretto.facts.supervision import Difference, Reconciled, ReplayCounted, Tallied, TallyTaken
from lazaretto.obligations.days import HOUR
from lazaretto.registers.standing import Standing

State = Literal["none", "partial", "differing", "agreeing", "signed", "changed"]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed a day as reconciled, when, and the differences as they stood then, each with its words."""

    by: str
    at: datetime
    differences: tuple[Difference, ...]
    words: str | None


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day at one gate. columns: a category each, with the readings; discords: in the same order.

    tallies, replays: what was stated and counts. signature: the latest. counters: who took them.
    """

    day: date
    columns: tuple[Column, ...]
    discords: tuple[tuple[Discord, ...], ...]
    tallies: tuple[Stated, ...]
    replays: tuple[Stated, ...]
    signature: Signature | None
    over: bool

    @property
    def counters(self) -> tuple[str, ...]:
        """Staff numbers of those who took a tally or counted a replay of the day."""
        return tuple(sorted({one.by for one in (*self.tallies, *self.replays)}))

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every discord as it is signed, in the order of category and time."""
        return tuple(
            _difference(column, discord)
            for column, discords in zip(self.columns, self.discords, strict=True)
            for discord in discords
        )

    @property
    def state(self) -> State:
        """How far the day has come. ``changed``: what was signed is not what the sources say now."""
        if self.signature is not None:
            return "signed" if _alike(self.signature.differences, self.differences) else "changed"
        if not self.tallies and not self.replays:
            return "none"
        if self.differences:
            return "differing"
        return "agreeing" if self.tallies and self.replays else "partial"


def counted_day(
    standing: Standing, *, facts: Sequence[Fact], facility: int, zone: str, day: date, window: int | None
) -> CountedDay:
    """The day of a facility (its number) as it stands; a day that is not over up to the standing's instant.

    window: hours after which the day is cut where nothing was stated; None: not at all.
    """
    whole = local_days(day, zone=zone)
    start, ends = seconds(whole.start), seconds(whole.end or whole.start)
    end = max(min(ends, standing.at + 1), start + 1)
    tallies = _statements(standing, facts, "tally_taken", facility, day)
    replays = _statements(standing, facts, "replay_counted", facility, day)
    kept = [standing_ones(stated, start=start, end=end) for stated in (tallies, replays)]
    usual = range(start, end, window * HOUR) if window else ()
    edges = cuts([*kept[0], *kept[1]], start=start, end=end, usual=usual)
    columns = tuple(_column(standing, of, facility, edges, kept) for of in TALLIED)
    return CountedDay(
        day=day, columns=columns, discords=tuple(reconcile(column) for column in columns),
        tallies=kept[0], replays=kept[1], signature=_signature(standing, facts, facility, day),
        over=ends <= standing.at,
    )  # fmt: skip


def _column(
    standing: Standing, of: Tallied, facility: int, edges: Sequence[int], kept: Sequence[Sequence[Stated]]
) -> Column:
    came, went = passed(standing, of, facility=facility, cuts=edges)
    windows = []
    for number, (first, last) in enumerate(pairwise(edges)):
        told = [reading(stated, of, first=first, last=last) for stated in kept]
        register = (int(came[number]), int(went[number]), None)
        said: list[Said] = [tuple(column) for column in zip(register, *told, strict=True)]
        windows.append(Window(first, last, *_asked_of(of, said)))
    opening = standing_inside(standing, of, facility=facility, at=edges[0])
    return Column(of, tuple(windows), (opening, *SILENT[1:]))


def _asked_of(of: Tallied, said: list[Said]) -> list[Said]:
    """Of things done nobody asks how many went, and only of people and vehicles how many are inside."""
    came, went, inside = said
    return [came, SILENT if of in DONE else went, inside if of in STANDING else SILENT]


def _statements(
    standing: Standing, facts: Sequence[Fact], event: str, facility: int, day: date
) -> list[Stated]:
    """What was stated of a day, in the order in which it was stated."""
    rows = standing.events(event)
    mine = rows.where((rows.facility == facility) & (rows.value == day_number(day)))
    found = []
    for fact in (facts[number] for number in mine.fact.tolist()):
        body = fact.body
        if isinstance(body, TallyTaken | ReplayCounted):
            source = body.told_by if isinstance(body, TallyTaken) else body.camera
            first, last = seconds(body.first), seconds(body.last)
            found.append(Stated(fact.id, fact.occurred, fact.actor, source, first, last, body.flows))
    return found


def _signature(standing: Standing, facts: Sequence[Fact], facility: int, day: date) -> Signature | None:
    rows = standing.events("reconciled")
    mine = np.flatnonzero((rows.facility == facility) & (rows.value == day_number(day)))
    if not len(mine):
        return None
    fact = facts[int(rows.fact[mine[-1]])]
    body = fact.body
    if not isinstance(body, Reconciled):
        raise TypeError(f"{type(body).__name__} signs nothing")
    return Signature(body.signed_by, fact.occurred, body.differences, body.words)


def _difference(column: Column, discord: Discord) -> Difference:
    return Difference(
        of=column.of, first=instant(column.windows[discord.first].first),
        last=instant(column.windows[discord.last].last), by=discord.by, wrong=discord.wrong,
    )  # fmt: skip


def _alike(signed: Sequence[Difference], now: Sequence[Difference]) -> bool:
    def told(one: Difference) -> tuple[object, ...]:
        return one.of, one.first, one.last, one.by, one.wrong

    return [told(one) for one in signed] == [told(one) for one in now]
