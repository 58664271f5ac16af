"""Somebody or some room falls out: a given placement is kept, with as few changes as can be."""

from collections.abc import Mapping

import msgspec

from lazaretto.facts.fact import Person
from lazaretto.facts.places import Place
from lazaretto.placement.answer import Proposal
from lazaretto.placement.asking import Request
from lazaretto.placement.proposing import explained
from lazaretto.placement.solving import solve


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody goes elsewhere than given; ``to`` is None when no room is left for them."""

    person: Person
    given: Place
    to: Place | None


class Repair(msgspec.Struct, frozen=True, kw_only=True):
    """A proposal that keeps what was given wherever it can, and the changes it needs."""

    proposal: Proposal
    changes: tuple[Change, ...]


def repair(request: Request, given: Mapping[str, str]) -> Repair:
    """As many as can be are placed, then as few as can be elsewhere than given, then at the least price.

    request: as things stand now. given: person → place, as it was decided or as people already are;
    whoever is new is in the request and not in it.
    """
    proposal = explained(request, solve(request, kept=given))
    now = proposal.places
    return Repair(
        proposal=proposal,
        changes=tuple(
            Change(person=newcomer.person, given=given[newcomer.person], to=now.get(newcomer.person))
            for newcomer in request.newcomers
            if newcomer.person in given and now.get(newcomer.person) != given[newcomer.person]
        ),
    )
