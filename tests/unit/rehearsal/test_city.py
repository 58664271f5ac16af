"""The city as facts: in order, once each, of believable size, and the same for the same seed."""

from collections import Counter
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from lazaretto.facts import command, custody, duty, quarantine, testing
from lazaretto.facts.encoding import decode, encode
from lazaretto.facts.fact import Fact, kind_of
from lazaretto.facts.periods import local_day
from lazaretto.protocol.document import Protocol
from lazaretto.rehearsal.assumptions import Assumptions
from tests.unit.rehearsal.documents import SMALL
from tests.unit.rehearsal.rehearsing import ZONE, City, clock, rehearsed

BASELINE = Path(__file__).resolve().parents[2] / "baselines" / "model-city.sha256"
SHORT = clock(date(2022, 3, 13), 0)


def digest(facts: tuple[Fact, ...]) -> str:
    return sha256(b"\n".join(encode(fact) for fact in facts)).hexdigest()


def test_facts_come_in_the_order_in_which_they_were_recorded(city: City) -> None:
    assert all(one.recorded <= other.recorded for one, other in pairwise(city.facts))
    assert all(fact.occurred <= fact.recorded for fact in city.facts)


def test_no_fact_is_stated_twice_under_one_id(city: City) -> None:
    assert len({fact.id for fact in city.facts}) == len(city.facts)


def test_the_volume_is_that_of_four_weeks(city: City) -> None:
    """What a start replays: two roll-calls and a patrol of each house a day are among them."""
    assert 60_000 <= len(city.facts) <= 147_000


def test_every_fact_can_be_sent_and_read_again(city: City) -> None:
    for fact in city.facts[::97]:
        assert decode(encode(fact)) == fact


def test_nothing_was_recorded_before_the_record_began(city: City, assumptions: Assumptions) -> None:
    opened = clock(assumptions.dates.recorded_from, 8)
    assert min(fact.recorded for fact in city.facts) >= opened
    assert min(fact.occurred for fact in city.facts) < opened - timedelta(days=200)


def test_about_two_and_a_half_thousand_people_are_held(city: City) -> None:
    for day in (date(2022, 3, 10), date(2022, 3, 24), date(2022, 4, 6)):
        standing = city.record.standing(at=int(clock(day, 12).timestamp()))
        held = len(standing.on_roll.at(standing.at))
        assert 2_300 <= held <= 2_700, (day, held)


def test_people_are_in_every_leg_when_it_begins_and_when_it_ends(city: City) -> None:
    for day in (date(2022, 3, 10), date(2022, 4, 6)):
        standing = city.record.standing(at=int(clock(day, 12).timestamp()))
        running = Counter(standing.legs.at(standing.at).value.tolist())
        assert all(running[layer] >= 100 for layer in (1, 2, 3)), (day, running)


def test_every_county_goes_the_whole_path_within_the_weeks(city: City) -> None:
    started = {
        (fact.facility[:2], fact.body.layer)
        for fact in city.facts
        if isinstance(fact.body, quarantine.LegStarted) and fact.recorded >= clock(date(2022, 3, 10), 0)
    }
    assert {layer for _, layer in started} == {1, 2, 3, 4}
    assert {county for county, layer in started if layer == 1} == {"QZ", "MJ", "QS", "QA", "GG", "WS", "ZJ"}


def test_the_dated_measures_are_stated(city: City) -> None:
    levels = {
        (local_day(f.occurred, zone=ZONE), f.body.level)
        for f in city.facts if isinstance(f.body, command.LevelOrdered)
    }  # fmt: skip
    assert levels == {
        (date(2022, 3, 10), "heightened"), (date(2022, 3, 14), "closed"),
        (date(2022, 3, 29), "outbreak"), (date(2022, 4, 4), "closed"),
    }  # fmt: skip
    rounds = Counter(
        f.facility for f in city.facts
        if isinstance(f.body, testing.RoundOpened) and f.body.stratum == "detainees"
        and f.occurred > clock(date(2022, 3, 20), 0)
    )  # fmt: skip
    assert {rounds["QZ-D"], rounds["MJ-D"]} == {10}
    assert {count for house, count in rounds.items() if house not in ("QZ-D", "MJ-D")} == {6}
    roles = {f.facility: f.body.role for f in city.facts if isinstance(f.body, command.RoleAssigned)}
    assert roles["QS-D"] == "transition_house"
    assert sum(role == "isolation_point" for role in roles.values()) == 7


def test_emptied_houses_hold_nobody_of_their_own(city: City) -> None:
    standing = city.record.standing(at=int(clock(date(2022, 3, 15), 12).timestamp()))
    beds = standing.in_cell.at(standing.at)
    cells = [standing.names.name(cell) for cell in beds.value.tolist()]
    assert not [cell for cell in cells if cell.startswith(("QS-D/G", "QS-L/G", "ZJ-L/G"))]


def test_lock_up_officers_reinforce_detention_houses(city: City) -> None:
    joined = [f for f in city.facts if isinstance(f.body, duty.Reinforced)]
    assert {f.facility for f in joined} == {"QZ-D", "MJ-D", "QA-D", "GG-D", "WS-D", "ZJ-D"}
    assert all(f.body.origin.endswith("-L") for f in joined if isinstance(f.body, duty.Reinforced))


def test_a_shorter_rehearsal_is_the_beginning_of_the_longer(
    city: City, protocol: Protocol, assumptions: Assumptions
) -> None:
    short = rehearsed(20220310, protocol, assumptions, until=SHORT)
    assert short.facts == city.facts[: len(short.facts)]
    assert city.facts[len(short.facts)].recorded >= SHORT


def test_the_same_seed_gives_the_same_bytes_everywhere(assumptions: Assumptions) -> None:
    made = digest(rehearsed(1, SMALL, assumptions, until=SHORT).facts)
    assert made == BASELINE.read_text().strip(), f"the seeded city has changed; its digest is now {made}"


def test_another_seed_gives_another_city(assumptions: Assumptions) -> None:
    one, other = (rehearsed(seed, SMALL, assumptions, until=SHORT).facts for seed in (1, 2))
    assert {f.id for f in one} & {f.id for f in other} == set()
    admitted = [
        [f.body.name for f in facts if isinstance(f.body, custody.Admitted)] for facts in (one, other)
    ]
    assert admitted[0] != admitted[1]


HAPPENED = (
    "gate.refused", "gate.entered", "gate.overridden", "hygiene.symptoms_reported", "testing.unsampled",
    "command.pressure_reported", "quarantine.clock_restarted",
)  # fmt: skip


@pytest.mark.parametrize("kind", HAPPENED)
def test_the_weeks_hold_what_happens_in_such_weeks(city: City, kind: str) -> None:
    assert any(kind_of(fact.body) == kind for fact in city.facts)


def test_a_house_without_a_network_is_written_down_afterwards(city: City) -> None:
    cut = [
        f
        for f in city.facts
        if f.facility == "ZJ-D" and local_day(f.occurred, zone=ZONE) == date(2022, 3, 16)
    ]
    since, until = clock(date(2022, 3, 16), 9, 50), clock(date(2022, 3, 16), 12, 40)
    meanwhile = [f for f in cut if since <= f.occurred < until]
    assert meanwhile
    assert all(f.recorded >= until for f in meanwhile)


def test_a_mistyped_reading_is_corrected_and_calls_for_nothing(city: City) -> None:
    corrected = [f for f in city.facts if f.corrects is not None]
    by_id = {fact.id: fact for fact in city.facts}
    assert len(corrected) == 2
    for fact in corrected:
        assert fact.corrects is not None
        assert by_id[fact.corrects].occurred == fact.occurred
