"""A question to the twin: what stands in it, what is wrong with it, what leaders ask first, and its reply."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from lazaretto.protocol.document import Protocol
from lazaretto.protocol.reading import read
from lazaretto.twin.asking import Question, Reply, canonical, digests, policies, written
from lazaretto.twin.designing import Change, Design, LegChange
from lazaretto.twin.network import LegPlan
from lazaretto.twin.reading import contacts, disease, value
from lazaretto.twin.replying import reply
from lazaretto.twin.suggesting import suggested
from lazaretto.twin.vetting import faults

ROOT = Path(__file__).parents[3]

NETWORK = """
format: lazaretto-network/1
id: two-houses
title: {zh-Hans: 两所, zh-Hant: 兩所, en: Two houses}
sources: [{id: invented, title: Invented, locator: no publication}]
infected: {value: 0.05, low: 0.01, high: 0.1, unit: share of arrivals, cite: invented}
pressure: {value: 0.001, low: 0.0005, high: 0.002, unit: infections a person and a day outside, cite: invented}
quarantine_cell: 6
houses:
  - {code: HOME, cells: 6, in_a_cell: 5, cells_a_wing: 3, staff: 12, legs_at: [LOCK, LOCK, HOME], arrivals: 5, every: 4}
  - {code: LOCK, cells: 0, in_a_cell: 0, cells_a_wing: 1, staff: 6}
