"""Words for goods and vehicles at the gate."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

# What is to be done with a consignment next.
STATES: Labels = {
    "remove": _("Take it away"),
    "disinfect": _("Disinfect outside"),
    "sample": _("Take a sample"),
    "ready": _("May go in"),
    "wait": _("Waits"),
    "gone": _("Gone"),
}

# The mark (shape and colour) that a state is drawn with; what is overdue is drawn as missed.
MARKS: dict[str, str] = {
    "remove": "breach", "disinfect": "owed", "sample": "owed", "ready": "met", "wait": "held",
    "gone": "excused",
}  # fmt: skip

WAITS: Labels = {
    "disinfection": _("not disinfected"),
    "sample": _("no valid sample"),
    "result": _("result awaited"),
    "hold": _("has not rested"),
}

WENT: Labels = {
    "let_in": _("let in"),
    "returned": _("returned"),
    "destroyed": _("destroyed"),
}
