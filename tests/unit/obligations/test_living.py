"""The wing's day, the law and complaints: both machines pair by pair, each reason and condition by name."""

import numpy as np
import pytest
from msgspec import structs

from lazaretto.facts import appointments, complaints, custody, regime
from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.fact import Body, Fact
from lazaretto.obligations.appointments import APPOINTMENT
from lazaretto.obligations.appointments import appointments as appointments_of
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.complaints import COMPLAINT, accusing
from lazaretto.obligations.complaints import complaints as complaints_of
from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.groups import GROUPS
from lazaretto.obligations.machines import MACHINES
from lazaretto.obligations.refusing import complaints as against
from lazaretto.obligations.refusing import regime as against_suspending
from lazaretto.obligations.suspending import suspended
from lazaretto.protocol.document import Recurring
from tests.stating import fact, house, moment, record_of, second
from tests.unit.obligations.machining import stated, triples

_HOUSE = "duty_officer leader"
_SET = "ask set postpone hold miss cancel"
APPOINTMENTS = """
unknown: ask → asked, set → set
asked: set → set, hold → held, decline → declined, cancel → cancelled
set: set → set, postpone → postponed, hold → held, miss → missed, decline → declined, cancel → cancelled
postponed: set → set, decline → declined, cancel → cancelled
missed: set → set, cancel → cancelled
declined: set → set
"""
COMPLAINTS = """
unknown: lodge → lodged
lodged: forward → forwarded, receive → received, close → closed
received: answer → answered, close → closed
answered: hand → told
told: object → objected, close → closed
objected: review → reviewed
reviewed: hand → retold
retold: close → closed
"""
_TOLD = "duty_officer doctor leader detachment_officer detachment_leader"
_DECIDES = "leader detachment_leader"


def test_every_state_act_and_role_of_an_appointment() -> None:
    roles = dict.fromkeys(_SET.split(), _HOUSE) | {"decline": "leader"}
    allowed = {triple: then for triple, then in triples(APPOINTMENT).items() if then}
    assert allowed == stated(APPOINTMENTS, roles)


def test_every_state_act_and_role_of_a_complaint() -> None:
    roles = {"lodge": _TOLD, "object": _TOLD, "forward": _HOUSE, "hand": _HOUSE}
    roles |= dict.fromkeys(("receive", "answer", "review", "close"), _DECIDES)
    allowed = {triple: then for triple, then in triples(COMPLAINT).items() if then}
    assert allowed == stated(COMPLAINTS, roles)
    assert COMPLAINT.apart == (("answer", "review"),)
    assert all(one in MACHINES for one in (APPOINTMENT, COMPLAINT))


LODGED = complaints.ComplaintLodged(
    complaint="C", way="oral", addressed="house", person="Wang", about="food", against=("P7",)
)
RECEIVED = complaints.ComplaintReceived(complaint="C", received_by="L1")
ANSWERED = complaints.ComplaintAnswered(complaint="C", answered_by="L1", outcome="upheld", answer="Done")
HANDED = complaints.AnswerHanded(complaint="C", handed_by="P8")
OBJECTED = complaints.ComplaintObjected(complaint="C", words="No")


def _said(*told: Body) -> list[Fact]:
    """What was said, an hour apart, after the house."""
    return [house(), *(fact(body, f"03-10 {8 + n:02}:00", number=100 + n) for n, body in enumerate(told))]


def _asking(
    body: Body, *told: Body, at: str = "03-12 08:00", settings: dict[str, int] | None = None
) -> Asking:
    record = record_of(_said(*told))
    asking = Asking(
        fact=fact(body, at, number=900), standing=record.standing(at=second(at)), facts=record.facts,
        forces=(), beside={},
    )  # fmt: skip
    object.__setattr__(asking, "settings", lambda _: settings)
    return asking


def _reviewed(by: str) -> Body:
    return complaints.ComplaintReviewed(complaint="C", reviewed_by=by, outcome="upheld", answer="Again")


