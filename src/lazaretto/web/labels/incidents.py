"""Words for incidents: the steps of the clock, how they stand, symptoms, cases, decisions."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

STEPS: Labels = {
    "began": _("Began"),
    "opened": _("Incident opened"),
    "frozen": _("Movement frozen"),
    "apart": _("Put apart"),
    "swabbed": _("Single swab"),
    "result": _("Result"),
    "listed": _("Contacts listed"),
    "decided": _("Every contact decided"),
    "closed": _("Closed"),
}

STATES: Labels = {
    "in_time": _("in time"),
    "late": _("late"),
    "done": _("step taken"),
    "open": _("not yet"),
    "overdue": _("overdue"),
}

MARKS: dict[str, str] = {
    "in_time": "met", "late": "late", "done": "met", "open": "owed", "overdue": "missed",
}  # fmt: skip

CAUSES: Labels = {
    "symptom": _("symptoms"),
    "positive": _("a single positive"),
    "positive_pool": _("a positive or grey pool"),
    "report": _("a report"),
}

SYMPTOMS: Labels = {
    "fever": _("fever"),
    "cough": _("cough"),
    "sore_throat": _("sore throat"),
    "loss_of_smell": _("loss of smell"),
    "diarrhoea": _("diarrhoea"),
    "breathless": _("breathless"),
    "other": _("other"),
}

CLASSIFICATIONS: Labels = {
    "discarded": _("no case"),
    "suspected": _("suspected case"),
    "probable": _("probable case"),
    "confirmed": _("confirmed case"),
}

DECISIONS: Labels = {
    "quarantine": _("quarantine"),
    "watch": _("watch"),
    "no_measure": _("no measure"),
}
