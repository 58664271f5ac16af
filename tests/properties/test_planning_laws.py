"""Plans of random small houses against the judge; repairs against trying every roster there is."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import Phase as Search
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lazaretto.facts.duty import Phase, Turn
from lazaretto.obligations.rostering.judging import judge
from lazaretto.obligations.rostering.situation import Away, Member, Roster, Situation
from lazaretto.roster.asking import Prices
from tests.rostering import day, situation
from tests.unit.roster.planned import leaders, planned

# A plan takes a second: what fails is shown as it is, for a smaller one would take minutes to find.
SEARCH = (Search.explicit, Search.generate)
FEW = settings(max_examples=6, deadline=None, phases=SEARCH)
MORE = settings(max_examples=80, deadline=None, phases=SEARCH)
BLOCK, BLOCKS = 7, 5
PHASES: tuple[Phase, ...] = ("A", "C", "B")
SHORT = {"post_unmanned", "batch_incomplete"}


@st.composite
def houses(draw: st.DrawFn) -> Situation:
    """The house of three batches, with leaves, training and limits as they may come."""
    asked = situation(days=draw(st.sampled_from([14, 21, 28])), served=draw(st.integers(0, 6)))
    days = (asked.last - asked.first).days
    members = []
    for member in asked.members:
        away: tuple[Away, ...] = ()
        if draw(st.integers(0, 5)) == 0:
            first = draw(st.integers(0, days))
            away = (Away(cause="leave", first=day(first), last=day(first + draw(st.integers(0, 12)))),)
        known = member.known if draw(st.integers(0, 5)) else ()
        phase = member.phase if draw(st.integers(0, 9)) else None
        since = member.since if phase else None
        members.append(replace(member, away=away, known=known, phase=phase, since=since))
    hours = draw(st.sampled_from([40, 48, 60]))
    limits = {**asked.limits, "week_hours_exceeded": {"hours": hours}}
    return replace(asked, members=tuple(members), limits=limits)


def holds(asked: Situation, effort: int = 1) -> None:
    """A plan breaks nothing but what it says to be short, and says all of it."""
    found = planned(asked, effort=effort)
    breaches = judge(asked, found.roster)
    assert {breach.rule for breach in breaches} <= SHORT
    assert sorted(map(str, found.shortages)) == sorted(map(str, breaches))
    assert 0 <= found.bound <= found.cost


@FEW
@given(houses())
def test_every_plan_passes_the_judge_but_for_what_it_says_to_be_short(asked: Situation) -> None:
    holds(asked)


@pytest.mark.slow
@MORE
@given(houses())
def test_many_plans_pass_the_judge(asked: Situation) -> None:
    holds(asked)


@FEW
@given(st.permutations(range(4)), st.integers(0, 2))
def test_other_names_and_another_order_cost_the_same(order: list[int], gone: int) -> None:
    members = four(gone=gone, first=10, last=20)
    named = [replace(members[n], person=f"N{n}") for n in order]
    assert planned(leaders(*members)).cost == planned(leaders(*named)).cost


def four(*, gone: int, first: int, last: int) -> list[Member]:
    """Four leaders, a batch of each phase and one more on standby; one of them is away for some days."""
    phases: tuple[Phase, ...] = ("A", "C", "B", "B")
    members = [
        Member(person=f"L{n}", sex="male", post="leader", phase=phase, since=day(0), batch=str(n))
        for n, phase in enumerate(phases)
    ]
    members[gone] = replace(members[gone], away=(Away(cause="sick", first=day(first), last=day(last)),))
    return members


@settings(max_examples=5, deadline=None, phases=SEARCH)
@given(st.integers(0, 3), st.integers(1, 3), st.integers(1, 2))
def test_a_repair_changes_no_more_than_the_best_of_all_rosters(gone: int, first: int, length: int) -> None:
    """Every row of blocks of each of four people, every combination of them: none is nearer."""
    whole = leaders(*(replace(member, away=()) for member in four(gone=0, first=0, last=0)))
    kept = planned(whole).roster
    begins, ends = first * BLOCK, (first + length) * BLOCK - 1
    hit = leaders(*four(gone=gone, first=begins, last=ends))
    found = planned(hit, keep=kept, frozen=day(begins))
    assert found.proved
    assert found.cost == least(hit, kept, begins)


def least(asked: Situation, kept: Roster, begins: int) -> int:
    """The least price of any roster by blocks that keeps the past: what is short, then what changes."""
    prices = Prices()
    blocks = range(begins // BLOCK, BLOCKS)
    soon = begins + prices.soon_blocks * BLOCK
    rows = [list(_rows(asked, member, kept, begins)) for member in asked.members]
    before = [_lived(kept, member.person) for member in asked.members]
    best: int | None = None
    for chosen in product(*rows):
        price = 0
        for block in blocks:
            days = BLOCK
            if not any(row[block] == "A" for row in chosen):
                price += prices.missing * days
            for row, was, member in zip(chosen, before, asked.members, strict=True):
                if _away(member, block):
                    continue
                factor = prices.soon if block * BLOCK < soon else 1
                price += prices.change * days * factor * (row[block] != was[block])
        best = price if best is None else min(best, price)
    assert best is not None
    return best


def _rows(asked: Situation, member: Member, kept: Roster, begins: int) -> Iterator[tuple[Phase | None, ...]]:
    """Every row of one person by blocks in which the judge finds nothing, the days before as they were."""
    lived = _lived(kept, member.person)[: begins // BLOCK]
    alone = replace(asked, members=(member,), limits={})
    open_ = [(None,) if _away(member, block) else PHASES for block in range(len(lived), BLOCKS)]
    for rest in product(*open_):
        row = (*lived, *rest)
        turns = tuple(
            Turn(person=member.person, phase=phase, batch="x", first=day(n * BLOCK), last=day(n * BLOCK + 6))
            for n, phase in enumerate(row)
            if phase is not None
        )
        if not judge(alone, Roster(turns=turns)):
            yield row


def _lived(kept: Roster, person: str) -> list[Phase | None]:
    found: list[Phase | None] = [None] * BLOCKS
    for turn in kept.turns:
        for block in range(BLOCKS):
            if turn.person == person and turn.first <= day(block * BLOCK) <= turn.last:
                found[block] = turn.phase
    return found


def _away(member: Member, block: int) -> bool:
    first = day(block * BLOCK)
    return any(away.first <= first and (away.last is None or first <= away.last) for away in member.away)
