"""Words for the closed loop: what a step still asks for, who is lacking in a batch, where two met."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

# (condition of obligations.stepping, its state) → what somebody lacks.
LACKS: dict[tuple[str, str], object] = {
    ("days_served", "not_met"): _("%(day)s of %(days)s days served"),
    ("tests_done", "not_met"): _("no negative of test day %(open)s"),
    ("tests_done", "unknown"): _("test day %(open)s, or its result, is still to come"),
    ("recent_negative", "not_met"): _("the last result is not negative"),
    ("recent_negative", "unknown"): _("no negative of the %(hours)s hours before the step yet"),
    ("well", "not_met"): _("unwell"),
    ("well", "unknown"): _("nobody has said how they feel"),
    ("checked_in", "not_met"): _("no check-in since yesterday"),
    ("no_open_case", "not_met"): _("a case, or an incident about them, is open"),
    ("not_held_by_pool", "not_met"): _("held by the pool %(tube)s"),
    ("not_away", "not_met"): _("away, ill or isolated on that day"),
    ("trained", "not_met"): _("no valid pass in %(procedures)s"),
    ("trained", "unknown"): _("not enrolled, so no training is known"),
}

NEEDED: Labels = {"leaders": _("leader"), "medics": _("medic"), "women": _("woman officer")}

SORTS: Labels = {
    "zone": _("in one zone"),
    "meal": _("at one meal"),
    "room": _("in one room"),
    "vehicle": _("in one vehicle"),
    "trip": _("on one trip"),
}
