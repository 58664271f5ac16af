"""Words of check-ins: how somebody's day stands, and the mark beside it."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

STATES: Labels = {
    "unwell": _("is not well"),
    "missed": _("did not check in: telephone"),
    "late": _("late: telephone"),
    "open": _("still to come today"),
    "met": _("checked in"),
    "quiet": _("nothing owed now"),
}
MARKS: dict[str, str] = {
    "unwell": "missed",
    "missed": "missed",
    "late": "late",
    "open": "owed",
    "met": "met",
    "quiet": "ahead",
}
# The same, said to oneself.
MINE: Labels = {
    "unwell": _("said: not well"),
    "missed": _("missed: check in now"),
    "late": _("late: check in now"),
}
