"""Words for requests for entry: how they stand, whose word they need, and what is usually said of them."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

STATES: Labels = {
    "requested": _("Waits for the leader"),
    "approved_by_leader": _("Waits for the detachment"),
    "approved": _("Approved"),
    "used": _("Came in"),
    "denied": _("Denied"),
    "withdrawn": _("Withdrawn"),
    "expired": _("Expired"),
}
SORTS: Labels = {
    "pending": _("Waiting"),
    "approved": _("Approved"),
    "used": _("Came in"),
    "denied": _("Denied"),
    "withdrawn": _("Withdrawn"),
    "expired": _("Expired"),
}
MARKS: dict[str, str] = {
    "requested": "owed", "approved_by_leader": "owed", "approved": "met", "used": "met", "denied": "missed",
    "withdrawn": "excused", "expired": "excused",
}  # fmt: skip
NEEDS: Labels = {
    "leader": _("the leader’s word is enough"),
    "upper": _("fully closed: needs the detachment’s approval"),
    "both": _("guarded area: needs the leader, then the detachment"),
}
LEVELS: Labels = {"leader": _("leader of the house"), "detachment": _("detachment leadership")}
ACTS: Labels = {"approve": _("approved"), "deny": _("denied"), "withdraw": _("withdrawn")}
LACKS: Labels = {
    "none": _("no leave that held"),
    "leader_alone": _("only the leader’s word, while fully closed"),
}
# What is usually asked for, made a condition, or given as a reason; one tap each, and own words beside them.
PURPOSES: tuple[object, ...] = (
    _("food delivery"), _("repair"), _("medical supplies"), _("lawyer"), _("inspection"), _("laboratory"),
)  # fmt: skip
CONDITIONS: tuple[object, ...] = (
    _("negative test within 48 h"), _("escorted all the way"), _("mask and hand disinfection"),
    _("vehicle disinfected"), _("no further than the yard"),
)  # fmt: skip
DENIALS: tuple[object, ...] = (
    _("can be done by telephone or video"), _("can wait until after the closing"), _("no negative test"),
    _("comes from a risk area"), _("another time"),
)  # fmt: skip
WITHDRAWALS: tuple[object, ...] = (_("no longer needed"), _("asked for by mistake"), _("called off"))
