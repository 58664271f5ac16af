"""The day sheet of the small world: groups that a hand can answer, and the list to hand over."""

from lazaretto.board.day_sheet import DaySheet, Group
from lazaretto.board.listing import list_day
from lazaretto.board.narrowing import narrow_sheet
from lazaretto.facts.command import LogSubmitted
from lazaretto.facts.custody import Moved
from lazaretto.facts.duty import HandedOver, HandoverAcknowledged
from lazaretto.facts.encoding import body_from
from lazaretto.facts.hygiene import TemperaturesTaken
from lazaretto.facts.testing import RoundOpened
from lazaretto.obligations.owed import Status
from tests.stating import fact, moment
from tests.unit.board.world import Seen, look, measured


def sheet(seen: Seen, code: str = "QZ-D") -> DaySheet:
    (house,) = seen.houses({code})
    return list_day(seen.assessment, house=house, facts=seen.record.facts)


def of(groups: tuple[Group, ...], clause: str) -> list[Group]:
    return [group for group in groups if group.clause == clause]


def test_what_is_owed_now_is_grouped_by_cell() -> None:
    owed = of(sheet(look(at="03-15 07:00")).owed, "hygiene.temperature")
    assert [(g.place, sorted(g.subjects)) for g in owed] == [
        ("QZ-D/G1/01", ["C"]),
        ("QZ-D/T/01", ["A", "B"]),
    ]
    assert {g.due for g in owed} == {moment("03-15 09:00")}
    assert {g.seconds_left for g in owed} == {2 * 3600}


def test_a_group_comes_with_the_fact_that_answers_it() -> None:
    """Fill in what is asked for, and it is a fact of the vocabulary that takes the cell off the list."""
    group = of(sheet(look(at="03-15 07:00")).owed, "hygiene.temperature")[1]
    assert group.suggestion is not None
    assert group.suggestion.asks == ("readings.celsius_tenths",)
    values = dict(group.suggestion.values)
    values["readings"] = [{**reading, "celsius_tenths": 366} for reading in values["readings"]]
    body = body_from(values)
    assert isinstance(body, TemperaturesTaken)
    after = sheet(look(fact(body, "03-15 07:05", number=60, place="QZ-D/T/01"), at="03-15 07:10"))
    assert [g.place for g in of(after.owed, "hygiene.temperature")] == ["QZ-D/G1/01"]
    done = of(after.done, "hygiene.temperature")
    assert [sorted(g.subjects) for g in done] == [["A", "B"]]


def test_a_key_area_is_its_own_place_and_a_house_has_none() -> None:
    day = sheet(look(at="03-15 07:00"))
    (gate,) = of(day.owed, "hygiene.disinfection")
    (log,) = of(day.upcoming, "command.log")
    assert (gate.place, gate.subjects) == ("QZ-D/K/gate", ("QZ-D/K/gate",))
    assert (log.place, log.subjects, log.suggestion) == (None, ("QZ-D",), None)


def test_what_comes_later_is_upcoming_and_names_the_slot() -> None:
    upcoming = sheet(look(at="03-15 07:00")).upcoming
    assert {g.slot.en for g in upcoming if g.slot} == {"evening"}
    assert {g.opens for g in upcoming} == {moment("03-15 18:00")}


def test_overdue_is_late_then_missed() -> None:
    late = sheet(look(at="03-15 09:30"))
    assert [g.seconds_left for g in of(late.late, "hygiene.temperature")] == [-1800, -1800]
    missed = sheet(look(at="03-15 10:30"))
    assert (len(missed.late), len(of(missed.missed, "hygiene.temperature"))) == (0, 4)


def test_the_day_and_the_round_are_filled_in() -> None:
    opened = RoundOpened(round="R1", stratum="detainees", muster=("A", "B"), closes=moment("03-15 22:00"))
    day = sheet(look(fact(opened, "03-15 17:00", number=50), at="03-15 18:30"))
    (swabs,) = of(day.owed, "testing.round")
    (log,) = of(day.owed, "command.log")
    assert swabs.suggestion is not None
    assert swabs.suggestion.values["round"] == "R1"
    assert sorted(swabs.suggestion.values["members"]) == ["A", "B"]
    assert log.suggestion is not None
    assert log.suggestion.values == {"kind": "command.log_submitted/1", "day": "2022-03-15"}
    submitted = fact(LogSubmitted(day=moment("03-15 18:40").date(), incidents=0), "03-15 18:40", number=51)
    assert of(sheet(look(submitted, at="03-15 18:50")).owed, "command.log") == []


def test_the_past_day_keeps_its_misses_and_drops_what_was_done() -> None:
    seen = look(measured(50, "03-15 19:00", "A", "B"), at="03-16 00:30")
    day = sheet(seen)
    assert of(day.done, "hygiene.temperature") == []
    assert sorted(s for g in of(day.missed, "hygiene.temperature") for s in g.subjects) == [
        "A",
        "B",
        "C",
        "C",
    ]


def test_an_answer_is_known_by_its_fact() -> None:
    answer = measured(50, "03-15 07:00", "C")
    (done,) = sheet(look(answer, at="03-15 07:30")).done
    assert [(item.status, item.answer) for item in done.items] == [(Status.MET, answer.id)]


def test_the_handover_lists_what_is_open_until_it_is_acknowledged() -> None:
    handed = fact(HandedOver(handover="H1", outgoing="S1"), "03-15 07:00", number=50)
    open_ = sheet(look(handed, at="03-15 07:30")).handover
    assert (open_.last, open_.acknowledged) == ("H1", False)
    assert sum(line.count for line in open_.lines if line.state == "owed") == 4
    taken = fact(HandoverAcknowledged(handover="H1", incoming="S2"), "03-15 07:10", number=51)
    assert sheet(look(handed, taken, at="03-15 07:30")).handover.acknowledged


def test_breaches_stand_on_the_sheet_of_their_house_only() -> None:
    stranger = fact(Moved(person="C", cell="QZ-D/T/01"), "03-15 06:30", number=50)
    seen = look(stranger, at="03-15 07:00")
    assert [a.rule for a in sheet(seen).alerts] == ["quarantine.cohort"]
    assert sheet(seen, "MJ-D").alerts == ()


def test_no_other_house_is_on_the_sheet() -> None:
    day = sheet(look(at="03-15 10:30"), "MJ-D")
    assert {s for g in day.groups for s in g.subjects} == {"D", "MJ-D"}
    assert day.counts.missed == 1


def test_keys_last_while_the_group_does() -> None:
    early, later = sheet(look(at="03-15 07:00")).owed, sheet(look(at="03-15 08:00")).owed
    assert [g.key for g in early] == [g.key for g in later]
    assert len({g.key for g in early}) == len(early)


def test_the_gate_sees_nothing_clinical() -> None:
    stranger = fact(Moved(person="C", cell="QZ-D/T/01"), "03-15 06:30", number=50)
    narrow = narrow_sheet(sheet(look(stranger, at="03-15 10:30")), families={"gate"})
    assert narrow.groups == ()
    assert narrow.alerts == ()
    assert narrow.handover.lines == ()


def test_a_sheet_names_the_versions_that_are_missing() -> None:
    seen = look(at="03-15 07:00")
    (house,) = seen.houses({"QZ-D"})
    astray = (("small", "1"),)
    assert list_day(seen.assessment, house=house, facts=seen.record.facts, missing=astray).missing == astray
