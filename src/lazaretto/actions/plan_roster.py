"""Plan a facility's roster: what is asked, the planner at work in a process of its own, and its draft."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import msgspec
from django.conf import settings

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions import working_out
from lazaretto.actions.open_roster import AHEAD, Seen, seen_of
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.actions.working_out import About, Work
from lazaretto.board.houses import House
from lazaretto.board.roster_chart import Chart, Move, chart, moves
from lazaretto.board.roster_page import Fallen, RosterVerdict, StatedBy, fallen, judged
from lazaretto.board.rosters import published
from lazaretto.facts.duty import RosterDrafted
from lazaretto.obligations.rostering.situation import Roster, Situation
from lazaretto.registers.record import Record
from lazaretto.roster import asking
from lazaretto.roster.answer import HousePlan, Plan
from lazaretto.roster.asking import Prices, Request

ACT = "state:duty.roster_drafted"
CYCLES = 2  # what a plan begins with: two rounds of the pattern, so that its end does not bend its beginning


@dataclass(frozen=True, slots=True)
class Question:
    """What the planner will be asked for the days chosen, and what it keeps to in a repair.

    situation: None where no protocol in force has a pattern for the house. keep: what is in force then.
    """

    house: House
    at: datetime
    today: date
    first: date
    last: date
    repair: bool
    situation: Situation | None
    keep: Roster
    fallen: tuple[Fallen, ...]
    clauses: dict[str, StatedBy]


@dataclass(frozen=True, slots=True)
class Progress:
    """A plan at work, or what came of it. elapsed: seconds. chart and on: of its roster, once there."""

    house: House
    at: datetime
    today: date
    work: Work
    elapsed: float
    plan: HousePlan | None
    proved: bool
    chart: Chart | None
    moves: tuple[Move, ...]
    judged: RosterVerdict
    clauses: dict[str, StatedBy]


def open_question(
    facility: str, *, actor: Actor, now: datetime, first: date | None = None, last: date | None = None,
    repair: bool = False, record: Record | None = None,
) -> Question:  # fmt: skip
    """The question, for the days chosen or those that a plan begins with.

    A repair begins today, and what was before is not asked; a new plan begins tomorrow, or when what is in
    force ends. Raises :class:`Refused` outside the scope, and ``plan_in_the_past`` for days gone by.
    """
    seen = seen_of(facility, actor=actor, now=now, record=record)
    horizon = _in_force_until(seen)
    if repair:
        begins, ends = first or seen.today, last or max(horizon, seen.today)
    else:
        begins = first or max(horizon, seen.today) + timedelta(days=1)
        ends = last or begins + timedelta(days=CYCLES * _cycle(seen, begins) - 1)
    if begins < seen.today or ends < begins or (ends - begins).days >= AHEAD:
        raise Refused("plan_days_wrong", first=str(begins), last=str(ends), days=str(AHEAD))
    situation, keep = seen.situation(begins, ends), seen.roster(begins, ends)
    found = judged(situation, keep) if situation and keep.turns else RosterVerdict((), ())
    return Question(
        seen.house, seen.view.at, seen.today, begins, ends, repair, situation, keep,
        fallen(situation, found) if situation else (), seen.clauses(),
    )  # fmt: skip


def request_of(question: Question, *, prices: Prices) -> Request:
    """What ``lazaretto roster solve`` takes. Raises :class:`Refused` ``nothing_to_plan``."""
    situation = question.situation
    if situation is None or not situation.posts or not situation.members:
        raise Refused("nothing_to_plan", facility=question.house.code)
    keep = question.keep if question.repair and question.keep.turns else None
    return Request(houses=(asking.House(situation=situation, keep=keep),), prices=prices)


def start_plan(question: Question, *, prices: Prices, actor: Actor, now: datetime) -> str:
    """Set the planner to work; gives the number of the work. Raises :class:`Refused`."""
    actor.require(ACT, facility=question.house.code)
    request = request_of(question, prices=prices)
    about = About(
        facility=question.house.code, actor=actor.code, pattern=request.houses[0].situation.pattern,
        first=question.first, last=question.last, begun=now, seconds=float(settings.PLAN_SECONDS),
        repair=question.repair,
    )  # fmt: skip
    return working_out.begin(msgspec.json.encode(request), about=about)


def follow_plan(facility: str, number: str, *, actor: Actor, now: datetime) -> Progress:
    """How far it has come. Raises :class:`Refused` for a plan that is here no longer."""
    actor.require(ACT, facility=facility)
    seen = seen_of(facility, actor=actor, now=now)
    work = working_out.follow(number, facility=facility)
    plan = msgspec.convert(work.answer, Plan) if work.answer is not None else None
    house = plan.houses[0] if plan else None
    drawn, changes, found = None, tuple[Move, ...](), RosterVerdict((), ())
    situation = seen.situation(work.about.first, work.about.last) if house else None
    if house is not None and situation is not None:
        first, last, before = house.first, house.last, seen.roster(house.first, house.last)
        found = judged(situation, house.roster)
        changes = moves(before, house.roster, first=first, last=last) if before.turns else ()
        drawn = chart(
            house.roster, members=situation.members, posts=situation.posts, first=first, last=last,
            before=before if before.turns else None,
        )  # fmt: skip
    elapsed = max((now - work.about.begun).total_seconds(), 0.0)
    return Progress(
        seen.house, seen.view.at, seen.today, work, elapsed, house, bool(plan and plan.proved), drawn,
        changes, found, seen.clauses(),
    )  # fmt: skip


def stop_plan(facility: str, number: str, *, actor: Actor) -> None:
    """Ask the planner to stop with the best so far."""
    actor.require(ACT, facility=facility)
    working_out.stop(number, facility=facility)


def draft_plan(facility: str, number: str, *, actor: Actor, device: str, now: datetime) -> str:
    """Put forward what the planner found; gives the number of the draft.

    Raises :class:`Refused` while the planner is at work or found nothing: ``plan_unfinished``.
    """
    progress = follow_plan(facility, number, actor=actor, now=now)
    plan, about = progress.plan, progress.work.about
    if plan is None or not plan.turns:
        raise Refused("plan_unfinished", number=number)
    code = f"D-{facility}-{about.first:%m%d}-{number[:4].upper()}"
    body = RosterDrafted(
        roster=code, pattern=plan.pattern, first=plan.first, last=plan.last, turns=plan.turns,
        stands=plan.stands, cost=plan.cost, bound=plan.bound,
    )  # fmt: skip
    statement = Statement(body=body, occurred=now, facility=facility)
    state_together([statement], actor=actor, device=device, now=now)
    return code


def _cycle(seen: Seen, day: date) -> int:
    """The days of one round of the pattern; a week where there is none."""
    situation = seen.situation(day, day)
    days = sum(step.days for step in situation.steps) if situation else 0
    return days or 7


def _in_force_until(seen: Seen) -> date:
    """The last day that any roster with turns rules; the day before today where none does."""
    rosters = published(seen.view.standing, seen.view.record.facts, seen.house.code)
    return max((one.body.last for one in rosters if one.body.turns), default=seen.today - timedelta(days=1))
