"""A board of several cities: a line a city, whatever its facilities number; and each city's own board."""

from lazaretto.board.charting import chart_city
from lazaretto.board.city import CityBoard, CityLine
from lazaretto.facts.command import FacilityEstablished, LevelOrdered
from lazaretto.facts.custody import Admitted, Released
from lazaretto.facts.fact import Fact
from lazaretto.facts.hygiene import Disinfected
from lazaretto.facts.testing import RoundOpened, Sampled
from tests.stating import fact, moment
from tests.unit.board.world import EVERY, look, measured

NEIGHBOUR: tuple[Fact, ...] = (
    fact(FacilityEstablished(name="Longnan house", sort="detention_house", county="WD", city="LN",
                             zone="Asia/Shanghai"), "01-01 00:04", number=30, facility="WD-D"),
    fact(Admitted(person="E", cell="WD-D/G1/01", sex="male", name="戊某"), "01-10 10:00", number=31,
         facility="WD-D"),
    fact(LevelOrdered(level="outbreak", authority="the office", reason="a case"), "03-14 12:00", number=32,
         facility="WD-D"),
)  # fmt: skip
BOTH = EVERY | {"WD-D"}


def chart(*said: Fact, at: str, codes: frozenset[str] = BOTH, limit: int = 40) -> CityBoard:
    seen = look(*NEIGHBOUR, *said, at=at)
    return chart_city(
        seen.assessment, forces=seen.forces, facts=seen.record.facts, codes=codes, window=seen.window,
        limit=limit,
    )  # fmt: skip


def line(board: CityBoard, code: str) -> CityLine:
    return next(one for one in board.cities if one.code == code)


def test_several_cities_are_a_line_each_and_no_facility_is_drawn() -> None:
    board = chart(at="03-15 07:00")
    assert [(one.code, one.facilities) for one in board.cities] == [("TS", 2), ("LN", 1)]
    assert board.counties == ()
    assert (line(board, "TS").heads, line(board, "TS").layers) == (4, (0, 0, 2, 2))
    assert (board.heads, board.shifts.strength) == (5, 2)


def test_a_line_adds_up_what_its_facilities_own_tiles_say() -> None:
    whole, city = chart(at="03-15 10:30"), chart(at="03-15 10:30", codes=EVERY)
    assert city.cities == ()
    mine = line(whole, "TS")
    tiles = [tile for county in city.counties for tile in county.tiles]
    assert mine.counts == city.counties[0].counts + city.counties[1].counts
    assert mine.heads == sum(tile.heads for tile in tiles) == city.heads
    assert mine.shifts == city.shifts
    assert mine.strip.missed[-2] == sum(tile.strip.missed[-2] for tile in tiles) == 5
    assert sum(one.counts.missed for one in whole.cities) == whole.counts.missed == 6


def test_the_gravest_city_stands_first() -> None:
    answered = (measured(50, "03-15 07:00", "A", "B", "C"), measured(51, "03-15 07:00", "D", facility="MJ-D"))
    board = chart(*answered, at="03-15 09:30")
    assert [(one.code, one.gravity, one.counts.late) for one in board.cities] == [
        ("TS", "late", 1),  # the gate; both cities are equally grave and have as much of it
        ("LN", "late", 1),
    ]
    more = chart(*answered, measured(52, "03-15 07:00", "E", facility="WD-D"), at="03-15 09:30")
    assert [one.code for one in more.cities] == ["TS", "LN"]
    worse = chart(measured(50, "03-15 07:00", "E", facility="WD-D"), at="03-15 10:30")
    assert [(one.code, one.gravity) for one in worse.cities] == [("TS", "missed"), ("LN", "clear")]


