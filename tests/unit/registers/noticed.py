"""Findings, notices and inspections as rows of whole numbers: a part of the examples of ``test_lowering``."""

from lazaretto.facts import extensions, inspections, notices
from lazaretto.facts.fact import Body
from tests.stating import HOUSE, moment, second

DUE = moment("03-18 18:00")
SECOND = second("03-18 18:00")
LINE = notices.NoticeLine(facility=HOUSE, finding="F1", about="fire-safety", severity="alarm", seen="Shut.")
OTHER = notices.NoticeLine(facility="MJ-D", finding="F9", about="stores", severity="note", seen="Old.")
F1, N1, I1 = "QZ-D|F1", "QZ-D|N1", "QZ-D|I1"


def raised(**more: object) -> notices.FindingRaised:
    """A finding of the house, as an officer of the detachment raises it."""
    said = {"finding": "F1", "about": "fire-safety", "seen": "Shut.", "origin": "patrol", "found_by": "D1"}
    return notices.FindingRaised(**said | more)  # type: ignore[arg-type]


def issued(*lines: notices.NoticeLine, **more: object) -> notices.NoticeIssued:
    """A notice of the detachment, signed."""
    said = {
        "notice": "N1", "sort": "circular", "year": 2022, "number": 3, "title": "Exits", "demands": "Open.",
        "signed_by": "D9",
    }  # fmt: skip
    return notices.NoticeIssued(lines=lines, **said | more)  # type: ignore[arg-type]


def asked(**more: object) -> extensions.ExtensionAsked:
    """More time for the house's finding, as an officer of it asks."""
    said = {"extension": "E1", "finding": "F1", "until": DUE, "reason": "Parts.", "asked_by": "S1"}
    return extensions.ExtensionAsked(**said | more)  # type: ignore[arg-type]


def decided(outcome: str = "granted", **more: object) -> extensions.ExtensionDecided:
    """The answer to it, as an officer of the detachment gives it."""
    said = {"extension": "E1", "finding": "F1", "outcome": outcome, "reason": "Seen.", "decided_by": "D2"}
    until = {"until": DUE} if outcome == "granted" else {}
    return extensions.ExtensionDecided(**said | until | more)  # type: ignore[arg-type]


# body → rows, with names in place of the numbers they are given
NOTICED: list[tuple[Body, list[tuple[str, str, int | str, int | str]]]] = [
    (
        raised(),
        [
            ("finding_raised", F1, 1, 0), ("finding_about", "QZ-D|fire-safety", F1, 1),
            ("finding_act", F1, 0, "D1"), ("finding_act", F1, 0, "officer"),
        ],
    ),
    (
        raised(severity="alarm", origin="inspection", due=DUE, found_by="officer"),
        [
            ("finding_raised", F1, 2, 4), ("finding_about", "QZ-D|fire-safety", F1, 2),
            ("finding_due", F1, SECOND, 2), ("finding_act", F1, 0, "officer"),
        ],
    ),
    (
        issued(OTHER, notice="N2"),
        [
            ("notice_issued", "QZ-D|N2", 0, 0), ("notice_numbered", "circular|2022", 3, 0),
            ("notice_act", "QZ-D|N2", 0, "D9"), ("notice_act", "QZ-D|N2", 0, "officer"),
        ],
    ),
    (
        issued(LINE, sort="order", due=DUE),
        [
            ("notice_issued", N1, 1, SECOND), ("notice_numbered", "order|2022", 3, 0),
            ("notice_act", N1, 0, "D9"), ("notice_act", N1, 0, "officer"),
            ("finding_noticed", F1, 2, SECOND), ("finding_due", F1, SECOND, 2),
            ("finding_act", F1, 1, "D9"), ("finding_act", F1, 1, "officer"),
        ],
    ),
    (
        notices.NoticeReceived(notice="N1", received_by="officer"),
        [("notice_received", N1, 0, 0), ("notice_act", N1, 1, "officer")],
    ),
    (
        notices.NoticeAnswered(notice="N1", words="Done.", signed_by="officer"),
        [("notice_answered", N1, 0, 0), ("notice_act", N1, 2, "officer")],
    ),
    (
        notices.FindingRectified(finding="F1", done="Open.", evidence=("0" * 64,), rectified_by="S1"),
        [
            ("finding_rectified", F1, 1, "S1"), ("finding_act", F1, 2, "S1"),
            ("finding_act", F1, 2, "officer"),
        ],
    ),
    (
        notices.FindingReinspected(finding="F1", outcome="passed", seen="Open.", reinspected_by="officer"),
        [("finding_reinspected", F1, 0, "officer"), ("finding_act", F1, 3, "officer")],
    ),
    (
        notices.FindingReinspected(finding="F1", outcome="returned", seen="Shut.", reinspected_by="officer"),
        [
            ("finding_reinspected", F1, 1, "officer"), ("finding_again", F1, 0, 0),
            ("finding_act", F1, 4, "officer"),
        ],
    ),
    (
        notices.FindingReopened(finding="F1", reason="Shut again.", reopened_by="officer"),
        [("finding_again", F1, 1, 0), ("finding_act", F1, 5, "officer")],
    ),
    (
        asked(asked_by="officer"),
        [("extension_asked", "QZ-D|E1", 0, 0), ("extension_act", "QZ-D|E1", 0, "officer")],
    ),
    (
        decided(),
        [
            ("finding_extended", F1, 1, SECOND), ("finding_due", F1, SECOND, 1),
            ("extension_decided", "QZ-D|E1", 0, 0), ("extension_act", "QZ-D|E1", 1, "D2"),
            ("extension_act", "QZ-D|E1", 1, "officer"),
        ],
    ),
    (
        decided("refused", decided_by="officer"),
        [("extension_decided", "QZ-D|E1", 1, 0), ("extension_act", "QZ-D|E1", 2, "officer")],
    ),
    (
        inspections.InspectionOpened(
            inspection="I1", checklist="closed-duty", document="d", version="1", by="detachment",
            opened_by="officer",
        ),
        [("inspection_opened", I1, "closed-duty", 1), ("inspection_act", I1, 0, "officer")],
    ),
    (
        inspections.ItemsAnswered(
            inspection="I1", answers=(inspections.ItemAnswer(item="radio", said="yes"),),
            answered_by="officer",
        ),
        [("inspection_act", I1, 1, "officer")],
    ),
    (
        inspections.InspectionClosed(
            inspection="I1", checklist="closed-duty", score=930, failed=2, closed_by="officer"
        ),
        [
            ("inspection_closed", I1, 930, 2), ("house_inspected", HOUSE, "closed-duty", 930),
            ("inspection_act", I1, 2, "officer"),
        ],
    ),
]  # fmt: skip
