"""What is stated of a day's report, as rows of whole numbers: a part of the examples of ``test_lowering``."""

from datetime import date

from lazaretto.facts import reports
from lazaretto.facts.fact import Body
from lazaretto.facts.periods import day_number
from tests.stating import HOUSE, moment

DAY = date(2022, 3, 15)
MATTER = f"{HOUSE}|2022-03-15"
KNOWN = moment("03-16 00:10")

# body → rows, with names in place of the numbers they are given
REPORTED: list[tuple[Body, list[tuple[str, str, int | str, int | str]]]] = [
    (reports.ReportDrawn(day=DAY, number=1, known_at=KNOWN), [("report_said", MATTER, 0, "officer")]),
    (
        reports.ReportSigned(day=DAY, number=2, known_at=KNOWN, signed_by="Zhao", corrects=1),
        [
            ("report_said", MATTER, 1, "Zhao"), ("report_said", MATTER, 1, "officer"),
            ("report_signed", HOUSE, day_number(DAY), 2),
        ],
    ),
    (reports.ReportReturned(day=DAY, number=1, reason="r"), [("report_said", MATTER, 2, "officer")]),
]  # fmt: skip
