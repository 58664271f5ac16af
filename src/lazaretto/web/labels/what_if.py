"""What a question to the twin is called on screens: ready-made orders, and what is wrong with a question."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

IDEAS: Labels = {
    "shorter_leg": _("Leg {leg}: {days} days instead of {instead}"),
    "one_more_test": _("One more test in leg {leg}, on day {day}: {tests} in all"),
    "alone": _("Everybody alone in a cell"),
    "fortnight_alone": _("{days} days alone in a cell and nothing else, instead of {instead} days"),
    "more_cells": _("Two cells more a house: at most {people} people in one"),
    "smaller_cells": _("At most {people} people in a cell: this needs {more} cells more at once"),
    "other_duty": _("Duty {days} instead of the pattern in force"),
    "weekly_rounds": _("A testing round in the general wings every {days} days"),
}
NAMES: Labels = {
    "shorter_leg": _("Leg {leg}: {days} d"),
    "one_more_test": _("{tests} tests in leg {leg}"),
    "alone": _("Alone in cells"),
    "fortnight_alone": _("{days} d alone, nothing else"),
    "more_cells": _("At most {people} in a cell"),
    "smaller_cells": _("At most {people} in a cell"),
    "other_duty": _("Duty {days}"),
    "weekly_rounds": _("Rounds every {days} d"),
}
STATUS: Labels = {
    "in_force": _("in force"),
    "issued": _("issued, not in force"),
    "shelf": _("not issued yet"),
}
PHASES: Labels = {
    "inside": _("inside"),
    "standby": _("on standby"),
    "home": _("isolating at home"),
    "open": _("people come and go every day: no closed duty at this level"),
}
FAULTS: Labels = {
    "too_many_orders": _("At most {most} other orders stand beside the one of the document. Take some out."),
    "name_missing": _("The order has no name. Give it one."),
    "name_twice": _("Two orders are called “{name}”. Call one of them otherwise."),
    "leg_unknown": _("The document has {legs} legs, and no leg {leg}. Leave this leg empty."),
    "leg_days_wrong": _("Leg {leg} has 0 to {most} days; 0 leaves it out. Correct the number."),
    "tests_outside": _("Leg {leg} has {days} days: no test lies on day {tests}. Move it, or take it out."),
    "no_leg_left": _("No leg would be left. Keep at least one day of one leg."),
    "cohort_wrong": _("A cell of quarantine holds 1 to {most} people. Correct the number."),
    "pattern_unknown": _("The document has no pattern of duty {pattern}. Choose one of: {known}."),
    "rounds_wrong": _("Rounds are 0 to {most} days apart; 0 is none. Correct the number."),
    "answer_wrong": _("Days of rounds after a find are counted from 0. Correct them."),
    "freeze_wrong": _("Movement stands still for 0 to {most} days. Correct the number."),
    "test_unknown": _("The assumptions of {disease} have no test {test}. Choose one of: {known}."),
    "days_wrong": _("With this disease the days ahead are 1 to {most}. Correct the number."),
    "fineness_wrong": _(
        "1, 2, 4 … {points} points of the assumptions (powers of two), 1 to {replicates} lives at each."
    ),
    "not_a_number": _(
        "“{typed}” cannot be read here. Write whole numbers in figures, not below nought; days of tests"
        " with commas between: 1, 4, 7."
    ),
    "wing_that_ends": _(
        "Leg {leg} of the document is a general wing that ends after {days} days. The twin lives "
        "general wings "
        "without an end: choose another version, or correct the leg."
    ),
    "leg_of_no_days": _(
        "Leg {leg} of the document has {days} days. Choose another version, or correct the "
        "leg."
    ),
    "leg_tests_outside": _(
        "Leg {leg} of the document has {days} days and tests on day {tests}. Choose another "
        "version, or correct "
        "the leg."
    ),
    "phase_of_no_days": _(
        "Phase {phase} of the pattern {pattern} has no days, or tests outside them. Choose another "
        "pattern, or "
        "correct it in the document."
    ),
    "no_legs": _("{document} has no leg of quarantine: there is nothing to change. Choose another version."),
    "not_a_disease": _(
        "The assumptions of the disease contradict themselves: {why}. Choose another "
        "disease."
    ),
    "cannot_be_lowered": _("The twin cannot live this document: {why}. Choose another version."),
    "cannot_be_built": _("The twin cannot live this network: {why}. Change the start, or the order."),
}  # fmt: skip
