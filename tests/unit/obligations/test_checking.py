"""The checks that need the registers: what a document names exists, and its answers can come."""

from typing import Any

import pytest

from lazaretto.obligations.checking import (
    CHECKS,
    answers_can_come,
    check,
    conditions_exist,
    events_exist,
    groups_exist,
    steps_exist,
)
from lazaretto.protocol import checking
from lazaretto.protocol.document import Protocol
from lazaretto.protocol.reading import read
from tests.house.tree import ROOT
from tests.unit.protocol.altering import altered, clause_number, replaced, said
from tests.unit.protocol.conftest import SOUND


@pytest.fixture(scope="module")
def sound() -> Protocol:
    protocol = read(SOUND.read_bytes()).protocol
    assert protocol is not None
    return protocol


def test_the_whole_check_is_that_of_the_protocol_room_and_more() -> None:
    assert CHECKS[: len(checking.CHECKS)] == checking.CHECKS
    assert len(CHECKS) > len(checking.CHECKS)


def test_the_sound_document_has_no_problem(sound: Protocol) -> None:
    assert check(sound, baseline=sound) == ()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("clauses[0].duty.evidence", "gossip"),
        ("clauses[2].duty.trigger", "gossip"),
        ("clauses[2].duty.evidence", "gossip"),
    ],
)
def test_events_exist_in_the_registers(sound: Protocol, path: str, value: Any) -> None:
    assert said(events_exist, altered(sound, path, value)) == [("event_unknown", path)]


def test_events_exist_among_the_excuses_too(sound: Protocol) -> None:
    broken = altered(sound, "clauses[0].duty.excused_by", ("not_measured", "gossip"))
    assert said(events_exist, broken) == [("event_unknown", "clauses[0].duty.excused_by[1]")]


def test_groups_exist_in_this_room(sound: Protocol) -> None:
    broken = altered(sound, "clauses[0].duty.who", "onlookers")
    assert said(groups_exist, broken) == [("group_unknown", "clauses[0].duty.who")]


def test_steps_exist_in_this_room() -> None:
    four = read((ROOT / "protocols" / "four-layer-2022" / "1.yaml").read_bytes()).protocol
    assert four is not None
    assert said(steps_exist, four) == []
    path = "patterns[0].phases[0].enter"
    broken = altered(four, path, ("well", "lucky"))
    assert said(steps_exist, broken) == [("condition_unknown", f"{path}[1]")]
    assert said(steps_exist, altered(four, "patterns[1].phases[2].exit", ("lucky",)))


def test_conditions_exist_with_the_numbers_they_read(sound: Protocol) -> None:
    path = f"clauses[{clause_number(sound, 'gate.hold')}].duty"
    unknown = altered(sound, path, replaced(sound, path, condition="bad_luck"))
    assert said(conditions_exist, unknown) == [("condition_unknown", f"{path}.condition")]
    assert said(conditions_exist, altered(sound, f"{path}.settings", {})) == [("setting_missing", path)]


def test_answers_can_come_from_the_same_kind_of_subject(sound: Protocol) -> None:
    for path, event in (("clauses[0]", "disinfected"), ("clauses[2]", "goods_released")):
        broken = altered(sound, f"{path}.duty.evidence", event)
        assert said(answers_can_come, broken) == [("evidence_of_another", f"{path}.duty.evidence")]
