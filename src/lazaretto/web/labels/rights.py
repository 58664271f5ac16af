"""The words of the rights guard: how a day was, how near the limit, why a person is kept apart."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lazaretto.web.labels import Labels

# How a day of the strip was, in words; and as the one sign that stands in its cell.
DAYS: Labels = {
    "company": _("in company"),
    "contact": _("alone, with the contact owed"),
    "without": _("alone, without the contact owed"),
    "not_stated": _("alone, nothing stated"),
    "part": _("a day of arrival or of an outing"),
    "absent": _("not held here"),
    "today": _("today, not over yet"),
}
SIGNS: Labels = {
    "company": pgettext_lazy("sign of a day", "C"),
    "contact": pgettext_lazy("sign of a day", "T"),
    "without": pgettext_lazy("sign of a day", "A"),
    "not_stated": "?",
    "part": "–",
    "absent": "",
    "today": "…",
}
APART: Labels = {
    "isolation": _("put apart"),
    "quarantine": _("in quarantine"),
    "alone": _("alone in the cell"),
}
WARNED: Labels = {
    "over": _("over the limit"),
    "second": _("act today"),
    "first": _("near the limit"),
    "calm": "",
}
WARNED_MARKS: dict[str, str] = {"over": "breach", "second": "missed", "first": "late", "calm": "met"}
# A button's words, by the kind of fact that its form states.
CURES: Labels = {
    "quarantine.visited": _("State the visit"),
    "regime.contact_given": _("State contact"),
    "regime.open_air_given": _("State open air"),
    "quarantine.reviewed": _("State the review"),
    "quarantine.isolation_ordered": _("Order it"),
    "quarantine.isolation_ended": _("End it"),
    "custody.released": _("State the release"),
    "regime.care_given": _("State the care"),
}
LIGHTS: Labels = {
    "standing": _("stands open"),
    "breach": _("breach"),
    "missed": _("missed"),
    "late": _("late"),
    "owed": _("owed"),
}
