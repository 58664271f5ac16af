"""Checklists: every item can be answered, can fail or is mere words, and what fails has a name."""

from collections.abc import Iterator

from lazaretto.protocol.document import Checklist, Item, Protocol
from lazaretto.protocol.problem import Problem

HAZARDS = ("ordinary", "serious", "major")


def checklists_can_be_answered(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """An item's answers fit its type: bounds for a number only, choices for a choice only, some that fail."""
    for path, item in items(protocol):
        bounded = item.at_least is not None or item.at_most is not None
        if bounded != (item.answer == "number") or bool(item.choices) != (item.answer == "choice"):
            yield Problem(code="answer_shapeless", path=path, values={"name": item.id, "type": item.answer})
        elif item.choices and len({choice.fails for choice in item.choices}) == 1:
            yield Problem(code="choices_alike", path=f"{path}.choices", values={"name": item.id})
        if item.at_least is not None and item.at_most is not None and item.at_least > item.at_most:
            yield Problem(code="bounds_reversed", path=f"{path}.at_most", values={"name": item.id})
        if item.weight < 1:
            yield Problem(code="weightless", path=f"{path}.weight", values={"name": item.id})


def items_have_a_place(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """An item lies in an area of its checklist, is about a matter of the document, and no area is empty."""
    matters = {matter.id for matter in protocol.matters}
    for number, checklist in enumerate(protocol.checklists):
        areas = {area.id for area in checklist.areas}
        for index, item in enumerate(checklist.items):
            path = f"checklists[{number}].items[{index}]"
            if item.area not in areas:
                yield Problem(code="area_unknown", path=f"{path}.area", values={"name": item.area})
            if item.about not in matters:
                yield Problem(code="matter_unknown", path=f"{path}.about", values={"name": item.about})
        used = {item.area for item in checklist.items}
        for index, area in enumerate(checklist.areas):
            if area.id not in used:
                path = f"checklists[{number}].areas[{index}]"
                yield Problem(code="area_empty", path=path, values={"name": area.id})


def hazards_fall_due(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Every hazard of a checklist has days until it is put right, and a graver one never has more."""
    for number, checklist in enumerate(protocol.checklists):
        path = f"checklists[{number}].due"
        missing = [hazard for hazard in HAZARDS if checklist.due.get(hazard, 0) < 1]  # type: ignore[call-overload]
        for hazard in missing:
            yield Problem(code="hazard_never_due", path=path, values={"hazard": hazard})
        if not missing and not _graver_sooner(checklist):
            yield Problem(code="hazard_due_later", path=path, values={"name": checklist.id})


def _graver_sooner(checklist: Checklist) -> bool:
    due = checklist.due
    return due["major"] <= due["serious"] <= due["ordinary"]


def items(protocol: Protocol) -> Iterator[tuple[str, Item]]:
    """Every item of every checklist, with its path."""
    for number, checklist in enumerate(protocol.checklists):
        for index, item in enumerate(checklist.items):
            yield f"checklists[{number}].items[{index}]", item
