"""Directives, assignments and dispatches as rows: body → rows, names in place of their numbers."""

from datetime import date

from lazaretto.facts import assignments, directives, dispatches
from lazaretto.facts.fact import Body
from lazaretto.facts.periods import day_number
from tests.stating import moment, second

AT, DUE = "03-15 18:00", second("03-15 18:00")
DAY = date(2022, 3, 15)
LINE = dispatches.AgendaLine(line="1", sort="missed", rule="x", count=2, first=moment(AT))
A1, T1 = "QZ-D|A1", "QZ-D|T1"
ASSIGNED: list[tuple[Body, list[tuple[str, str, int | str, int | str]]]] = [
    (
        directives.DirectiveIssued(directive="D1", title="t", issuer="city"),
        [("directive_issued", "QZ-D|D1", 2, 0), ("directive_in_force", "D1", 0, 0)],
    ),
    (
        directives.DirectiveIssued(
            directive="D2", title="t", issuer="ministry", receive_by=moment(AT), pass_on_by=moment(AT),
            since=DAY, until=DAY, parent="D1", supersedes="D0",
            settings=(directives.Setting(document="p", parameter="x", value="14"),),
            asks=(directives.Asked(subject="calls", demand="do"),),
        ),
        [
            ("directive_issued", "QZ-D|D2", 0, DUE), ("directive_to_pass_on", "D2", 0, DUE),
            ("directive_passed_on", "D1", 0, 0), ("directive_superseded", "D0", "D2", 0),
            ("directive_in_force", "D2", day_number(DAY), day_number(DAY)),
            ("directive_sets", "D2", "p:x", "14"), ("directive_asks", "D2", "calls", 1),
        ],
    ),
    (directives.DirectiveReceived(directive="D1"), [("directive_received", "QZ-D|D1", 0, 0)]),
    (
        directives.ContradictionSettled(over="p:x", prevails="D2", yields="D1", settled_by="L", reason="r"),
        [("contradiction_settled", "p:x|D1|D2", "D2", "L")],
    ),
    (
        assignments.AssignmentSet(
            assignment="A1", title="t", owner="W", due=moment(AT), set_by="L", origin="dispatch"
        ),
        [("assignment_set", A1, 1, "W"), ("assignment_due", A1, 0, DUE)],
    ),
    (
        assignments.AssignmentDone(assignment="A1", done_by="W", evidence="e"),
        [("assignment_done", A1, "W", "officer")],
    ),
    (
        assignments.AssignmentVerified(assignment="A1", verified_by="L"),
        [("assignment_verified", A1, "L", "officer")],
    ),
    (
        assignments.AssignmentReturned(assignment="A1", returned_by="L", reason="r", due=moment(AT)),
        [("assignment_returned", A1, "L", "officer"), ("assignment_due", A1, 1, DUE)],
    ),
    (
        assignments.AssignmentWithdrawn(assignment="A1", withdrawn_by="L", reason="r"),
        [("assignment_withdrawn", A1, "L", "officer")],
    ),
    (
        dispatches.DispatchOpened(dispatch="T1", chaired_by="C", present=("C",), since=moment(AT)),
        [("dispatch_opened", T1, "C", DUE)],
    ),
    (
        dispatches.AgendaDrawn(dispatch="T1", lines=(LINE,)),
        [("dispatched", "QZ-D", "T1", 1), ("line_drawn", "QZ-D|T1|1", 2, 0)],
    ),
    (
        dispatches.LineAnswered(dispatch="T1", line="1", answer="a"),
        [("line_answered", "QZ-D|T1|1", 0, 0)],
    ),
    (dispatches.LineNoted(dispatch="T1", line="1"), [("line_noted", "QZ-D|T1|1", 0, 0)]),
    (
        dispatches.DispatchClosed(dispatch="T1", recorded_by="K"),
        [("dispatch_closed", T1, "K", "officer")],
    ),
    (dispatches.MinutesSigned(dispatch="T1", signed_by="C"), [("minutes_signed", T1, "C", "officer")]),
]  # fmt: skip
