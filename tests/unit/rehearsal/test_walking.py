"""Patrols of the rehearsed city: each house's tour a day, and what its looks saw."""

from collections import Counter
from datetime import date

from lazaretto.facts.notices import FindingRaised
from lazaretto.facts.patrols import PatrolLooked
from lazaretto.obligations.patrols import Patrol, patrols, tours
from lazaretto.registers.standing import Standing
from tests.unit.rehearsal.rehearsing import City, clock

HOUSES, DAYS = 14, 23


def standing_at(city: City, day: date, hour: int, minute: int = 0) -> Standing:
    at = int(clock(day, hour, minute).timestamp())
    return city.record.standing(at=at, known_at=at)


def walked(city: City) -> tuple[Patrol, ...]:
    return patrols(standing_at(city, date(2022, 4, 7), 0), city.record.facts)


def test_every_house_has_a_tour_of_its_own_key_areas(city: City) -> None:
    standing = standing_at(city, date(2022, 3, 15), 2)
    for house in {fact.facility for fact in city.facts} - {"TS-Z"}:
        [tour] = tours(standing, city.record.facts, house)
        assert {stop.place for stop in tour.body.stops} <= {
            standing.names.name(key) for key in standing.places.at(standing.at).key.tolist()
        }


def test_a_tour_is_walked_once_a_day_but_where_somebody_forgets(city: City) -> None:
    states = Counter(one.state for one in walked(city))
    forgotten = sum(error.kind == "tour_unwalked" for error in city.seeded)
    assert states == {"ended": HOUSES * DAYS - forgotten, "broken_off": 1}


def test_what_a_look_remarked_is_a_finding(city: City) -> None:
    looks = [(fact, fact.body) for fact in city.facts if isinstance(fact.body, PatrolLooked)]
    remarked = {(fact.facility, body.finding) for fact, body in looks if body.looked == "remarkable"}
    findings = [(fact, fact.body) for fact in city.facts if isinstance(fact.body, FindingRaised)]
    raised = {(fact.facility, body.finding) for fact, body in findings if body.origin == "patrol"}
    assert remarked == raised
    assert len(raised) == 3


def test_some_looks_saw_nothing_and_some_were_passed_over_for_a_reason(city: City) -> None:
    looks = [look for one in walked(city) for look, _ in one.looks]
    assert sum(isinstance(look, PatrolLooked) and look.looked == "dark" for look in looks) == 1
    assert len([look for look in looks if not isinstance(look, PatrolLooked)]) == 1


def test_at_the_demo_s_noon_somebody_is_walking(city: City) -> None:
    found = patrols(standing_at(city, date(2022, 4, 6), 11, 40), city.record.facts)
    assert [one.facility for one in found if one.state == "walking"] == ["MJ-D"]