"""  # noqa: E501 — rows of a document


def document() -> Protocol:
    found = read((ROOT / "protocols/four-layer-2022/1.yaml").read_bytes()).protocol
    assert found is not None
    return found


def question(*orders: Change, **changed: Any) -> Question:
    asked = Question(
        protocol=document(), digest="0" * 64, level="closed", start="designed",
        network=value(NETWORK.encode(), Design),
        disease=disease((ROOT / "assumptions/diseases/covid-ancestral.yaml").read_bytes()),
        contacts=contacts((ROOT / "assumptions/contacts-2022.yaml").read_bytes()), test="pcr",
        orders=orders, days=40, points=4, replicates=20,
    )  # fmt: skip
    return msgspec.structs.replace(asked, **changed)


def codes(asked: Question) -> list[tuple[str, int | None, str]]:
    return [(fault.code, fault.order, fault.field) for fault in faults(asked)]


def test_what_is_not_said_stays_as_the_document_has_it() -> None:
    own, other = policies(question(Change(name="14", legs={1: LegChange(days=14)})))
    assert own.legs[0] == LegPlan(21, (1, 4, 7, 14, 20))
    assert other.legs == (LegPlan(14, (1, 4, 7, 14)), *own.legs[1:])  # day 20 went with the days it lay on
    assert (other.duty, other.cohort, other.answer) == (own.duty, 6, (1, 4, 7))


def test_a_question_is_the_same_document_after_it_was_written() -> None:
    asked = question(Change(name="alone", cohort=1))
    again = msgspec.json.decode(written(asked), type=Question)
    assert again == asked
    assert written(again) == written(asked)
    assert set(digests(asked)) == {"protocol", "network", "disease", "contacts"}
    assert digests(asked) != digests(question(days=41, test="pcr", network=msgspec.structs.replace(
        asked.network, quarantine_cell=5)))  # fmt: skip


@pytest.mark.parametrize(
    ("order", "code", "field"),
    [
        (Change(name=" "), "name_missing", "name"),
        (Change(name="x", legs={4: LegChange(days=3)}), "leg_unknown", "days.4"),
        (Change(name="x", legs={2: LegChange(days=-1)}), "leg_days_wrong", "days.2"),
        (Change(name="x", legs={2: LegChange(days=400)}), "leg_days_wrong", "days.2"),
        (Change(name="x", legs={1: LegChange(days=14, tests_on=(3, 20))}), "tests_outside", "tests.1"),
        (Change(name="x", legs={n: LegChange(days=0) for n in (1, 2, 3)}), "no_leg_left", "days.1"),
        (Change(name="x", cohort=0), "cohort_wrong", "cohort"),
        (Change(name="x", cohort=65), "cohort_wrong", "cohort"),
        (Change(name="x", pattern="abc-1-1-1"), "pattern_unknown", "pattern"),
        (Change(name="x", rounds_every=-7), "rounds_wrong", "rounds"),
        (Change(name="x", answer=(-1,)), "answer_wrong", "answer"),
        (Change(name="x", freeze_days=-1), "freeze_wrong", "freeze"),
    ],
)
def test_what_is_wrong_with_an_order_names_its_row_and_its_field(
    order: Change, code: str, field: str
) -> None:
    assert codes(question(Change(name="good"), order)) == [(code, 2, field)]


def test_a_document_that_cannot_be_lived_names_leg_and_phase() -> None:
    said = document()
    legs = list(said.legs)
    legs[0] = msgspec.structs.replace(legs[0], days=0)
    legs[1] = msgspec.structs.replace(legs[1], days=5)
    legs[-1] = msgspec.structs.replace(legs[-1], days=3)
    found = faults(question(protocol=msgspec.structs.replace(said, legs=tuple(legs))))
    assert [(one.code, one.values["leg"]) for one in found] == [
        ("leg_of_no_days", "1"), ("leg_tests_outside", "2"), ("wing_that_ends", "4"),
    ]  # fmt: skip
    replace = msgspec.structs.replace
    patterns = [replace(one, phases=tuple(replace(p, days=0) for p in one.phases))
                for one in said.patterns]  # fmt: skip
    broken = msgspec.structs.replace(said, patterns=tuple(patterns))
    assert {code for code, _, _ in codes(question(protocol=broken))} == {"phase_of_no_days"}
    assert codes(question(protocol=msgspec.structs.replace(said, legs=said.legs[-1:]))) == [
        ("no_legs", None, "")
    ]


def test_too_many_orders_two_of_one_name_and_an_unknown_test_are_named() -> None:
    many = [Change(name=f"order {number}", cohort=number) for number in range(1, 7)]
    assert codes(question(*many)) == [("too_many_orders", None, "")]
    assert codes(question(Change(name="a"), Change(name="a"))) == [("name_twice", 2, "name")]
    assert codes(question(points=3)) == [("fineness_wrong", None, "points")]
    assert codes(question(days=0)) == [("days_wrong", None, "days")]
    assert codes(question(test="breath")) == [("test_unknown", None, "test")]


@pytest.mark.slow
def test_every_ready_made_question_can_be_asked() -> None:
    ideas = suggested(question())
    kinds = [idea.kind for idea in ideas]
    assert kinds[:4] == ["shorter_leg", "one_more_test", "alone", "fortnight_alone"]
    assert kinds[-1] == "weekly_rounds"
    assert {idea.values["pattern"] for idea in ideas if idea.kind == "other_duty"} >= {"abc-14-14-14", "ab-7"}
    own = policies(question())[0]
    for idea in ideas:
        asked = question(idea.change)
        assert faults(asked) == ()
        assert msgspec.structs.replace(idea.change, name="") != Change(name="")
        other = policies(asked)[1]
        assert (other.legs, other.duty, other.cohort, other.rounds_every) != (
            own.legs, own.duty, own.cohort, own.rounds_every,
        )  # fmt: skip


def test_more_cells_are_offered_only_where_they_make_room() -> None:
    few = question(
        network=value(NETWORK.replace("arrivals: 5, every: 4", "arrivals: 5, every: 40").encode(), Design)
    )
    (cells,) = [idea for idea in suggested(few) if idea.id == "cells"]
    assert (cells.kind, cells.values) == (
        "more_cells",
        {"people": "2", "more": "2"},
    )  # one cell of five, three of two
    (cells,) = [idea for idea in suggested(question()) if idea.id == "cells"]
    assert cells.kind == "smaller_cells"  # two cells more would seat nobody apart: it says how many would
    assert int(cells.values["more"]) > 2


def test_equal_questions_have_equal_replies_to_the_byte() -> None:
    asked = question(Change(name="alone", cohort=1))
    seen: list[tuple[int, int]] = []
    so_far: list[Reply] = []

    def moved(done: int, of: int) -> bool:
        seen.append((done, of))
        return True

    first = canonical(reply(asked, threads=1, progress=moved, told=so_far.append))
    assert first == canonical(reply(asked, threads=2))
    found = msgspec.json.decode(first, type=Reply)
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert not found.partial
    assert [answer.policy.name for answer in found.comparison.answers] == ["four-layer-2022/1", "alone"]
    stopped = reply(asked, progress=lambda done, _: done < 2)
    assert (stopped.partial, stopped.comparison.points) == (True, 2)
