"""The model city's rosters are drawn up by hand in the rehearsal, and judged by the judge of every roster."""

import pytest

from lazaretto.facts.duty import RosterDrafted, RosterPublished
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import seconds
from lazaretto.obligations.force import in_force
from lazaretto.obligations.rostering.judging import judge
from lazaretto.obligations.rostering.situation import Roster
from lazaretto.obligations.situating import situation_of
from lazaretto.registers.events import FOREVER
from tests.unit.rehearsal.rehearsing import City


def signed(city: City) -> list[tuple[Fact, RosterPublished]]:
    return [
        (fact, fact.body) for fact in city.facts if isinstance(fact.body, RosterPublished) and fact.body.turns
    ]


def test_every_roster_of_the_city_is_lawful(city: City) -> None:
    judged = 0
    for fact, body in signed(city):
        eve = city.record.standing(at=seconds(fact.occurred) - 1, known_at=FOREVER)
        situation = situation_of(
            eve, facts=city.record.facts, facility=fact.facility, first=body.first, last=body.last,
            forces=in_force(eve, shelf={(city.protocol.id, city.protocol.version): city.protocol}),
        )  # fmt: skip
        assert situation is not None
        assert judge(situation, Roster(turns=body.turns, stands=body.stands)) == (), body.roster
        judged += 1
    assert judged > 40  # fourteen houses, four weeks


def test_whoever_signs_a_roster_has_not_drafted_it(city: City) -> None:
    drafters = {fact.body.roster: fact.actor for fact in city.facts if isinstance(fact.body, RosterDrafted)}
    assert all(drafters[str(body.draft)] != body.signed_by for _, body in signed(city))


@pytest.mark.parametrize("phase", ["A", "B", "C"])
def test_a_roster_leaves_nobody_blank_and_no_watch_empty(city: City, phase: str) -> None:
    for _, body in signed(city):
        assert {turn.person for turn in body.turns} == set(body.persons)
        assert any(turn.phase == phase for turn in body.turns)
        inside = {turn.person for turn in body.turns if turn.phase == "A"}
        assert {stand.person for stand in body.stands} <= inside
