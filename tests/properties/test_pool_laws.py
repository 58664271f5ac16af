"""Laws of pools: two ways of reading who is held agree, and a plan stays within what there is."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from lazaretto.board.pooling import Plan, plan
from lazaretto.board.pooling_question import Question
from lazaretto.facts.fact import Fact
from lazaretto.facts.testing import ResultReported, Sampled
from lazaretto.obligations.pools import every_hold, pool_holds, tube_of
from lazaretto.obligations.rounds import held_in_pools
from tests.stating import fact, record_of, second

PEOPLE = ("A", "B", "C")
swab = st.tuples(
    st.sets(st.sampled_from(PEOPLE), min_size=1), st.sampled_from(["round", "retest"]), st.integers(0, 30),
    st.sampled_from(["negative", "positive", "grey", "invalid", None]), st.integers(1, 12),
)  # fmt: skip


def story(swabs: list[tuple[set[str], str, int, str | None, int]]) -> Iterator[Fact]:
    """A tube for each: filled at one hour, reported some hours later, or not."""
    for number, (members, purpose, hour, result, later) in enumerate(swabs):
        body = Sampled(tube=f"T{number}", members=tuple(sorted(members)), purpose=purpose)  # type: ignore[arg-type]
        yield fact(body, _at(hour), number=2 * number + 1)
        if result is not None:
            said = ResultReported(tube=f"T{number}", result=result, laboratory="CDC")  # type: ignore[arg-type]
            yield fact(said, _at(hour + later), number=2 * number + 2)


def _at(hour: int) -> str:
    return f"03-{1 + hour // 24:02} {hour % 24:02}:00"


@given(st.lists(swab, max_size=8), st.integers(0, 50))
def test_who_is_held_is_read_alike_in_two_ways(
    swabs: list[tuple[set[str], str, int, str | None, int]], hour: int
) -> None:
    standing = record_of(story(swabs)).standing(at=second(_at(hour)))
    other = {standing.names.name(key) for key in held_in_pools(standing).key.tolist()}
    mine = {standing.names.name(key) for key in pool_holds(standing).at(standing.at).key.tolist()}
    assert mine == other
    for person in PEOPLE:
        assert (tube_of(standing, standing.names.find(person)) is not None) == (person in mine)


@given(st.lists(swab, max_size=8))
def test_nobody_is_held_twice_at_one_instant(
    swabs: list[tuple[set[str], str, int, str | None, int]],
) -> None:
    standing = record_of(story(swabs)).standing(at=second(_at(60)))
    held = pool_holds(standing)
    assert all(start < end for start, end in zip(held.start.tolist(), held.end.tolist(), strict=True))
    for number in range(1, len(held)):
        assert held.key[number] != held.key[number - 1] or held.start[number] >= held.end[number - 1]
    assert len(held) <= len(every_hold(standing))


@given(
    st.lists(st.integers(1, 30), min_size=1, max_size=20), st.integers(1, 20), st.floats(0, 1),
    st.floats(0, 1) | st.none(),
)  # fmt: skip
def test_a_plan_stays_within_what_there_is(
    cells: list[int], size: int, prevalence: float, attack: float | None
) -> None:
    asked = Question(
        cells=tuple(cells), sizes=(size,), prevalence=prevalence, attack=attack, sensitivity=1, specificity=1,
        turnaround=6, retest=6, sampled=100, tested=100,
    )  # fmt: skip
    found: Plan = plan(asked, size)
    people = sum(cells)
    assert 0 <= found.held <= people + 1e-9
    assert found.tubes <= found.tests <= found.tubes + people + 1e-9
    assert found.tubes >= people / size
    assert found.hours >= found.sampling_hours
