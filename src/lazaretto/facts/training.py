"""Training: which procedures staff were taught, and in which they were assessed (M36)."""

from typing import Annotated

import msgspec

from lazaretto.facts.fact import Body, Code, Person

Persons = Annotated[tuple[Person, ...], msgspec.Meta(min_length=1, max_length=500)]
Score = Annotated[int, msgspec.Meta(ge=0, le=100)]
Minutes = Annotated[int, msgspec.Meta(ge=1, le=1440)]


class SessionHeld(Body, kw_only=True, frozen=True, tag="training.session_held/1"):
    """A procedure of the protocol was taught: by whom, to whom, for how long."""

    session: Code
    procedure: Code
    trainer: Person
    persons: Persons
    minutes: Minutes


class Assessed(Body, kw_only=True, frozen=True, tag="training.assessed/1"):
    """A person was assessed in a procedure: passed or not. How long a pass is good for, the protocol says."""

    person: Person
    procedure: Code
    passed: bool
    assessor: Person
    score: Score | None = None


KINDS: tuple[type[Body], ...] = (SessionHeld, Assessed)
