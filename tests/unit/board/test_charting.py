"""The city board of the small world, number by number."""

from lazaretto.board.charting import chart_city
from lazaretto.board.city import CityBoard, Tile
from lazaretto.facts.custody import Moved, WentOut
from lazaretto.facts.hygiene import Disinfected
from lazaretto.facts.testing import RoundOpened, Sampled
from tests.stating import fact, moment
from tests.unit.board.world import EVERY, Seen, look, measured


def chart(seen: Seen, codes: frozenset[str] = EVERY, limit: int = 40) -> CityBoard:
    return chart_city(
        seen.assessment, forces=seen.forces, facts=seen.record.facts, codes=codes, window=seen.window,
        limit=limit,
    )  # fmt: skip


def tile(board: CityBoard, code: str) -> Tile:
    return next(t for county in board.counties for t in county.tiles if t.code == code)


def test_heads_are_counted_by_layer_and_sum_to_the_house() -> None:
    board = chart(look(at="03-15 07:00"))
    assert tile(board, "QZ-D").layers == (0, 0, 2, 1)
    assert tile(board, "QZ-D").heads == 3
    assert tile(board, "MJ-D").layers == (0, 0, 0, 1)
    assert board.heads == 4


def test_somebody_out_for_a_while_is_away_and_not_present() -> None:
    board = chart(look(fact(WentOut(person="C", to="court"), "03-15 06:30", number=50), at="03-15 07:00"))
    assert (tile(board, "QZ-D").heads, tile(board, "QZ-D").away) == (2, 1)


def test_transition_cells_are_counted_in_use_and_in_all() -> None:
    cells = tile(chart(look(at="03-15 07:00")), "QZ-D").cells
    assert (cells.cells, cells.occupied, cells.places, cells.people) == (2, 1, 8, 2)


def test_staff_who_never_stepped_into_a_phase_are_on_ordinary_duty() -> None:
    shifts = tile(chart(look(at="03-15 07:00")), "QZ-D").shifts
    assert (shifts.inside, shifts.standby, shifts.isolating, shifts.ordinary) == (1, 0, 0, 1)
    assert shifts.strength == 2


def test_owed_now_leaves_the_evening_out() -> None:
    counts = tile(chart(look(measured(50, "03-14 07:00", "A", "B", "C"), at="03-15 07:00")), "QZ-D").counts
    assert counts.owed == 4  # three temperatures and the gate
    assert counts.gravity == "owed"


def test_overdue_is_late_until_the_grace_ends_and_missed_after() -> None:
    late = tile(chart(look(at="03-15 09:30")), "QZ-D").counts
    missed = tile(chart(look(at="03-15 10:00")), "QZ-D").counts
    assert (late.late, late.missed) == (4, 0)
    assert (missed.late, missed.missed) == (0, 4)


def test_answered_late_is_told_from_overdue() -> None:
    seen = look(measured(50, "03-15 09:30", "A", "B", "C"), at="03-15 09:45")
    counts = tile(chart(seen), "QZ-D").counts
    assert (counts.late, counts.answered_late) == (1, 3)


def test_counties_stand_gravest_first_and_as_established_on_a_tie() -> None:
    calm = chart(look(at="03-15 07:00"))
    assert [county.code for county in calm.counties] == ["QZ", "MJ"]
    done = (
        measured(50, "03-15 07:00", "A", "B", "C"),
        fact(
            Disinfected(agent="chlorine", target_mg_l=500, contact_minutes=30), "03-15 07:00", number=51,
            place="QZ-D/K/gate",
        ),
    )  # fmt: skip
    worse = chart(look(*done, at="03-15 10:30"))  # only MJ-D missed anything
    assert [(t.code, t.gravity) for county in worse.counties for t in county.tiles] == [
        ("MJ-D", "missed"),
        ("QZ-D", "clear"),
    ]


def test_the_strip_puts_what_came_due_into_its_hour() -> None:
    board = chart(look(measured(50, "03-15 07:00", "A", "B", "C"), at="03-15 10:30"))
    strip = tile(board, "QZ-D").strip
    assert len(strip.met) == len(strip.missed) == 24
    assert strip.met[-2:] == (3, 0)  # due at 09:00, in the hour before this one
    assert strip.missed[-2:] == (1, 0)  # the gate
    assert strip.largest >= 4


