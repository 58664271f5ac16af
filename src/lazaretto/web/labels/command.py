"""Words of directives, assignments and dispatches: their states, whose they are, and why one is refused."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

REFUSED: Labels = {
    "contradiction_unknown": _(
        "The two directives do not contradict each other over {over} now. Reload the page and look again."
    ),
    "assignment_taken": _(
        "The facility has an assignment {assignment} already. Reload the page and set it anew."
    ),
    "due_is_past": _("It would be due in the past, at {due}. Choose a later day and time."),
    "assignment_not_so_far": _(
        "This cannot be done with assignment {assignment} as it stands ({state}). Reload the page:"
        " somebody may have acted before you."
    ),
    "judged_by_doer": _(
        "{person} did this and cannot judge it: another person looks at the evidence. Ask a colleague."
    ),
    "dispatch_taken": _("A dispatch {dispatch} was opened already. Reload the page."),
    "dispatch_running": _("The dispatch {dispatch} is still open. Close it before the next one begins."),
    "dispatch_not_so_far": _(
        "This cannot be done with dispatch {dispatch} as it stands ({state}). Reload the page."
    ),
    "signer_is_recorder": _(
        "{person} recorded these minutes and cannot sign them: another person signs. Ask whoever chaired."
    ),
}
STATES: Labels = {
    "unset": _("never set"),
    "set": _("to be done"),
    "done": _("done, not looked at yet"),
    "returned": _("sent back"),
    "verified": _("verified"),
    "withdrawn": _("withdrawn"),
}
MARKS: dict[str, str] = {
    "set": "owed", "done": "held", "returned": "late", "verified": "met", "withdrawn": "excused",
    "unset": "disputed",
}  # fmt: skip
WHOSE: Labels = {
    "owner": _("whoever answers for it"),
    "verifier": _("somebody who did not do it"),
    "nobody": _("nobody: it is over"),
}
LINES: Labels = {
    "waiting": _("waits for the facility"),
    "answered": _("answered: the chair decides"),
    "noted": _("taken note of"),
    "assigned": _("assigned"),
}
LINE_MARKS: dict[str, str] = {"waiting": "owed", "answered": "held", "noted": "met", "assigned": "met"}
SORTS: Labels = {
    "missed": _("missed"),
    "late": _("late"),
    "disputed": _("disputed"),
    "breach": _("breach"),
    "problem": _("contradiction in the record"),
    "changed": _("changed"),
    "arising": _("from an earlier dispatch"),
}
SORT_MARKS: dict[str, str] = {
    "missed": "missed", "late": "late", "disputed": "disputed", "breach": "breach", "problem": "disputed",
    "changed": "owed", "arising": "held",
}  # fmt: skip
DISPATCHES: Labels = {
    "unopened": _("not opened"),
    "open": _("open"),
    "closed": _("closed, minutes not signed"),
    "signed": _("minutes signed"),
}
DISPATCH_MARKS: dict[str, str] = {"open": "owed", "closed": "late", "signed": "met", "unopened": "disputed"}
RECEIPTS: Labels = {
    "waiting": _("not acknowledged yet"),
    "overdue": _("overdue, not acknowledged"),
    "in_time": _("acknowledged in time"),
    "late": _("acknowledged late"),
}
RECEIPT_MARKS: dict[str, str] = {"waiting": "owed", "overdue": "missed", "in_time": "met", "late": "late"}
DEMANDS: Labels = {"do": _("demands it"), "refrain": _("forbids it")}
ORIGINS: Labels = {
    "directive": _("from a directive"),
    "dispatch": _("from a dispatch"),
    "own": _("the facility’s own"),
}
