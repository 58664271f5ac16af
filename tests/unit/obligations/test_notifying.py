"""Who is told now: quiet hours, acknowledging, climbing, gathering, and tries again."""

from dataclasses import replace
from datetime import time

import pytest

from lazaretto.obligations.notifying import Person, Try, quiet_until, takes, tries_due
from tests.stating import second
from tests.unit.obligations.notifying import (
    EVERYBODY,
    HELD,
    NIGHT,
    ZONE,
    asked,
    line,
    person,
    persons,
    told,
)

NOON = "03-15 12:00"


def test_many_lines_are_one_message() -> None:
    found = asked(line("a"), line("b"), line("c", facility="MJ-D"), at=NOON)
    [message] = found.messages
    assert (message.person, message.role, message.urgent, len(message.lines)) == (
        "P1",
        "duty_officer",
        False,
        3,
    )
    assert found.held == ()


def test_urgent_lines_do_not_wait_with_the_others() -> None:
    found = asked(line("a"), line("b", urgent=True), at=NOON)
    assert sorted((one.urgent, len(one.lines)) for one in found.messages) == [(False, 1), (True, 1)]


def test_a_line_is_told_once() -> None:
    first = asked(line(), at=NOON)
    assert asked(line(), at="03-15 12:01", told=told(first, NOON)).messages == ()


def test_the_same_is_the_same_message_whenever_it_is_asked_for() -> None:
    assert asked(line("a"), line("b"), at=NOON) == asked(line("b"), line("a"), at=NOON)


def test_a_sender_that_slept_tells_what_is_still_due() -> None:
    old = line("a", "03-14 09:00", urgent=True)
    [message] = asked(old, line("b", "03-15 11:59", urgent=True), at=NOON).messages
    assert (message.person, message.step, len(message.lines)) == (
        "P1",
        0,
        2,
    )  # it does not begin with the chief


def test_unacknowledged_it_climbs_step_by_step() -> None:
    alarm = line(urgent=True)
    first = asked(alarm, at=NOON)
    before = told(first, NOON)
    assert asked(alarm, at="03-15 12:29", told=before).messages == ()
    second_ = asked(alarm, at="03-15 12:30", told=before)
    assert [(one.person, one.step) for one in second_.messages] == [("L1", 1)]
    before += told(second_, "03-15 12:30")
    assert asked(alarm, at="03-15 12:59", told=before).messages == ()
    third = asked(alarm, at="03-15 13:00", told=before)
    assert [(one.person, one.step) for one in third.messages] == [("C1", 2)]
    before += told(third, "03-15 13:00")
    assert asked(alarm, at="03-16 13:00", told=before).messages == ()  # above the chief stands nobody


def test_what_can_wait_climbs_with_the_next_watch_only() -> None:
    before = told(asked(line(), at=NOON), NOON)
    assert asked(line(), at="03-15 23:59", told=before).messages == ()
    assert persons(asked(line(), at="03-16 00:00", told=before)) == ["L1"]


def test_acknowledged_it_climbs_no_further() -> None:
    before = told(asked(line(urgent=True), at=NOON), NOON, acknowledged=True)
    assert asked(line(urgent=True), at="03-16 12:00", told=before).messages == ()


def test_it_climbs_to_the_deputy_where_the_leader_is_away() -> None:
    before = told(asked(line(urgent=True), at=NOON), NOON)
    found = asked(line(urgent=True), at="03-15 12:30", told=before, held={**HELD, "leader": "D1"},
                  people={**EVERYBODY, "D1": person("D1")})  # fmt: skip
    assert persons(found) == ["D1"]


def test_nobody_is_told_twice_though_they_have_two_posts() -> None:
    both = {**HELD, "leader": "P1"}
    before = told(asked(line(urgent=True), at=NOON, held=both), NOON)
    assert persons(asked(line(urgent=True), at="03-15 12:30", told=before, held=both)) == ["C1"]


def test_quiet_hours_hold_what_can_wait_and_let_alarms_pass() -> None:
    asleep = {**EVERYBODY, "P1": person("P1", quiet=NIGHT)}
    found = asked(line("a"), line("b", urgent=True), at="03-15 23:00", people=asleep)
    assert [(one.person, one.urgent) for one in found.messages] == [("P1", True)]
    [held] = found.held
    assert (held.reason, held.until) == ("quiet", second("03-16 06:00"))
    assert persons(asked(line("a"), at="03-16 06:00", people=asleep)) == ["P1"]


