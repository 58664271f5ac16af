"""Closed duty: batches step through the pattern's phases; rosters, the gate, handovers, reinforcement."""

from datetime import date, datetime, time, timedelta

from lazaretto.facts import duty, gate
from lazaretto.facts.duty import Phase
from lazaretto.protocol.document import Deadline, Pattern, Recurring
from lazaretto.registers.duty import PHASES
from lazaretto.rehearsal.clauses import deadlines, pattern_at, refrains
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.passing import come_in, go_out
from lazaretto.rehearsal.rostering import fix_tasks, set_posts, sign_roster
from lazaretto.rehearsal.subjects import House, Officer
from lazaretto.rehearsal.tubes import swab
from lazaretto.rehearsal.world import OFFICE, Act, World

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_JOINING = time(6, 5)  # before the day's roster is drafted, which names them where they now serve
_SIGNED = time(6, 40)
_TESTED = time(8, 30)
_HANDED_OVER = time(17, 20)
_CHANGE = time(9)  # where the protocol has no slot for the staff inside
ZONES: dict[Phase, gate.Zone] = {"A": "guarded", "B": "administration"}


def change_shifts(world: World, day: date) -> None:
    """Step of the day: batches whose days are over step on; tests of their phase; the handover."""
    dates = world.assumptions.dates
    before, closed = pattern_at(world.protocol, "heightened"), pattern_at(world.protocol, "closed")
    if before and day == dates.closed - before.phases[0].days * _DAY:
        for house in world.holding():
            _step_all(world, house, before, day, [0, 1])
    if closed and day == dates.closed:
        for house in world.holding():
            _reinforce(world, house, day)
        for house in world.holding():
            set_posts(world, house, day)
            _step_all(world, house, closed, day, _first_places(closed))
    elif closed and day > dates.closed:
        for house in world.holding():
            _step_due(world, house, closed, day)
    if day == dates.heightened:
        for house in world.holding():
            fix_tasks(world, house, day)
    for house in world.holding():
        _test_phases(world, house, closed if day > dates.closed else before, day)
        if day >= dates.heightened:
            _hand_over(world, house, day)


def _first_places(pattern: Pattern) -> list[int]:
    """Where each batch begins: who was inside goes home, who stood by goes in, the rest stands by."""
    phases = [phase.phase for phase in pattern.phases]
    wanted: list[Phase] = ["C", "A", "B"]
    return [phases.index(phase) if phase in phases else 0 for phase in wanted]


def _side(officer: Officer, places: int) -> int:
    """The batch's place in a pattern; with two shifts the third batch stands by with the second.

    So whoever stands by when the loop is closed may go in, and whoever was inside goes home first.
    """
    return min(officer.batch, places) - 1


def _step_all(world: World, house: House, pattern: Pattern, day: date, places: list[int]) -> None:
    """Put every batch into its phase of a pattern."""
    steps = [(o, places[_side(o, len(places))]) for o in house.staff]
    _step(world, house, pattern, day, steps)


def _step_due(world: World, house: House, pattern: Pattern, day: date) -> None:
    """Let those step on whose days in their phase are over."""
    steps = []
    for officer in house.staff:
        here = next((n for n, p in enumerate(pattern.phases) if p.phase == officer.phase), None)
        if here is not None and officer.since and (day - officer.since).days >= pattern.phases[here].days:
            steps.append((officer, (here + 1) % len(pattern.phases)))
    if steps:
        _step(world, house, pattern, day, steps)


def _step(world: World, house: House, pattern: Pattern, day: date, steps: list[tuple[Officer, int]]) -> None:
    ahead: dict[str, Phase] = {o.code: o.phase for o in house.staff}
    ahead |= {officer.code: pattern.phases[place].phase for officer, place in steps}
    days = min(pattern.phases[place].days for _, place in steps)
    if day < world.assumptions.dates.closed:
        _sign_list(world, house, day, [o for o in ahead if ahead[o] in ZONES], days)
    else:
        sign_roster(world, house, pattern, day, ahead, days)
    begins = world.clock(day, change_hour(world))
    for number, (officer, place) in enumerate(steps):
        moment = begins + number * timedelta(seconds=30)
        world.at(moment, _stepping(world, house, officer, pattern.phases[place].phase, moment))


def _sign_list(world: World, house: House, day: date, named: list[str], days: int) -> None:
    """Before the loop is closed a roster is a signed list of who may come in."""
    roster = duty.RosterPublished(
        roster=f"R-{house.code}-{day:%m%d}", first=day, last=day + (days - 1) * _DAY, persons=tuple(named),
        signed_by=house.leader().code,
    )  # fmt: skip
    signed = world.clock(day, _SIGNED)
    world.at(signed, lambda: world.say(house.code, roster, signed, actor=house.leader().code))


def _stepping(world: World, house: House, officer: Officer, phase: Phase, moment: datetime) -> Act:
    return lambda: step_into(world, house, officer, phase, moment)


