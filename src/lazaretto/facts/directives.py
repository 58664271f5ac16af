"""Directives: what authorities above order, how it is acknowledged, which of two that collide prevails."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from lazaretto.facts.attachments import Attachment
from lazaretto.facts.fact import Body, Code, Instant, Words

Issuer = Literal["ministry", "province", "city", "county"]
Demand = Literal["do", "refrain"]
Wording = Annotated[
    str, msgspec.Meta(min_length=1, max_length=20_000, description="The wording of a document.")
]


class Setting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A parameter of the protocol that a directive sets to a value; it binds once a version says so."""

    document: Code
    parameter: Code
    value: Code


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a directive demands or forbids of one subject; the subject is one word that directives share."""

    subject: Code
    demand: Demand
    words: Words | None = None


class DirectiveIssued(Body, kw_only=True, frozen=True, tag="command.directive_issued/1"):
    """A directive was issued to this facility by an authority above it.

    receive_by: until when it is to be acknowledged; None: as the protocol says. pass_on_by: until when this
    facility passes it on to those below. since, until: first and last day in force. parent: the directive
    that it passes on; supersedes: the one that it puts out of force.
    """

    personal = False
    directive: Code
    title: Words
    issuer: Issuer
    number: Code | None = None
    text: Wording | None = None
    attachment: Attachment | None = None
    receive_by: Instant | None = None
    pass_on_by: Instant | None = None
    since: date | None = None
    until: date | None = None
    parent: Code | None = None
    supersedes: Code | None = None
    settings: Annotated[tuple[Setting, ...], msgspec.Meta(max_length=50)] = ()
    asks: Annotated[tuple[Asked, ...], msgspec.Meta(max_length=50)] = ()


class DirectiveReceived(Body, kw_only=True, frozen=True, tag="command.directive_received/1"):
    """A facility acknowledged a directive."""

    personal = False
    directive: Code


class ContradictionSettled(Body, kw_only=True, frozen=True, tag="command.contradiction_settled/1"):
    """Of two directives that contradict each other over one thing, one was said to prevail, and why.

    over: the parameter, as ``document:parameter``, or the subject, about which they differ.
    """

    request = True
    personal = False
    over: Annotated[str, msgspec.Meta(min_length=1, max_length=130)]
    prevails: Code
    yields: Code
    settled_by: Code
    reason: Words


KINDS: tuple[type[Body], ...] = (DirectiveIssued, DirectiveReceived, ContradictionSettled)
