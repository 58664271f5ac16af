"""Words and marks of patrols: why nobody looked, how a walk stands, the keys of a walk."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

WHY: Labels = {
    "dark": _("no picture to be had"),
    "skipped": _("passed over"),
    "broken_off": _("the patrol was broken off before it"),
    "unfinished": _("the patrol was not finished in its time"),
    "walking": _("a patrol is under way"),
    "nobody": _("nobody walked the tour"),
    "to_come": _("still to be looked at today"),
    "not_set": _("not on any tour then"),
}
WHY_MARKS: dict[str, str] = {
    "dark": "disputed", "skipped": "excused", "broken_off": "late", "unfinished": "late", "walking": "owed",
    "nobody": "missed", "to_come": "ahead", "not_set": "ahead",
}  # fmt: skip
# How a stop is drawn in the bar of a walk.
STEPS: dict[str, str] = {
    "in_order": "clear", "remarkable": "found", "dark": "dark", "skipped": "skipped", "left": "ahead",
}  # fmt: skip
