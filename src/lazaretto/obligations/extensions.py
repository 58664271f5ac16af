"""More time for a finding as one machine: asked for, then granted or refused by somebody else (M33)."""

from collections.abc import Sequence
from dataclasses import dataclass

from lazaretto.facts.extensions import ExtensionAsked, ExtensionDecided
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import seconds
from lazaretto.obligations.machine import Course, Machine, Step, follow
from lazaretto.registers.extensions import EXTENSION_ACTS
from lazaretto.registers.standing import Standing

EXTENSION = Machine(
    name="extension",
    start="unasked",
    states=("unasked", "asked", "granted", "refused"),
    acts={"ask": ExtensionAsked, "grant": ExtensionDecided, "refuse": ExtensionDecided},
    moves={
        ("unasked", "ask"): "asked",
        ("asked", "grant"): "granted",
        ("asked", "refuse"): "refused",
    },
    apart=(("ask", "grant"), ("ask", "refuse")),
)
_ACTORS = {ExtensionAsked: "asked_by", ExtensionDecided: "decided_by"}


@dataclass(frozen=True, slots=True)
class Extension:
    """One request for more time, and what became of it. decided: the answer that counted, with its fact."""

    fact: Fact
    body: ExtensionAsked
    course: Course
    decided: tuple[Fact, ExtensionDecided] | None

    @property
    def code(self) -> str:
        """What it is called in its house."""
        return self.body.extension

    @property
    def state(self) -> str:
        """How far it has come."""
        return self.course.state

    @property
    def granted(self) -> tuple[int, int] | None:
        """(when it was granted, until when), in seconds; None where it was not."""
        if self.state != "granted" or self.decided is None or self.decided[1].until is None:
            return None
        return seconds(self.decided[0].occurred), seconds(self.decided[1].until)


def step_of(act: str, fact: Fact) -> Step:
    """An act as its fact said it: whoever is named in it, and whoever stated it."""
    return Step(act, persons_of(fact), fact)


def persons_of(fact: Fact) -> frozenset[str]:
    """Whose act a fact is: who is named as having done it, and who said so."""
    return frozenset({fact.actor, getattr(fact.body, _ACTORS[type(fact.body)])})


def extensions(standing: Standing, facts: Sequence[Fact], facility: str) -> tuple[Extension, ...]:
    """Every extension that a house asked for by the standing's instant, in the order of the asking."""
    number = standing.facilities.find(facility)
    return standing.once(("extensions", number), lambda: _extensions(standing, facts, number))


def _extensions(standing: Standing, facts: Sequence[Fact], number: int) -> tuple[Extension, ...]:
    rows = standing.events("extension_act")
    rows = rows.where(rows.facility == number)
    told: dict[int, dict[int, Step]] = {}
    for fact, key, act in sorted(
        zip(rows.fact.tolist(), rows.key.tolist(), rows.value.tolist(), strict=True)
    ):
        told.setdefault(key, {}).setdefault(fact, step_of(EXTENSION_ACTS[act], facts[fact]))
    found = [one for steps in told.values() if (one := _extension(list(steps.values())))]
    return tuple(sorted(found, key=lambda one: (one.fact.occurred, one.code)))


def _extension(steps: list[Step]) -> Extension | None:
    course = follow(EXTENSION, steps)
    asked, answer = course.last("ask"), course.last("grant") or course.last("refuse")
    if asked is None or not isinstance(asked.fact.body, ExtensionAsked):
        return None  # an answer to what nobody had asked; a condition finds it
    said = answer.fact.body if answer is not None else None
    decided = (answer.fact, said) if answer is not None and isinstance(said, ExtensionDecided) else None
    return Extension(asked.fact, asked.fact.body, course, decided)
