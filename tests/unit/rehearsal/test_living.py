"""Daily life and the law in the rehearsed city: meetings held, needs stated, complaints answered."""

from collections import Counter
from datetime import date

from lazaretto.facts import appointments as meeting
from lazaretto.facts import complaints as complaint
from lazaretto.facts import regime
from lazaretto.obligations.appointments import AWAITED, Appointment, appointments
from lazaretto.obligations.complaints import Complaint, complaints
from lazaretto.registers.standing import Standing
from tests.unit.rehearsal.rehearsing import City, clock


def standing_at(city: City, day: date, hour: int, minute: int = 0) -> Standing:
    at = int(clock(day, hour, minute).timestamp())
    return city.record.standing(at=at, known_at=at)


def met(city: City, standing: Standing) -> list[Appointment]:
    houses = sorted({fact.facility for fact in city.facts})
    return [one for house in houses for one in appointments(standing, city.record.facts, house)]


def lodged(city: City, standing: Standing) -> tuple[Complaint, ...]:
    return complaints(standing, city.record.facts, None)


def subjects(city: City, kind: str) -> set[str]:
    return {subject for error in city.seeded if error.kind == kind for _, subject in error.expects}


def test_what_was_set_was_held_or_given_up(city: City) -> None:
    states = Counter(one.course.state for one in met(city, standing_at(city, date(2022, 4, 7), 0)))
    assert states["held"] > 150
    assert not set(states) & AWAITED - {"set", "asked"}
    assert sum(states[state] for state in AWAITED) <= 3  # of tomorrow


def test_whoever_needs_an_interpreter_has_one_but_by_the_seeded_error(city: City) -> None:
    needing = {f.body.person for f in city.facts
               if isinstance(f.body, meeting.NeedStated) and f.body.sort == "interpreter"}  # fmt: skip
    whose = {
        f.body.appointment: f.body.person for f in city.facts if isinstance(f.body, meeting.AppointmentSet)
    }
    alone = {
        f.body.appointment for f in city.facts
        if isinstance(f.body, meeting.AppointmentHeld) and not f.body.interpreted
        and whose.get(f.body.appointment) in needing
    }  # fmt: skip
    assert len(needing) == 4
    assert alone == subjects(city, "interpreter_missing")


def test_a_few_hundred_people_eat_halal_and_said_so_themselves(city: City) -> None:
    stated = [f for f in city.facts if isinstance(f.body, meeting.NeedStated) and f.body.sort == "diet"]
    assert 120 <= len(stated) <= 400
    at_home = Counter(fact.facility[:2] for fact in stated)
    assert at_home.most_common(1)[0][0] == "ZJ"


def test_at_the_demo_s_noon_meetings_are_ahead_and_complaints_are_open(city: City) -> None:
    standing = standing_at(city, date(2022, 4, 6), 11, 40)
    assert [one for one in met(city, standing) if one.course.state in AWAITED]
    assert [one for one in lodged(city, standing) if not one.over]


def test_complaints_come_to_an_end_in_every_way(city: City) -> None:
    states = Counter(one.course.state for one in lodged(city, standing_at(city, date(2022, 4, 7), 0)))
    assert {"forwarded", "closed", "told", "received"} <= set(states)
    assert 30 <= states.total() <= 90


def test_an_envelope_says_nothing_of_who_wrote_it(city: City) -> None:
    sealed = [
        f.body for f in city.facts
        if isinstance(f.body, complaint.ComplaintLodged) and f.body.addressed == "inspector"
    ]  # fmt: skip
    assert len(sealed) == 7
    assert all((one.person, one.about, one.words, one.against) == (None, None, None, ()) for one in sealed)


def test_nobody_answers_about_themselves_but_by_the_seeded_error(city: City) -> None:
    against = {f.body.complaint: f.body.against for f in city.facts
               if isinstance(f.body, complaint.ComplaintLodged)}  # fmt: skip
    own = {
        f.body.complaint for f in city.facts
        if isinstance(f.body, complaint.ComplaintAnswered) and f.body.answered_by in against[f.body.complaint]
    }  # fmt: skip
    assert own == subjects(city, "own_judge")


def test_nothing_is_said_to_be_done_in_a_wing_where_it_is_suspended(city: City) -> None:
    stopped = [(f, f.body) for f in city.facts if isinstance(f.body, regime.RegimeSuspended)]
    assert len(stopped) == 4
    for fact, body in stopped:
        done = [
            one for one in city.facts
            if isinstance(one.body, regime.ActivityDone) and fact.occurred < one.occurred < body.until
            and one.facility == fact.facility
            and any((p.wing, p.activity) == (body.wings[0], body.activity) for p in one.body.parts)
        ]  # fmt: skip
        assert done == []


def test_when_it_rains_the_house_says_so_of_every_wing(city: City) -> None:
    [rain] = [f.body for f in city.facts
              if isinstance(f.body, regime.ActivityLeftOut) and f.body.cause == "weather"]  # fmt: skip
    assert len(rain.wings) > 1
