"""Daily life, appointments and complaints as rows: a part of the examples of ``test_lowering``."""

from lazaretto.facts import appointments, complaints, regime
from lazaretto.facts.fact import Body
from tests.stating import moment, second

WING = "QZ-D/T"
CLOSES = moment("03-15 18:00")

# body → rows, with names in place of the numbers they are given
LIVING: list[tuple[Body, list[tuple[str, str, int | str, int | str]]]] = [
    (
        regime.ActivityDone(
            parts=(regime.Part(wing=WING, activity="open_air", took_part=7),),
            absent=(regime.Absentee(person="P1", activity="open_air", why="ill"),),
            unmet=("P2",),
        ),
        [("activity_done", WING, 2, 7), ("activity_absent", "P1", 2, 1), ("need_unmet", "P2", 0, 0)],
    ),
    (
        regime.ActivityLeftOut(wings=(WING,), activity="study", cause="weather", words="x"),
        [("activity_left_out", WING, 8, 0)],
    ),
    (
        regime.RegimeSuspended(wings=(WING,), activity="open_air", cause="weather", reason="x", until=CLOSES),
        [
            ("activity_suspended", WING, 2, second("03-15 18:00")),
            ("activity_suspended_for", WING, 2, 0),
        ],
    ),
    (regime.RegimeResumed(wings=(WING,), activity="open_air"), [("activity_resumed", WING, 2, 0)]),
    (
        appointments.AppointmentAsked(appointment="A", person="P1", sort="lawyer", asked_by="x"),
        [("appointment_asked", "A", 1, "P1"), ("appointment_act", "A", 0, "officer")],
    ),
    (
        appointments.AppointmentSet(
            appointment="A", person="P1", sort="hearing", starts=CLOSES, minutes=30, mode="video"
        ),
        [
            ("appointment_set", "A", "P1", second("03-15 18:30")),
            ("appointment_sort", "A", 0, second("03-15 18:00")),
            ("appointment_act", "A", 1, "officer"),
        ],
    ),
    (
        appointments.AppointmentPostponed(appointment="A", by="house", cause="quarantine", words="x"),
        [("appointment_postponed", "A", 5, 3), ("appointment_act", "A", 2, "officer")],
    ),
    (
        appointments.AppointmentHeld(appointment="A", minutes=30, mode="video", interpreted=True),
        [("appointment_held", "A", 30, 1), ("appointment_act", "A", 3, "officer")],
    ),
    (
        appointments.AppointmentMissed(appointment="A", cause="health", words="x"),
        [("appointment_missed", "A", 2, 0), ("appointment_act", "A", 4, "officer")],
    ),
    (
        appointments.AppointmentDeclined(appointment="A", cause="quarantine", words="x", declined_by="L1"),
        [
            ("appointment_declined", "A", 5, "L1"),
            ("appointment_act", "A", 5, "L1"),
            ("appointment_act", "A", 5, "officer"),
        ],
    ),
    (
        appointments.AppointmentCancelled(appointment="A", by="court"),
        [("appointment_cancelled", "A", 0, 0), ("appointment_act", "A", 6, "officer")],
    ),
    (
        appointments.NeedStated(person="P1", sort="diet", need="halal"),
        [("need_stated", "P1", 0, "halal")],
    ),
    (appointments.NeedEnded(person="P1", sort="language"), [("need_ended", "P1", 1, 0)]),
    (
        complaints.ComplaintLodged(complaint="C", way="paper", addressed="house", against=("S1",), form="F"),
        [
            ("complaint_lodged", "C", 0, 1),
            ("complaint_against", "C", "S1", 0),
            ("complaint_act", "C", 0, "officer"),
        ],
    ),
    (
        complaints.ComplaintForwarded(complaint="C", forwarded_by="S2"),
        [
            ("complaint_forwarded", "C", "S2", 0),
            ("complaint_act", "C", 1, "S2"),
            ("complaint_act", "C", 1, "officer"),
        ],
    ),
    (
        complaints.ComplaintReceived(complaint="C", received_by="officer"),
        [("complaint_received", "C", "officer", 0), ("complaint_act", "C", 2, "officer")],
    ),
    (
        complaints.ComplaintAnswered(complaint="C", answered_by="officer", outcome="partly", answer="x"),
        [("complaint_answered", "C", "officer", 1), ("complaint_act", "C", 3, "officer")],
    ),
    (
        complaints.AnswerHanded(complaint="C", handed_by="officer"),
        [("answer_handed", "C", "officer", 1), ("complaint_act", "C", 4, "officer")],
    ),
    (
        complaints.ComplaintObjected(complaint="C"),
        [("complaint_objected", "C", 0, 0), ("complaint_act", "C", 5, "officer")],
    ),
    (
        complaints.ComplaintReviewed(complaint="C", reviewed_by="officer", outcome="upheld", answer="x"),
        [("complaint_reviewed", "C", "officer", 0), ("complaint_act", "C", 6, "officer")],
    ),
    (
        complaints.ComplaintClosed(complaint="C", closed_by="officer", ground="taken_back"),
        [("complaint_closed", "C", 2, 0), ("complaint_act", "C", 7, "officer")],
    ),
]
