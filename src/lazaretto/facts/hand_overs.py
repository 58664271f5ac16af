"""Hand-overs of people: prepared with a status document, given and taken, refused, handed back (M06).

That the other side acknowledged one is :class:`lazaretto.facts.custody.Received`, which says it of every
taking over, with or without a document. None of these is a request: what happened at the door is recorded.
"""

from typing import Annotated, Literal

import msgspec

from lazaretto.facts.custody import Party
from lazaretto.facts.fact import Body, Code, Instant, Person, Words
from lazaretto.facts.partners import Telephone

# WHO, Infection prevention and control during health care (2021): standard precautions always, and besides
# them those of the way in which an agent spreads.
Precaution = Literal["standard", "contact", "droplet", "airborne"]
Brought = Literal["discharge", "results", "care"]


class HandOverPrepared(Body, kw_only=True, frozen=True, tag="custody.hand_over_prepared/1"):
    """A status document was drawn up for a person who is to be handed over to a party.

    known_at: the instant of knowledge that it speaks of. digest: SHA-256, hexadecimal, of its canonical
    bytes, which the record gives again for ever. call, telephone: whom the other side calls.
    """

    hand_over: Code
    person: Person
    party: Party
    to: Words
    partner: Code | None = None
    known_at: Instant
    digest: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
    drawn_by: Code
    precautions: Annotated[tuple[Precaution, ...], msgspec.Meta(min_length=1, max_length=4)]
    call: Words
    telephone: Telephone


class HandedOver(Body, kw_only=True, frozen=True, tag="custody.handed_over/1"):
    """A person was handed over: one of the house gave, somebody of the party took.

    document: whether the status document went along.
    """

    hand_over: Code
    person: Person
    party: Party
    to: Words
    partner: Code | None = None
    given_by: Code
    taken_by: Words
    document: bool = False


class HandOverRefused(Body, kw_only=True, frozen=True, tag="custody.hand_over_refused/1"):
    """The party would not take the person over, or sent them away again: who said so, and why."""

    hand_over: Code
    person: Person
    refused_by: Words
    reason: Words


class HandedBack(Body, kw_only=True, frozen=True, tag="custody.handed_back/1"):
    """The party handed the person back to the house, with the papers that it gave along.

    reference: number of its paper. That the person is in a cell again is said by ``custody.came_back``.
    """

    hand_over: Code
    person: Person
    given_by: Words
    taken_by: Code
    brought: Annotated[tuple[Brought, ...], msgspec.Meta(max_length=3)] = ()
    reference: Words | None = None


KINDS: tuple[type[Body], ...] = (HandOverPrepared, HandedOver, HandOverRefused, HandedBack)
