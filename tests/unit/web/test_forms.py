"""Forms drawn from the types: every kind can be stated; what is wrong stands beside its field."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from django.utils import timezone, translation

from lazaretto.facts.duty import CheckedIn
from lazaretto.facts.fact import Body, kind_of
from lazaretto.facts.hygiene import Disinfected, NotMeasured, Reading, SymptomsReported, TemperaturesTaken
from lazaretto.facts.quarantine import Ordered
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.web.forms import draft as drafts
from lazaretto.web.forms.draft import Draft
from lazaretto.web.forms.drawing import draw
from tests.stating import fact

ZONE = "Asia/Shanghai"
NOW = datetime(2022, 3, 23, 0, 10, tzinfo=UTC)


def sent(**values: str | list[str]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in {"occurred": "2022-03-23T08:10", "place": "", **values}.items():
        query.setlist(name, [value] if isinstance(value, str) else value)
    return query


def judged(query: QueryDict) -> tuple[Draft, list[Body]]:
    with translation.override("en"):
        draft, statements = drafts.judged(drafts.returned(query), query, facility="QZ-D", zone=ZONE)
    return draft, [statement.body for statement in statements]


@pytest.mark.parametrize("kind", BY_KIND.values(), ids=kind_of)
def test_every_kind_can_be_drawn(kind: type[Body]) -> None:
    drawn = draw(kind, given={}, errors={})
    assert [field.name for field in drawn] == list(kind.__struct_fields__)
    assert all(field.label and field.input for field in drawn)


@pytest.mark.parametrize("kind", BY_KIND, ids=str)
def test_an_empty_form_is_never_a_fact_unless_nothing_is_required(kind: str) -> None:
    draft, bodies = judged(sent(kind=kind))
    required = [f for f in draw(BY_KIND[kind], given={}, errors={}) if f.required]
    assert (bodies == []) == bool(required)
    assert set(draft.errors) <= set(BY_KIND[kind].__struct_fields__) | {""}


def test_a_closed_list_chooses_nothing_beforehand() -> None:
    (result,) = [
        f for f in draw(BY_KIND["testing.result_reported"], given={}, errors={}) if f.name == "result"
    ]
    assert result.choices[0].value == ""
    assert not any(choice.chosen for choice in result.choices[1:])


def test_legs_are_read_line_by_line() -> None:
    query = sent(
        kind="quarantine.ordered", order="O-1", person="QZ-1", basis="防控方案", ordered_by="L-1",
        legs="1 QZ-L 21\r\n2 QS-D 21 County hospital, ward 3", review_on="2022-03-30",
    )  # fmt: skip
    _, (body,) = judged(query)
    assert isinstance(body, Ordered)
    assert [(leg.layer, leg.facility, leg.days) for leg in body.legs] == [(1, "QZ-L", 21), (2, "QS-D", 21)]
    assert [leg.outside for leg in body.legs] == [None, "County hospital, ward 3"]


def test_what_was_typed_comes_back_with_what_is_wrong() -> None:
    query = sent(kind="hygiene.disinfected", agent="84", target_mg_l="five hundred", contact_minutes="30")
    draft, bodies = judged(query)
    assert bodies == []
    assert draft.errors == {"target_mg_l": "“five hundred” is not a whole number."}
    fields = {field.name: field.value for part in draft.fields for field in part}
    assert (fields["agent"], fields["target_mg_l"]) == ("84", "five hundred")


def test_the_thermometer_takes_a_reading_or_a_reason_from_everyone() -> None:
    query = sent(
        kind="hygiene.temperatures_taken", site="forehead", place="QZ-D/T/03",
        person=["QZ-1", "QZ-2"], celsius=["36.5", ""], why=["", "asleep"],
    )  # fmt: skip
    _, bodies = judged(query)
    swept, unmeasured = bodies
    assert isinstance(swept, TemperaturesTaken)
    assert [(r.person, r.celsius_tenths) for r in swept.readings] == [("QZ-1", 365)]
    assert isinstance(unmeasured, NotMeasured)
    assert (unmeasured.person, unmeasured.why) == ("QZ-2", "asleep")


@pytest.mark.parametrize("celsius", ["", "hot", "3.65", "51"])
def test_a_row_of_the_thermometer_is_wrong_by_itself(celsius: str) -> None:
    query = sent(
        kind="hygiene.temperatures_taken", site="forehead", person=["QZ-1", "QZ-2"],
        celsius=["36.5", celsius], why=["", ""],
    )  # fmt: skip
    draft, bodies = judged(query)
    assert bodies == []
    assert [bool(row.error) for row in draft.rows] == [False, True]
    assert draft.rows[0].celsius == "36.5"


def test_one_fact_a_person_is_stated_for_the_chosen() -> None:
    query = sent(kind="duty.checked_in", each="1", all=["P1", "P2"], where="home", well="true")
    query.setlist("for", ["P2"])
    _, bodies = judged(query)
    assert [getattr(body, "person", None) for body in bodies] == ["P2"]


def test_times_are_local_to_the_facility() -> None:
    query = sent(kind="gate.goods_released", consignment="F-1")
    with translation.override("en"):
        _, (statement,) = drafts.judged(drafts.returned(query), query, facility="QZ-D", zone=ZONE)
    assert statement.occurred == NOW


@pytest.mark.parametrize(
    "body",
    [
        Disinfected(agent="84", target_mg_l=1000, measured_mg_l=980, contact_minutes=30),
        TemperaturesTaken(readings=(Reading(person="QZ-1", celsius_tenths=365),), site="axilla"),
        SymptomsReported(person="QZ-1", symptoms=("fever", "cough"), words="咽痛"),
        CheckedIn(person="P1", where="on_site", well=False),
    ],
    ids=kind_of,
)
def test_a_correction_starts_from_what_the_fact_says(body: Body) -> None:
    with timezone.override(ZONE):
        draft = drafts.of_fact(fact(body, "03-23 08:10", place="QZ-D/T/03"), kind=kind_of(body))
        query = sent(kind=draft.kind)
        for field in (field for part in draft.fields for field in part):
            chosen = [choice.value for choice in field.choices if choice.chosen]
            query.setlist(field.name, chosen or [field.value])
        for row in draft.rows:
            for name, value in (("person", row.person), ("celsius", row.celsius), ("why", "")):
                query.appendlist(name, value)
        _, bodies = judged(query)
    assert bodies == [body]


def test_a_scanned_number_becomes_a_row_of_the_thermometer() -> None:
    with timezone.override(ZONE):
        draft = drafts.blank("hygiene.temperatures_taken", subject="QZ-7", now=NOW)
    assert [row.person for row in draft.rows] == ["QZ-7"]
    assert draft.rows[0].celsius == ""


def test_who_acts_is_filled_in_and_who_checks_is_not() -> None:
    with timezone.override(ZONE):
        visit = drafts.blank("quarantine.visited", subject="QZ-7", now=NOW, acting="D1")
        sweep = drafts.blank("hygiene.disinfected", subject="", now=NOW, acting="D1")
    assert visit.values == {"by": "D1", "persons": "QZ-7"}
    assert "checked_by" not in sweep.values