def _closed(ground: str) -> Body:
    return complaints.ComplaintClosed(complaint="C", closed_by="L1", ground=ground)  # type: ignore[arg-type]


def test_complaint_unknown_and_complaint_sealed() -> None:
    sealed = complaints.ComplaintLodged(complaint="C", way="box", addressed="inspector")
    assert against.complaint_unknown(_asking(ANSWERED)) == {"complaint": "C"}
    assert against.complaint_unknown(_asking(ANSWERED, LODGED)) is None
    assert against.complaint_sealed(_asking(ANSWERED, sealed)) == {"complaint": "C"}
    assert against.complaint_sealed(_asking(ANSWERED, LODGED)) is None


def test_whom_a_complaint_is_about_is_told_that_there_is_none() -> None:
    asking = _asking(ANSWERED, LODGED, RECEIVED)
    accused = Asking(
        fact=structs.replace(asking.fact, actor="P7"), standing=asking.standing, facts=asking.facts,
        forces=(), beside={},
    )  # fmt: skip
    assert against.complaint_unknown(accused) == {"complaint": "C"}
    assert accusing(asking.standing, "P7") == {"C"}
    assert accusing(asking.standing, "P8") == frozenset()


def test_complaint_out_of_turn() -> None:
    assert against.complaint_out_of_turn(_asking(ANSWERED, LODGED)) == {"complaint": "C"}
    assert against.complaint_out_of_turn(_asking(ANSWERED, LODGED, RECEIVED)) is None


def test_answerer_complained_about_and_reviewer_answered() -> None:
    own = complaints.ComplaintAnswered(complaint="C", answered_by="P7", outcome="upheld", answer="x")
    told = (LODGED, RECEIVED, ANSWERED, HANDED, OBJECTED)
    assert against.answerer_complained_about(_asking(own, LODGED, RECEIVED)) == {"person": "P7"}
    assert against.answerer_complained_about(_asking(ANSWERED, LODGED, RECEIVED)) is None
    assert against.reviewer_answered(_asking(_reviewed("L1"), *told)) == {"person": "L1"}


def test_closed_unanswered_and_objection_open() -> None:
    assert against.closed_unanswered(_asking(_closed("reviewed"), LODGED)) == {"complaint": "C"}
    assert against.closed_unanswered(_asking(_closed("taken_back"), LODGED)) is None
    told = (LODGED, RECEIVED, ANSWERED, HANDED)
    early = _asking(_closed("not_objected"), *told, settings={"days": 10})
    later = _asking(_closed("not_objected"), *told, at="03-21 08:00", settings={"days": 10})
    assert against.objection_open(early) is not None
    assert against.objection_open(later) is None


@pytest.mark.parametrize(
    ("activity", "cause", "refused"),
    [("meal", "weather", True), ("open_air", "quarantine", True), ("open_air", "weather", False),
     ("study", "quarantine", False)],
)  # fmt: skip
def test_right_never_suspended(activity: regime.Activity, cause: regime.Hindrance, refused: bool) -> None:
    body = regime.RegimeSuspended(
        wings=("QZ-D/A",), activity=activity, cause=cause, reason="x", until=moment("03-12 18:00")
    )
    asking = _asking(body, settings={"meal": 2, "open_air": 1, "study": 0})
    assert (against_suspending.right_never_suspended(asking) is not None) is refused


def test_suspension_over_and_suspension_too_long() -> None:
    def until(end: str) -> Asking:
        body = regime.RegimeSuspended(
            wings=("QZ-D/A",), activity="study", cause="weather", reason="x", until=moment(end)
        )
        return _asking(body, settings={"hours": 24})

    assert against_suspending.suspension_over(until("03-12 07:00")) is not None
    assert against_suspending.suspension_over(until("03-12 09:00")) is None
    assert against_suspending.suspension_too_long(until("03-13 08:00")) is None
    assert against_suspending.suspension_too_long(until("03-13 08:01")) is not None


