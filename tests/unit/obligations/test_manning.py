"""Strength: what posts take at least, who is there on which day, and what will be lacking."""

from datetime import date, time

import pytest

from lazaretto.facts import custody, duty, gate
from lazaretto.facts.command import FacilityEstablished, RoleAssigned
from lazaretto.facts.fact import Fact
from lazaretto.obligations.away import away, away_on
from lazaretto.obligations.demanding import Able, demands, least, needed, shortfalls
from lazaretto.obligations.lending import held_in, is_emptied, lent, spare
from lazaretto.obligations.manning import Hand, carried_on, manning
from lazaretto.obligations.strength import NOWHERE, serving, strength
from lazaretto.protocol.document import Pattern, Phase, Text
from tests.stating import fact, house, standing_of

LOCK_UP = FacilityEstablished(name="Lock-up", sort="lock_up", county="QZ", city="TS", zone="Asia/Shanghai")
WORDS = Text(zh_hans="甲", zh_hant="甲", en="words")
LOOP = Pattern(
    id="abc", title=WORDS, levels=("closed",), cite=("practice",),
    phases=tuple(Phase(phase=p, place=WORDS, days=7) for p in ("A", "C", "B")),
)  # fmt: skip


def watch(name: str, begins: int, hours: int, need: int = 1, women: int = 0) -> duty.Watch:
    return duty.Watch(watch=name, begins=time(begins), hours=hours, need=need, women=women)


def post(code: str, *watches: duty.Watch, staff: tuple[str, ...] = ("officer",)) -> duty.PostSet:
    return duty.PostSet(post=code, title=code, zone="guarded", staff=staff, watches=watches)  # type: ignore[arg-type]


def enrolled(person: str, number: int, sort: str = "officer", facility: str = "QZ-D") -> Fact:
    body = duty.Enrolled(person=person, sex="female" if person < "M" else "male", post=sort)  # type: ignore[arg-type]
    return fact(body, "02-01 08:00", number=number, facility=facility)


@pytest.mark.parametrize(
    ("watches", "hours", "people"),
    [
        ((), 12, 0),
        ((watch("day", 8, 8),), None, 1),
        ((watch("a", 0, 8), watch("b", 8, 8), watch("c", 16, 8)), None, 1),  # one could stand them all …
        ((watch("a", 0, 8), watch("b", 8, 8), watch("c", 16, 8)), 12, 2),  # … but not within 12 hours
        ((watch("night", 22, 8, 2), watch("early", 5, 4, 3)), 24, 5),  # both at five, past midnight
    ],
)
def test_posts_take_at_least_their_peak_and_their_hours(
    watches: tuple[duty.Watch, ...], hours: int | None, people: int
) -> None:
    assert least(watches, hours=hours) == people


def test_only_women_count_for_women() -> None:
    assert least((watch("a", 8, 8, 4, women=2),), hours=8, women=True) == 2


def there(*who: tuple[duty.StaffPost, int], guarded: bool = True, fit: str = "") -> list[Able]:
    every = frozenset(fit.split()) if fit else frozenset({"ward", "clinic", "gate"})
    return [Able(staff, "male", guarded, every) for staff, count in who for _ in range(count)]


def test_a_group_that_nobody_else_can_stand_is_short_even_where_all_together_are_enough() -> None:
    posts = (post("ward", watch("d", 8, 8, 2)), post("clinic", watch("d", 8, 8, 2), staff=("medic",)))
    (one,) = shortfalls(demands(posts, hours=12), there(("officer", 9), ("medic", 1)))
    assert (one.demand.posts, one.demand.need, one.there, one.lacking) == (("clinic",), 2, 1, 1)
    assert needed(posts, hours=12) == 4


def test_who_stands_by_counts_outside_the_guarded_area_only() -> None:
    gatehouse = duty.PostSet(
        post="gate", title="Gate", zone="administration", staff=("gate",), watches=(watch("d", 8, 8),)
    )
    posts = (gatehouse, post("ward", watch("d", 8, 8)))
    short = shortfalls(demands(posts, hours=12), there(("gate", 1), ("officer", 1), guarded=False))
    assert [one.demand.posts for one in short] == [("ward",)]


def test_who_lacks_a_valid_pass_cannot_stand_what_asks_for_it() -> None:
    posts = (post("ward", watch("d", 8, 8, 2)), post("clinic", watch("d", 8, 8)))
    asked = demands(posts, hours=12, asks={"clinic": ("swabbing",)})
    people = [*there(("officer", 3), fit="ward")]
    (one,) = shortfalls(asked, people)
    assert (one.demand.posts, one.lacking, one.untrained) == (("clinic",), 1, 3)
    assert shortfalls(asked, [*people, *there(("officer", 1), fit="ward clinic")]) == ()
    hand = Hand("A1", "officer", "male", known={"swabbing": date(2022, 3, 20)}, needs=("swabbing",))
    days = [hand.fit(posts, {}, date(2022, 3, day)) for day in (20, 21)]
    assert days == [{"ward", "clinic"}, set()]


def test_an_absence_ends_on_its_last_day_or_when_somebody_is_back() -> None:
    standing = standing_of([
        fact(duty.Absent(person="A1", cause="sick", first=date(2022, 3, 10)), "03-10 08:00", number=1),
        fact(duty.Returned(person="A1"), "03-14 08:00", number=2),
        fact(duty.Absent(person="A2", cause="leave", first=date(2022, 3, 12), last=date(2022, 3, 13)),
             "03-10 08:00", number=3),
        fact(duty.Absent(person="A1", cause="training", first=date(2022, 3, 20)), "03-15 08:00", number=4),
    ])  # fmt: skip
    mine, hers = (away(standing)[standing.names.find(p)] for p in ("A1", "A2"))
    causes = [getattr(away_on(mine, date(2022, 3, day)), "cause", None) for day in (9, 10, 13, 14, 19, 20)]
    assert causes == [None, "sick", "sick", None, None, "training"]
    assert [bool(away_on(hers, date(2022, 3, day))) for day in (11, 12, 13, 14)] == [False, True, True, False]


