"""The three fixed, training and handovers: who breaks each condition, and who does not."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lazaretto.obligations.training import needed_by, passes
from lazaretto.protocol.document import Procedure, Protocol, Refrain, Task
from tests.examples.telling import facts_of
from tests.stating import house, record_of, second, standing_of
from tests.unit.obligations.breaking import broken
from tests.unit.obligations.owing import WORDS, assessed, at, document, issue

DAY, NIGHT = "03-15 08:00", "03-15 20:00"
POST: dict[str, Any] = {"post_set": "wing", "staff": ["officer"], "from": "08:00", "hours": 12}
GATE_CHECK: dict[str, Any] = {"valid.gate-check": 365, "staff.gate-check": 1 << 3}  # of gate staff
FEVER: dict[str, Any] = {"valid.fever": 10, "staff.fever": 1 << 1}  # of officers


def test_handover_differs() -> None:
    gave = at(DAY, "Sun", handed_over="H1", held=12, open=["a", "b"])
    for took, found in (
        ({"held": 12, "open": ["b", "a"]}, []),
        ({"held": 12, "open": ["b", "a", "c"]}, []),
        ({"held": 11, "open": ["a", "b"]}, ["H1"]),
        ({"held": 12, "open": ["a"]}, ["H1"]),
        ({"open": ["a", "b"]}, ["H1"]),
    ):
        assert broken("handover_differs", gave, at(NIGHT, "Wu", took_over="H1", **took)) == found
    bare = at(DAY, "Sun", handed_over="H1")
    assert broken("handover_differs", bare, at(NIGHT, "Wu", took_over="H1", held=3)) == []


def test_a_second_handover_is_not_held_to_the_first() -> None:
    lines = [
        at(DAY, "Sun", handed_over="H1", held=12), at("03-15 08:10", "Wu", took_over="H1", held=12),
        at(NIGHT, "Wu", handed_over="H2", held=13), at("03-15 20:10", "Sun", took_over="H2", held=12),
    ]  # fmt: skip
    assert broken("handover_differs", *lines) == ["H2"]


def _tasks(*names: str) -> Protocol:
    duty = Refrain(condition="task_unfixed", settings={"hours": 24})
    paper = document(duty)
    tasks = tuple(Task(id=name, title=WORDS, duty=WORDS, cite=()) for name in names)
    return Protocol(**{**{f: getattr(paper, f) for f in paper.__struct_fields__}, "tasks": tasks})


def _unfixed(*lines: dict[str, Any], since: str = "01-01 00:00") -> list[str]:
    found, _, _ = assessed(
        (_tasks("gate-check", "key-areas"),), *lines, until="04-30 00:00", since="01-01 00:00",
        extra=(issue("1", since, 7002),),
    )  # fmt: skip
    return [f"{finding.at:%m-%d %H:%M}" for finding in found.findings() if finding.kind == "breach"]


def test_task_unfixed() -> None:
    whole = {"gate-check": "Sun", "key-areas": "Wu"}
    assert _unfixed() == ["01-01 16:00"]  # a day after the document came into force
    assert _unfixed(at("01-01 12:00", three_fixed_signed="M1", tasks=whole)) == []
    half = at("01-01 12:00", three_fixed_signed="M1", tasks={"gate-check": "Sun"})
    assert _unfixed(half) == ["01-01 16:00"]
    assert _unfixed(half, at("02-01 08:00", three_fixed_signed="M2", tasks=whole)) == ["01-01 16:00"]
    later = at("02-01 08:00", three_fixed_signed="M2", tasks={"key-areas": "Wu"})
    assert _unfixed(at("01-01 12:00", three_fixed_signed="M1", tasks=whole), later) == ["02-01 00:00"]
    level = at("02-01 08:00", level_ordered="closed")
    assert _unfixed(level) == ["01-01 16:00", "02-02 00:00"]
    ahead = at("02-01 08:00", level_ordered="closed", **{"from": "02-05 08:00"})
    assert _unfixed(ahead) == ["01-01 16:00", "02-06 00:00"]  # a day after it began
    over = at("02-03 08:00", level_ordered="routine")
    assert _unfixed(ahead, over) == ["01-01 16:00", "02-04 00:00"]  # it never began


def test_fixed_person_missing() -> None:
    signed = at("03-14 09:00", three_fixed_signed="M1", tasks={"gate-check": "Sun/Wu", "key-areas": "Wu"})
    came = at("03-15 08:00", "Sun", entered="guarded")
    stand_in = at("03-15 08:00", "Wu", entered="guarded")
    left, gone = at("03-16 09:00", "Sun", left="guarded"), at("03-16 09:00", "Wu", left="guarded")
    whole = at("03-17 07:00", three_fixed_signed="M2", tasks={"gate-check": "Li"})
    again = at("03-17 08:00", "Li", entered="guarded")
    assert broken("fixed_person_missing", signed, came, stand_in, left, gone, whole, again) == []
    assert broken("fixed_person_missing", signed, stand_in, gone, whole, again) == []
    assert broken("fixed_person_missing", signed, came, left, whole, again) == ["Wu", "Wu"]


def test_untrained_on_post() -> None:
    enrolled = at("03-01 09:00", "Sun", enrolled_as="officer")
    roster = at(
        "03-14 09:00", "Sun", rostered_at="wing", **{"from": "03-15", "until": "03-16"}, known="03-14 09:00"
    )
    came = at("03-14 20:00", "Sun", entered="guarded")
    ground = [at("03-01 08:00", **POST), enrolled, roster, came]
    assert broken("untrained_on_post", *ground, **GATE_CHECK) == []
    assert broken("untrained_on_post", *ground, **FEVER) == ["Sun", "Sun"]
    passed = at("03-05 09:00", "Sun", assessed_in="fever")
    assert broken("untrained_on_post", *ground, passed, **FEVER) == ["Sun"]  # good to 15 March, the last day
    failed = at("03-10 09:00", "Sun", assessed_in="fever", passed=False)
    assert broken("untrained_on_post", *ground, passed, failed, **FEVER) == ["Sun", "Sun"]
    asks = at("03-01 08:00", **POST, asks=["gate-check"])
    assert broken("untrained_on_post", asks, enrolled, roster, came, **GATE_CHECK) == ["Sun", "Sun"]
    unasked = at("03-02 08:00", **POST)
    assert broken("untrained_on_post", asks, unasked, enrolled, roster, came, **GATE_CHECK) == []


def test_who_is_not_there_stands_no_watch() -> None:
    ground = [
        at("03-01 08:00", **POST), at("03-01 09:00", "Sun", enrolled_as="officer"),
        at("03-14 09:00", "Sun", rostered_at="wing", **{"from": "03-15", "until": "03-15"}),
    ]  # fmt: skip
    assert broken("untrained_on_post", *ground, **FEVER) == []
    late = at("03-15 20:30", "Sun", entered="guarded")
    assert broken("untrained_on_post", *ground, late, **FEVER) == []
    other = at("03-14 12:00", "Wu", rostered_at="wing", **{"from": "03-15", "until": "03-15"})
    there = at("03-15 09:00", "Sun", entered="guarded")
    assert broken("untrained_on_post", *ground, there, **FEVER) == ["Sun"]
    assert broken("untrained_on_post", *ground, other, there, **FEVER) == []  # another roster rules the day


def _taught(valid: int) -> Protocol:
    paper = document(Refrain(condition="untrained_on_post"))
    one = Procedure(id="fever", title=WORDS, text=WORDS, valid=valid, staff=("officer",), cite=())
    return Protocol(**{**{f: getattr(paper, f) for f in paper.__struct_fields__}, "procedures": (one,)})


@given(
    st.lists(st.tuples(st.integers(1, 28), st.booleans()), max_size=6),
    st.integers(1, 400),
)
def test_the_latest_assessment_decides(said: list[tuple[int, bool]], valid: int) -> None:
    lines = [
        at(f"03-{day:02} 09:{minute:02}", "Sun", assessed_in="fever", passed=passed)
        for minute, (day, passed) in enumerate(said)
    ]
    found = passes(standing_of([house(), *facts_of({"facts": lines})]), _taught(valid))
    latest = max(enumerate(said), key=lambda one: (one[1][0], one[0]), default=None)
    if latest is None or not latest[1][1]:
        assert found.get("Sun", {}) == {}
    else:
        until = found["Sun"]["fever"]
        assert until.toordinal() == _ordinal(latest[1][0]) + valid


def _ordinal(day: int) -> int:
    return second(f"03-{day:02} 12:00") // 86_400 + 719_163


def test_a_procedure_that_the_document_lacks_is_no_pass() -> None:
    record = record_of([house(), *facts_of({"facts": [at(DAY, "Sun", assessed_in="knitting")]})])
    assert passes(record.standing(at=second("04-01 00:00")), _taught(30)) == {}
    assert [one.id for one in needed_by(_taught(30), "officer")] == ["fever"]
    assert needed_by(_taught(30), "driver") == ()
