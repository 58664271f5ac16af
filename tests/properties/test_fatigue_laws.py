"""Fatigue on what was stood, held to the judge of rosters: two programs that share the limits alone."""

from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from lazaretto.facts.duty import (
    Enrolled,
    PhaseStarted,
    PostSet,
    RosterPublished,
    Stand,
    Turn,
    Watch,
)
from lazaretto.facts.gate import Entered
from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.rostering.judging import judge
from lazaretto.obligations.rostering.situation import Member, Post, Roster, Situation, Step
from tests.stating import fact, house, record_of, second

FIRST, DAYS = date(2022, 3, 1), 12
PEOPLE = ("P1", "P2")
WATCHES = (
    Watch(watch="early", begins=time(6), hours=6, need=1),
    Watch(watch="day", begins=time(12), hours=8, need=1),
    Watch(watch="late", begins=time(22, 30), hours=9, need=1),
    Watch(watch="small", begins=time(3), hours=2, need=1),
)
RULES = {
    "watch_hours_exceeded": "hours", "week_hours_exceeded": "hours", "rest_too_short": "hours",
    "nights_in_a_row": "nights",
}  # fmt: skip
STANDS = st.sets(
    st.tuples(st.sampled_from(PEOPLE), st.integers(0, DAYS - 1), st.sampled_from([w.watch for w in WATCHES])),
    max_size=20,
)
LIMITS = st.fixed_dictionaries({
    "watch_hours_exceeded": st.integers(6, 20), "week_hours_exceeded": st.integers(10, 60),
    "rest_too_short": st.integers(1, 14), "nights_in_a_row": st.integers(1, 5),
})  # fmt: skip


@settings(max_examples=60)
@given(said=STANDS, limits=LIMITS)
def test_whoever_stood_what_the_judge_forbids_is_found_and_nobody_else(
    said: set[tuple[str, int, str]], limits: dict[str, int]
) -> None:
    last = FIRST + timedelta(days=DAYS - 1)
    stands = tuple(
        Stand(person=person, post="wing", watch=watch, day=FIRST + timedelta(days=day))
        for person, day, watch in sorted(said)
    )
    turns = tuple(Turn(person=p, phase="A", batch="1", first=FIRST, last=last) for p in PEOPLE)
    asked = Situation(
        facility="QZ-D", first=FIRST, last=last, pattern="p", steps=(Step(phase="A", days=DAYS),),
        members=tuple(Member(person=p, sex="male", post="officer") for p in PEOPLE),
        posts=(Post(post="wing", zone="guarded", staff=("officer",), watches=WATCHES),),
        limits={rule: {RULES[rule]: limit} for rule, limit in limits.items()},
    )  # fmt: skip
    told = judge(asked, Roster(turns=turns, stands=stands))
    found = _found(stands, turns, last, limits)
    for rule in RULES:
        assert found[rule] == {breach.person for breach in told if breach.rule == rule}, rule


def _found(
    stands: tuple[Stand, ...], turns: tuple[Turn, ...], last: date, limits: dict[str, int]
) -> dict[str, set[str]]:
    """Who broke each rule by roster and gate, everybody being inside all the while."""
    published = RosterPublished(
        roster="R", first=FIRST, last=last, persons=PEOPLE, signed_by="L1", turns=turns, stands=stands
    )
    post = PostSet(post="wing", title="Wing", zone="guarded", staff=("officer",), watches=WATCHES)
    facts = [house(), fact(post, "02-27 08:00", number=1), fact(published, "02-27 09:00", number=2)]
    for n, person in enumerate(PEOPLE):
        facts += [
            fact(Enrolled(person=person, sex="male", post="officer"), "02-27 07:00", number=10 + n),
            fact(PhaseStarted(person=person, batch="1", phase="A"), "02-27 10:00", number=20 + n),
            fact(Entered(category="person", subject=person, zone="guarded"), "02-27 10:00", number=30 + n),
        ]
    record = record_of(facts)
    start, end = second("02-20 00:00"), second("03-20 00:00")
    standing = record.standing(at=end)
    return {
        rule: {
            record.names.name(int(key))
            for key in CONDITIONS[rule].find(standing, {RULES[rule]: limits[rule]}, start, end).key
        }
        for rule in RULES
    }
