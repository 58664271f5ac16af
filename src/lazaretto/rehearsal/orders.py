"""The path as the protocol's legs say, where each county serves it, and the order that sends people on it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import msgspec

from lazaretto.facts import command, quarantine
from lazaretto.protocol.document import Leg
from lazaretto.rehearsal.assumptions import County
from lazaretto.rehearsal.clauses import deadlines, refrains, setting
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.subjects import Cell, House, Person
from lazaretto.rehearsal.world import OFFICE, World

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_PACE = timedelta(seconds=5)  # from one signature to the next
_APART_DAYS = 5
_REVIEWED = time(10, 20)
_NOT_SIGNED = 12  # of a thousand will not sign; it is served all the same
BASIS = "传染病防治法第三十九条；监管场所四层防护规定"


def path(world: World) -> tuple[Leg, ...]:
    """The legs of the protocol, in the order of their layers."""
    return tuple(sorted(world.protocol.legs, key=lambda leg: leg.layer))


def following(world: World, leg: Leg) -> Leg | None:
    """The leg after a leg, if there is one."""
    return next((later for later in path(world) if later.layer > leg.layer), None)


def point_of(world: World, county: County, day: date) -> House:
    """Where a county's people serve the first leg on a day."""
    own = day >= world.assumptions.dates.lock_ups_serve
    return world.houses[county.isolation_point if own else county.isolation_point_before]


def site_of(world: World, county: County, leg: Leg | None, moment: datetime) -> House:
    """Where a county's people serve a leg (None: after the last)."""
    if leg is not None and leg.role == "isolation_point":
        return point_of(world, county, world.today(moment))
    if leg is not None and leg.role == "transition_house":
        plans = world.assumptions.houses
        return next(world.houses[h.code] for h in plans if h.sort == "detention_house" and h.quarantine_cells)
    return world.houses[county.transition_wing]


def order(world: World, county: County, house: House, people: Sequence[Person], moment: datetime) -> None:
    """Order people into quarantine: the whole path, one order each, served at once."""
    legs = tuple(
        quarantine.PlannedLeg(
            layer=leg.layer, facility=site_of(world, county, leg, moment).code, days=leg.days
        )
        for leg in path(world)
    )
    legs = _overbooked(world, house, people, legs, moment) or legs
    for number, person in enumerate(people):
        at = moment + number * _PACE
        person.order = f"ORD-{person.code}"
        review = world.today(at) + _days_to_review(world, house, person, at) * _DAY
        body = quarantine.Ordered(
            order=person.order, person=person.code, basis=BASIS,
            ordered_by=world.houses[OFFICE].leader().code, legs=legs, review_on=review,
        )  # fmt: skip
        world.say(house.code, body, at, actor=house.leader().code)
        serve(world, house, person, at)


def _overbooked(
    world: World, house: House, people: Sequence[Person], legs: tuple[quarantine.PlannedLeg, ...],
    moment: datetime,
) -> tuple[quarantine.PlannedLeg, ...] | None:  # fmt: skip
    """The legs with a third one where there is a single bed, where that is seeded."""
    if not world.slips.take("path_overbooked", house.code, world.today(moment)):
        return None
    first = world.number("spare bed") == 1
    place = f"{OFFICE}/T/01"
    body = command.PlaceEstablished(established=place, use="transition", capacity=1)
    world.say(OFFICE, body, moment - 30 * _MINUTE, actor=OFFICE, place=place)
    late = people[1 if first else 0 :]
    rules = [clause.id for clause, _ in refrains(world.protocol, "path_overbooked")]
    expects = tuple((rule, person.code) for rule in rules for person in late)
    words = f"An order names a single bed for {len(people)} people"
    since, until = moment - _MINUTE, moment + 5 * _MINUTE
    world.slips.seed(Seeded("path_overbooked", house.code, since, until, words, expects))
    last = max(leg.layer for leg in legs if leg.days)
    wrong = [msgspec.structs.replace(leg, facility=OFFICE) if leg.layer == last else leg for leg in legs]
    return tuple(wrong)


