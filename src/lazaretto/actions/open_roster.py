"""Open the roster of a facility: what is in force, a draft beside it, one person's days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.board.houses import House
from lazaretto.board.roster_chart import chart
from lazaretto.board.roster_doubts import doubts
from lazaretto.board.roster_page import (
    DraftPage,
    RosterPage,
    RosterVerdict,
    StatedBy,
    fallen,
    judged,
    page_of_draft,
    sources,
)
from lazaretto.board.rosters import Held, drafted, published, waiting
from lazaretto.facts.duty import PostSet, RosterPublished
from lazaretto.facts.periods import local_day
from lazaretto.obligations.manning import stood
from lazaretto.obligations.rostering.force import roster_between
from lazaretto.obligations.rostering.situation import Post, Roster, Situation
from lazaretto.obligations.situating import situation_of
from lazaretto.registers.record import Record

SHOWN = 28  # days of the chart on one page: four weeks fit a wall and an A3 sheet
AHEAD = 92  # days from today that are judged: no plan is longer
BEFORE = 3  # days behind today with which the chart begins


@dataclass(frozen=True, slots=True)
class Seen:
    """What the actions about a house's roster begin with."""

    view: View
    house: House
    today: date

    def roster(self, first: date, last: date) -> Roster:
        """What is in force between two days."""
        return roster_between(self.view.standing, self.view.record.facts, self.house.code, first, last)

    def situation(self, first: date, last: date) -> Situation | None:
        """By what a roster of these days is judged; None where no protocol in force has a pattern."""
        return situation_of(
            self.view.standing, facts=self.view.record.facts, forces=self.view.forces,
            facility=self.house.code, first=first, last=last,
        )  # fmt: skip

    def clauses(self) -> dict[str, StatedBy]:
        """Rule → the clause in force that states it."""
        at = self.view.standing.at
        return sources([one.protocol for one in self.view.forces if one.since <= at < one.until])


def seen_of(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None, record: Record | None = None
) -> Seen:
    """The house and its day. Raises :class:`Refused` outside the scope and for a house unknown."""
    actor.require("read_facts", facility=facility)
    found = view(now=now, at=at, record=record)
    house = house_of(found, facility)
    return Seen(found, house, local_day(found.at, zone=house.zone))


def open_roster(
    facility: str, *, actor: Actor, now: datetime, first: date | None = None, at: datetime | None = None,
    record: Record | None = None,
) -> RosterPage:  # fmt: skip
    """The roster from ``first`` (None: some days ago) for four weeks, as known at ``at`` (None: now).

    Raises :class:`Refused` outside the scope and for a house unknown.
    """
    seen = seen_of(facility, actor=actor, now=now, at=at, record=record)
    begins = first or seen.today - timedelta(days=BEFORE)
    return seen.view.keeping(("roster", facility, begins), lambda: _page(seen, begins))


def _page(seen: Seen, begins: date) -> RosterPage:
    standing, facts, facility = seen.view.standing, seen.view.record.facts, seen.house.code
    today, ends = seen.today, begins + timedelta(days=SHOWN - 1)
    rosters = published(standing, facts, facility)
    held, plain = _ruling(rosters, today, turns=True), _ruling(rosters, today, turns=False)
    roster = seen.roster(begins, ends)
    horizon = max([today, *(one.body.last for one in rosters if one.body.turns)])
    horizon = min(horizon, today + timedelta(days=AHEAD))
    ahead = seen.situation(today, horizon)
    found = judged(ahead, seen.roster(today, horizon)) if held and ahead else RosterVerdict((), ())
    members = ahead.members if ahead else ()
    posts = ahead.posts if ahead else tuple(map(_post, stood(standing, facts, facility)))
    return RosterPage(
        seen.house, seen.view.at, today, begins, ends, held, plain,
        waiting(drafted(standing, facts, facility), rosters, today=today), ahead, roster,
        chart(roster, members=members, posts=posts, first=begins, last=ends), found,
        fallen(ahead, found) if ahead else (),
        doubts(standing, members, seen.roster(today, horizon), today=today), seen.clauses(),
    )  # fmt: skip


def _post(body: PostSet) -> Post:
    """A post as it was set; what must be known at it is the document's to say, and none is in force."""
    return Post(post=body.post, zone=body.zone, staff=body.staff, watches=body.watches)


def open_draft(
    facility: str, draft: str, *, actor: Actor, now: datetime, record: Record | None = None
) -> DraftPage:
    """A draft beside what is in force on its days. Raises :class:`Refused` for one that is not there."""
    seen = seen_of(facility, actor=actor, now=now, record=record)
    standing, facts = seen.view.standing, seen.view.record.facts
    held = [one for one in drafted(standing, facts, facility) if one.body.roster == draft]
    ends = [min(one.body.last, one.body.first + timedelta(days=AHEAD)) for one in held]
    situation = seen.situation(held[-1].body.first, ends[-1]) if held else None
    if not held or situation is None:
        raise Refused("draft_unknown", draft=draft)
    body = held[-1].body
    signed = [one for one in published(standing, facts, facility) if one.body.draft == draft]
    return page_of_draft(
        seen.house, seen.view.at, seen.today, draft=held[-1], signed=signed[-1] if signed else None,
        situation=situation, before=seen.roster(body.first, situation.last), clauses=seen.clauses(),
    )  # fmt: skip


def _ruling(
    rosters: tuple[Held[RosterPublished], ...], today: date, *, turns: bool
) -> Held[RosterPublished] | None:
    """The roster of a sort that rules today; else, of those with turns, the first that is still to come."""
    mine = [one for one in rosters if bool(one.body.turns) == turns and one.body.last >= today]
    now = [one for one in mine if one.body.first <= today]
    if now:
        return now[-1]
    return min(mine, key=lambda one: one.body.first, default=None) if turns else None
