"""A house read from the record as its rosters are judged: phases of the eve, nights, passes, limits."""

from datetime import date, time, timedelta
from typing import Any

from lazaretto.facts import duty, training
from lazaretto.obligations.rostering.situation import Away, Known, Member, Post, Situation, Step
from lazaretto.obligations.situating import situation_of
from tests.unit.obligations.legs import PROTOCOL, Said, World, world

LOOP = (Step(phase="A", days=7), Step(phase="C", days=7), Step(phase="B", days=7))
WATCHES = (
    duty.Watch(watch="day", begins=time(8), hours=8, need=1),
    duty.Watch(watch="night", begins=time(20), hours=12, need=1),
)


def joined(person: str, post: Any = "officer", sex: Any = "male") -> Said:
    return duty.Enrolled(person=person, post=post, sex=sex), "02-01 09:00"


def stepped(person: str, phase: Any, when: str, batch: str = "1") -> Said:
    return duty.PhaseStarted(person=person, phase=phase, batch=batch), when


def turn(person: str, phase: Any, first: int, last: int) -> duty.Turn:
    return duty.Turn(
        person=person, phase=phase, batch="1", first=date(2022, 3, first), last=date(2022, 3, last)
    )


def published(*turns: duty.Turn, stands: tuple[duty.Stand, ...] = (), when: str = "03-14 12:00") -> Said:
    first, last = min(one.first for one in turns), max(one.last for one in turns)
    body = duty.RosterPublished(
        roster="R", first=first, last=last, persons=tuple({one.person for one in turns}), signed_by="L1",
        pattern="abc-7-7-7", turns=turns, stands=stands,
    )  # fmt: skip
    return body, when


def read(told: World, first: int = 16, last: int = 30) -> Situation:
    found = situation_of(
        told.standing, **told.known, facility="QZ-D", first=date(2022, 3, first), last=date(2022, 3, last)
    )
    assert found is not None
    return found


def member(found: Situation, person: str) -> Member:
    return next(one for one in found.members if one.person == person)


def test_the_strength_its_phases_and_the_pattern_of_the_level() -> None:
    told = world(
        joined("S1"), joined("S2", "medic", "female"), joined("S3"), stepped("S1", "A", "03-10 09:00", "7"),
        (duty.LeftStrength(person="S3", reason="retired"), "03-01 09:00"), at="03-15 10:00",
    )  # fmt: skip
    found = read(told)
    assert (found.pattern, found.steps) == ("abc-7-7-7", LOOP)
    assert [one.person for one in found.members] == ["S1", "S2"]
    first, second = found.members
    assert (first.phase, first.since, first.batch) == ("A", date(2022, 3, 10), "7")
    assert (second.post, second.sex, second.phase, second.since) == ("medic", "female", None, None)


def test_without_a_document_nothing_says_what_a_roster_must_be() -> None:
    told = world(joined("S1"), ruled=False)
    days: Any = {"first": date(2022, 3, 16), "last": date(2022, 3, 17)}
    assert situation_of(told.standing, **told.known, facility="QZ-D", **days) is None


def test_who_is_away_and_who_fell_out_of_a_phase() -> None:
    told = world(
        joined("S1"), joined("S2"), joined("S3"),
        *(stepped(who, phase, "03-10 09:00") for who, phase in (("S1", "A"), ("S2", "C"), ("S3", "A"))),
        *(
            (duty.Absent(person=who, cause="sick", first=date(2022, 3, 12)), "03-12 09:00")
            for who in ("S1", "S2", "S3")
        ),
        (duty.Returned(person="S3"), "03-14 09:00"), at="03-15 10:00",
    )  # fmt: skip
    found = read(told)
    assert member(found, "S1").phase is None
    assert member(found, "S1").away == (Away(cause="sick", first=date(2022, 3, 12)),)
    assert member(found, "S2").phase == "C"
    assert (member(found, "S3").phase, member(found, "S3").away) == ("A", ())


