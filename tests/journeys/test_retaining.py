"""Data whose time is over by the document's rule: listed by person and class, with what keeps them."""

from typing import Any

import msgspec
import pytest

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.actions.list_due_data import DueData, list_due_data
from lazaretto.facts.complaints import ComplaintLodged
from lazaretto.facts.custody import Admitted, Released
from lazaretto.facts.hygiene import Reading, TemperaturesTaken
from tests.journeys.city import record
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
READ = TemperaturesTaken(readings=(Reading(person="W", celsius_tenths=366),))
STORY = (
    fact(Admitted(person="W", cell="QZ-D/T/02", sex="male"), "03-12 20:00", number=52),
    fact(READ, "03-13 08:00", number=53), fact(READ, "03-14 08:00", number=54),
    fact(Released(person="W", basis="law"), "03-15 10:00", number=55),
)  # fmt: skip
OVER = msgspec.structs.replace(STORY[0]).occurred.replace(year=2037, month=3, day=15, hour=16)
EARLY = OVER.replace(hour=15, minute=59)


def somebody(role: str = "leader", *facilities: str) -> Actor:
    return Actor(f"{role}-1", role, Scope(frozenset(facilities or ("QZ-D",))))  # type: ignore[arg-type]


def due(now: Any = OVER, actor: Actor | None = None) -> tuple[DueData, ...]:
    return list_due_data(None, actor=actor or somebody(), now=now).due


def test_health_is_due_fifteen_years_after_the_release_and_not_a_day_earlier() -> None:
    record(*STORY)
    assert due(EARLY) == ()
    (one,) = due()
    assert (one.person, one.facility, one.data, one.facts, one.held) == ("W", "QZ-D", "health", 2, ())
    assert (one.rule, one.days) == ("four-layer-2022/1 health.erased", 5479)
    assert one.since == OVER
    assert due(actor=somebody("leader", "MJ-D")) == ()  # another house is told nothing


def test_an_open_complaint_keeps_it_and_is_told_to_whoever_may_read_complaints_alone() -> None:
    told = ComplaintLodged(complaint="C1", way="oral", addressed="house", person="W", about="treatment")
    record(*STORY, fact(told, "03-14 09:00", number=56))
    readers = {role: somebody(role) for role in ("leader", "doctor")}
    assert {role: due(actor=actor)[0].held for role, actor in readers.items()} == {
        "leader": ("complaint",), "doctor": ("matter",),
    }  # fmt: skip


def test_it_is_not_listed_for_whoever_may_read_nobody() -> None:
    with pytest.raises(Refused, match="not_permitted"):
        due(actor=somebody("gate_officer"))
    with pytest.raises(Refused, match="out_of_scope"):
        list_due_data(["MJ-D"], actor=somebody(), now=OVER)


def test_nothing_is_due_before_a_document_says_so() -> None:
    record(*STORY)
    assert list_due_data(None, actor=somebody(), now=moment("01-01 00:00")).due == ()
    assert moment("03-16 00:00") < EARLY
