"""Every check of a document, by name: it is silent on the sound document and speaks when that breaks."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.protocol.checking import CHECKS, Check, check, issuable
from lazaretto.protocol.checks.floors import baseline_is_at_hand, floor_clauses_hold, floors_hold, laxer
from lazaretto.protocol.checks.languages import languages_are_complete, texts_are_translated
from lazaretto.protocol.checks.numbers import (
    numbers_agree,
    parameters_are_in_force,
    parameters_fit_their_units,
)
from lazaretto.protocol.checks.references import (
    citations_are_given,
    ids_are_unique,
    sources_exist,
    uses_exist,
)
from lazaretto.protocol.checks.rights import (
    CEILINGS,
    LEVELS,
    contact_is_owed,
    custody_is_not_extended,
    reviews_are_owed,
    rights_are_stated,
    visits_are_owed,
)
from lazaretto.protocol.checks.shapes import (
    duties_can_fall_due,
    legs_end,
    levels_are_named,
    patterns_are_whole,
    slots_do_not_overlap,
)
from lazaretto.protocol.checks.tables import (
    tables_can_be_read,
    tables_have_no_dead_row,
    tables_have_no_gap,
    tables_have_no_overlap,
    unknown_never_admits,
)
from lazaretto.protocol.document import Clause, Input, Parameter, Protocol, Rule, Table, Text
from lazaretto.protocol.wording import LANGUAGES
from tests.unit.protocol.altering import altered, part


def said(each: Check, protocol: Protocol, baseline: Protocol | None = None) -> list[tuple[str, str]]:
    """(code, path) of what one check says."""
    return [(problem.code, problem.path) for problem in each(protocol, baseline)]


def without(protocol: Protocol, path: str, name: str) -> Protocol:
    """The document without one item of a list, by id."""
    return altered(protocol, path, tuple(item for item in part(protocol, path) if item.id != name))


def words(text: str) -> Text:
    return Text(zh_hans=text, zh_hant=text, en=text)


def table(hit_policy: Any, inputs: dict[str, Any], rows: dict[str, Any]) -> Table:
    """A table from ``{"t": "number", "c": ("green", "red")}`` and ``{"row": ({"t": "< 3"}, "admit")}``."""
    columns = tuple(
        Input(id=name, label=words(name), type=kind)
        if isinstance(kind, str)
        else Input(id=name, label=words(name), type="code", codes=kind)
        for name, kind in inputs.items()
    )
    rules = tuple(
        Rule(id=name, when=when, verdict=verdict, say=words("do"), cite=("practice",))
        for name, (when, verdict) in rows.items()
    )
    return Table(id="tt", title=words("table"), hit_policy=hit_policy, inputs=columns, rules=rules)


def test_the_sound_document_has_no_problem(sound: Protocol) -> None:
    assert check(sound, baseline=None) == ()


def test_checks_are_listed_once_each() -> None:
    assert len({each.__name__ for each in CHECKS}) == len(CHECKS)


def test_a_problem_is_said_in_three_languages(sound: Protocol) -> None:
    (problem,) = legs_end(altered(sound, "legs[0]", replaced(sound, "legs[0]", days=0, tests_on=())), None)
    sentences = {problem.said(language) for language in LANGUAGES}
    assert problem.message == "the leg “Layer 1” has no end"
    assert len(sentences) == 3
    assert "第一层" in problem.said("zh-Hans")
    assert "{" not in "".join(sentences)


def test_warnings_do_not_keep_a_document_from_issue(sound: Protocol) -> None:
    warned = check(altered(sound, "baseline", "community/1"), baseline=None)
    assert [problem.severity for problem in warned] == ["warning"]
    assert issuable(warned)
    assert not issuable(check(altered(sound, "legs[0].days", 0), baseline=None))


def replaced(protocol: Protocol, path: str, **fields: Any) -> Any:
    return msgspec.structs.replace(part(protocol, path), **fields)


# names


@pytest.mark.parametrize("path", ["sources", "parameters", "clauses", "patterns", "tables", "legs"])
def test_ids_are_unique_in_every_list(sound: Protocol, path: str) -> None:
    items = part(sound, path)
    assert said(ids_are_unique, altered(sound, path, (*items, items[0]))) == [
        ("id_twice", f"{path}[{len(items)}]")
    ]


def test_ids_are_unique_among_slots_inputs_and_rows(sound: Protocol) -> None:
    for path in ("clauses[0].duty.slots", "tables[0].inputs", "tables[0].rules"):
        items = part(sound, path)
        assert [code for code, _ in said(ids_are_unique, altered(sound, path, (*items, items[0])))] == [
            "id_twice"
        ]


def test_sources_exist_where_they_are_cited(sound: Protocol) -> None:
    broken = altered(sound, "tables[0].rules[1].cite", ("practice", "rumour"))
    assert said(sources_exist, broken) == [("source_unknown", "tables[0].rules[1].cite[1]")]


@pytest.mark.parametrize(
    "path", ["parameters[2]", "clauses[1]", "legs[0]", "patterns[0]", "tables[0].rules[0]"]
)
def test_citations_are_given_by_every_part(sound: Protocol, path: str) -> None:
    assert said(citations_are_given, altered(sound, f"{path}.cite", ())) == [("citation_missing", path)]


@pytest.mark.parametrize("path", ["clauses[0]", "legs[0]", "patterns[0]"])
def test_uses_exist_among_the_parameters(sound: Protocol, path: str) -> None:
    broken = altered(sound, f"{path}.uses", ("no.such",))
    assert said(uses_exist, broken) == [("parameter_unknown", f"{path}.uses[0]")]


# numbers


@pytest.mark.parametrize(
    ("value", "unit", "code"),
    [
        ("many", "d", "not_a_number"),
        ("1e3", "d", "not_a_number"),
        ("NaN", "d", "not_a_number"),
        ("", "d", "not_a_number"),
        ("-1", "d", "negative"),
        ("2.5", "times", "not_whole"),
        ("-4", "Cel", None),
        ("2.5", "h", None),
    ],
)
def test_parameters_fit_their_units_or_are_named(
    sound: Protocol, value: str, unit: str, code: str | None
) -> None:
    parameter = replaced(sound, "parameters[1]", value=value, unit=unit)
    expected = [] if code is None else [(code, "parameters[1].value")]
    assert said(parameters_fit_their_units, altered(sound, "parameters[1]", parameter)) == expected


def test_parameters_are_in_force_with_their_document(sound: Protocol) -> None:
    later = altered(sound, "parameters[0].effective", sound.effective.replace(day=11))
    (problem,) = parameters_are_in_force(later, None)
    assert (problem.code, problem.severity) == ("effective_later", "warning")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("legs[0].days", 14),
        ("legs[0].tests_on", (1, 7)),
        ("patterns[0].phases[1].days", 14),
        ("clauses[1].duty.settings", {"hours": 24}),
        ("clauses[2].duty.within", 60),
        ("clauses[3].duty.trigger_at_least", 380),
        ("clauses[5].duty.on_days", (1, 7)),
        ("clauses[9].duty.sum_at_least", 60),
    ],
)
def test_numbers_agree_with_the_parameters_used(sound: Protocol, path: str, value: Any) -> None:
    expected = path if not isinstance(value, dict) else f"{path}.hours"
    assert said(numbers_agree, altered(sound, path, value)) == [("number_unsourced", expected)]


def test_numbers_agree_when_the_parameter_alone_is_changed(sound: Protocol) -> None:
    assert said(numbers_agree, altered(sound, "parameters[0].value", "14")) == [
        ("number_unsourced", "legs[0].days")
    ]


def test_numbers_agree_only_with_parameters_that_are_used(sound: Protocol) -> None:
    assert ("number_unsourced", "clauses[0].duty.slots") in said(
        numbers_agree, altered(sound, "clauses[0].uses", ("grace",))
    )


def test_numbers_agree_as_a_warning_for_grace(sound: Protocol) -> None:
    (problem,) = numbers_agree(altered(sound, "clauses[4].duty.grace", 30), None)
    assert problem.severity == "warning"


def test_numbers_agree_not_asked_of_a_pattern_that_stands_by(sound: Protocol) -> None:
    pattern = replaced(sound, "patterns[0]", levels=(), uses=())
    assert said(numbers_agree, altered(sound, "patterns[0]", pattern)) == []


# shapes


def test_levels_are_named_by_every_clause(sound: Protocol) -> None:
    assert said(levels_are_named, altered(sound, "clauses[1].levels", ())) == [
        ("levels_missing", "clauses[1].levels")
    ]


def test_duties_can_fall_due_only_with_slots_or_a_time(sound: Protocol) -> None:
    assert said(duties_can_fall_due, altered(sound, "clauses[0].duty.slots", ())) == [
        ("never_due", "clauses[0].duty.slots")
    ]
    assert said(duties_can_fall_due, altered(sound, "clauses[2].duty.within", None)) == [
        ("never_due", "clauses[2].duty")
    ]


@pytest.mark.parametrize(("path", "value"), [("within", -1), ("grace", -1), ("on_days", (-1,))])
def test_duties_can_fall_due_never_before_they_begin(sound: Protocol, path: str, value: Any) -> None:
    broken = altered(sound, f"clauses[2].duty.{path}", value)
    assert said(duties_can_fall_due, broken) == [("below_zero", f"clauses[2].duty.{path}")]


def test_slots_do_not_overlap_across_midnight_either(sound: Protocol) -> None:
    night = part(sound, "clauses[0].duty.slots[2]")
    touching = altered(sound, "clauses[0].duty.slots[0].opens", night.closes)
    assert said(slots_do_not_overlap, touching) == []
    broken = altered(sound, "clauses[0].duty.slots[0].opens", night.closes.replace(hour=1, minute=59))
    assert said(slots_do_not_overlap, broken) == [("slots_overlap", "clauses[0].duty.slots[2]")]


def test_legs_end_and_hold_their_tests(sound: Protocol) -> None:
    assert ("leg_endless", "legs[0].days") in said(legs_end, altered(sound, "legs[0].days", 0))
    assert said(legs_end, altered(sound, "legs[0].tests_on", (1, 22))) == [
        ("test_outside", "legs[0].tests_on[1]")
    ]


def test_patterns_are_whole_with_phases_of_a_day_or_more(sound: Protocol) -> None:
    assert said(patterns_are_whole, altered(sound, "patterns[0].phases", ())) == [
        ("pattern_empty", "patterns[0].phases")
    ]
    assert said(patterns_are_whole, altered(sound, "patterns[0].phases[1].days", 0)) == [
        ("phase_empty", "patterns[0].phases[1].days")
    ]
    assert said(patterns_are_whole, altered(sound, "patterns[0].phases[0].tests_on", (8,))) == [
        ("test_outside", "patterns[0].phases[0].tests_on[0]")
    ]


# languages


@pytest.mark.parametrize("language", ["zh_hans", "zh_hant", "en"])
def test_languages_are_complete_in_every_text(sound: Protocol, language: str) -> None:
    broken = altered(sound, f"clauses[0].duty.slots[1].label.{language}", "  ")
    name = {"zh_hans": "zh-Hans", "zh_hant": "zh-Hant", "en": "en"}[language]
    assert said(languages_are_complete, broken) == [
        ("text_missing", f"clauses[0].duty.slots[1].label.{name}")
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (Text(zh_hans="检测", zh_hant="检测", en="Test"), "not_traditional"),
        (Text(zh_hans="檢測", zh_hant="檢測", en="Test"), "not_simplified"),
        (Text(zh_hans="检测", zh_hant="檢測", en="检测"), "not_english"),
        (Text(zh_hans="三天", zh_hant="三天", en="Three days"), None),
        (Text(zh_hans="检测", zh_hant="檢測", en="Test (检测)"), None),
    ],
)
def test_texts_are_translated_not_copied(sound: Protocol, text: Text, code: str | None) -> None:
    found = said(texts_are_translated, altered(sound, "clauses[0].title", text))
    assert [c for c, _ in found] == ([] if code is None else [code])


# decision tables


@pytest.mark.parametrize(
    ("when", "code"),
    [
        ({"temperature": "warm"}, "test_unreadable"),
        ({"temperature": "> 37.3 < 40"}, "test_unreadable"),
        ({"code": "purple"}, "test_unreadable"),
        ({"rostered": "yes"}, "test_unreadable"),
        ({"rostered": ""}, "test_unreadable"),
        ({"height": "> 3"}, "input_unknown"),
    ],
)
def test_tables_can_be_read_or_the_test_is_named(sound: Protocol, when: dict[str, str], code: str) -> None:
    (name,) = when
    broken = altered(sound, "tables[0].rules[0].when", when)
    assert said(tables_can_be_read, broken) == [(code, f"tables[0].rules[0].when.{name}")]
    assert {c for c, _ in said(tables_have_no_gap, broken)} <= {
        "gap"
    }  # a test of no sense stops nothing else


def test_tables_can_be_read_when_a_code_input_lists_its_codes(sound: Protocol) -> None:
    assert ("codes_missing", "tables[0].inputs[1].codes") in said(
        tables_can_be_read, altered(sound, "tables[0].inputs[1].codes", ())
    )


def test_tables_have_no_gap_at_the_unknown(sound: Protocol) -> None:
    rows = {"hot": ({"t": ">= 37.3"}, "refuse"), "cool": ({"t": "< 37.3"}, "admit")}
    broken = altered(sound, "tables", (table("unique", {"t": "number"}, rows),))
    (problem,) = tables_have_no_gap(broken, None)
    assert problem.code == "gap"
    assert problem.message.endswith("no row speaks of t unknown")


def test_tables_have_no_gap_at_a_threshold(sound: Protocol) -> None:
    rows = {"hot": ({"t": "> 37.3"}, "refuse"), "cool": ({"t": "< 37.3 | unknown"}, "hold")}
    (problem,) = tables_have_no_gap(altered(sound, "tables", (table("unique", {"t": "number"}, rows),)), None)
    assert problem.message.endswith("t = 37.3")


def test_tables_have_no_gap_though_twelve_inputs_make_millions_of_cases(sound: Protocol) -> None:
    inputs = {f"n{number}": "number" for number in range(12)}
    rows = {f"r{n}": ({f"n{n}": ">= 3 & < 5 | > 9"}, "refuse") for n in range(12)}
    whole = table("first", inputs, {**rows, "rest": ({}, "hold")})
    assert said(tables_have_no_gap, altered(sound, "tables", (whole,))) == []
    open_ = table("first", inputs, rows)
    assert said(tables_have_no_gap, altered(sound, "tables", (open_,))) == [("gap", "tables[0]")]


def test_tables_have_no_overlap_under_unique(sound: Protocol) -> None:
    rows = {"hot": ({"t": ">= 37.3"}, "refuse"), "cool": ({"t": "<= 37.3 | unknown"}, "hold")}
    (problem,) = tables_have_no_overlap(
        altered(sound, "tables", (table("unique", {"t": "number"}, rows),)), None
    )
    assert (problem.code, problem.path) == ("overlap", "tables[0].rules[1]")
    assert problem.message == "rows `hot` and `cool` both speak of t = 37.3"
    first = altered(sound, "tables", (table("first", {"t": "number"}, rows),))
    assert said(tables_have_no_overlap, first) == []


def test_tables_have_no_dead_row_behind_others(sound: Protocol) -> None:
    rows: dict[str, Any] = {"any": ({}, "hold"), "hot": ({"t": ">= 37.3"}, "refuse")}
    assert said(
        tables_have_no_dead_row, altered(sound, "tables", (table("first", {"t": "number"}, rows),))
    ) == [("row_dead", "tables[0].rules[1]")]


def test_tables_have_no_dead_row_that_contradicts_itself(sound: Protocol) -> None:
    rows: dict[str, Any] = {"never": ({"t": "> 5 & < 3"}, "refuse"), "rest": ({}, "hold")}
    assert said(
        tables_have_no_dead_row, altered(sound, "tables", (table("first", {"t": "number"}, rows),))
    ) == [("row_dead", "tables[0].rules[0]")]


def test_unknown_never_admits_in_a_unique_table(sound: Protocol) -> None:
    rows = {"hot": ({"t": ">= 37.3"}, "refuse"), "cool": ({"t": "< 37.3 | unknown"}, "admit")}
    broken = altered(sound, "tables", (table("unique", {"t": "number"}, rows),))
    assert said(unknown_never_admits, broken) == [("unknown_admits", "tables[0].rules[1]")]


def test_unknown_never_admits_through_a_row_that_catches_the_rest(sound: Protocol) -> None:
    inputs = {"t": "number", "c": ("green", "red")}
    rows: dict[str, Any] = {
        "hot": ({"t": ">= 37.3"}, "refuse"),
        "red": ({"c": "red"}, "refuse"),
        "rest": ({}, "admit"),
    }
    broken = altered(sound, "tables", (table("first", inputs, rows),))
    assert said(unknown_never_admits, broken) == [("unknown_admits", "tables[0].rules[2]")] * 2
    shut = {"blank": ({"t": "unknown"}, "hold"), "none": ({"c": "unknown"}, "hold"), **rows}
    assert said(unknown_never_admits, altered(sound, "tables", (table("first", inputs, shut),))) == []


# floors


def parameter(sound: Protocol, name: str, value: str, unit: Any, floor: Any) -> Parameter:
    return msgspec.structs.replace(sound.parameters[0], id=name, value=value, unit=unit, floor=floor)


def test_baseline_is_at_hand_when_one_is_named(sound: Protocol) -> None:
    named = altered(sound, "baseline", "community/1")
    assert said(baseline_is_at_hand, named) == [("baseline_absent", "baseline")]
    other = msgspec.structs.replace(sound, id="community")
    assert said(baseline_is_at_hand, named, other) == []


@pytest.mark.parametrize(
    ("value", "unit", "floor", "code"),
    [
        ("21", "d", "min", None),
        ("14", "d", "min", None),
        ("22", "d", "min", "floor_broken"),
        ("500", "h", "min", None),
        ("505", "h", "min", "floor_broken"),
        ("20", "d", "max", "floor_broken"),
        ("21", "d", "max", None),
        ("3", "times", "min", "floor_unlike"),
        ("99", "d", None, None),
    ],
)
def test_floors_hold_in_the_declared_direction(
    sound: Protocol, value: str, unit: str, floor: str | None, code: str | None
) -> None:
    baseline = altered(sound, "parameters", (parameter(sound, "leg.days", value, unit, floor),))
    expected = [] if code is None else [(code, "parameters[0].value")]
    assert said(floors_hold, sound, baseline) == expected


def test_floors_hold_not_by_leaving_them_out(sound: Protocol) -> None:
    baseline = altered(sound, "parameters", (parameter(sound, "mask.hours", "4", "h", "max"),))
    assert said(floors_hold, sound, baseline) == [("floor_missing", "parameters")]


@given(
    value=st.integers(0, 10_000), floor=st.integers(0, 10_000), unit=st.sampled_from(["min", "h", "d"]),
    way=st.sampled_from(["min", "max"]),
)  # fmt: skip
def test_floors_hold_for_equals_and_turn_round_with_the_direction(
    sound: Protocol, value: int, floor: int, unit: str, way: str
) -> None:
    own, least = (parameter(sound, "xx", str(v), unit, way) for v in (value, floor))
    verdict = laxer(own, least)
    assert verdict is (value < floor if way == "min" else value > floor)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("clauses[0].levels", ("closed",), "levels"),
        ("clauses[0].severity", "warning", "severity"),
        ("clauses[0].duty.grace", 61, "duty.grace"),
        ("clauses[0].duty.who", "quarantined", "duty.who"),
        ("clauses[0].duty.layers", (1,), "duty.layers"),
        ("clauses[2].duty.within", 121, "duty.within"),
        ("clauses[2].duty.trigger", "symptoms", "duty.trigger"),
        ("clauses[5].duty.on_days", (1, 20), "duty.on_days"),
    ],
)
def test_floor_clauses_hold_field_by_field(sound: Protocol, path: str, value: Any, where: str) -> None:
    number = path[: path.index("]") + 1]
    baseline = altered(sound, f"{number}.floor", True)
    assert said(floor_clauses_hold, sound, baseline) == []
    assert said(floor_clauses_hold, altered(sound, path, value), baseline) == [
        ("floor_clause_laxer", f"{number}.{where}")
    ]


def test_floor_clauses_hold_not_by_leaving_them_out(sound: Protocol) -> None:
    baseline = altered(sound, "clauses[0].floor", True)
    broken = without(sound, "clauses", "hygiene.temperature")
    assert said(floor_clauses_hold, broken, baseline) == [("floor_clause_missing", "clauses")]


# rights


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


def clause_number(sound: Protocol, name: str) -> int:
    return [clause.id for clause in sound.clauses].index(name)


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


def test_a_clause_is_found_by_its_id(sound: Protocol) -> None:
    clause: Clause = sound.clause("gate.hold")
    assert clause.uses == ("hold",)
