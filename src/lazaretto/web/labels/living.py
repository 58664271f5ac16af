"""Words for the day's life, appointments with the law and complaints: refusals, states, what to do."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

# Why a request is refused (access.refusals has the codes).
REFUSED: Labels = {
    "suspension_over": _("The end of the suspension ({until}) has passed. Give a later end."),
    "right_never_suspended": _(
        "This is a right ({activity}): quarantine never suspends it, and nothing suspends food and medicine. "
        "Arrange it another way: by cohort, by video, in the cell."
    ),
    "suspension_too_long": _(
        "No activity is suspended beyond {until} at once. Give an earlier end, and look again then."
    ),
    "complaint_unknown": _("No complaint {complaint} was lodged in this house. Check the number."),
    "complaint_sealed": _(
        "Complaint {complaint} is addressed to the inspector. Hand the envelope on as it is, and state that."
    ),
    "complaint_out_of_turn": _(
        "Complaint {complaint} has not come so far yet, or has come further. Open its page again."
    ),
    "answerer_complained_about": _("{person} is complained about and does not decide. Somebody else does."),
    "reviewer_answered": _("{person} gave the answer and does not review it. Somebody else looks again."),
    "closed_unanswered": _(
        "Complaint {complaint} has no answer yet. Answer it, or state that the person took it back in "
        "writing."
    ),
    "guarded_by_another": _(
        "What was written of a complaint is corrected or taken back only by whoever wrote it."
    ),
    "objection_open": _("The person may object until {until}. Close it after that."),
}

# How far a matter has come.
APPOINTMENT_STATES: Labels = {
    "asked": _("asked for, no time yet"),
    "set": _("set"),
    "postponed": _("postponed, no new time yet"),
    "held": _("took place"),
    "missed": _("did not take place"),
    "declined": _("declined"),
    "cancelled": _("cancelled"),
    "due": _("under way now"),
    "overdue": _("over time, nothing stated"),
}
APPOINTMENT_MARKS: dict[str, str] = {
    "asked": "owed", "set": "held", "postponed": "late", "held": "met", "missed": "missed",
    "declined": "excused", "cancelled": "excused", "due": "owed", "overdue": "missed",
}  # fmt: skip
APPOINTMENT_ACTS: Labels = {
    "ask": _("asked for"),
    "set": _("set"),
    "postpone": _("postponed"),
    "hold": _("took place"),
    "miss": _("did not take place"),
    "decline": _("declined"),
    "cancel": _("cancelled"),
}
CLASHES: Labels = {
    "room": _("the same room at the same time as {other}"),
    "person": _("the same person at the same time as {other}"),
}
COMPLAINT_STATES: Labels = {
    "lodged": _("lodged, not yet received"),
    "forwarded": _("handed to the inspector"),
    "received": _("received, being looked into"),
    "answered": _("answered, not yet handed over"),
    "told": _("answer handed over"),
    "objected": _("objected to"),
    "reviewed": _("reviewed, not yet handed over"),
    "retold": _("review handed over"),
    "closed": _("complaint closed"),
}
COMPLAINT_MARKS: dict[str, str] = {
    "lodged": "owed", "received": "owed", "answered": "held", "told": "held", "objected": "late",
    "reviewed": "held", "retold": "held", "forwarded": "met", "closed": "met",
}  # fmt: skip
COMPLAINT_ACTS: Labels = {
    "lodge": _("lodged"),
    "forward": _("handed to the inspector"),
    "receive": _("complaint received"),
    "answer": _("complaint answered"),
    "hand": _("answer handed over"),
    "object": _("objected to"),
    "review": _("reviewed"),
    "close": _("complaint closed"),
}
CELL_STATES: Labels = {
    "done": _("done as owed"),
    "left_out": _("left out, with the reason"),
    "missed": _("was not done"),
    "late": _("late"),
    "owed": _("owed"),
    "upcoming": _("to come"),
    "suspended": _("suspended"),
    "none": _("nobody there"),
}

TABLES: dict[str, Labels] = {
    "appointment_state": APPOINTMENT_STATES,
    "appointment_mark": APPOINTMENT_MARKS,
    "appointment_act": APPOINTMENT_ACTS,
    "complaint_state": COMPLAINT_STATES,
    "complaint_mark": COMPLAINT_MARKS,
    "complaint_act": COMPLAINT_ACTS,
    "regime_state": CELL_STATES,
}
