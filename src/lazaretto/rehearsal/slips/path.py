"""On the path: strangers in cohorts, legs cut short, papers forgotten, people taken in who should not be."""

from datetime import datetime, timedelta
from uuid import UUID

from lazaretto.rehearsal.clauses import refrains, setting
from lazaretto.rehearsal.departures import cut_short, set_free
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.founding import new_person, say_admitted
from lazaretto.rehearsal.legs import end_and_send, join, restart
from lazaretto.rehearsal.slips.health import someone
from lazaretto.rehearsal.subjects import Cohort, House
from lazaretto.rehearsal.world import World, first

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_NOTICED = 170 * _MINUTE
_TOO_EARLY = 2  # days
_PACKED = 40 * _MINUTE


def mix_and_restart(world: World, house: House, moment: datetime) -> None:
    """Somebody new is put with people of another day; it is noticed, and their clocks go back."""
    cohort, stranger, fact = _mix(world, house, moment, together=True)
    later = moment + _NOTICED
    world.at(later, lambda: restart(world, cohort, later, because=fact, reason="同监室混入非同批人员"))
    words = f"{stranger} was put into {cohort.cell.place} with people of another day"
    world.breach(
        "stranger_restarted", house, moment, stranger, words, "stranger_in_cohort", "entered_closed_cohort"
    )


def mix_unnoticed(world: World, house: House, moment: datetime) -> None:
    """The same, and nobody notices: everyone in the cell goes on counting from before."""
    cohort, stranger, _ = _mix(world, house, moment, together=False)
    minutes = setting(world.protocol, "clock_not_restarted", "minutes", default=0)
    mixed = [
        (clause.id, stranger) for condition in ("stranger_in_cohort", "entered_closed_cohort")
        for clause, _ in refrains(world.protocol, condition)
    ]  # fmt: skip
    stale = [
        (clause.id, person.code)
        for clause, _ in refrains(world.protocol, "clock_not_restarted") for person in cohort.there()
    ]  # fmt: skip
    until = moment + (minutes + 5) * _MINUTE
    words = f"{stranger} was put into {cohort.cell.place}, and no clock was restarted"
    seeded = Seeded(
        "stranger_unnoticed", house.code, moment - _MINUTE, until, words, (*mixed, *stale)
    )  # fmt: skip
    world.slips.seed(seeded)


def _mix(world: World, house: House, moment: datetime, *, together: bool) -> tuple[Cohort, str, UUID]:
    """Put somebody new into the youngest cohort with room; the cohort, the stranger and the fact."""
    cohort = first(
        c for c in reversed(world.cohorts)
        if c.house is house and c.turn == 0 and c.cell.kin == "men" and c.day < world.today(moment)
        and 2 < len(c.cell.beds) < c.cell.capacity and len(c.there()) == len(c.cell.beds)
    )  # fmt: skip
    draw, county = world.draw("stranger", house.code, moment), cohort.county
    person = new_person(
        world, house, cohort.cell, draw, moment, county=county.code, home=county.transition_wing
    )
    fact = say_admitted(world, house, person, moment, deadline=world.assumptions.dates.ends + 30 * _DAY)
    join(world, cohort, person, moment, together=together)
    return cohort, person.code, fact.id


def end_early(world: World, house: House, moment: datetime) -> None:
    """A leg is called completed for somebody whose days are not yet full."""
    day = world.today(moment)
    cohort = first(
        c for c in world.cohorts
        if c.house is house and c.leg.days and c.leg.role == "transition_wing" and len(c.there()) > _TOO_EARLY
        and (c.day - day).days + c.leg.days > 0
    )  # fmt: skip
    person = cohort.there()[0]
    end_and_send(world, cohort, [person], moment, signed=False)
    left = (cohort.day - day).days + cohort.leg.days
    words = f"The leg of {person.code} was ended {left} days early"
    world.breach(
        "leg_ended_early", house, moment, person.code, words, "leg_ended_early", "leg_ended_uncleared",
        after=_PACKED,
    )  # fmt: skip


def free_unhanded(world: World, house: House, moment: datetime) -> None:
    """Somebody is set free out of a running leg, and nobody of the health authority takes over."""
    person = someone(world, house, layers=(1, 2, 3))
    set_free(world, house, person, "不予批准逮捕，立即释放", moment, handed_to=None)
    words = f"{person.code} was set free and handed over to nobody"
    world.breach(
        "released_unhanded", house, moment, person.code, words, "released_unhanded",
        "release_unacknowledged", after=_hours_to_acknowledge(world),
    )  # fmt: skip


def _hours_to_acknowledge(world: World) -> timedelta:
    return timedelta(hours=setting(world.protocol, "release_unacknowledged", "hours", default=0))


def free_unacknowledged(world: World, house: House, moment: datetime) -> None:
    """Somebody is set free out of a running leg; who takes over is written down, and nobody says they did."""
    person = someone(world, house, layers=(1, 2, 3))
    set_free(world, house, person, "不予批准逮捕，立即释放", moment, received=False)
    words = f"Nobody acknowledged having taken over {person.code}"
    world.breach(
        "release_unacknowledged", house, moment + _hours_to_acknowledge(world), person.code, words,
        "release_unacknowledged",
    )  # fmt: skip


def cut_short_silently(world: World, house: House, moment: datetime) -> None:
    """A leg is cut short, and nobody writes down why."""
    person = cut_short(world, house, moment, reason=None)
    words = f"The leg of {person.code} was cut short without a reason"
    world.breach("cut_short_silently", house, moment, person.code, words, "cut_short_unreasoned")


def take_in_anyway(world: World, house: House, moment: datetime) -> None:
    """A house that takes nobody in takes somebody in, straight into a general cell."""
    cell = first(c for c in house.cells.values() if c.use == "general" and c.beds)
    draw = world.draw("anyway", house.code, moment)
    person = new_person(world, house, cell, draw, moment, county=house.county, home=house.code)
    say_admitted(world, house, person, moment, deadline=world.assumptions.dates.ends + 30 * _DAY)
    words = f"{person.code} was taken in although intake was suspended"
    world.breach(
        "intake_while_suspended", house, moment, person.code, words, "intake_while_suspended",
        "mixed_before_clearance",
    )  # fmt: skip