def test_who_left_or_reinforces_another_house_serves_elsewhere() -> None:
    facts = [
        house(), fact(LOCK_UP, "01-01 00:00", number=70, facility="QZ-L"),
        *(enrolled(p, n, facility="QZ-L") for n, p in enumerate(("A1", "A2", "A3"), 1)),
        fact(duty.Reinforced(person="A1", origin="QZ-L"), "03-01 08:00", number=11, facility="QZ-D"),
        fact(duty.LeftStrength(person="A2", reason="retired"), "03-02 08:00", number=12, facility="QZ-L"),
        fact(duty.Reinforced(person="A3", origin="QZ-L"), "03-01 08:00", number=13, facility="QZ-D"),
        fact(duty.ReinforcementEnded(person="A3"), "03-03 08:00", number=14, facility="QZ-D"),
    ]  # fmt: skip
    standing = standing_of(facts)
    names = {
        code: [standing.names.name(k) for k in strength(standing, standing.facilities.find(code))]
        for code in ("QZ-D", "QZ-L")
    }
    assert names == {"QZ-D": ["A1"], "QZ-L": ["A3"]}
    assert serving(standing)[standing.names.find("A2")].serves == NOWHERE
    assert [(one.person, one.home, one.to) for one in lent(standing)] == [("A1", "QZ-L", "QZ-D")]


def test_an_emptied_lock_up_gives_whoever_can_serve() -> None:
    facts = [
        house(), fact(LOCK_UP, "01-01 00:00", number=70, facility="QZ-L"),
        fact(custody.Admitted(person="D1", cell="QZ-L/G1/01", sex="male"), "02-01 09:00", number=71,
             facility="QZ-L"),
        *(enrolled(p, n, facility="QZ-L") for n, p in enumerate(("A1", "A2"), 1)),
        fact(duty.Absent(person="A2", cause="sick", first=date(2022, 3, 9)), "03-09 08:00", number=5,
             facility="QZ-L"),
        fact(RoleAssigned(role="emptied", basis="order"), "03-10 08:00", number=6, facility="QZ-L"),
        fact(custody.Released(person="D1", basis="order"), "03-11 08:00", number=7, facility="QZ-L"),
    ]  # fmt: skip
    before, after = standing_of(facts, at="03-10 12:00"), standing_of(facts, at="03-12 12:00")
    lock_up = after.facilities.find("QZ-L")
    assert [held_in(s, lock_up) for s in (before, after)] == [1, 0]
    assert [is_emptied(s, lock_up) for s in (before, after)] == [False, True]
    assert [one.person for one in spare(after, lock_up, date(2022, 3, 12))] == ["A1"]
    assert spare(before, lock_up, date(2022, 3, 10)) == ()


def test_a_pattern_is_carried_on_from_the_phase_that_runs() -> None:
    since, today = date(2022, 3, 10), date(2022, 3, 15)
    ahead = [carried_on(LOOP, "A", since, today, date(2022, 3, day)) for day in (15, 16, 17, 23, 24, 30, 31)]
    assert ahead == ["A", "A", "C", "C", "B", "B", "A"]
    late = [carried_on(LOOP, "A", date(2022, 3, 1), today, date(2022, 3, day)) for day in (15, 16)]
    assert late == ["A", "C"]  # who is inside too long goes out tomorrow
    assert carried_on(LOOP, "ordinary", since, today, date(2022, 4, 1)) == "ordinary"


def test_the_gate_says_who_is_there_today_and_the_roster_who_will_be() -> None:
    turns = (duty.Turn(person="A1", phase="B", batch="b", first=date(2022, 3, 16), last=date(2022, 3, 20)),)
    roster = duty.RosterPublished(
        roster="R",
        first=date(2022, 3, 16),
        last=date(2022, 3, 20),
        persons=("A1",),
        signed_by="L",
        turns=turns,
    )
    facts = [
        house(), enrolled("A1", 1), enrolled("A2", 2), enrolled("A3", 3),
        fact(duty.PhaseStarted(person="A1", batch="b", phase="A"), "03-14 08:00", number=4),
        fact(duty.PhaseStarted(person="A2", batch="b", phase="C"), "03-14 08:00", number=5),
        fact(gate.Entered(subject="A1", category="person", zone="guarded", basis="roster"), "03-14 08:10",
             number=6),
        fact(duty.Absent(person="A3", cause="leave", first=date(2022, 3, 15)), "03-14 08:00", number=7),
        fact(roster, "03-15 06:00", number=8),
    ]  # fmt: skip
    standing = standing_of(facts, at="03-15 12:00")
    manned = manning(standing, facts=facts, forces=(), facility="QZ-D", zone="Asia/Shanghai")
    today, tomorrow, later = manned.days[0], manned.days[1], manned.days[6]
    assert (today.by, today.states["present"], today.states["isolated"]) == ("gate", ("A1",), ("A2",))
    assert (tomorrow.by, tomorrow.states["reserve"], tomorrow.states["leave"]) == ("roster", ("A1",), ("A3",))
    assert tomorrow.states["unaccounted"] == ("A2",)  # the roster in force does not name her
    assert (later.by, later.day) == ("nothing", date(2022, 3, 21))
    assert today.needed is None
