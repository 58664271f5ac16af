"""The system's own list, rule by rule: what makes it red or amber, and what leaves it out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, get_args

import pytest

from lazaretto.board import watching_facts as facts_
from lazaretto.board.nodes_words import OF_THE_NODES
from lazaretto.board.watch_words import OF_THE_FACTS, OF_THE_MACHINE, RULES
from lazaretto.board.watching import (
    Limits,
    Machine,
    WatchLine,
    Works,
    line,
    listed,
    of_the_machine,
    of_the_works,
)
from lazaretto.protocol.document import Owner
from tests.stating import ZONE, moment

NOW = moment("03-15 08:00")
LIMITS = Limits(
    disk_amber=5.0, disk_red=3.0, certificate=timedelta(days=30), daily=timedelta(hours=26),
    every=timedelta(minutes=1), log=timedelta(seconds=30), passes=5, lies=timedelta(minutes=30),
    rehearsal=timedelta(days=92), clock=timedelta(minutes=5),
)  # fmt: skip
COMMANDS = ("notify", "publish", "erase-check-ins", "backup", "rehearse-restore")
WELL = Works(beats=dict.fromkeys(COMMANDS, NOW), database=1 << 20)
DISK = 1000


def lights(lines: Iterable[WatchLine]) -> list[tuple[str, str]]:
    return [(one.rule, one.light) for one in lines]


def works(**more: Any) -> list[tuple[str, str]]:
    return lights(of_the_works(replace(WELL, **more), limits=LIMITS, at=NOW, zone=ZONE))


def beat(job: str, last: datetime | None) -> list[tuple[str, str]]:
    beats = dict(WELL.beats)
    if last is None:
        del beats[job]
    else:
        beats[job] = last
    return works(beats=beats)


def machine(**more: Any) -> list[tuple[str, str]]:
    values: dict[str, Any] = {"free": 500, "disk": DISK, **more}
    return lights(of_the_machine(Machine(**values), limits=LIMITS, at=NOW))


def test_when_all_is_well_there_is_no_line() -> None:
    assert machine() == []
    assert works() == []


@pytest.mark.parametrize(
    ("free", "light"), [(50, None), (49, "amber"), (30, "amber"), (29, "red"), (0, "red")]
)
def test_the_disk(free: int, light: str | None) -> None:
    assert machine(free=free) == ([("disk", light)] if light else [])


def test_a_secret_that_others_may_read() -> None:
    assert machine(exposed=("secret.key", "draw.key")) == [("secret_files", "red"), ("secret_files", "red")]


@pytest.mark.parametrize(("days", "light"), [(31, None), (30, None), (29, "amber"), (0, "red"), (-1, "red")])
def test_the_certificate_is_seen_a_month_ahead(days: int, light: str | None) -> None:
    found = machine(named=True, certificate=NOW + timedelta(days=days))
    assert found == ([("certificate", light)] if light else [])


def test_a_certificate_that_cannot_be_read() -> None:
    assert machine(named=True) == [("certificate_unread", "red")]


def test_the_database_that_does_not_answer() -> None:
    assert works(database=None) == [("database", "red")]


def test_the_sender_is_missed_after_five_of_its_intervals() -> None:
    assert beat("notify", NOW - timedelta(minutes=5)) == []
    assert beat("notify", NOW - timedelta(minutes=5, seconds=1)) == [("notify", "red")]
    assert beat("notify", None) == [("notify_never", "amber")]


def test_a_log_that_stands_still_is_red_after_five_passes() -> None:
    assert beat("publish", NOW - timedelta(seconds=150)) == []
    assert beat("publish", NOW - timedelta(seconds=151)) == [("publish", "red")]
    assert beat("publish", None) == [("publish_never", "amber")]


def test_a_witness_that_lacks_the_newest_root_is_red_after_five_passes() -> None:
    limit = NOW - timedelta(seconds=150)
    assert works(unwitnessed=(("province", limit),)) == []
    late = (("province", limit - timedelta(seconds=1)), ("witnesses.policy: line 2", None))
    assert works(unwitnessed=late) == [("unwitnessed", "red"), ("unwitnessed", "red")]


def test_a_daily_command_is_missed_after_a_day_and_a_nights_work() -> None:
    for job, light in (("backup", "red"), ("erase-check-ins", "amber")):
        rule = job.replace("-", "_")
        assert beat(job, NOW - timedelta(hours=26)) == []
        assert beat(job, NOW - timedelta(hours=26, seconds=1)) == [(rule, light)]
        assert beat(job, None) == [(f"{rule}_never", "amber")]


def test_channels_messages_and_documents() -> None:
    assert works(failing=2, failing_since=NOW) == [("channels", "amber")]
    assert works(undelivered=1) == [("undelivered", "red")]
    assert works(unreached=3) == [("unreached", "red")]
    assert works(missing=("four-layer-2022/1",)) == [("document", "red")]


def station(**more: Any) -> facts_.GateStation:
    values: dict[str, Any] = {
        "device": "QZ-D/gate-1", "facility": "QZ-D", "enrolled": NOW - timedelta(days=9), "last": NOW,
        "waiting": 0,
    }  # fmt: skip
    return facts_.GateStation(**values | more)


def stations(one: facts_.GateStation, *, hours: int = 72) -> list[tuple[str, str]]:
    return lights(facts_.of_stations([one], hours=hours, at=NOW, zone=ZONE))


def test_a_station_is_silent_when_its_list_has_died() -> None:
    assert stations(station()) == []
    assert stations(station(last=NOW - timedelta(hours=72))) == []
    assert stations(station(last=NOW - timedelta(hours=72, seconds=1))) == [("station_silent", "red")]
    assert stations(station(last=None)) == [("station_silent", "red")]  # enrolled, and never heard
    assert stations(station(last=None), hours=0) == []  # no document says for how long a list holds


def test_rows_that_wait_at_a_station() -> None:
    assert stations(station(waiting=3)) == [("station_waiting", "amber")]
    assert stations(station(waiting=None)) == []


def test_disputed_facts_are_a_line_a_house() -> None:
    found = list(facts_.of_disputes([("QZ-D", NOW), ("MJ-D", NOW), ("QZ-D", NOW - timedelta(hours=1))]))
    assert [(one.facility, one.count, one.since) for one in found] == [
        ("MJ-D", 1, NOW), ("QZ-D", 2, NOW - timedelta(hours=1)),
    ]  # fmt: skip


def test_a_clock_that_is_off() -> None:
    [found] = facts_.of_clocks([facts_.Off("tablet", "QZ-D", -400, NOW, 3)], limit=300)
    assert (found.light, found.facility, found.count) == ("amber", "QZ-D", 3)
    assert "-400 s" in found.title.en


@pytest.mark.parametrize(("until", "light"), [(16, None), (15, "amber"), (14, "red")])
def test_draws_that_run_out(until: int, light: str | None) -> None:
    promised = facts_.Promised("QZ-D", date(2022, 3, until), date(2022, 3, 15))
    assert lights(facts_.of_draws([promised])) == ([("draws_end", light)] if light else [])


def test_what_is_kept_too_long() -> None:
    check_ins = facts_.together([("QZ-D", NOW), ("QZ-D", NOW - timedelta(days=1))], rule="a.rule")
    pictures = facts_.pictures_of({"MJ-D": (4, NOW - timedelta(days=9))})
    found = list(facts_.of_keeping(check_ins, pictures, zone=ZONE))
    assert [(one.rule, one.facility, one.count, one.light) for one in found] == [
        ("check_ins_due", "QZ-D", 2, "red"), ("pictures_due", "MJ-D", 4, "red"),
    ]  # fmt: skip
    assert found[0].since == NOW - timedelta(days=1)


def test_the_gravest_and_then_the_oldest_stand_above() -> None:
    lines = [
        line("draws_end", "amber", facility="QZ-D", until=date(2022, 3, 15)),
        line("unreached", "red", count=1, since=NOW),
        line("undelivered", "red", count=1, minutes=30, since=NOW - timedelta(hours=1)),
    ]
    ordered, looked = listed(lines, ["undelivered", "unreached", "draws_end", "backup_never", "backup"])
    assert [one.rule for one in ordered] == ["undelivered", "unreached", "draws_end"]
    assert [(one.rule, one.found) for one in looked] == [
        ("undelivered", 1), ("unreached", 1), ("draws_end", 1), ("backup_never", 0),
    ]  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_says_what_why_and_what_to_do(rule: str) -> None:
    words = RULES[rule]
    for text in (words.name, words.title, words.why, words.remedy):
        assert all((text.zh_hans, text.zh_hant, text.en))
    assert words.whose in (*get_args(Owner), "system_admin")
    assert set(RULES) == set(OF_THE_FACTS) | set(OF_THE_MACHINE) | set(OF_THE_NODES)
