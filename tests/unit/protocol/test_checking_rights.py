"""The checks of rights, by name."""

from typing import Any

import msgspec
import pytest

from lazaretto.protocol.checks.rights import (
    CEILINGS,
    LEVELS,
    contact_is_owed,
    custody_is_not_extended,
    orders_are_reviewed,
    reviews_are_owed,
    rights_alarms_are_told,
    rights_are_stated,
    visits_are_owed,
    warnings_come_in_time,
)
from lazaretto.protocol.document import Protocol, Refrain
from tests.unit.protocol.altering import altered, clause_number, said, without


@pytest.mark.parametrize("ceiling", CEILINGS, ids=lambda ceiling: ceiling.parameter)
def test_rights_are_stated_kept_and_used(sound: Protocol, ceiling: Any) -> None:
    name = ceiling.parameter
    assert said(rights_are_stated, without(sound, "parameters", name)) == [("right_missing", "parameters")]
    number = [p.id for p in sound.parameters].index(name)
    beyond = str(ceiling.value + (-1 if ceiling.bound == "min" else 1))
    if name == "contact.minutes":
        beyond = "1.5"  # the sound document states it in hours
    assert said(rights_are_stated, altered(sound, f"parameters[{number}].value", beyond)) == [
        ("right_broken", f"parameters[{number}].value")
    ]
    idle = tuple(
        msgspec.structs.replace(clause, uses=tuple(u for u in clause.uses if u != name))
        for clause in sound.clauses
    )
    assert said(rights_are_stated, altered(sound, "clauses", idle)) == [
        ("right_idle", f"parameters[{number}]")
    ]


def test_rights_are_stated_only_where_people_are_kept_apart(sound: Protocol) -> None:
    bare = altered(altered(sound, "parameters", ()), "legs", sound.legs[1:])
    assert said(rights_are_stated, bare) == []


def test_visits_are_owed_in_every_leg_at_every_level(sound: Protocol) -> None:
    assert said(visits_are_owed, without(sound, "clauses", "quarantine.visit")) == [
        ("visit_not_owed", "legs[0]")
    ] * len(LEVELS)
    path = f"clauses[{clause_number(sound, 'quarantine.visit')}]"
    assert len(said(visits_are_owed, altered(sound, f"{path}.levels", ("closed",)))) == 3
    assert len(said(visits_are_owed, altered(sound, f"{path}.duty.layers", (2, 3)))) == 4
    assert said(visits_are_owed, altered(sound, f"{path}.duty.layers", (1,))) == []
    assert len(said(visits_are_owed, altered(sound, f"{path}.duty.evidence", "temperature"))) == 4


def test_reviews_are_owed_first_and_in_time(sound: Protocol) -> None:
    assert said(reviews_are_owed, without(sound, "clauses", "quarantine.review")) == [
        ("review_not_owed", "legs[0]")
    ] * len(LEVELS)
    first = f"clauses[{clause_number(sound, 'quarantine.review')}].duty"
    assert len(said(reviews_are_owed, altered(sound, f"{first}.on_days", (16,)))) == 4
    assert len(said(reviews_are_owed, altered(sound, f"{first}.trigger_values", (2,)))) == 4


def test_reviews_are_owed_again_by_days_or_by_the_review_before(sound: Protocol) -> None:
    first = f"clauses[{clause_number(sound, 'quarantine.review')}].duty.on_days"
    early = altered(sound, first, (5,))  # 16 days before the leg of 21 ends
    assert said(reviews_are_owed, early) == []
    once = without(early, "clauses", "quarantine.next_review")
    assert len(said(reviews_are_owed, once)) == 4
    assert said(reviews_are_owed, altered(once, first, (5, 12))) == []


def test_contact_is_owed_to_whoever_is_alone(sound: Protocol) -> None:
    assert said(contact_is_owed, without(sound, "clauses", "rights.contact")) == [
        ("contact_not_owed", "clauses")
    ] * len(LEVELS)
    path = f"clauses[{clause_number(sound, 'rights.contact')}].duty.sum_at_least"
    assert len(said(contact_is_owed, altered(sound, path, 119))) == 4
    assert said(contact_is_owed, altered(sound, path, 180)) == []


def test_contact_is_owed_and_being_alone_is_limited(sound: Protocol) -> None:
    assert said(contact_is_owed, without(sound, "clauses", "rights.alone")) == [
        ("alone_unlimited", "clauses")
    ] * len(LEVELS)
    path = f"clauses[{clause_number(sound, 'rights.alone')}].duty.settings"
    for laxer_setting in ({"days": 16}, {"days": 15, "hours": 23}, {"days": 15, "minutes": 60}):
        assert len(said(contact_is_owed, altered(sound, path, laxer_setting))) == 4


def test_custody_is_not_extended_by_a_duty_of_quarantine(sound: Protocol) -> None:
    number = clause_number(sound, "quarantine.tests")
    broken = altered(sound, f"clauses[{number}].duty.excused_by", ("leg_ended",))
    assert said(custody_is_not_extended, broken) == [("custody_extended", f"clauses[{number}].duty")]


def test_warnings_come_in_time(sound: Protocol) -> None:
    path = f"clauses[{clause_number(sound, 'rights.alone')}].duty.settings.days"
    assert said(warnings_come_in_time, sound) == []
    assert said(warnings_come_in_time, altered(sound, path, 15)) == []
    assert said(warnings_come_in_time, altered(sound, path, 16)) == [("warning_too_late", path)]
    limit = [parameter.id for parameter in sound.parameters].index("alone.days")
    shorter = altered(sound, f"parameters[{limit}].value", "12")
    assert said(warnings_come_in_time, altered(shorter, path, 13)) == [("warning_too_late", path)]


def test_orders_are_reviewed(sound: Protocol) -> None:
    assert said(orders_are_reviewed, sound) == []
    ordered = altered(sound, "clauses[0].duty", Refrain(condition="isolation_past_end"))
    assert said(orders_are_reviewed, ordered) == []
    never = without(without(ordered, "clauses", "quarantine.review"), "clauses", "quarantine.next_review")
    levels = len(ordered.clauses[0].levels)
    assert said(orders_are_reviewed, never) == [("order_unreviewed", "clauses[0]")] * levels
    again = clause_number(never, "rights.contact")
    dated = Refrain(condition="review_set_late", settings={"days": 7})
    assert said(orders_are_reviewed, altered(never, f"clauses[{again}].duty", dated)) == []
    late = Refrain(condition="review_set_late", settings={"days": 16})
    assert said(orders_are_reviewed, altered(never, f"clauses[{again}].duty", late)) != []


def test_rights_alarms_are_told(sound: Protocol) -> None:
    assert said(rights_alarms_are_told, sound) == []
    alarm = next(number for number, clause in enumerate(sound.clauses) if clause.severity == "alarm")
    of_rights = altered(sound, f"clauses[{alarm}].measure", "G1")
    assert said(rights_alarms_are_told, of_rights) == [("alarm_untold", f"clauses[{alarm}].tell")]
    told = altered(of_rights, f"clauses[{alarm}].tell", ("doctor", "leader", "inspector"))
    assert said(rights_alarms_are_told, told) == []