def serve(world: World, house: House, person: Person, moment: datetime) -> None:
    """Hand the order to the person and explain it, within the hour; or late, where that is seeded."""
    at = _late(world, house, person, moment)
    at = at or moment + world.draw("served", person.order).between(8, 55) * _MINUTE
    order_, signed = str(person.order), not world.draw("signed", person.order).chance(_NOT_SIGNED)
    world.at(at, lambda: _hand_over(world, house, person, order_, at, signed=signed))


def _late(world: World, house: House, person: Person, moment: datetime) -> datetime | None:
    """When an order is handed over too late, where that is seeded and a clause finds it."""
    for clause, owed in deadlines(world.protocol, trigger="ordered", evidence="served"):
        due = moment + (owed.within or 0) * _MINUTE
        if world.binds(clause, house, moment) and world.slips.take(
            "order_served_late", house.code, world.today(moment)
        ):
            world.watched.add(person.code)  # nobody sets them free before it is
            words = f"The order of {person.code} was handed over late"
            until, expects = due + (owed.grace + 1) * _MINUTE, ((clause.id, person.code),)
            world.slips.seed(Seeded("order_served_late", house.code, due, until, words, expects))
            return due + owed.grace / 2 * _MINUTE
    return None


def _hand_over(
    world: World, house: House, person: Person, order_: str, moment: datetime, *, signed: bool
) -> None:
    officer = house.on_duty("officer").code
    body = quarantine.Served(
        order=order_, person=person.code, served_by=officer, language="zh", signed=signed
    )
    world.say(house.code, body, moment, actor=officer, place=person.cell.place)


def order_apart(world: World, house: House, person: Person, moment: datetime) -> None:
    """Order somebody of a general wing to be kept apart where they are, until the doctor says otherwise."""
    person.order = f"ORD-{person.code}-{world.today(moment):%m%d}"
    leg = quarantine.PlannedLeg(layer=path(world)[-1].layer, facility=house.code, days=_APART_DAYS)
    body = quarantine.Ordered(
        order=person.order, person=person.code, basis=BASIS, ordered_by=house.leader().code, legs=(leg,),
        review_on=world.today(moment) + _DAY, cause="case",
    )  # fmt: skip
    world.say(house.code, body, moment, actor=house.leader().code)
    serve(world, house, person, moment)


def isolate(world: World, house: House, person: Person, cell: Cell, moment: datetime, *, days: int) -> None:
    """Order somebody into a room alone, under their live order: with its basis, end and review."""
    day = world.today(moment)
    body = quarantine.IsolationOrdered(
        order=str(person.order), person=person.code, cell=cell.place, basis="发热待查，单间观察",
        ends_on=day + days * _DAY, review_on=day + _DAY, ordered_by=house.leader().code,
    )  # fmt: skip
    world.say(house.code, body, moment, actor=house.leader().code, place=cell.place)
    reviewer, at = world.houses[OFFICE].staff[1].code, world.clock(day + _DAY, _REVIEWED)
    reviewed = quarantine.Reviewed(
        order=str(person.order), person=person.code, reviewed_by=reviewer, next_on=day + 3 * _DAY
    )
    world.at(at, lambda: world.say(house.code, reviewed, at, actor=reviewer, place=cell.place))


def end_isolation(world: World, house: House, person: Person, moment: datetime) -> None:
    """State that somebody is no longer kept in a room alone."""
    leader = house.leader().code
    body = quarantine.IsolationEnded(
        order=str(person.order), person=person.code, signed_by=leader, reason="体温正常，核酸阴性"
    )
    world.say(house.code, body, moment, actor=leader, place=person.cell.place)


def _days_to_review(world: World, house: House, person: Person, moment: datetime) -> int:
    """Days to an order's first review, as the protocol owes it; the first leg's length otherwise."""
    owed = setting(world.protocol, "review_set_late", "days", default=path(world)[0].days)
    if world.slips.take("review_set_late", house.code, world.today(moment)):
        words = f"The first review of {person.code} was set too late"
        world.breach("review_set_late", house, moment, person.code, words, "review_set_late")
        return owed * 2
    return owed
