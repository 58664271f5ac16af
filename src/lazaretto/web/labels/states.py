"""How things stand: the words beside the marks."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lazaretto.web.labels import Labels

STATES: Labels = {
    "owed": _("owed"),
    "open": _("owed"),
    "late": _("late"),
    "missed": _("missed"),
    "held": _("held"),
    "clear": _("clear"),
    "met": _("met"),
    "done": _("met"),
    "excused": _("excused"),
    "disputed": _("disputed"),
    "breach": _("breach"),
    "problem": _("contradiction"),
    "upcoming": _("ahead"),
    "ahead": _("ahead"),
}

# The mark (shape and colour) that a state is drawn with.
MARKS: dict[str, str] = {
    "open": "owed", "done": "met", "clear": "met", "problem": "disputed", "upcoming": "ahead",
    "alarm": "breach", "warning": "late", "note": "owed",
    "admit": "met", "hold": "held", "refuse": "missed",
    "free": "met", "filling": "owed", "full": "excused", "awaiting_disinfection": "late",
    "beside_infectious": "breach", "withdrawn": "excused",
    "overdue": "missed", "blocked": "held", "due": "owed", "ready": "met", "counting": "ahead",
    "not_met": "missed", "unknown": "disputed", "positive": "missed", "awaited": "owed",
    "waiting": "owed", "on_the_way": "late", "arrived": "met", "elsewhere": "disputed", "gone": "excused",
}  # fmt: skip

LEVELS: Labels = {
    "routine": pgettext_lazy("response level", "routine"),
    "heightened": pgettext_lazy("response level", "heightened"),
    "closed": pgettext_lazy("response level", "closed"),
    "outbreak": pgettext_lazy("response level", "outbreak"),
}

FACILITY_ROLES: Labels = {
    "ordinary": _("ordinary role"),
    "isolation_point": _("isolation point"),
    "transition_house": _("transition house"),
    "emptied": _("emptied"),
    "transition_wing": _("transition wing"),
    "general_wing": _("general wing"),
}

# How a cell stands.
CELLS: Labels = {
    "free": _("Free"),
    "filling": _("Filling"),
    "closed": _("Cohort closed"),
    "full": _("Full"),
    "awaiting_disinfection": _("Awaits disinfection"),
    "beside_infectious": _("Infectious neighbour"),
    "withdrawn": _("Out of use"),
}

# How a leg stands before the release gate, and what that asks for.
RELEASES: Labels = {
    "overdue": _("Overdue"),
    "blocked": _("Blocked"),
    "due": _("To be signed"),
    "ready": _("Signed"),
    "counting": _("Counting"),
}

RELEASE_HINTS: Labels = {
    "overdue": _(
        "Every condition is met and the time to sign is over: somebody is kept because nobody decided."
    ),
    "blocked": _(
        "The days are full and something is not met, or nobody knows it. Settle it, or order another end."
    ),
    "due": _("Every condition is met. A leader signs; the leg ends with the signature, never by the clock."),
    "ready": _("The end is signed: they can move on to the place that is kept for them."),
}

# What a fact is to a leg's clock, and how a day of its required tests stands.
GROUNDS: Labels = {
    "began": _("Began with"),
    "zero": _("Day 0 by"),
    "stated": _("Stated by"),
    "ordered": _("Other end by"),
    "cause": _("Because of"),
}

SWABS: Labels = {
    "done": _("tested"),
    "positive": _("found positive"),
    "missed": _("test missed"),
    "awaited": _("awaited"),
    "ahead": _("ahead"),
    "negative": _("found negative"),
    "unclear": _("no clear result"),
}

# Of a planned move, and of the change of role that it belongs to.
STAGES: Labels = {
    "waiting": _("still here"),
    "on_the_way": _("on the way"),
    "arrived": _("arrived"),
    "elsewhere": _("elsewhere than planned"),
    "gone": _("no longer held"),
}

CONVERSIONS: Labels = {
    "ordered": _("ordered"),
    "under_way": _("under way"),
    "emptied": _("emptied"),
    "carried_out": _("carried out"),
    "reversed": _("gone back"),
    "abandoned": _("given up"),
}

SORTS: Labels = {
    "detention_house": _("Detention house"),
    "lock_up": _("Lock-up"),
    "detachment": _("Detachment"),
}

USER_ROLES: Labels = {
    "gate_officer": _("Gate officer"),
    "duty_officer": _("Duty officer"),
    "doctor": _("Facility doctor"),
    "leader": _("Facility leader"),
    "detachment_officer": _("Detachment duty officer"),
    "detachment_leader": _("Detachment leader"),
    "inspector": _("Resident inspector"),
    "system_admin": _("System administrator"),
    "security_admin": _("Security administrator"),
    "audit_admin": _("Audit administrator"),
}

SEVERITIES: Labels = {"note": _("note"), "warning": _("warning"), "alarm": _("alarm")}

VERDICTS: Labels = {"admit": _("Admit"), "hold": _("Hold"), "refuse": _("Refuse")}

LAYERS: Labels = {
    "1": _("Isolation point"),
    "2": _("Transition house"),
    "3": _("Transition wing"),
    "4": _("General wings"),
}

PHASES: Labels = {
    "A": _("A inside"),
    "B": _("B on standby"),
    "C": _("C isolating"),
    "ordinary": _("ordinary duty"),
}