def _found(condition: str, *told: Body, **settings: int) -> list[str]:
    record = record_of(_said(*told))
    end = second("04-30 00:00")
    rows = CONDITIONS[condition].find(record.standing(at=end), settings, 0, end + 1)
    return [record.names.name(int(key)) for key in rows.key]


SEALED = complaints.ComplaintLodged(complaint="S", way="box", addressed="inspector")


def test_complaint_judged_by_its_subject() -> None:
    subject = complaints.ComplaintReceived(complaint="C", received_by="P7")
    assert set(_found("complaint_judged_by_its_subject", LODGED, subject)) == {"C"}
    assert _found("complaint_judged_by_its_subject", LODGED, RECEIVED) == []


@pytest.mark.parametrize(("writer", "found"), [("P7", ["C"]), ("P8", [])])
def test_nobody_writes_down_a_complaint_about_themselves(writer: str, found: list[str]) -> None:
    lodged = structs.replace(fact(LODGED, "03-10 08:00", number=100), actor=writer)
    record = record_of([house(), lodged])
    end = second("03-11 00:00")
    condition = CONDITIONS["complaint_judged_by_its_subject"]
    rows = condition.find(record.standing(at=end), {}, 0, end)
    assert [record.names.name(int(key)) for key in rows.key] == found


def test_sealed_complaint_opened() -> None:
    opened = complaints.ComplaintReceived(complaint="S", received_by="L1")
    assert _found("sealed_complaint_opened", SEALED, opened) == ["S"]
    assert _found("sealed_complaint_opened", SEALED) == []


def test_complaint_unanswered() -> None:
    assert _found("complaint_unanswered", LODGED, SEALED, days=14) == ["C"]
    assert _found("complaint_unanswered", LODGED, RECEIVED, ANSWERED, days=14) == []


def test_closed_before_objection() -> None:
    early = _closed("not_objected")
    assert _found("closed_before_objection", LODGED, RECEIVED, ANSWERED, HANDED, early, days=10) == ["C"]


def test_complaint_astray() -> None:
    assert _found("complaint_astray", LODGED, ANSWERED) == ["C"]
    told = (LODGED, RECEIVED, ANSWERED, HANDED, OBJECTED)
    assert set(_found("complaint_astray", *told, _reviewed("L1"))) == {"C"}


def test_a_complaint_is_what_its_facts_add_up_to() -> None:
    record = record_of(_said(LODGED, RECEIVED, ANSWERED))
    (found,) = complaints_of(record.standing(at=second("03-12 08:00")), record.facts, "QZ-D")
    assert (found.code, found.course.state, found.over, found.sealed) == ("C", "answered", False, False)
    assert LODGED.guarded
    assert not regime.ActivityDone.guarded


SET = appointments.AppointmentSet(
    appointment="A", person="Wang", sort="hearing", starts=moment("03-11 09:00"), minutes=60, mode="video"
)
HELD = appointments.AppointmentHeld(appointment="A", minutes=50, mode="video")


def test_held_without_interpreter() -> None:
    needs = appointments.NeedStated(person="Wang", sort="interpreter", need="bo")
    over = appointments.NeedEnded(person="Wang", sort="interpreter")
    assert _found("held_without_interpreter", needs, SET, HELD) == ["A"]
    assert _found("held_without_interpreter", needs, over, SET, HELD) == []


ASKED = appointments.AppointmentAsked(appointment="A", person="Wang", sort="lawyer", asked_by="x")


def test_legal_stopped_by_quarantine() -> None:
    missed = appointments.AppointmentMissed(appointment="A", cause="quarantine", words="x")
    put_off = appointments.AppointmentPostponed(appointment="A", by="court", cause="quarantine", words="x")
    declined = appointments.AppointmentDeclined(
        appointment="A", cause="quarantine", words="x", declined_by="L1"
    )
    assert _found("legal_stopped_by_quarantine", SET, missed) == ["A"]
    assert _found("legal_stopped_by_quarantine", ASKED, declined) == ["A"]
    assert _found("legal_stopped_by_quarantine", SET, put_off) == []  # the court's own decision


