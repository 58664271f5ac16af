"""The words of a day's log and of the store."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lazaretto.web.labels import Labels

LINES: Labels = {
    "held": _("People held"),
    "admitted": pgettext_lazy("into custody", "Came in"),
    "left": _("Left the house"),
    "temperatures": _("Temperatures taken"),
    "fevers": _("People with a fever"),
    "symptoms": _("People with symptoms"),
    "swabbed": _("People swabbed"),
    "positives": _("People found positive"),
    "disinfections": _("Disinfections"),
    "isolated": _("People put apart"),
    "incidents": _("Incidents opened"),
}
DAY_STATES: Labels = {
    "submitted": _("submitted in time"),
    "late": _("submitted late"),
    "open": _("still owed"),
    "missing": _("missing"),
    "reopened": _("reopened, not submitted again"),
    "unasked": _("not asked for"),
    "ahead": _("not asked for yet"),
}
DAY_MARKS: dict[str, str] = {
    "submitted": "met", "late": "late", "open": "owed", "missing": "missed", "reopened": "disputed",
    "unasked": "excused", "ahead": "ahead",
}  # fmt: skip
STOCK_STATES: Labels = {
    "low": _("below the order point"),
    "enough": _("enough"),
    "unused": _("nothing used lately"),
    "empty": _("nothing usable left"),
}
STOCK_MARKS: dict[str, str] = {"low": "late", "enough": "met", "unused": "excused", "empty": "missed"}
