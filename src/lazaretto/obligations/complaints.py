"""A complaint as one machine: lodged, received, answered, handed over; objected to, reviewed, closed (H5).

What is sealed goes one way only: it is handed to the inspector. Whoever answered does not review (law 13),
and nobody who is complained about decides: the reasons against a request and a condition look after that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lazaretto.facts import complaints as facts_of
from lazaretto.facts.complaints import ComplaintLodged
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import seconds
from lazaretto.obligations.machine import Course, Machine, Step, follow
from lazaretto.registers.standing import Standing

COMPLAINT = Machine(
    name="complaint",
    start="unknown",
    states=(
        "unknown", "lodged", "forwarded", "received", "answered", "told", "objected", "reviewed", "retold",
        "closed",
    ),
    acts={
        "lodge": ComplaintLodged, "forward": facts_of.ComplaintForwarded,
        "receive": facts_of.ComplaintReceived, "answer": facts_of.ComplaintAnswered,
        "hand": facts_of.AnswerHanded, "object": facts_of.ComplaintObjected,
        "review": facts_of.ComplaintReviewed, "close": facts_of.ComplaintClosed,
    },
    moves={
        ("unknown", "lodge"): "lodged",
        ("lodged", "forward"): "forwarded",
        ("lodged", "receive"): "received",
        ("lodged", "close"): "closed",  # taken back by the person
        ("received", "answer"): "answered",
        ("received", "close"): "closed",
        ("answered", "hand"): "told",
        ("told", "object"): "objected",
        ("told", "close"): "closed",
        ("objected", "review"): "reviewed",
        ("reviewed", "hand"): "retold",
        ("retold", "close"): "closed",
    },
    apart=(("answer", "review"),),
)  # fmt: skip
OVER = frozenset({"forwarded", "closed"})
ANSWERED = frozenset({"answered", "told", "objected", "reviewed", "retold", "closed"})
_ACTORS = {
    facts_of.ComplaintForwarded: "forwarded_by", facts_of.ComplaintReceived: "received_by",
    facts_of.ComplaintAnswered: "answered_by", facts_of.AnswerHanded: "handed_by",
    facts_of.ComplaintReviewed: "reviewed_by", facts_of.ComplaintClosed: "closed_by",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint with everything that was done about it."""

    code: str
    facility: str
    lodged: ComplaintLodged
    course: Course

    @property
    def at(self) -> int:
        """When it was lodged, seconds."""
        return seconds(self.course.taken[0].fact.occurred)

    @property
    def sealed(self) -> bool:
        """Whether it is addressed to the inspector, and nobody else opens it."""
        return self.lodged.addressed == "inspector"

    @property
    def over(self) -> bool:
        """Whether nothing more is owed in this record."""
        return self.course.state in OVER


def act_of(body: Body) -> str:
    """The act that a body states."""
    return next(act for act, kind in COMPLAINT.acts.items() if isinstance(body, kind))


def persons_of(fact: Fact) -> frozenset[str]:
    """Whose act a fact is: who is named as having done it, and who said so."""
    named = _ACTORS.get(type(fact.body))
    return frozenset({fact.actor, *([getattr(fact.body, named)] if named else [])})


def complaint_of(said: Iterable[Fact]) -> Complaint | None:
    """What the facts about one complaint add up to; None where nobody lodged it."""
    course = follow(COMPLAINT, [Step(act_of(one.body), persons_of(one), one) for one in said])
    lodged = course.last("lodge")
    if lodged is None or not isinstance(lodged.fact.body, ComplaintLodged):
        return None
    return Complaint(lodged.fact.body.complaint, lodged.fact.facility, lodged.fact.body, course)


def accusing(standing: Standing, person: str) -> frozenset[str]:
    """The complaints that are about somebody: they neither read nor handle them, nor learn of them here."""
    rows = standing.events("complaint_against")
    return frozenset(standing.names.name(key) for key in rows.key[rows.value == standing.names.find(person)])


def said_of(standing: Standing, facts: Sequence[Fact], complaint: str) -> list[Fact]:
    """Everything that was said of one complaint."""
    rows = standing.events("complaint_act")
    mine = rows.fact[rows.key == standing.names.find(complaint)]
    return [facts[number] for number in dict.fromkeys(mine.tolist())]


def complaints(standing: Standing, facts: Sequence[Fact], facility: str | None) -> tuple[Complaint, ...]:
    """Every complaint that was lodged in a house (None: anywhere), the oldest first."""
    rows = standing.events("complaint_act")
    if facility is not None:
        mine = np.unique(rows.key[rows.facility == standing.facilities.find(facility)])
        rows = rows.where(np.isin(rows.key, mine))
    numbers: dict[int, dict[int, None]] = {}
    for key, number in zip(rows.key.tolist(), rows.fact.tolist(), strict=True):
        numbers.setdefault(key, {})[number] = None
    found = (complaint_of(facts[n] for n in said) for said in numbers.values())
    chosen = [one for one in found if one is not None and facility in (None, one.facility)]
    return tuple(sorted(chosen, key=lambda one: (one.at, one.code)))
