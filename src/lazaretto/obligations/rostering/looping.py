"""The judge's rules of the closed loop: everybody has a phase, in its order, as long as the pattern says."""

from collections.abc import Iterator
from datetime import date, timedelta

from lazaretto.facts.duty import Phase
from lazaretto.obligations.rostering.situation import Breach, Member, Step
from lazaretto.obligations.rostering.unrolling import Run, Unrolled, stretches

INSIDE: Phase = "A"
HOME: Phase = "C"
ON_DUTY: tuple[Phase, ...] = ("A", "B")
_NEXT = timedelta(days=1)


def turn_missing(laid: Unrolled) -> Iterator[Breach]:
    """No blank: whoever is present has a phase on each day."""
    for member in laid.situation.members:
        mine = laid.phases.get(member.person, {})
        blank = (day for day in laid.days if day not in mine and laid.away(member, day) is None)
        for day, days in stretches(blank):
            yield _breach("turn_missing", member, day, days=str(days))


def turns_overlap(laid: Unrolled) -> Iterator[Breach]:
    """Somebody is in two turns on one day."""
    for person, turns in laid.turns.items():
        until: date | None = None
        for turn in turns:
            if until is not None and turn.first <= until:
                day = max(turn.first, laid.situation.first)
                yield Breach(rule="turns_overlap", person=person, day=day, values={"phase": turn.phase})
            until = max(turn.last, until) if until is not None else turn.last


def phase_out_of_order(laid: Unrolled) -> Iterator[Breach]:
    """Each phase is the one that the pattern has next; whoever is in none begins on the way to A.

    Whoever was away without a phase begins anew; and who was inside before goes home first, or was away
    for as many days as the phases last that are left out.
    """
    steps = laid.situation.steps
    for member in laid.situation.members if steps else ():
        before, over = member.phase, laid.situation.first - _NEXT
        for run in laid.runs(member):
            gap = (run.first - over).days - 1
            if not (laid.goes_on(member, run) or _may_follow(steps, before, run.phase, gap)):
                was = before or ""
                yield _breach("phase_out_of_order", member, run.first, phase=run.phase, before=was)
            before, over = run.phase, run.last


def phase_cut_short(laid: Unrolled) -> Iterator[Breach]:
    """A phase gives way to another before the days that the pattern says, or said when it began.

    Whoever falls out cuts nothing short; at the edge of the days judged a phase may go on.
    """
    for member in laid.situation.members:
        mine = laid.phases.get(member.person, {})
        for run in _ended(laid, member):
            after, wanted = run.last + _NEXT, _wanted(laid, member, run)
            if run.days < wanted and after in mine:
                yield _breach(
                    "phase_cut_short", member, after, phase=run.phase, days=str(run.days), wanted=str(wanted)
                )


def phase_too_long(laid: Unrolled) -> Iterator[Breach]:
    """Somebody is inside (A) for more days than the pattern says; standby and home may last longer."""
    for member in laid.situation.members if INSIDE in _days(laid.situation.steps) else ():
        for run in laid.runs(member):
            most = _wanted(laid, member, run)
            if run.phase == INSIDE and run.days > most:
                day = run.first + timedelta(days=max(most - run.before, 0))
                yield _breach("phase_too_long", member, day, days=str(run.days), most=str(most))


def absent_on_duty(laid: Unrolled) -> Iterator[Breach]:
    """Somebody is inside or on standby on days on which they are away."""
    for member in laid.situation.members:
        mine = laid.phases.get(member.person, {})
        found = [day for day, phase in mine.items() if phase in ON_DUTY and laid.away(member, day)]
        for day, days in stretches(found):
            why = laid.away(member, day)
            yield _breach("absent_on_duty", member, day, days=str(days), cause=why.cause if why else "")


def batch_incomplete(laid: Unrolled) -> Iterator[Breach]:
    """Those who are inside together on a day lack a leader, a medic or a woman."""
    limits = laid.situation.limits.get("batch_incomplete", {})
    for what, need in limits.items():
        short: dict[int, list[date]] = {}
        for day in laid.days:
            inside = _inside(laid, day)
            have = sum(_counts_as(member, what) for member in inside)
            if inside and have < need:
                short.setdefault(have, []).append(day)
        for have, found in short.items():
            for day, days in stretches(found):
                values = {"what": what, "have": str(have), "need": str(need), "days": str(days)}
                yield Breach(rule="batch_incomplete", day=day, values=values)


def _breach(rule: str, member: Member, day: date, **values: str) -> Breach:
    return Breach(rule=rule, person=member.person, day=day, values=values)


def _days(steps: tuple[Step, ...]) -> dict[Phase, int]:
    """How many days each phase lasts by the pattern; of one that it has twice, the fewer."""
    found: dict[Phase, int] = {}
    for step in steps:
        found[step.phase] = min(step.days, found.get(step.phase, step.days))
    return found


def _wanted(laid: Unrolled, member: Member, run: Run) -> int:
    """How many days a phase lasts: another pattern lengthens the one that runs, and never shortens it.

    0 for a phase that the pattern has not.
    """
    days = _days(laid.situation.steps).get(run.phase, 0)
    runs = run.before or run.first < laid.situation.first
    return max(days, member.least) if days and runs else days


def _may_follow(steps: tuple[Step, ...], before: Phase | None, phase: Phase, gap: int) -> bool:
    """Whether a phase may come after another and ``gap`` days without any."""
    if before not in {step.phase for step in steps}:  # in none, or in one of a pattern worked before
        return phase in _beginnings(steps)
    if phase in _following(steps, before) and (gap == 0 or phase != INSIDE):
        return True
    if gap == 0 or phase not in _beginnings(steps):
        return False
    return phase == HOME or before != INSIDE or gap >= _left_out(steps, before, phase)


def _beginnings(steps: tuple[Step, ...]) -> set[Phase]:
    """Phases that lead to A: what the pattern has besides A; A itself where it has nothing else."""
    found: set[Phase] = {step.phase for step in steps if step.phase != INSIDE}
    return found or {INSIDE}


def _following(steps: tuple[Step, ...], phase: Phase | None) -> set[Phase]:
    at = [n for n, step in enumerate(steps) if step.phase == phase]
    return {steps[(n + 1) % len(steps)].phase for n in at}


def _left_out(steps: tuple[Step, ...], before: Phase | None, phase: Phase) -> int:
    """The days of the phases between two."""
    at = next((n for n, step in enumerate(steps) if step.phase == before), 0)
    days = 0
    for n in range(1, len(steps)):
        step = steps[(at + n) % len(steps)]
        if step.phase == phase:
            break
        days += step.days
    return days


def _ended(laid: Unrolled, member: Member) -> list[Run]:
    """The phases of somebody, and the one that ended on the eve."""
    runs, served = laid.runs(member), laid.served(member)
    if member.phase is None or not served or (runs and laid.goes_on(member, runs[0])):
        return runs
    eve = laid.situation.first - _NEXT
    return [Run(member.phase, eve, eve, served - 1), *runs]


def _inside(laid: Unrolled, day: date) -> list[Member]:
    return [
        member
        for member in laid.situation.members
        if laid.phases.get(member.person, {}).get(day) == INSIDE and laid.away(member, day) is None
    ]


def _counts_as(member: Member, what: str) -> bool:
    return {
        "leaders": member.post == "leader", "medics": member.post == "medic", "women": member.sex == "female",
    }[what]  # fmt: skip
