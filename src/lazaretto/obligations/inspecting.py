"""What the answers of an inspection come to: which items failed, what is still wanting, the score (M34)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from lazaretto.facts.inspections import ItemAnswer
from lazaretto.facts.notices import Gravity, Hazard
from lazaretto.obligations.force import InForce
from lazaretto.obligations.inspections import Inspection
from lazaretto.protocol.document import Checklist, Item

# unanswered; unfit: the answer does not fit the question; unexplained: it does not apply, and nobody says
# why; unproved: a picture or a paper was asked for and is not there
Lack = Literal["unanswered", "unfit", "unexplained", "unproved"]
SEVERITY: Mapping[Hazard, Gravity] = {"ordinary": "note", "serious": "warning", "major": "alarm"}
_LONGEST = 12  # figures of a number


@dataclass(frozen=True, slots=True)
class Judged:
    """An item with its answer. fails: None where it does not apply, or nothing fit was said."""

    item: Item
    answer: ItemAnswer | None
    lack: Lack | None
    fails: bool | None


def checklist_of(inspection: Inspection, forces: Iterable[InForce]) -> Checklist | None:
    """The checklist that an inspection keeps to: of the version in force when it was opened."""
    body = inspection.body
    for force in forces:
        if (force.protocol.id, force.protocol.version) == (body.document, body.version):
            return checklist_named(force.protocol.checklists, body.checklist)
    return None


def checklist_named(checklists: Iterable[Checklist], checklist: str) -> Checklist | None:
    """The checklist of that id; None where there is none."""
    return next((one for one in checklists if one.id == checklist), None)


def judged(checklist: Checklist, answers: Mapping[str, ItemAnswer]) -> tuple[Judged, ...]:
    """Every item in its order, with what was said of it."""
    return tuple(judge(item, answers.get(item.id)) for item in checklist.items)


def judge(item: Item, answer: ItemAnswer | None) -> Judged:
    """One item. A blank is no answer; what does not fit the question is none either."""
    lack = _lack(item, answer)
    fails = None
    if answer is not None and answer.said is not None and lack in (None, "unproved"):
        fails = _fails(item, answer.said)
    return Judged(item, answer, lack, fails)


def _lack(item: Item, answer: ItemAnswer | None) -> Lack | None:
    if answer is None:
        return "unanswered"
    if answer.said is None:
        return None if answer.words else "unexplained"
    if not fits(item, answer.said):
        return "unfit"
    return "unproved" if item.evidence and not answer.evidence else None


def fits(item: Item, said: str) -> bool:
    """Whether something said answers the question at all."""
    if item.answer == "yes_no":
        return said in ("yes", "no")
    if item.answer == "number":
        return said.removeprefix("-").isdecimal() and len(said) <= _LONGEST
    if item.answer == "choice":
        return said in {choice.id for choice in item.choices}
    return bool(said.strip())


def _fails(item: Item, said: str) -> bool:
    if item.answer == "yes_no":
        return said == "no"
    if item.answer == "number":
        least, most = item.at_least, item.at_most
        return (least is not None and int(said) < least) or (most is not None and int(said) > most)
    return any(choice.fails for choice in item.choices if choice.id == said)


def score(judgements: Iterable[Judged]) -> int:
    """Per mille of the weight of what applied that was in order; 1000 where nothing applied."""
    counted = [one for one in judgements if one.fails is not None]
    whole = sum(one.item.weight for one in counted)
    return 1000 * sum(one.item.weight for one in counted if not one.fails) // whole if whole else 1000
