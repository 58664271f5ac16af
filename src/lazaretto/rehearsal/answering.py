"""How each thing that is owed is done, when its hour has come: one function an answer, listed at the end."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from lazaretto.facts import custody, directives, duty, gate, hygiene, quarantine, regime, testing
from lazaretto.protocol.document import Clause, Deadline
from lazaretto.rehearsal.cases import answer_positive
from lazaretto.rehearsal.clauses import deadlines
from lazaretto.rehearsal.gate import sample
from lazaretto.rehearsal.incidents import decide_contact, list_contacts, open_incident, tell_result
from lazaretto.rehearsal.noticing import (
    inspect_house,
    issue_order,
    look_once_more,
    put_right,
    receive_notice,
)
from lazaretto.rehearsal.orders import order_apart
from lazaretto.rehearsal.promised import Promise
from lazaretto.rehearsal.slots import sweep
from lazaretto.rehearsal.subjects import House, Officer, Person
from lazaretto.rehearsal.tubes import swab, swab_for_leg
from lazaretto.rehearsal.world import OFFICE, World

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
A_DAY = 24 * 60  # minutes; what is due within a day is done on the same day
_QUICK_LABORATORY = 120  # minutes, when the laboratory knows that people wait for it
_HASTE = 30  # minutes, by a rapid machine, when it is late already


def where_now(world: World, promise: Promise) -> House:
    """The house in which the subject is by now."""
    subject: Person | Officer | None = world.people.get(promise.key)
    if isinstance(subject, Person):
        return world.houses[subject.cell.place.partition("/")[0]]
    officer = world.staff.get(promise.key)
    return world.houses[officer.house] if officer else promise.house


def _receive(world: World, promise: Promise, moment: datetime) -> None:
    body = directives.DirectiveReceived(directive=promise.key.partition("|")[2])
    world.say(promise.house.code, body, moment, actor=promise.house.leader().code)


def _report_override(world: World, promise: Promise, moment: datetime) -> None:
    body = gate.OverrideReported(override=promise.key)
    world.say(promise.house.code, body, moment, actor=promise.house.leader().code)


def _acknowledge(world: World, promise: Promise, moment: datetime) -> None:
    outgoing, held = world.handovers.get(promise.key, ("", 0))
    incoming = next(o.code for o in promise.house.working("A") or promise.house.staff if o.code != outgoing)
    if world.slips.take("handover_to_oneself", promise.house.code, world.today(promise.made)):
        incoming = outgoing
        words = f"{outgoing} acknowledged their own handover"
        world.breach("handover_to_oneself", promise.house, moment, promise.key, words, "handover_to_oneself")
    if world.slips.take("handover_differs", promise.house.code, world.today(promise.made)):
        held += 1
        words = f"{incoming} counted one more than {outgoing} handed over"
        world.breach("handover_differs", promise.house, moment, promise.key, words, "handover_differs")
    body = duty.HandoverAcknowledged(handover=promise.key, incoming=incoming, held=held)
    world.say(promise.house.code, body, moment, actor=incoming)


def _acknowledge_transfer(world: World, promise: Promise, moment: datetime) -> None:
    """The receiving house has counted the people and read their papers."""
    house, person = where_now(world, promise), world.people[promise.key]
    officer = house.on_duty("officer").code
    body = custody.Received(person=person.code, party="facility", received_by=officer, status_read=True)
    world.say(house.code, body, moment, actor=officer, place=person.cell.place)


def _sample_goods(world: World, promise: Promise, moment: datetime) -> None:
    sample(world, promise.house, promise.key, moment)


def _review(world: World, promise: Promise, moment: datetime) -> None:
    person = world.people[promise.key]
    house = where_now(world, promise)
    reviewer = world.houses[OFFICE].staff[1].code  # the order was signed by the first
    if world.slips.take("review_by_orderer", house.code, world.today(moment)):
        reviewer = world.houses[OFFICE].leader().code
        words = f"The order of {person.code} was reviewed by who had made it"
        world.breach("review_by_orderer", house, moment, person.code, words, "review_not_independent")
    days = min((duty_.within or 0) // A_DAY for _, duty_ in _reviews(world))
    body = quarantine.Reviewed(
        order=str(person.order), person=person.code, reviewed_by=reviewer,
        next_on=world.today(moment) + days * _DAY,
    )  # fmt: skip
    world.say(house.code, body, moment, actor=reviewer, place=person.cell.place)


def _reviews(world: World) -> Iterator[tuple[Clause, Deadline]]:
    yield from deadlines(world.protocol, trigger="reviewed", evidence="reviewed")
    yield from deadlines(world.protocol, trigger="clock_started", evidence="reviewed")


def _call_family(world: World, promise: Promise, moment: datetime) -> None:
    house, person = where_now(world, promise), world.people[promise.key]
    sort: regime.Contact = (
        "family_video" if world.draw("family", promise.key, moment).chance(500) else "family_call"
    )
    body = regime.ContactGiven(persons=(promise.key,), sort=sort, minutes=15)
    world.say(house.code, body, moment, actor=house.on_duty("officer").code, place=person.cell.place)


_PURPOSES: dict[str, testing.Purpose] = {"clock_started": "leg", "phase_started": "duty"}


def _swab_singly(world: World, promise: Promise, moment: datetime) -> None:
    house, person = where_now(world, promise), world.people.get(promise.key)
    purpose = _PURPOSES.get(promise.duty.trigger, "symptom")
    result = world.results.pop(promise.key, "negative")
    place = person.cell.place if person else None
    if purpose == "leg":
        last = test_day(world, promise) == max(promise.duty.on_days, default=-1)
        people = (promise.key,)
        tube = swab_for_leg(world, house, people, moment, place=place, last=last, result=result)
    else:
        tube = swab(world, house, (promise.key,), moment, purpose=purpose, result=result, place=place)
    if person is not None and result == "positive":
        answer_positive(world, person, tube, world.awaited[person.code])


def test_day(world: World, promise: Promise) -> int:
    """Which day of the leg a swab is owed on."""
    return (world.today(promise.opens) - world.today(promise.made)).days


def _retest(world: World, promise: Promise, moment: datetime) -> None:
    """A positive pool: every member is swabbed singly, and the laboratory hurries."""
    house, person = where_now(world, promise), world.people.get(promise.key)
    minutes = _QUICK_LABORATORY if moment + _QUICK_LABORATORY * _MINUTE < promise.due else _HASTE
    swab(
        world, house, (promise.key,), moment, purpose="retest", minutes=minutes,
        place=person.cell.place if person else None,
    )  # fmt: skip


def _measure_again(world: World, promise: Promise, moment: datetime) -> None:
    house, person = where_now(world, promise), world.people.get(promise.key)
    place = person.cell.place if person else None
    sweep(world, house, [promise.key], moment, house.on_duty("medic").code, place)


def _see(world: World, promise: Promise, moment: datetime) -> None:
    house = where_now(world, promise)
    medic = house.on_duty("medic").code
    world.say(house.code, quarantine.Visited(persons=(promise.key,), by=medic), moment, actor=medic)


def _isolate(world: World, promise: Promise, moment: datetime) -> None:
    """Put apart; who is in no leg needs an order first."""
    house, person = where_now(world, promise), world.people.get(promise.key)
    if person is not None and (person.order is None or person.layer == 0):
        order_apart(world, house, person, moment - 2 * _MINUTE)
    body = hygiene.Isolated(person=promise.key, order=person.order if person else None)
    world.say(house.code, body, moment, actor=house.on_duty("medic").code)


def _open_incident(world: World, promise: Promise, moment: datetime) -> None:
    house = where_now(world, promise)
    open_incident(world, house, promise.key, moment, trigger=promise.duty.trigger)


def _list_contacts(world: World, promise: Promise, moment: datetime) -> None:
    list_contacts(world, where_now(world, promise), promise.key, moment)


def _decide_contact(world: World, promise: Promise, moment: datetime) -> None:
    decide_contact(world, where_now(world, promise), promise.key, moment)


def _tell_result(world: World, promise: Promise, moment: datetime) -> None:
    tell_result(world, promise.house, promise.key, moment)


ANSWERS: dict[str, Callable[[World, Promise, datetime], None]] = {
    "directive_received": _receive,
    "override_reported": _report_override,
    "handover_acknowledged": _acknowledge,
    "goods_sampled": _sample_goods,
    "reviewed": _review,
    "received": _acknowledge_transfer,
    "family_contact": _call_family,
    "sampled": _swab_singly,
    "retest_result": _retest,
    "temperature": _measure_again,
    "visited": _see,
    "isolated": _isolate,
    "incident_of": _open_incident,
    "contacts_listed": _list_contacts,
    "contact_decided": _decide_contact,
    "result_told": _tell_result,
    "notice_received": receive_notice,
    "finding_noticed": issue_order,
    "finding_rectified": put_right,
    "finding_reinspected": look_once_more,
    "house_inspected": inspect_house,
}
