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
    "objection_open": _("The person may object until {until}. Close it after that."),
}

# How far a matter has come.
APPOINTMENT_STATES: Labels = {
    "asked": _("asked for, no time yet"),
    "set": _("set"),
    "postponed": _("postponed, no new time yet"),
    "held": _("held"),
    "missed": _("missed"),
    "declined": _("declined"),
    "cancelled": _("cancelled"),
    "due": _("due now"),
    "overdue": _("over time, nothing stated"),
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
    "closed": _("closed"),
}
CELL_STATES: Labels = {
    "done": _("done as owed"),
    "left_out": _("left out"),
    "missed": _("not done"),
    "late": _("late"),
    "owed": _("owed"),
    "upcoming": _("to come"),
    "suspended": _("suspended"),
    "none": _("nobody there"),
}

TABLES: dict[str, Labels] = {
    "appointment_state": APPOINTMENT_STATES,
    "complaint_state": COMPLAINT_STATES,
    "regime_state": CELL_STATES,
}
