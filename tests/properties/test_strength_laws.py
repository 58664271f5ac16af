"""Strength is conserved: whatever is stated of staff, everybody is in exactly one state on every day."""

from datetime import date, time, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lazaretto.facts import duty, gate
from lazaretto.facts.fact import Body, Fact
from lazaretto.obligations.demanding import Able, demands, needed, shortfalls
from lazaretto.obligations.manning import AHEAD, STATES, manning
from lazaretto.obligations.strength import serving, strength
from lazaretto.registers.record import Record
from tests.stating import fact, house, second

PEOPLE, HOUSES = ("A1", "A2", "A3", "A4"), ("QZ-D", "MJ-D")
FIRST = date(2022, 3, 1)
DAYS = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))
_PERSON, _PHASE = st.sampled_from(PEOPLE), st.sampled_from(["A", "B", "C", "ordinary"])
SAID = st.one_of(
    st.builds(duty.Absent, person=_PERSON, cause=st.sampled_from(["sick", "isolated", "leave"]), first=DAYS,
              last=st.none() | DAYS),
    st.builds(duty.Returned, person=_PERSON),
    st.builds(duty.Reinforced, person=_PERSON, origin=st.sampled_from(HOUSES)),
    st.builds(duty.ReinforcementEnded, person=_PERSON),
    st.builds(duty.LeftStrength, person=_PERSON, reason=st.just("posted")),
    st.builds(duty.PhaseStarted, person=_PERSON, batch=st.just("b"), phase=_PHASE),
    st.builds(gate.Entered, category=st.just("person"), subject=_PERSON,
              zone=st.sampled_from(["guarded", "administration"])),
    st.builds(duty.Turn, person=_PERSON, phase=_PHASE, batch=st.just("b"), first=DAYS, last=DAYS),
)  # fmt: skip
STORY = st.lists(st.tuples(SAID, st.sampled_from(HOUSES)), max_size=14)


def told(story: list[tuple[Any, str]]) -> list[Fact]:
    facts = [house("QZ-D"), house("MJ-D", number=910_000)]
    for number, person in enumerate(PEOPLE, 1):
        body: Body = duty.Enrolled(person=person, sex="male", post="officer")
        facts.append(fact(body, "02-01 08:00", number=number, facility=HOUSES[number % 2]))
    for number, (said, where) in enumerate(story, 10):
        body = said
        if isinstance(said, duty.Turn):  # a turn is said by a roster
            body = duty.RosterPublished(
                roster=f"R{number}", first=FIRST, last=FIRST + timedelta(days=60), persons=(said.person,),
                signed_by="L", turns=(said,),
            )  # fmt: skip
        facts.append(fact(body, f"03-02 08:{number}", number=number, facility=where))
    return facts


@given(STORY)
def test_everybody_on_the_strength_is_in_one_state_each_day(story: list[tuple[Any, str]]) -> None:
    facts = told(story)
    record = Record()
    record.append(facts)
    standing = record.standing(at=second("03-10 12:00"))
    counted: list[str] = []
    for code in HOUSES:
        manned = manning(standing, facts=record.facts, forces=(), facility=code, zone="Asia/Shanghai")
        mine = [standing.names.name(k) for k in strength(standing, standing.facilities.find(code))]
        assert len(manned.days) == AHEAD + 1
        for day in manned.days:
            assert set(day.states) == set(STATES)
            assert sorted(p for people in day.states.values() for p in people) == mine
        counted += mine
    assert len(counted) == len(set(counted))  # nobody serves in two houses
    serves = [place.serves for place in serving(standing).values() if place.serves >= 0]
    assert len(serves) == len(counted)


STAFF = st.sampled_from(["officer", "medic", "gate"])
WATCHES = st.builds(
    duty.Watch, watch=st.sampled_from(["a", "b"]), begins=st.integers(0, 23).map(time),
    hours=st.integers(1, 12), need=st.integers(0, 4),
)  # fmt: skip
POSTS = st.lists(
    st.builds(
        duty.PostSet, post=st.sampled_from(["p", "q", "r"]), title=st.just("p"),
        zone=st.sampled_from(["guarded", "administration"]),
        staff=st.lists(st.sampled_from(["officer", "medic", "gate"]), min_size=1, unique=True).map(tuple),
        watches=st.lists(WATCHES, max_size=3).map(tuple),
    ),
    max_size=3, unique_by=lambda post: post.post,
)  # fmt: skip


@given(POSTS, st.none() | st.integers(12, 24), st.integers(0, 12), STAFF)
def test_more_people_never_lack_more_and_one_a_watch_are_enough(
    posts: list[duty.PostSet], hours: int | None, many: int, sort: duty.StaffPost
) -> None:
    asked, every = demands(posts, hours=hours), frozenset(post.post for post in posts)

    def lacking(*there: tuple[duty.StaffPost, int]) -> list[int]:
        people = [Able(staff, "male", True, every) for staff, count in there for _ in range(count)]
        return [one.lacking for one in shortfalls(asked, people)]

    assert max(lacking((sort, many + 1)), default=0) <= max(lacking((sort, many)), default=0)
    watches = sum(watch.need for post in posts for watch in post.watches)
    assert lacking(("officer", watches), ("medic", watches), ("gate", watches)) == []
    assert needed(posts, hours=hours) <= watches
