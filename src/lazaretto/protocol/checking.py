"""What keeps a document from being issued: the list of checks, in reading order.

Each check is one function ``(protocol, baseline) → problems`` with its own test. Whether the events,
groups and conditions that a document names exist is asked one floor up, because this room does not
know the registers: what issues a document calls ``lazaretto.obligations.checking.check``, which asks both.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from lazaretto.protocol.checks.checklists import (
    checklists_can_be_answered,
    hazards_fall_due,
    items_have_a_place,
)
from lazaretto.protocol.checks.floors import baseline_is_at_hand, floor_clauses_hold, floors_hold
from lazaretto.protocol.checks.languages import languages_are_complete, texts_are_translated
from lazaretto.protocol.checks.numbers import (
    numbers_agree,
    parameters_are_in_force,
    parameters_fit_their_units,
)
from lazaretto.protocol.checks.references import (
    bottom_lines_are_kept,
    citations_are_given,
    ids_are_unique,
    sources_exist,
    uses_exist,
)
from lazaretto.protocol.checks.rights import (
    contact_is_owed,
    custody_is_not_extended,
    orders_are_reviewed,
    reviews_are_owed,
    rights_alarms_are_told,
    rights_are_stated,
    visits_are_owed,
    warnings_come_in_time,
)
from lazaretto.protocol.checks.shapes import (
    duties_can_fall_due,
    legs_end,
    levels_are_named,
    passes_can_be_held,
    patterns_are_whole,
    retentions_do_not_contradict,
    slots_do_not_overlap,
)
from lazaretto.protocol.checks.tables import (
    lifting_rows_stand_on_the_record,
    tables_can_be_read,
    tables_have_no_dead_row,
    tables_have_no_gap,
    tables_have_no_overlap,
    unknown_never_admits,
)
from lazaretto.protocol.document import Protocol
from lazaretto.protocol.problem import Problem

Check: TypeAlias = Callable[[Protocol, Protocol | None], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    # names
    ids_are_unique,
    sources_exist,
    citations_are_given,
    uses_exist,
    bottom_lines_are_kept,
    # numbers
    parameters_fit_their_units,
    parameters_are_in_force,
    numbers_agree,
    # shapes
    levels_are_named,
    duties_can_fall_due,
    slots_do_not_overlap,
    legs_end,
    patterns_are_whole,
    passes_can_be_held,
    retentions_do_not_contradict,
    # checklists
    checklists_can_be_answered,
    items_have_a_place,
    hazards_fall_due,
    # languages
    languages_are_complete,
    texts_are_translated,
    # decision tables
    tables_can_be_read,
    tables_have_no_gap,
    tables_have_no_overlap,
    tables_have_no_dead_row,
    unknown_never_admits,
    lifting_rows_stand_on_the_record,
    # floors
    baseline_is_at_hand,
    floors_hold,
    floor_clauses_hold,
    # rights
    rights_are_stated,
    visits_are_owed,
    reviews_are_owed,
    contact_is_owed,
    warnings_come_in_time,
    orders_are_reviewed,
    rights_alarms_are_told,
    custody_is_not_extended,
)


def check(protocol: Protocol, *, baseline: Protocol | None) -> tuple[Problem, ...]:
    """Everything that is wrong with a document, check by check. Empty: nothing."""
    return tuple(problem for each in CHECKS for problem in each(protocol, baseline))


def issuable(problems: tuple[Problem, ...]) -> bool:
    """True when no problem is an error."""
    return all(problem.severity != "error" for problem in problems)
