"""Words for findings, notices and inspections: how far they have come, how grave, from where."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

STATES: Labels = {
    "raised": _("found, not yet in writing"),
    "noticed": _("to be put right"),
    "rectified": _("put right, to be looked at again"),
    "returned": _("returned, to be put right again"),
    "closed": _("put right, closed"),
    "reopened": _("reopened"),
}
MARKS: dict[str, str] = {
    "raised": "owed", "noticed": "owed", "rectified": "held", "returned": "late", "closed": "met",
    "reopened": "late",
}  # fmt: skip
SEVERITIES: Labels = {"note": _("slight"), "warning": _("grave"), "alarm": _("very grave")}
SEVERITY_MARKS: dict[str, str] = {"note": "owed", "warning": "late", "alarm": "breach"}
HAZARDS: Labels = {
    "ordinary": _("ordinary hazard"),
    "serious": _("serious hazard"),
    "major": _("major hazard"),
}
ORIGINS: Labels = {
    "patrol": _("video patrol"),
    "roll_call": _("roll-call"),
    "gate_look": _("look at the gate"),
    "reconciliation": _("three sources"),
    "inspection": _("inspection"),
    "directive": _("directive"),
    "record": _("what the record shows"),
    "visit": _("visit"),
}
ACTS: Labels = {
    "raise": _("found"),
    "notice": _("put in writing"),
    "rectify": _("put right"),
    "pass": _("looked at again: closed"),
    "return": _("looked at again: returned"),
    "reopen": _("reopened"),
}
PAPERS: Labels = {
    "issued": _("not acknowledged yet"),
    "received": _("acknowledged"),
    "answered": _("answered"),
}
PAPER_MARKS: dict[str, str] = {"issued": "owed", "received": "held", "answered": "met"}
EXTENSIONS: Labels = {
    "asked": _("not decided yet"),
    "granted": _("more time granted"),
    "refused": _("more time refused"),
}
EXTENSION_MARKS: dict[str, str] = {"asked": "owed", "granted": "met", "refused": "missed"}
COMING: Labels = {
    "reminded": _("stands on the day sheet: %(whose)s"),
    "climbs": _("past its time, red, and one level up: %(whose)s"),
    "escalated": _("an alarm of the protocol: %(whose)s"),
    "missed": _("counts as missed, whatever is done after: %(whose)s"),
    "calms": _("until then, the same matter found again here is %(severity)s"),
}
SORTS: Labels = {"circular": _("Circular"), "order": _("Supervision order")}
INSPECTORS: Labels = {"house": _("the house itself"), "detachment": _("the detachment")}
ANSWERS: Labels = {"yes": _("Yes"), "no": _("No")}
ANSWER_TYPES: Labels = {
    "yes_no": _("yes or no"),
    "number": _("a number"),
    "choice": _("a choice"),
    "text": _("words"),
}
LACKS: Labels = {
    "unanswered": _("not answered"),
    "unfit": _("the answer does not fit"),
    "unexplained": _("say why it does not apply"),
    "unproved": _("a picture or a paper is wanting"),
}
