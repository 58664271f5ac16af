"""Why something is somebody's now."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

WHY: Labels = {
    "named": _("named for it"),
    "on_watch": _("on watch by the roster"),
    "on_shift": _("of the day's shift"),
    "took_over": _("took over at the last handover"),
    "delegated": _("left to them for a while"),
    "deputy": _("first deputy who is there"),
    "vacant": _("deputy: nobody is named"),
    "nobody_on_watch": _("answers for the house: nobody has the shift"),
    "risen": _("one level up: nobody below is there"),
    "overdue": _("one level up: it was left lying"),
    "nobody": _("nobody up to the detachment"),
}