def change_hour(world: World) -> time:
    """When shifts change: after the first slot in which those inside are measured."""
    closes = [
        clause.duty.slots[0].closes
        for clause in world.protocol.clauses
        if isinstance(clause.duty, Recurring) and clause.duty.who == "staff_inside" and clause.duty.slots
    ]
    first = min(closes, default=_CHANGE)
    return first.replace(minute=(first.minute + 15) % 60)


def step_into(world: World, house: House, officer: Officer, phase: Phase, moment: datetime) -> None:
    """Go through the gate as the phase asks, and state the phase."""
    zone = ZONES.get(phase)
    if officer.zone is not None and officer.zone != zone:
        leave(world, house, officer, moment)
    officer.phase, officer.since = phase, world.today(moment)
    batch = f"{house.code}-{officer.batch}"
    body = duty.PhaseStarted(person=officer.code, batch=batch, phase=phase)
    world.say(house.code, body, moment + _MINUTE, actor=house.leader().code)
    if zone is not None and officer.zone != zone:
        officer.zone = zone
        come_in(world, house, officer.code, moment + 4 * _MINUTE, zone=zone, basis="roster")


def leave(world: World, house: House, officer: Officer, moment: datetime) -> None:
    """Go out through the gate."""
    if officer.zone is not None:
        go_out(world, house, officer.code, moment, zone=officer.zone)
    officer.zone = None


def _reinforce(world: World, house: House, day: date) -> None:
    """Some officers of a lock-up join the detention house of their county's path."""
    wing = {c.code: c.transition_wing for c in world.assumptions.counties}.get(house.county)
    if not house.code.endswith("-L") or wing is None:
        return
    site = world.houses[wing]
    spare = [o for o in house.staff if o.post == "officer"][-world.assumptions.rate("reinforcement") :]
    moment = world.clock(day, _JOINING)
    for officer in spare:
        house.staff.remove(officer)
        site.staff.append(officer)
        world.at(moment, _joining(world, house, site, officer, moment))


def _joining(world: World, house: House, site: House, officer: Officer, moment: datetime) -> Act:
    def join() -> None:
        leave(world, house, officer, moment)
        officer.house = site.code
        body = duty.Reinforced(person=officer.code, origin=house.code)
        world.say(site.code, body, moment, actor=world.houses[OFFICE].leader().code)

    return join


def _test_phases(world: World, house: House, pattern: Pattern | None, day: date) -> None:
    """Swab those whose phase asks for a test today, into tubes of a round's size."""
    if pattern is None or day < world.assumptions.dates.heightened:
        return
    for phase in pattern.phases:
        due = [
            o.code for o in house.staff
            if o.phase == phase.phase and o.since and (day - o.since).days in phase.tests_on
        ]  # fmt: skip
        if due and phase.phase == "B" and world.slips.take("step_up_untested", house.code, day):
            _forget(world, house, due.pop(), day)
        moment = world.clock(day, _TESTED)
        size = world.assumptions.rate("pool")
        for first in range(0, len(due), size):
            world.at(moment, _swabbing(world, house, due[first : first + size], moment))


def _forget(world: World, house: House, person: str, day: date) -> None:
    """Somebody is not swabbed on the last test day before stepping inside, and steps inside all the same."""
    owed = [
        clause.id for clause, _ in deadlines(world.protocol, trigger="phase_started", evidence="sampled")
        if world.houses[house.code].level in clause.levels
    ]  # fmt: skip
    stepped = [clause.id for clause, _ in refrains(world.protocol, "step_up_untested")]
    of_phase = [rule for rule in owed if _speaks_of(world, rule, "B")]
    words = f"{person} stepped inside without a recent test"
    since, until = world.clock(day, _TESTED), world.clock(day + _DAY, _HANDED_OVER)
    expects = tuple((rule, person) for rule in (*of_phase, *stepped))
    world.slips.seed(Seeded("step_up_untested", house.code, since, until, words, expects))


def _speaks_of(world: World, rule: str, phase: Phase) -> bool:
    owed = world.protocol.clause(rule).duty
    return isinstance(owed, Deadline) and PHASES.index(phase) in owed.trigger_values


def _swabbing(world: World, house: House, people: list[str], moment: datetime) -> Act:
    return lambda: swab(world, house, people, moment, purpose="duty")


def _hand_over(world: World, house: House, day: date) -> None:
    moment = world.clock(day, _HANDED_OVER)

    def hand_over() -> None:
        if world.issued is None or moment < world.issued:
            return
        code, outgoing = f"H-{house.code}-{day:%m%d}", house.on_duty("officer").code
        held = len(house.people())
        world.handovers[code] = (outgoing, held)
        note = "在押人数、未办事项已逐项交接"
        body = duty.HandedOver(handover=code, outgoing=outgoing, note=note, held=held)
        world.say(house.code, body, moment, actor=outgoing)

    world.at(moment, hand_over)