def test_a_phase_lasts_as_long_as_it_was_to_last_when_it_began() -> None:
    order = duty.PatternOrdered(
        pattern="abc-14-14-14", first=date(2022, 3, 1), authority="city", reason="cases"
    )
    back = duty.PatternOrdered(
        pattern="abc-7-7-7", first=date(2022, 3, 14), authority="city", reason="fewer cases"
    )
    told = world(
        joined("S1"), joined("S2"), (order, "02-28 09:00"), stepped("S1", "C", "03-10 09:00"),
        (back, "03-12 09:00"), stepped("S2", "C", "03-15 09:00"), at="03-15 10:00",
    )  # fmt: skip
    found = read(told)
    assert found.pattern == "abc-7-7-7"
    assert (member(found, "S1").least, member(found, "S2").least) == (14, 0)


def test_the_roster_in_force_says_how_people_will_stand_on_an_eve_to_come() -> None:
    told = world(
        joined("S1"), joined("S2"), stepped("S1", "A", "03-10 09:00"), stepped("S2", "A", "03-10 09:00"),
        published(turn("S1", "A", 15, 16), turn("S1", "C", 17, 23), turn("S2", "A", 15, 19)),
        at="03-15 10:00",
    )  # fmt: skip
    found = read(told, first=20)
    assert (member(found, "S1").phase, member(found, "S1").since) == ("C", date(2022, 3, 17))
    assert (member(found, "S2").phase, member(found, "S2").since) == ("A", date(2022, 3, 10))
    beyond = read(told, first=28)  # nothing says what comes after the last turn: it runs on
    assert (member(beyond, "S1").phase, member(beyond, "S1").since) == ("C", date(2022, 3, 17))
    past = read(told, first=15)  # that eve is over: what was stated of it counts
    assert (member(past, "S1").phase, member(past, "S1").since) == ("A", date(2022, 3, 10))


def test_nights_and_rest_on_the_eve_are_read_from_the_roster() -> None:
    nights = tuple(
        duty.Stand(person="S1", post="wing", watch="night", day=date(2022, 3, day)) for day in (12, 14, 15)
    )
    late = duty.Stand(person="S2", post="wing", watch="day", day=date(2022, 3, 15))
    told = world(
        joined("S1"), joined("S2"),
        (
            duty.PostSet(post="wing", title="Wing", zone="guarded", staff=("officer",), watches=WATCHES),
            "02-01 10:00",
        ),
        published(
            turn("S1", "A", 11, 17), turn("S2", "A", 11, 17), stands=(*nights, late), when="03-11 08:00"
        ),
        at="03-15 10:00",
    )  # fmt: skip
    found = read(told, first=16)
    assert (member(found, "S1").nights, member(found, "S1").rested_from) == (2, 32 * 60)
    assert (member(found, "S2").nights, member(found, "S2").rested_from) == (0, 16 * 60)
    assert member(read(told, first=14), "S1").nights == 0


def test_posts_passes_fixed_posts_and_limits() -> None:
    told = world(
        joined("S1"),
        (
            duty.PostSet(
                post="wing", title="Wing", zone="guarded", staff=("officer",), procedures=("no-such-thing",),
                watches=WATCHES,
            ),
            "02-01 10:00",
        ),
        (duty.PostSet(post="old", title="Old", zone="guarded", staff=("officer",)), "02-01 10:00"),
        (
            duty.Fixed(
                matrix="M", signed_by="L1",
                rows=(duty.Fixing(task="log", post="wing", person="S1", duty="by 18:00"),),
            ),
            "02-02 10:00",
        ),
        at="03-15 10:00",
    )  # fmt: skip
    found = read(told)
    assert found.posts == (Post(post="wing", zone="guarded", staff=("officer",), watches=WATCHES),)
    assert member(found, "S1").posts == ("wing",)
    assert found.limits["batch_incomplete"] == {"leaders": 1, "medics": 1, "women": 1}


def test_a_pass_is_good_for_as_long_as_the_document_says() -> None:
    (procedure, *_) = PROTOCOL.procedures
    passed = training.Assessed(person="S1", procedure=procedure.id, passed=True, assessor="S9")
    found = read(world(joined("S1"), (passed, "03-01 10:00"), at="03-15 10:00"))
    until = date(2022, 3, 1) + timedelta(days=procedure.valid)
    assert member(found, "S1").known == (Known(procedure=procedure.id, until=until),)
    assert all(procedure.id in found.needs[staff] for staff in procedure.staff)
