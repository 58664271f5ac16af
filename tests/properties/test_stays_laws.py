"""Law 4: the stored projection and the register in memory are folds of the same facts."""

from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lazaretto.facts import custody
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import seconds
from lazaretto.registers.events import FOREVER
from lazaretto.registers.stays import Capacity, Stay, fold_person, give_beds
from tests.properties.worlds import START, histories
from tests.stating import record_of

spans = st.tuples(st.integers(1, 5), st.integers(0, 12), st.integers(1, 6))  # who, from when, how long
NOBODY = UUID(int=0)
CUSTODY = (custody.Admitted, custody.Moved, custody.WentOut, custody.CameBack, custody.Released)


def custody_of(said: list[Fact], person: str) -> list[Fact]:
    """One person's custody facts, without those that were replaced."""
    gone = {fact.corrects for fact in said} | {getattr(fact.body, "fact", None) for fact in said}
    return [f for f in said if isinstance(f.body, CUSTODY) and f.id not in gone and _of(f.body) == person]


@given(said=histories())
def test_where_nothing_contradicts_the_projection_is_the_register(said: list[Fact]) -> None:
    standing = record_of(said).standing(at=seconds(START) + 10**7)
    beds = standing.in_cell
    for person in ("P1", "P2"):
        fold = fold_person(custody_of(said, person))
        if fold.broken:
            continue
        mine = beds.where(beds.key == standing.names.find(person))
        assert [(s.cell, seconds(s.start), seconds(s.end) if s.end else FOREVER) for s in fold.stays] == [
            (standing.names.name(cell), start, end)
            for cell, start, end in zip(
                mine.value.tolist(), mine.start.tolist(), mine.end.tolist(), strict=True
            )
        ]


@given(said=histories(), places=st.integers(1, 2))
def test_no_bed_is_given_twice_at_once_and_none_beyond_the_capacity(said: list[Fact], places: int) -> None:
    stays = [stay for person in ("P1", "P2") for stay in fold_person(custody_of(said, person)).stays]
    for cell in {stay.cell for stay in stays}:
        given_ = give_beds(
            [s for s in stays if s.cell == cell], capacities=[Capacity(START, START, NOBODY, places)]
        )
        bedded = [stay for stay in given_ if stay.bed is not None]
        assert all(stay.disputed == (stay.bed is None) for stay in given_)
        assert all(1 <= (stay.bed or 0) <= places for stay in bedded)
        for one in bedded:
            for other in bedded:
                if one is not other and one.bed == other.bed:
                    first, later = sorted([one, other], key=lambda stay: stay.start)
                    assert first.end is not None
                    assert first.end <= later.start


def stays_of(asked: list[tuple[tuple[int, int, int], bool]]) -> list[Stay]:
    """((person, hour, hours), kept only?) as stays in one cell, in the order of appending."""
    return [
        Stay(
            UUID(int=number), START, f"P{person}", "QZ-D", "QZ-D/T/01", START + timedelta(hours=start),
            START + timedelta(hours=start + length), reserved=reserved,
        )
        for number, ((person, start, length), reserved) in enumerate(asked)
    ]  # fmt: skip


@given(asked=st.lists(st.tuples(spans, st.booleans()), max_size=12), places=st.integers(1, 3))
def test_nobody_is_let_in_beyond_the_places_and_whoever_is_one_too_many_counts(
    asked: list[tuple[tuple[int, int, int], bool]], places: int
) -> None:
    """Undisputed stays never bring a cell above its places, counting all who are there at their start."""
    stays = stays_of(asked)
    beds = give_beds(stays, capacities=[Capacity(START - timedelta(days=1), START, NOBODY, places)])
    for number, stay in enumerate(beds):
        there = [s for s in beds[:number] if s.end is not None and s.end > stay.start]
        there = [s for s in there if not (s.reserved and s.disputed)]
        own = any(
            s.reserved and not s.disputed and (s.person, s.end) == (stay.person, stay.start) for s in beds
        )
        if not stay.reserved and own:
            assert not stay.disputed
        else:
            assert stay.disputed == (len(there) >= places)


@given(asked=st.lists(st.tuples(spans, st.booleans()), max_size=10), cut=st.integers(0, 12))
def test_beds_given_in_two_goes_are_those_given_in_one(
    asked: list[tuple[tuple[int, int, int], bool]], cut: int
) -> None:
    stays = stays_of(asked)
    places, since = [Capacity(START, START, NOBODY, 2)], START + timedelta(hours=cut)
    once = give_beds(stays, capacities=places)
    fixed = [s for s in once if s.start < since and s.end is not None and s.end >= since]
    again = give_beds([s for s in stays if s.start >= since], capacities=places, fixed=fixed)
    assert again == [s for s in once if s.start >= since]


def _of(body: Body) -> str | None:
    return getattr(body, "person", None)
