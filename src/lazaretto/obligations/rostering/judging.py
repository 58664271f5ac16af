"""The judge of rosters: what a roster breaks, rule by rule. Pure, and a stranger to every planner.

Names of rules are those of the protocol's conditions, and so are their settings. A rule is one named
function of ``looping``, ``posting`` or ``tiring``, and one line here.
"""

from collections.abc import Callable, Iterator

from lazaretto.obligations.rostering.looping import (
    absent_on_duty,
    batch_incomplete,
    phase_cut_short,
    phase_out_of_order,
    phase_too_long,
    turn_missing,
    turns_overlap,
)
from lazaretto.obligations.rostering.posting import (
    post_unknown,
    post_unmanned,
    post_unqualified,
    stand_outside_phase,
    untrained_on_post,
    watches_overlap,
)
from lazaretto.obligations.rostering.situation import Breach, Roster, Situation
from lazaretto.obligations.rostering.tiring import (
    inside_too_long,
    nights_in_a_row,
    rest_too_short,
    watch_hours_exceeded,
    week_hours_exceeded,
)
from lazaretto.obligations.rostering.unrolling import Unrolled

RULES: tuple[Callable[[Unrolled], Iterator[Breach]], ...] = (
    # the loop
    turn_missing,
    turns_overlap,
    phase_out_of_order,
    phase_cut_short,
    phase_too_long,
    absent_on_duty,
    batch_incomplete,
    # posts
    post_unmanned,
    post_unknown,
    post_unqualified,
    untrained_on_post,
    stand_outside_phase,
    watches_overlap,
    # fatigue
    watch_hours_exceeded,
    week_hours_exceeded,
    rest_too_short,
    nights_in_a_row,
    inside_too_long,
)
NAMES: tuple[str, ...] = tuple(rule.__name__ for rule in RULES)


def judge(situation: Situation, roster: Roster) -> tuple[Breach, ...]:
    """Every breach of every rule, in the order of the rules; none: the roster is lawful."""
    laid = Unrolled(situation, roster)
    return tuple(breach for rule in RULES for breach in rule(laid))