def test_bottom_lines_read_zero_until_one_is_broken() -> None:
    assert [line.count for line in chart(look(at="03-15 07:00")).bottom_lines] == [0, 0]
    stranger = fact(Moved(person="C", cell="QZ-D/T/01"), "03-15 06:30", number=50)
    board = chart(look(stranger, at="03-15 07:00"))
    cohort = next(line for line in board.bottom_lines if line.id == "nobody-mixed")
    assert cohort.count == 1
    assert board.alerts[0].finding in cohort.findings


def test_the_gravest_alert_stands_first_with_its_reason_and_where_to_look() -> None:
    stranger = fact(Moved(person="C", cell="QZ-D/T/01", reason="no room"), "03-15 06:30", number=50)
    board = chart(look(stranger, at="03-15 10:30"))
    first, second, *_ = board.alerts
    assert (first.kind, first.rule, first.subjects) == ("breach", "quarantine.cohort", ("C",))
    assert first.reason.en == "C moved to cell QZ-D/T/01: no room"
    assert first.reason.zh_hans == "C 调至监室 QZ-D/T/01：no room"
    assert second.kind == "missed"


def test_alerts_of_one_rule_house_and_hour_are_one_line() -> None:
    board = chart(look(at="03-15 10:30"))
    temperatures = [a for a in board.alerts if a.rule == "hygiene.temperature" and a.facility == "QZ-D"]
    assert sorted(temperatures[0].subjects) == ["A", "B", "C"]
    assert temperatures[0].at == moment("03-15 09:00")


def test_a_short_list_says_how_many_there_are_in_all() -> None:
    board = chart(look(at="03-15 10:30"), limit=1)
    assert len(board.alerts) == 1
    assert board.alerts_in_all > 1


def test_a_round_is_covered_by_its_outcomes_and_names_the_others() -> None:
    muster = RoundOpened(
        round="R1", stratum="detainees", muster=("A", "B", "C"), closes=moment("03-15 18:00")
    )
    swab = Sampled(tube="t1", members=("A", "B"), purpose="round", round="R1")
    seen = look(
        fact(muster, "03-15 06:00", number=50), fact(swab, "03-15 06:40", number=51), at="03-15 07:00"
    )
    (one,) = chart(seen).coverage
    assert (one.muster, one.outcomes, one.uncovered, one.closed) == (3, 2, ("C",), False)
    assert one.share == 2 / 3
    assert tile(chart(seen), "QZ-D").coverage == (one,)


def test_the_flow_counts_arrivals_and_last_days() -> None:
    stages = chart(look(at="03-13 12:00")).stages
    assert [s.people for s in stages] == [0, 0, 2, 2]
    assert (stages[2].arrived, stages[2].days, stages[2].facilities) == (2, 14, (("QZ-D", 2),))
    last_day = chart(look(at="03-27 07:00")).stages
    assert (last_day[2].ending, last_day[2].arrived) == (2, 0)


def test_no_other_house_leaves_a_trace() -> None:
    muster = RoundOpened(round="R1", stratum="detainees", muster=("A",), closes=moment("03-15 18:00"))
    seen = look(fact(muster, "03-15 06:00", number=50), at="03-15 10:30")
    board = chart(seen, codes=frozenset({"MJ-D"}))
    assert [t.code for county in board.counties for t in county.tiles] == ["MJ-D"]
    assert board.heads == 1
    assert board.counts.missed == 1
    assert {alert.facility for alert in board.alerts} == {"MJ-D"}
    assert board.coverage == ()
    assert sum(line.count for line in board.bottom_lines) == 0


def test_as_known_then_is_what_was_recorded_by_then() -> None:
    """The sweep of 08:50 was written down at 11:00: at 10:30 it was missed, whatever came after."""
    slow = measured(50, "03-15 08:50", "A", "B", "C", recorded="03-15 11:00")
    then = tile(chart(look(slow, at="03-15 10:30", known_at="03-15 10:30")), "QZ-D").counts
    now = tile(chart(look(slow, at="03-15 10:30")), "QZ-D").counts
    assert (then.missed, now.missed) == (4, 1)


def test_the_next_change_is_when_the_clock_alone_turns_something() -> None:
    assert chart(look(at="03-15 07:00")).next_change == moment("03-15 09:00")