def test_appointment_astray() -> None:
    cancelled = appointments.AppointmentCancelled(appointment="A", by="lawyer")
    assert _found("appointment_astray", ASKED, cancelled, HELD) == ["A"]
    assert _found("appointment_astray", SET, HELD) == []


def test_an_appointment_is_what_its_facts_add_up_to() -> None:
    record = record_of(_said(SET, HELD))
    (found,) = appointments_of(record.standing(at=second("03-12 08:00")), record.facts, "QZ-D")
    assert (found.person, found.sort, found.course.state) == ("Wang", "hearing", "held")
    assert found.latest.body == HELD


def _cell(place: str) -> Body:
    return PlaceEstablished(established=place, use="general", capacity=8)


def test_wings_are_those_with_people_where_the_activity_is_not_suspended() -> None:
    told = [
        _cell("QZ-D/A/01"), _cell("QZ-D/B/01"), _cell("QZ-D/C/01"),
        custody.Admitted(person="Wang", cell="QZ-D/A/01", sex="male"),
        custody.Admitted(person="Li", cell="QZ-D/B/01", sex="male"),
        regime.RegimeSuspended(
            wings=("QZ-D/B",), activity="open_air", cause="weather", reason="Storm",
            until=moment("03-12 08:00"),
        ),
    ]  # fmt: skip
    record = record_of(_said(*told))
    standing = record.standing(at=second("03-11 20:00"))

    def wings(activity: int) -> set[str]:
        duty = Recurring(
            who="wings", slots=(), evidence="activity_done", grace=0, evidence_values=(activity,)
        )
        keys, _ = GROUPS["wings"](standing, duty, second("03-11 08:30"), second("03-11 17:30"))
        return {standing.names.name(key) for key in keys.tolist()}

    assert wings(0) == {"QZ-D/A", "QZ-D/B"}
    assert wings(2) == {"QZ-D/A"}
    assert int(np.sum(suspended(standing, 2).end)) == second("03-12 08:00")


def test_an_activity_resumed_is_suspended_no_longer() -> None:
    stopped = regime.RegimeSuspended(
        wings=("QZ-D/B",), activity="open_air", cause="weather", reason="x", until=moment("03-12 08:00")
    )
    again = regime.RegimeResumed(wings=("QZ-D/B",), activity="open_air")
    standing = record_of(_said(stopped, again)).standing(at=second("03-12 08:00"))
    assert suspended(standing, 2).end.tolist() == [second("03-10 09:00")]


LONG = regime.RegimeSuspended(
    wings=("QZ-D/B",), activity="study", cause="quarantine", reason="x", until=moment("03-20 08:00")
)


def test_right_left_out_for_quarantine() -> None:
    left = regime.ActivityLeftOut(wings=("QZ-D/A",), activity="open_air", cause="quarantine", words="x")
    storm = regime.ActivityLeftOut(wings=("QZ-D/A",), activity="open_air", cause="weather", words="x")
    rights = dict.fromkeys(CONDITIONS["right_left_out_for_quarantine"].needs, 0) | {"open_air": 1}
    assert _found("right_left_out_for_quarantine", left, storm, LONG, **rights) == ["QZ-D/A"]


def test_suspended_too_long() -> None:
    assert _found("suspended_too_long", LONG, hours=24) == ["QZ-D/B"]
    assert _found("suspended_too_long", LONG, hours=24 * 60) == []


def test_need_unmet() -> None:
    part = regime.Part(wing="QZ-D/A", activity="meal", took_part=1)
    done = regime.ActivityDone(
        parts=(part,), unmet=("Wang",),
        absent=(regime.Absentee(person="Li", activity="meal", why="own_wish"),),
    )  # fmt: skip
    assert _found("need_unmet", done) == ["Wang"]