def test_the_next_message_waits_so_that_many_are_one() -> None:
    busy = {**EVERYBODY, "P1": person("P1", last=second("03-15 11:30"))}
    found = asked(line("a"), line("b", urgent=True), at=NOON, people=busy)
    assert [one.urgent for one in found.messages] == [True]
    assert [(one.reason, one.until) for one in found.held] == [("gathering", second("03-15 12:30"))]
    assert persons(asked(line("a"), at="03-15 12:30", people=busy)) == ["P1"]


def test_an_alarm_passes_over_whoever_cannot_be_reached() -> None:
    few = {"L1": person("L1"), "P1": person("P1", reachable=False)}
    found = asked(line("a"), line("b", urgent=True), at=NOON, people=few)
    assert [(one.person, one.step) for one in found.messages] == [("L1", 1)]
    assert [(one.person, one.reason) for one in found.held] == [("P1", "unreachable")]


def test_an_alarm_that_reaches_nobody_is_seen() -> None:
    [held] = asked(line(urgent=True), at=NOON, people={}).held
    assert (held.person, held.reason) == (None, "unreachable")
    assert asked(line(urgent=True), at=NOON, held={}).held == (held,)


def test_whom_a_complaint_is_about_is_not_told_of_it() -> None:
    about = replace(line(role="leader"), kept_from=frozenset({"L1"}))
    assert persons(asked(about, at=NOON)) == ["C1"]
    found = asked(about, line("b", role="detachment_leader"), at=NOON)  # nor of the message that tells others
    assert sorted((one.person, sorted(one.kept_from)) for one in found.messages) == [
        ("C1", []),
        ("C1", ["L1"]),
    ]


@pytest.mark.parametrize(
    ("quiet", "at", "until"),
    [
        (NIGHT, "03-15 21:59", None),
        (NIGHT, "03-15 22:00", "03-16 06:00"),
        (NIGHT, "03-16 05:59", "03-16 06:00"),
        (NIGHT, "03-16 06:00", None),
        ((time(13), time(14)), "03-15 13:30", "03-15 14:00"),
        ((time(13), time(14)), "03-15 14:00", None),
        (None, "03-15 23:00", None),
    ],
)
def test_quiet_hours_are_those_of_the_wall_clock(
    quiet: tuple[time, time] | None, at: str, until: str | None
) -> None:
    found = quiet_until(Person("P1", reachable=True, quiet=quiet, zone=ZONE), second(at))
    assert found == (second(until) if until else None)


def test_whoever_stands_in_the_chain_may_acknowledge() -> None:
    assert takes("leader", of="duty_officer")
    assert takes("duty_officer", of="duty_officer")
    assert not takes("gate_officer", of="duty_officer")
    assert not takes("duty_officer", of="leader")
    assert not takes("system_admin", of="leader")


def again(*tries: Try, at: int, channels: tuple[int, ...] = (1, 2)) -> tuple[int, ...]:
    return tries_due(channels, tries=tries, at=at, first=60, most=1800, lost=90)


def test_every_channel_is_tried_at_once() -> None:
    assert again(at=0) == (1, 2)


def test_a_failed_channel_rests_twice_as_long_each_time_up_to_half_an_hour() -> None:
    one = [Try(1, 0, sent=False)]
    assert again(*one, at=59, channels=(1,)) == ()
    assert again(*one, at=60, channels=(1,)) == (1,)
    two = [*one, Try(1, 60, sent=False)]
    assert again(*two, at=179, channels=(1,)) == ()
    assert again(*two, at=180, channels=(1,)) == (1,)
    many = [Try(1, n, sent=False) for n in range(40)]
    assert again(*many, at=39 + 1799, channels=(1,)) == ()
    assert again(*many, at=39 + 1800, channels=(1,)) == (1,)


def test_once_delivered_nothing_is_tried_again() -> None:
    assert again(Try(1, 0, sent=True), Try(2, 0, sent=False), at=10_000) == ()
    assert again(Try(1, 0, sent=True), at=10_000) == ()  # nor by a channel that was added since


def test_a_try_that_nobody_finished_failed_after_a_while() -> None:
    assert again(Try(1, 0, sent=None), at=89, channels=(1,)) == ()
    assert again(Try(1, 0, sent=None), at=90, channels=(1,)) == (1,)
