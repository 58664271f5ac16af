"""Levels and leaders of the rehearsed city: raised, one house higher for a while, and whose each house is."""

from datetime import date, datetime

import pytest

from lazaretto.facts.periods import instant
from lazaretto.obligations.delegating import delegations
from lazaretto.obligations.leading import offices
from lazaretto.obligations.whose import whose
from lazaretto.registers.command import LEVELS
from lazaretto.registers.standing import Standing
from tests.unit.rehearsal.rehearsing import City, clock

OFFICE = "TS-Z"


def standing_at(city: City, at: datetime) -> Standing:
    seconds = int(at.timestamp())
    return city.record.standing(at=seconds, known_at=seconds + 300)


def levels(city: City, at: datetime) -> dict[str, str]:
    standing = standing_at(city, at)
    held = standing.levels.at(standing.at)
    pairs = zip(held.key.tolist(), held.value.tolist(), strict=True)
    return {standing.facilities.name(house): LEVELS[level] for house, level in pairs}


@pytest.mark.parametrize(
    ("day", "hour", "level"),
    [
        (date(2022, 3, 10), 9, "heightened"),
        (date(2022, 3, 14), 21, "heightened"),  # ordered, and still to begin
        (date(2022, 3, 15), 1, "closed"),
        (date(2022, 3, 29), 10, "closed"),
        (date(2022, 4, 5), 1, "closed"),
    ],
)
def test_every_house_is_at_the_level_of_the_day(city: City, day: date, hour: int, level: str) -> None:
    found = levels(city, clock(day, hour))
    assert len(found) == 15
    assert set(found.values()) == {level}


def test_one_house_is_at_the_level_of_an_outbreak_for_days(city: City) -> None:
    for at in (clock(date(2022, 3, 29), 13), clock(date(2022, 4, 4), 23)):
        found = levels(city, at)
        assert {house for house, level in found.items() if level != "closed"} == {"QZ-L"}
        assert found["QZ-L"] == "outbreak"


def test_every_house_has_a_leader_and_two_deputies_from_its_founding(city: City) -> None:
    standing = standing_at(city, clock(date(2022, 3, 5), 12))
    named = offices(standing, facts=city.record.facts)
    assert len(named) == 15
    for house, office in named.items():
        leader = office.leader(standing.at)
        assert leader is not None
        deputies = [one.person for one in office.standing_in(standing.at)]
        assert len({leader.person, *deputies}) == 3, house


def test_whoever_follows_answers_for_the_house_and_nobody_does_meanwhile(city: City) -> None:
    def leader(house: str, at: datetime) -> tuple[str | None, str]:
        standing = standing_at(city, at)
        found = whose(standing, facts=city.record.facts, facility=house, role="leader")
        return found.person, found.why

    assert leader("WS-L", clock(date(2022, 4, 2), 9)) == ("WS-L-P001", "named")
    assert leader("WS-L", clock(date(2022, 4, 2), 12)) == ("WS-L-P002", "named")
    assert leader("ZJ-L", clock(date(2022, 3, 15), 22))[1] == "vacant"
    assert leader("ZJ-L", clock(date(2022, 3, 16), 9)) == ("ZJ-L-P002", "named")


def test_one_delegation_runs_at_noon_one_was_taken_back_and_one_lapsed(city: City) -> None:
    noon = clock(date(2022, 4, 6), 11, 40)
    standing = standing_at(city, noon)
    found = [one for one in delegations(standing, facts=city.record.facts).values() if one.whole]
    running = [one for one in found if one.runs(standing.at)]
    assert [one.facility for one in running] == ["GG-D"]
    assert instant(running[0].until) > noon
    lapsed = [one for one in found if one.ended is None and not one.runs(standing.at)]
    assert [one.facility for one in lapsed] == ["GG-L"]
    assert {one.facility for one in found if one.ended is not None} == {"MJ-D", "QA-L", "WS-D"}
    answers = whose(standing, facts=city.record.facts, facility="GG-D", role="leader")
    assert (answers.person, answers.why, answers.behalf) == ("GG-D-P002", "delegated", "GG-D-P001")
