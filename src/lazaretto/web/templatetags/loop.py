"""Filters for the closed loop: what somebody lacks in words, lights as marks, places of a meeting."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _

from lazaretto.board.fatigue import Lamp
from lazaretto.board.loop_page import Line, Met
from lazaretto.board.words import word
from lazaretto.obligations.holding import Held
from lazaretto.obligations.stepping import Step
from lazaretto.protocol.document import Pattern, Procedure
from lazaretto.web.labels.loop import LACKS, NEEDED, SORTS
from lazaretto.web.templatetags.lazaretto import say

register = template.Library()


@register.filter
def lack(held: Held, procedures: Iterable[Procedure] = ()) -> str:
    """What a condition of a step still asks for; procedures by their titles."""
    titles = {procedure.id: say(procedure.title) for procedure in procedures}
    values = dict(held.values)
    if "procedures" in values:
        named = values["procedures"].split(", ")
        values["procedures"] = _(", ").join(titles.get(name, name) for name in named)
    return str(LACKS.get((held.name, held.state), held.name)) % values


@register.filter
def held_mark(held: Held) -> str:
    """What is known to be lacking is missed; what nobody knows is owed; days to come are ahead."""
    if held.name == "days_served":
        return "ahead"
    return "missed" if held.state == "not_met" else "owed"


@register.filter
def step_mark(step: Step, today: object) -> str:
    """A step is clear, or waits for something; one whose day is past and that still waits is late."""
    open_ones = [held for held in step.lacks if held.name != "days_served"]
    if step.on > today:  # type: ignore[operator]
        return "ahead"
    return "late" if open_ones else "clear"


@register.filter
def lamp_mark(lamp: Lamp) -> str:
    """The mark of one light."""
    return lamp.light


@register.filter
def lamp_word(lamp: Lamp) -> str:
    """A figure beside its limit: 5/7."""
    return f"{lamp.figure}/{lamp.most}" if lamp.most is not None else str(lamp.figure)


@register.filter
def burdened(lines: Iterable[Line]) -> int:
    """How many are over a limit of fatigue."""
    return sum(line.lights.gravest == "breach" for line in lines)


@register.filter
def needed_word(what: str) -> str:
    """A leader, a medic, a woman officer."""
    return str(NEEDED.get(what, what))


@register.filter
def met_where(met: Met) -> str:
    """In one zone: the guarded area; at one meal: canteen-noon."""
    place = say(word("zone", met.where)) if met.sort == "zone" else met.where
    sort = str(SORTS[met.sort])
    return f"{sort} · {place}" if place else sort


@register.filter
def written(pattern: Pattern) -> str:
    """A pattern's phases with their days: A 7 → C 7 → B 7."""
    return " → ".join(f"{phase.phase} {phase.days}" for phase in pattern.phases)
