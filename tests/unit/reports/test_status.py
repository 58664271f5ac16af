"""The status document: as the record knew then, no more than the party needs, a pool never a single."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from lazaretto.facts.case import Classified, Contact, ContactDecided, ContactsListed, IncidentOpened
from lazaretto.facts.custody import Admitted, Party
from lazaretto.facts.fact import Body
from lazaretto.facts.hygiene import Reading, SymptomsReported, TemperaturesTaken
from lazaretto.facts.regime import CareGiven, CareOrdered
from lazaretto.facts.testing import ResultReported, Sampled, TubeVoided
from lazaretto.reports.status import CONTENTS, Asked, Finding, Status, proposed
from lazaretto.reports.status_drawing import draw_status
from lazaretto.reports.status_words import STATUS
from lazaretto.web.status_paper import status_paper, status_text
from tests.stating import moment
from tests.unit.obligations.legs import Said, end_ordered, ordered, started, world

BASELINES = Path(__file__).resolve().parents[2] / "baselines"
HELD = Admitted(person="Wang", cell="QZ-D/T/01", sex="male", born=date(1984, 6, 2), name="王某")


def sampled(tube: str, *members: str, purpose: Any = "leg") -> Sampled:
    return Sampled(tube=tube, members=members or ("Wang",), purpose=purpose)


def result(tube: str, said: Any = "negative") -> ResultReported:
    return ResultReported(tube=tube, result=said, laboratory="Lab")


INSULIN = CareOrdered(care="insulin", person="Wang", sort="medication", every_hours=12, ordered_by="D1")
STORY: list[Said] = [
    (HELD, "03-01 09:00"), (ordered(), "03-01 09:05"), (started(), "03-01 09:10"),
    (INSULIN, "03-01 10:00"),
    (sampled("T1"), "03-01 10:00"), (result("T1"), "03-01 20:00"),
    (sampled("P1", "Wang", "Li", "Zhou"), "03-02 10:00"), (result("P1"), "03-02 20:00"),
    (CareGiven(care="insulin", person="Wang", given_by="D1"), "03-03 07:00"),
    (TemperaturesTaken(readings=(Reading(person="Wang", celsius_tenths=366),)), "03-03 08:00"),
    (end_ordered("03-20"), "03-03 09:00"),
    (sampled("P2", "Wang", "Li"), "03-03 10:00"), (result("P2", "positive"), "03-03 20:00"),
    (sampled("T2"), "03-03 21:00"),
]  # fmt: skip


def asked(party: Party = "hospital", **changes: Any) -> Asked:
    values: dict[str, Any] = {
        "number": "H-0303-01", "party": party, "to": "天水市第一人民医院",
        "precautions": ("standard", "contact", "droplet"), "call": "值班室", "telephone": "0938-8210110",
        "drawn_by": "D1",
    }  # fmt: skip
    return Asked(**values | changes)


def told(*said: Said, at: str = "03-03 22:00", party: Party = "hospital") -> Status:
    found = world(*(said or STORY), at=at)
    return draw_status(
        found.standing, facts=found.facts, forces=found.forces, facility="QZ-D", person="Wang",
        asked=asked(party),
    )  # fmt: skip


def test_it_tells_what_the_record_knows() -> None:
    found = told()
    assert (found.name, found.sex, found.born) == ("王某", "male", 1984)
    assert [(one.swabs, one.finding) for one in found.tests] == [
        (1, "negative"), (3, "pool_negative"), (2, "pool_unclear"), (1, "awaited"),
    ]  # fmt: skip
    (leg,) = found.legs
    assert (leg.layer, leg.zero, leg.days, leg.ended) == (3, date(2022, 3, 1), 14, None)
    assert (leg.computed, leg.ordered) == (date(2022, 3, 15), date(2022, 3, 20))
    (care,) = found.care
    assert (care.care, care.every_hours, care.given) == ("insulin", 12, moment("03-03 07:00"))
    assert (found.symptoms.tenths, found.symptoms.fever, found.symptoms.symptoms) == (366, False, ())


def test_a_pool_is_never_shown_as_a_single() -> None:
    """Whatever a pool comes to has words of its own, on paper too."""
    pools = [one.finding for one in told().tests if one.swabs > 1]
    assert pools
    assert all(one.startswith("pool_") for one in pools)
    assert {one for one in get_args(Finding) if one.startswith("pool_")} == {
        "pool_negative", "pool_unclear", "pool_awaited",
    }  # fmt: skip
    for lang in ("zh_hans", "zh_hant", "en"):
        singles = {getattr(STATUS[one], lang) for one in get_args(Finding) if "pool" not in one}
        mixed = [getattr(STATUS[one], lang) for one in get_args(Finding) if "pool" in one]
        assert all("{n}" in words for words in mixed)
        assert not singles & set(mixed)


def test_an_awaited_pool_a_void_tube_and_tests_before_the_leg() -> None:
    awaited = told((HELD, "03-01 09:00"), (sampled("P1", "Wang", "Li"), "03-02 10:00"))
    assert [one.finding for one in awaited.tests] == ["pool_awaited"]
    void = told(
        (HELD, "03-01 09:00"), (sampled("T1"), "03-02 10:00"),
        (TubeVoided(tube="T1", why="broken"), "03-02 12:00"),
    )  # fmt: skip
    assert void.tests == ()
    before = [
        (HELD, "02-01 09:00"), (sampled("T0"), "02-01 10:00"), (result("T0"), "02-01 20:00"),
        (sampled("T1"), "02-02 10:00"), (result("T1"), "02-02 20:00"),
        (sampled("P0", "Wang", "Li"), "02-03 10:00"), (result("P0"), "02-03 20:00"),
    ]  # fmt: skip
    assert [one.sampled for one in told(*before).tests] == [moment("02-02 10:00"), moment("02-03 10:00")]


@pytest.mark.parametrize("party", get_args(Party))
def test_each_party_is_told_the_least_that_does_the_job(party: Party) -> None:
    value = told(party=party).value
    sections = {"tests", "legs", "contacts", "symptoms", "care"}
    assert sections & set(value) == set(CONTENTS[party])
    clinical = party in ("hospital", "facility", "prison")
    assert ("insulin" in status_text(told(party=party), issuer="x", lang="en")) is clinical


def test_what_is_learned_later_changes_no_document() -> None:
    late: list[Said] = [*STORY, (result("T2", "positive"), "03-04 08:00")]
    assert told(*late).digest == told().digest
    assert told(*late, at="03-04 09:00").digest != told().digest
    assert replace(told(), asked=asked(call="Another")).digest != told().digest
    assert told().mark == f"lazaretto-status/1 H-0303-01 {told().digest}"
    assert "Wang" not in told().mark


ILL: list[tuple[str, Body]] = [
    ("positive", result("T1", "positive")),
    ("symptoms", SymptomsReported(person="Wang", symptoms=("cough",))),
    ("fever", TemperaturesTaken(readings=(Reading(person="Wang", celsius_tenths=385),))),
    (
        "case",
        Classified(incident="I", person="Wang", disease="covid", classification="suspected", reason="x"),
    ),
]


@pytest.mark.parametrize(("why", "body"), ILL, ids=[why for why, _ in ILL])
def test_precautions_of_every_way_are_proposed_where_something_speaks_for_an_infection(
    why: str, body: Body
) -> None:
    told_ = told((HELD, "03-01 09:00"), (sampled("T1"), "03-02 10:00"), (body, "03-02 20:00"))
    assert proposed(told_) == ("standard", "contact", "droplet", "airborne"), why


def test_fewer_are_proposed_where_the_person_may_be_incubating_and_the_least_for_others() -> None:
    assert proposed(told(*STORY[:3])) == ("standard", "contact", "droplet")
    listed = ContactsListed(
        incident="I", person="Li", since=moment("03-01 00:00"), until=moment("03-02 00:00"),
        contacts=(Contact(person="Wang", company="cell", minutes=60),),
    )  # fmt: skip
    opened = IncidentOpened(incident="I", cause="positive", person="Li")
    contact: list[Said] = [(HELD, "03-01 09:00"), (opened, "03-02 09:00"), (listed, "03-02 10:00")]
    assert [one.decision for one in told(*contact).contacts] == [None]
    assert proposed(told(*contact)) == ("standard", "contact", "droplet")
    cleared = ContactDecided(incident="I", person="Wang", decision="no_measure", reason="Another floor")
    assert proposed(told(*contact, (cleared, "03-02 12:00"))) == ("standard",)
    assert proposed(told((HELD, "03-01 09:00"))) == ("standard",)


@pytest.mark.parametrize("lang", ["zh-hans", "zh-hant", "en"])
def test_the_words_on_paper_are_the_golden_ones(lang: str) -> None:
    found = status_text(told(), issuer="秦州区看守所", lang=lang)
    assert found == (BASELINES / f"status-paper-{lang}.txt").read_text()


@pytest.mark.parametrize("lang", ["zh-hans", "zh-hant", "en"])
def test_it_is_set_in_every_language_and_twice_alike(lang: str) -> None:
    first = status_paper(told(), issuer="秦州区看守所", lang=lang, copy=True)
    assert first.startswith(b"%PDF-1.7")
    assert first == status_paper(told(), issuer="秦州区看守所", lang=lang, copy=True)
