"""The three fixed, training and handover of a house as pages."""

from datetime import date
from pathlib import Path
from typing import Any

from lazaretto.board.fixed_page import FixedPage, fixed_page
from lazaretto.board.houses import houses
from lazaretto.board.training_page import TrainingPage, training_page
from lazaretto.facts.command import ProtocolIssued
from lazaretto.obligations.force import in_force
from lazaretto.protocol.reading import read
from tests.examples.telling import facts_of
from tests.stating import fact, house, record_of, second
from tests.unit.obligations.owing import at

PROTOCOL = read((Path(__file__).parents[3] / "protocols/four-layer-2022/1.yaml").read_bytes()).protocol
assert PROTOCOL is not None
TASKS = [task.id for task in PROTOCOL.tasks]
POST: dict[str, Any] = {"post_set": "wing", "staff": ["officer"], "from": "08:00", "hours": 12}


def _read(page: Any, *lines: dict[str, Any], now: str) -> Any:
    issued = ProtocolIssued(document="four-layer-2022", version="1", digest="0" * 64, authority="City")
    ground = [house(), fact(issued, "03-01 00:00", number=8001, facility="TS-Z")]
    record = record_of([*ground, *facts_of({"facts": list(lines)})])
    standing = record.standing(at=second(now))
    assert PROTOCOL is not None
    forces = in_force(standing, shelf={("four-layer-2022", "1"): PROTOCOL})
    (here,) = [one for one in houses(standing, facts=record.facts) if one.code == "QZ-D"]
    return page(standing, facts=record.facts, forces=forces, house=here)


def fixed(*lines: dict[str, Any], now: str = "03-15 12:00") -> FixedPage:
    page: FixedPage = _read(fixed_page, *lines, now=now)
    return page


def training(*lines: dict[str, Any], now: str = "03-15 12:00") -> TrainingPage:
    page: TrainingPage = _read(training_page, *lines, now=now)
    return page


OFFICERS = at("03-01 09:00", ["Sun", "Wu"], enrolled_as="officer")
PASSED = [
    at(f"03-02 09:{minute:02}", ["Sun", "Wu"], assessed_in=procedure)
    for minute, procedure in enumerate(
        ["protective-clothing", "disinfection", "quarantine-escort", "fever-response", "emergency-opening"]
    )
]


def test_nothing_signed_is_all_blank() -> None:
    page = fixed(OFFICERS)
    assert (page.matrix, page.blanks, page.uncovered) == (None, len(TASKS), 0)
    assert [line.task.id for line in page.lines] == TASKS
    assert [one.person for one in page.people] == ["Sun", "Wu"]


def test_a_line_is_covered_where_nobody_doubts_its_person() -> None:
    signed = at("03-10 09:00", three_fixed_signed="M1", tasks={"fevers": "Sun/Wu"})
    came = at("03-14 08:00", ["Sun", "Wu"], entered="guarded")
    ground = [at("03-01 08:00", **POST), OFFICERS, *PASSED, signed, came]
    (line,) = [one for one in fixed(*ground).lines if one.fixing]
    assert (line.state, line.title) == ("covered", "Post")
    left = at("03-15 08:00", "Sun", left="guarded")
    (line,) = [one for one in fixed(*ground, left).lines if one.fixing]
    assert line.person is not None
    assert (line.state, line.person.doubts) == ("deputed", ("outside",))
    failed = at("03-12 09:00", "Wu", assessed_in="fever-response", passed=False)
    page = fixed(*ground, left, failed)
    (line,) = [one for one in page.lines if one.fixing]
    assert line.deputy is not None
    assert (line.state, line.deputy.doubts, page.uncovered) == ("uncovered", ("untrained",), 1)
    assert [one.id for one in line.deputy.lacks] == ["fever-response"]


def test_whoever_is_in_neither_a_nor_b_is_doubtful() -> None:
    signed = at("03-10 09:00", three_fixed_signed="M1", tasks={"fevers": "Sun", "key-areas": "Wu"})
    came = at("03-14 08:00", ["Sun", "Wu"], entered="guarded")
    home = at("03-11 09:00", "Wu", stepped_into="C")
    ground = [at("03-01 08:00", **POST), OFFICERS, *PASSED, signed, came]

    def doubts(*more: dict[str, Any]) -> dict[str, tuple[str, ...]]:
        return {one.person.person: one.person.doubts for one in fixed(*ground, *more).lines if one.person}

    assert doubts(home) == {"Sun": (), "Wu": ("off",)}
    roster = at("03-13 09:00", "Wu", rostered_at="wing", **{"from": "03-14", "until": "03-20"})
    assert doubts(home, roster) == {"Sun": ("off",), "Wu": ()}  # the roster in force says who is in A
    stranger = at("03-12 09:00", three_fixed_signed="M2", tasks={"fevers": "Li"})
    assert doubts(stranger)["Li"] == ("gone", "outside")


def test_who_may_do_what_until_when() -> None:
    page = training(OFFICERS, *PASSED, now="03-15 12:00")
    sun = page.people[0]
    states = {held.procedure.id: (held.needed, held.state) for held in sun.passes}
    assert states["fever-response"] == (True, "good")
    assert states["swabbing"] == (False, "never")
    assert sun.barred == ()
    assert sun.soonest == date(2022, 8, 29)  # 180 days from 2 March
    assert page.running_out == ()


def test_what_runs_out_comes_first_and_what_ran_out_bars() -> None:
    again = [
        at("03-05 09:00", "Sun", assessed_in="fever-response"),
        at("03-05 09:30", "Sun", assessed_in="emergency-opening"),
    ]
    lines = [OFFICERS, *PASSED, *again]
    soon = training(*lines, now="08-10 12:00")
    assert [one.person for one in soon.people] == ["Wu", "Sun"]
    assert [(one.person, held.procedure.id) for one, held in soon.running_out] == [
        ("Wu", "fever-response"), ("Wu", "emergency-opening"), ("Sun", "fever-response"),
        ("Sun", "emergency-opening"),
    ]  # fmt: skip
    over = training(*lines, now="08-30 12:00")
    assert [(one.person, [p.id for p in one.barred]) for one in over.barred] == [
        ("Wu", ["fever-response", "emergency-opening"])
    ]


def test_a_failed_assessment_bars_and_a_session_is_no_pass() -> None:
    failed = at("03-10 09:00", "Sun", assessed_in="disinfection", passed=False)
    page = training(OFFICERS, *PASSED, failed, at("03-11 09:00", ["Sun", "Wu"], taught="disinfection"))
    assert [(one.person, [p.id for p in one.barred]) for one in page.barred] == [("Sun", ["disinfection"])]
    (session,) = page.sessions
    assert session.procedure is not None
    assert (session.procedure.id, session.persons, session.minutes) == ("disinfection", ("Sun", "Wu"), 90)
