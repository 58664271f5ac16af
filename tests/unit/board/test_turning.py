"""What changed for everyone: a level counts when half of the facilities were ordered to it within a day."""

from lazaretto.board.houses import House
from lazaretto.board.turning import turns
from lazaretto.facts.command import LevelOrdered
from lazaretto.facts.fact import Fact
from tests.stating import fact, house, moment, standing_of

CODES = ("QZ-D", "QZ-L", "MJ-D", "MJ-L")


def ordered(level: str, at: str, *codes: str, number: int, begins: str | None = None) -> list[Fact]:
    body = LevelOrdered(
        level=level, authority="office", reason="cases",  # type: ignore[arg-type]
        begins=moment(begins) if begins else None,
    )  # fmt: skip
    return [fact(body, at, number=number + n, facility=code) for n, code in enumerate(codes)]


def found(facts: list[Fact]) -> list[tuple[str, str]]:
    now = standing_of([*(house(code) for code in CODES), *facts])
    seen = [
        House(now.facilities.find(code), code, code, "detention_house", "QZ", "TS", "Asia/Shanghai")
        for code in CODES
    ]
    return [(turn.at.isoformat(), turn.text.en) for turn in turns(now, seen=seen, forces=())]


def test_half_of_the_facilities_within_a_day_is_a_turn() -> None:
    facts = ordered("closed", "03-15 08:00", "QZ-D", number=1) + ordered(
        "closed", "03-15 20:00", "MJ-D", number=5
    )
    assert found(facts) == [(moment("03-15 08:00").isoformat(), "closed")]


def test_fewer_or_spread_over_days_is_none() -> None:
    assert found(ordered("closed", "03-15 08:00", "QZ-D", number=1)) == []
    spread = ordered("closed", "03-15 08:00", "QZ-D", number=1) + ordered(
        "closed", "03-18 08:00", "MJ-D", number=5
    )
    assert found(spread) == []


def test_turns_stand_in_the_order_of_time() -> None:
    facts = ordered("closed", "03-15 08:00", *CODES, number=1)
    facts += ordered("heightened", "03-10 18:00", *CODES, number=11)
    assert [name for _, name in found(facts)] == ["heightened", "closed"]


def test_an_order_given_for_later_is_a_turn_of_its_beginning() -> None:
    facts = ordered("closed", "03-12 08:00", *CODES, number=1, begins="03-15 00:10")
    assert found(facts) == [(moment("03-15 00:10").isoformat(), "closed")]


def test_an_order_still_to_begin_is_no_turn_yet() -> None:
    facts = ordered("closed", "03-12 08:00", *CODES, number=1, begins="12-31 00:00")
    assert found(facts) == []
