"""The page of a house's roster: what is in force, what it puts on whom, what it breaks, who fell out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lazaretto.board.houses import House
from lazaretto.board.roster_chart import Chart, Move, chart, moves
from lazaretto.board.roster_doubts import Doubt
from lazaretto.board.rosters import Held
from lazaretto.facts.duty import RosterDrafted, RosterPublished
from lazaretto.obligations.rostering.judging import judge
from lazaretto.obligations.rostering.situation import Away, Breach, Roster, Situation
from lazaretto.protocol.document import Protocol, Refrain, Text

DAY = timedelta(days=1)
SHORT = ("post_unmanned", "batch_incomplete")  # rules that say that somebody is missing


@dataclass(frozen=True, slots=True)
class StatedBy:
    """The clause that states a rule, and where it stands."""

    document: str
    version: str
    clause: str
    title: Text


@dataclass(frozen=True, slots=True)
class Fallen:
    """Somebody of the roster who cannot serve from a day on: why, and for how many rostered days in a row."""

    person: str
    first: date
    days: int
    away: Away | None


@dataclass(frozen=True, slots=True)
class RosterVerdict:
    """What a roster breaks: where somebody is missing, and every other rule."""

    shortages: tuple[Breach, ...]
    breaches: tuple[Breach, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that are broken, each once."""
        return tuple(dict.fromkeys(one.rule for one in (*self.shortages, *self.breaches)))


@dataclass(frozen=True, slots=True)
class RosterPage:
    """A house's roster between two days. situation: what it is judged by from ``today`` on, if anything is.

    held: the roster in force today, or the next to come. plain: a list of names in force that says of nobody
    in which phase they are. drafts: those that wait to be signed. clauses: rule → the clause that states it.
    """

    house: House
    at: datetime
    today: date
    first: date
    last: date
    held: Held[RosterPublished] | None
    plain: Held[RosterPublished] | None
    drafts: tuple[Held[RosterDrafted], ...]
    situation: Situation | None
    roster: Roster
    chart: Chart
    judged: RosterVerdict
    fallen: tuple[Fallen, ...]
    doubts: tuple[Doubt, ...]
    clauses: Mapping[str, StatedBy]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A draft beside the roster in force: its chart, what it changes for whom, and what it breaks."""

    house: House
    at: datetime
    today: date
    draft: Held[RosterDrafted]
    signed: Held[RosterPublished] | None
    chart: Chart
    moves: tuple[Move, ...]
    before: Roster
    judged: RosterVerdict
    situation: Situation
    clauses: Mapping[str, StatedBy]


def judged(situation: Situation, roster: Roster) -> RosterVerdict:
    """What a roster breaks, by the judge alone."""
    found = judge(situation, roster)
    return RosterVerdict(
        tuple(one for one in found if one.rule in SHORT), tuple(one for one in found if one.rule not in SHORT)
    )


def fallen(situation: Situation, found: RosterVerdict) -> tuple[Fallen, ...]:
    """Who of the roster cannot serve, the soonest first."""
    away = {member.person: member.away for member in situation.members}
    lost = []
    for one in found.breaches:
        if one.rule == "absent_on_duty" and one.person is not None and one.day is not None:
            day = one.day
            why = (each for each in away.get(one.person, ()) if each.first <= day)
            reason = next((each for each in why if each.last is None or day <= each.last), None)
            lost.append(Fallen(one.person, day, int(one.values.get("days", "1")), reason))
    return tuple(sorted(lost, key=lambda each: (each.first, each.person)))


def sources(protocols: Sequence[Protocol]) -> dict[str, StatedBy]:
    """Rule → the clause of the documents in force that states it; the last document's word."""
    return {
        clause.duty.condition: StatedBy(protocol.id, protocol.version, clause.id, clause.title)
        for protocol in protocols
        for clause in protocol.clauses
        if isinstance(clause.duty, Refrain)
    }


def page_of_draft(
    house: House, at: datetime, today: date, *, draft: Held[RosterDrafted],
    signed: Held[RosterPublished] | None, situation: Situation, before: Roster,
    clauses: Mapping[str, StatedBy],
) -> DraftPage:  # fmt: skip
    """The page of one draft; ``before``: what is in force on its days."""
    roster = Roster(turns=draft.body.turns, stands=draft.body.stands)
    first, last = situation.first, situation.last
    drawn = chart(
        roster, members=situation.members, posts=situation.posts, first=first, last=last,
        before=before if before.turns else None,
    )  # fmt: skip
    changes = moves(before, roster, first=first, last=last) if before.turns else ()
    return DraftPage(
        house, at, today, draft, signed, drawn, changes, before, judged(situation, roster), situation, clauses
    )


def moved(changes: Sequence[Move]) -> tuple[tuple[str, tuple[Move, ...]], ...]:
    """Changes by person."""
    found: dict[str, list[Move]] = {}
    for change in changes:
        found.setdefault(change.person, []).append(change)
    return tuple((person, tuple(mine)) for person, mine in found.items())
