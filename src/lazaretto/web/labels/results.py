"""Words for what becomes of the rows of a laboratory's file. A house test holds the tables complete."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lazaretto.web.labels import Labels

OUTCOMES: Labels = {
    "refused": pgettext_lazy("a row of a file", "not taken"),
    "disputed": _("recorded, disputed"),
    "duplicate": _("said before"),
    "accepted": _("recorded"),
}

MARKS: dict[str, str] = {
    "refused": "missed", "disputed": "disputed", "duplicate": "excused", "accepted": "met",
}  # fmt: skip

COLUMNS: Labels = {
    "tube": _("Tube"),
    "result": _("Result"),
    "reported": _("Reported at"),
    "laboratory": _("Laboratory"),
    "reagent": _("Reagent"),
    "ct": _("Ct"),
    "reported_by": _("Reported by"),
    "reviewed_by": _("Reviewed by"),
}

# A file as a whole.
FILES: Labels = {
    "file_too_large": _("The file is larger than 4 MB. Send it in parts."),
    "file_too_old": _("This is a workbook of an older kind (.xls). Save it as .xlsx or .csv."),
    "file_unreadable": _("The file cannot be read as a workbook or separated text. Save it anew as .xlsx."),
    "file_inflates": _("The workbook unpacks to far too much. Save only the sheet with the results."),
    "file_too_long": _("The file has more than 20,000 rows. Send it in parts."),
    "file_empty": _("The file holds nothing."),
    "heading_missing": _(
        "No line names a tube and a result. Put the headings above the columns, or fill in the template."
    ),
}

# One row: what happened, which rule, what to do.
ROWS: Labels = {
    "tube_missing": _("No tube is named. Write its number."),
    "result_missing": _("No result stands here. Leave the row out until there is one."),
    "result_unread": _("“{value}” is no result. Write negative, positive, grey or invalid."),
    "time_missing": _("No time of the report stands here. Write day and time."),
    "time_unread": _("“{value}” is no time. Write it as 2022-03-16 18:00."),
    "laboratory_missing": _("No laboratory is named. Write it in the row, or choose it above the file."),
    "ct_unread": _("“{value}” is no Ct value. Write cycles from 0 to 50, as 28.5."),
    "formula": _("“{value}” begins like a formula. Write the text itself."),
    "too_long": _("“{value}…” is too long. Shorten it."),
    "unprintable": _("“{value}” holds signs that cannot be printed. Type it anew."),
    "tube_elsewhere": _("Tube {tube} was not filled in this house. Report it where it was filled."),
    "taken_back": _("This result was recorded and then retracted. If it holds, state it by hand."),
    "said_otherwise": _("The same result was recorded with other details. Correct that statement instead."),
    "said_before": _("Said before; nothing was doubled."),
    "tube_void": _("Tube {tube} was stated as void. Check the number, or retract that it is void."),
    "before_sampling": _("The report is older than the swab of tube {tube}. Correct one of the two times."),
    "result_contradicts": _(
        "Tube {tube} was reported otherwise before. Ask the laboratory, and retract the report that is wrong."
    ),
}

# What was done for a member of a pool that holds.
MEMBERS: Labels = {
    "owed": _("single swab owed"),
    "swabbed": _("swabbed, result awaited"),
    "clear": _("single negative"),
    "found": _("single positive"),
    "gone": _("left the house"),
}

MEMBER_MARKS: dict[str, str] = {
    "owed": "owed", "swabbed": "held", "clear": "met", "found": "breach", "gone": "excused",
}  # fmt: skip
