"""The words of how a day's report stands."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

STATES: Labels = {
    "signed": _("signed in time"),
    "late": _("signed late"),
    "open": _("to be signed"),
    "overdue": _("overdue"),
    "missing": _("never signed"),
    "unasked": _("not asked for"),
    "ahead": _("not asked for yet"),
}
MARKS: dict[str, str] = {
    "signed": "met", "late": "late", "open": "owed", "overdue": "late", "missing": "missed",
    "unasked": "excused", "ahead": "ahead",
}  # fmt: skip
COURSES: Labels = {
    "unwritten": _("not drawn up"),
    "drawn": _("drawn up, waits to be signed"),
    "returned": _("sent back to be drawn up again"),
    "signed": _("signed"),
    "correcting": _("a correction waits to be signed"),
    "correction_returned": _("a correction was sent back"),
}
CURVES: Labels = {
    "held": _("People held"),
    "leg1": _("Leg 1"),
    "leg2": _("Leg 2"),
    "leg3": _("Leg 3"),
    "came": _("Came"),
    "went": _("Went"),
    "swabbed": _("People swabbed"),
    "positive": _("Positive tubes"),
    "uncovered": _("Not reached by a round"),
    "fevers": _("People with a fever"),
    "inside": _("Inside the gate"),
    "missed": _("Duties missed"),
    "late": _("Duties late"),
    "breaches": _("Breaches"),
    "bottom_lines": _("Bottom lines"),
}