def test_of_the_equally_grave_the_one_with_most_of_it_stands_first() -> None:
    answered = (
        measured(50, "03-15 07:00", "A", "B", "C"), measured(51, "03-15 07:00", "D", facility="MJ-D"),
        fact(Disinfected(agent="chlorine", target_mg_l=500, contact_minutes=30), "03-15 07:00", number=52,
             place="QZ-D/K/gate"),
        fact(Admitted(person="F", cell="MJ-D/G1/01", sex="male", name="己某"), "01-10 10:00", number=53,
             facility="MJ-D"),
        fact(Admitted(person="G", cell="WD-D/G1/01", sex="male", name="庚某"), "01-10 10:00", number=54,
             facility="WD-D"),
    )  # fmt: skip
    board = chart(*answered, at="03-15 10:30")
    assert [(one.code, one.counts.missed) for one in board.cities] == [("LN", 2), ("TS", 1)]


def test_the_level_is_the_gravest_of_the_facilities() -> None:
    board = chart(at="03-15 07:00")
    assert (line(board, "TS").level, line(board, "LN").level, board.level) == (
        "closed",
        "outbreak",
        "outbreak",
    )


def test_a_facility_that_missed_something_since_its_last_word_is_counted_as_silent() -> None:
    board = chart(at="03-15 07:00")
    assert line(board, "TS").silent == 2  # both missed yesterday's evening, and said nothing since
    spoke = chart(measured(50, "03-15 06:30", "D", facility="MJ-D"), at="03-15 07:00")
    assert line(spoke, "TS").silent == 1


def test_the_flow_is_shown_by_city() -> None:
    stages = chart(at="03-15 07:00").stages
    assert stages[2].facilities == (("TS", 2),)
    assert stages[3].facilities == (("TS", 2), ("LN", 1))


def test_rounds_are_added_up_by_city_and_only_the_least_covered_are_named() -> None:
    closes = moment("03-15 18:00")
    said = (
        fact(RoundOpened(round="R1", stratum="detainees", muster=("A", "B", "C"), closes=closes),
             "03-15 06:00", number=50),
        fact(RoundOpened(round="R1", stratum="detainees", muster=("E",), closes=closes),
             "03-15 06:00", number=51, facility="WD-D"),
        fact(Sampled(tube="t1", members=("A", "B"), purpose="round", round="R1"), "03-15 06:40", number=52),
    )  # fmt: skip
    board = chart(*said, at="03-15 07:00", limit=1)
    assert (line(board, "TS").muster, line(board, "TS").outcomes) == (3, 2)
    assert (line(board, "LN").muster, line(board, "LN").outcomes) == (1, 0)
    assert [(one.facility, one.uncovered) for one in board.coverage] == [("WD-D", ("E",))]
    assert board.rounds_in_all == 2


def test_a_round_said_at_two_facilities_counts_each_outcome_where_it_was_given() -> None:
    """The same number of a round, and the same person: a swab in one house covers nobody in the other."""
    closes = moment("03-15 18:00")
    said = [
        fact(RoundOpened(round="R1", stratum="detainees", muster=("A", "E"), closes=closes),
             "03-15 06:00", number=50 + number, facility=facility)
        for number, facility in enumerate(("QZ-D", "WD-D"))
    ]  # fmt: skip
    swab = fact(Sampled(tube="t1", members=("A",), purpose="round", round="R1"), "03-15 06:40", number=52)
    board = chart(*said, swab, at="03-15 07:00")
    assert {one.facility: one.uncovered for one in board.coverage} == {"QZ-D": ("E",), "WD-D": ("A", "E")}


def test_somebody_who_left_custody_without_an_outcome_is_told_from_the_uncovered() -> None:
    muster = RoundOpened(round="R1", stratum="detainees", muster=("A", "C"), closes=moment("03-15 18:00"))
    gone = fact(Released(person="C", basis="acquitted"), "03-15 06:30", number=51)
    (one,) = chart(fact(muster, "03-15 06:00", number=50), gone, at="03-15 07:00").coverage
    assert (one.left, one.uncovered) == (1, ("A",))
