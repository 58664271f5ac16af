"""Every check of a document, by name: silent on the sound document, and speaking when that breaks.

Tables, floors and rights have files of their own beside this one.
"""

from typing import Any

import msgspec
import pytest

from lazaretto.protocol.checking import CHECKS, check, issuable
from lazaretto.protocol.checks.languages import languages_are_complete, texts_are_translated
from lazaretto.protocol.checks.numbers import (
    numbers_agree,
    parameters_are_in_force,
    parameters_fit_their_units,
)
from lazaretto.protocol.checks.references import (
    bottom_lines_are_kept,
    citations_are_given,
    ids_are_unique,
    sources_exist,
    uses_exist,
)
from lazaretto.protocol.checks.shapes import (
    duties_can_fall_due,
    legs_end,
    levels_are_named,
    passes_can_be_held,
    patterns_are_whole,
    retentions_do_not_contradict,
    slots_do_not_overlap,
)
from lazaretto.protocol.document import BottomLine, Clause, Protocol, Text
from lazaretto.protocol.wording import LANGUAGES
from tests.unit.protocol.altering import altered, part, replaced, said


def test_the_sound_document_has_no_problem(sound: Protocol) -> None:
    assert check(sound, baseline=sound) == ()  # and it keeps its own floors


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
    warned = check(sound, baseline=None)
    assert [problem.severity for problem in warned] == ["warning"]
    assert issuable(warned)
    assert not issuable(check(altered(sound, "legs[0].days", 0), baseline=sound))


# names


@pytest.mark.parametrize(
    "path",
    ["sources", "parameters", "clauses", "patterns", "procedures", "tasks", "tables", "legs", "retentions"],
)
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


def test_bottom_lines_are_kept_by_a_clause_that_can_break_them(sound: Protocol) -> None:
    line = BottomLine(id="nobody-missed", title=sound.title)
    assert said(bottom_lines_are_kept, altered(sound, "bottom_lines", (line,))) == [
        ("bottom_line_idle", "bottom_lines[0]")
    ]
    kept = altered(sound, "clauses[0].bottom_line", "nobody-missed")
    assert said(bottom_lines_are_kept, kept) == [("bottom_line_unknown", "clauses[0].bottom_line")]
    assert said(bottom_lines_are_kept, altered(kept, "bottom_lines", (line,))) == []


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


def test_numbers_agree_of_looks_that_are_counted_and_not_timed(sound: Protocol) -> None:
    """Three drawn looks a day are three times, not three minutes."""
    looked = altered(altered(sound, "clauses[9].duty.evidence", "look_drawn"), "clauses[9].uses", ("slots",))
    assert said(numbers_agree, altered(looked, "clauses[9].duty.sum_at_least", 3)) == []
    assert said(numbers_agree, altered(looked, "clauses[9].duty.sum_at_least", 2)) == [
        ("number_unsourced", "clauses[9].duty.sum_at_least")
    ]


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


@pytest.mark.parametrize(
    ("path", "value"), [("within", -1), ("grace", -1), ("leeway", -1), ("on_days", (-1,))]
)
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


def test_passes_can_be_held_for_a_day_or_more_and_by_somebody(sound: Protocol) -> None:
    assert said(passes_can_be_held, altered(sound, "procedures[0].valid", 0)) == [
        ("pass_empty", "procedures[0].valid")
    ]
    assert said(passes_can_be_held, altered(sound, "procedures[0].staff", ())) == [
        ("procedure_of_nobody", "procedures[0].staff")
    ]


def test_what_is_kept_is_kept_for_a_day_or_more_by_one_rule(sound: Protocol) -> None:
    assert said(retentions_do_not_contradict, altered(sound, "retentions[0].days", 0)) == [
        ("retention_empty", "retentions[0].days")
    ]
    twice = (sound.retentions[0], msgspec.structs.replace(sound.retentions[0], id="another"))
    assert said(retentions_do_not_contradict, altered(sound, "retentions", twice)) == [
        ("retention_twice", "retentions[1]")
    ]
    staff = msgspec.structs.replace(twice[1], after="service_ended")
    assert said(retentions_do_not_contradict, altered(sound, "retentions", (twice[0], staff))) == []
    assert said(numbers_agree, altered(sound, "retentions[0].days", 8)) == [
        ("number_unsourced", "retentions[0].days")
    ]
    assert said(citations_are_given, altered(sound, "retentions[0].cite", ())) == [
        ("citation_missing", "retentions[0]")
    ]


def test_the_days_of_a_pass_are_a_parameter_and_what_is_cited_exists(sound: Protocol) -> None:
    assert said(numbers_agree, altered(sound, "procedures[0].valid", 8)) == [
        ("number_unsourced", "procedures[0].valid")
    ]
    assert said(sources_exist, altered(sound, "tasks[0].cite", ("rumour",))) == [
        ("source_unknown", "tasks[0].cite[0]")
    ]
    assert said(citations_are_given, altered(sound, "procedures[0].cite", ())) == [
        ("citation_missing", "procedures[0]")
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


def test_a_clause_is_found_by_its_id(sound: Protocol) -> None:
    clause: Clause = sound.clause("gate.hold")
    assert clause.uses == ("hold",)
