"""Regime lowered: contact, open air, care by person; what the day holds by wing and activity."""

from typing import Any, get_args

from lazaretto.facts import regime
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number, seconds
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

CONTACTS = get_args(regime.Contact)
OUTINGS = get_args(regime.OutOfCell.__annotations__["sort"])
CARES = get_args(regime.CareOrdered.__annotations__["sort"])
CARE_OUTCOMES = get_args(regime.CareGiven.__annotations__["outcome"])
ACTIVITIES = get_args(regime.Activity)
HINDRANCES = get_args(regime.Hindrance)
ABSENCES = get_args(regime.Absentee.__annotations__["why"])


def _contact_given(body: regime.ContactGiven, fact: Fact, keys: Names, facilities: Names) -> Rows:
    sort = CONTACTS.index(body.sort)
    for person in body.persons:
        yield "contact", keys.number(person), body.minutes, sort
        if body.sort in regime.FAMILY:
            yield "family_contact", keys.number(person), body.minutes, sort


def _open_air_given(body: regime.OpenAirGiven, fact: Fact, keys: Names, facilities: Names) -> Rows:
    for person in body.persons:
        yield "open_air", keys.number(person), body.minutes, 0


def _out_of_cell(body: regime.OutOfCell, fact: Fact, keys: Names, facilities: Names) -> Rows:
    for person in body.persons:
        yield "out_of_cell", keys.number(person), body.minutes, OUTINGS.index(body.sort)


def _care_ordered(body: regime.CareOrdered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "care_ordered", _care(body, keys), body.every_hours, CARES.index(body.sort)
    yield "care_until", _care(body, keys), day_number(body.until) if body.until else 0, 0
    yield "care_of", _care(body, keys), keys.number(body.person), 0


def _care_given(body: regime.CareGiven, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "care_given", _care(body, keys), CARE_OUTCOMES.index(body.outcome), 0


def _care_ended(body: regime.CareEnded, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "care_ended", _care(body, keys), 0, 0


def _activity_done(body: regime.ActivityDone, fact: Fact, keys: Names, facilities: Names) -> Rows:
    for part in body.parts:
        yield "activity_done", keys.number(part.wing), ACTIVITIES.index(part.activity), part.took_part
    for one in body.absent:
        activity, why = ACTIVITIES.index(one.activity), ABSENCES.index(one.why)
        yield "activity_absent", keys.number(one.person), activity, why
    for person in body.unmet:
        yield "need_unmet", keys.number(person), 0, 0


def _left_out(body: regime.ActivityLeftOut, fact: Fact, keys: Names, facilities: Names) -> Rows:
    activity, cause = ACTIVITIES.index(body.activity), HINDRANCES.index(body.cause)
    for wing in body.wings:
        yield "activity_left_out", keys.number(wing), activity, cause


def _suspended(body: regime.RegimeSuspended, fact: Fact, keys: Names, facilities: Names) -> Rows:
    activity, cause = ACTIVITIES.index(body.activity), HINDRANCES.index(body.cause)
    for wing in body.wings:
        yield "activity_suspended", keys.number(wing), activity, seconds(body.until)
        yield "activity_suspended_for", keys.number(wing), activity, cause


def _resumed(body: regime.RegimeResumed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    for wing in body.wings:
        yield "activity_resumed", keys.number(wing), ACTIVITIES.index(body.activity), 0


def _care(body: regime.CareOrdered | regime.CareGiven | regime.CareEnded, keys: Names) -> int:
    """One care of one person as a key: a person may need several."""
    return keys.number(f"{body.person}|{body.care}")


LOWERING: dict[type, Any] = {
    regime.ContactGiven: _contact_given,
    regime.OpenAirGiven: _open_air_given,
    regime.OutOfCell: _out_of_cell,
    regime.CareOrdered: _care_ordered,
    regime.CareGiven: _care_given,
    regime.CareEnded: _care_ended,
    regime.ActivityDone: _activity_done,
    regime.ActivityLeftOut: _left_out,
    regime.RegimeSuspended: _suspended,
    regime.RegimeResumed: _resumed,
}
