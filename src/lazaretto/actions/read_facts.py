"""Read facts, page by page, in scope; names stay masked, and asking for one person leaves a line.

So does a page of what is held of people in general: whoever copies a whole house is seen to have done it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.reading_log import EVERYBODY, NOWHERE, log_read
from lazaretto.access.scope import scoped
from lazaretto.actions.viewing import view
from lazaretto.actions.withholding import GUARDED, UNSEALED, kept_from
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.ledger.reading import MOST, Line, Place, Wanted, page

PAGE = "a page of facts"  # the reason of whoever named none
OPEN = ("kind", "complaint")  # what all but the inspector read of what a guarded fact says (H5)
HIDDEN = ("place", "actor", "device")  # where, to whom and on what it was told would tell who complained
MASKED = ("name",)  # of custody.admitted and duty.enrolled: shown by read_person alone


@dataclass(frozen=True, slots=True)
class Told:
    """One fact as plain JSON values, without a name. body: None where it was erased under a rule.

    said_by: the fact that says so; None where another node or a former version erased it.
    node: which first held it; received: when it came here from there, None where it was first held here.
    """

    id: UUID
    facility: str
    position: int
    kind: str
    occurred: datetime
    recorded: datetime
    fact: dict[str, Any] | None
    erased_by: str | None
    replaced_by: UUID | None
    node: str
    received: datetime | None
    said_by: UUID | None


@dataclass(frozen=True, slots=True)
class Page:
    """Facts and the place to go on from; None: there are no more at present."""

    facts: tuple[Told, ...]
    after: Place | None


def read_facts(
    wanted: Wanted, *, actor: Actor, now: datetime, after: Place | None = None, limit: int = 100,
    reason: str = "",
) -> Page:  # fmt: skip
    """A page of the facts in the actor's scope, in each facility's order.

    Raises :class:`Refused` for a facility outside the scope, and for a ``subject`` without a reason.
    """
    actor.require("read_facts")
    for facility in wanted.facilities or ():
        actor.require("read_facts", facility=facility)
    if wanted.subject is not None:
        actor.require("read_person")
        where = wanted.facilities[0] if wanted.facilities else NOWHERE
        log_read(actor=actor, subject=wanted.subject, facility=where, reason=reason, at=now)
    count = max(1, min(limit, MOST - 1))
    open_to_all = actor.role in UNSEALED
    if wanted.subject is not None and not open_to_all:  # whether somebody complained is no answer
        wanted = replace(wanted, without=(*wanted.without, *GUARDED))
    with scoped(actor.scope):
        found = page(wanted, after=after, limit=count + 1)
    shown = found[:count]
    if wanted.subject is None and any(_personal(line) for line in shown):
        houses = {line.facility for line in shown}
        log_read(
            actor=actor, subject=EVERYBODY, facility=houses.pop() if len(houses) == 1 else NOWHERE,
            reason=reason.strip() or PAGE, at=now,
        )  # fmt: skip
    last = Place(shown[-1].facility, shown[-1].position) if len(found) > count else None
    mine = kept_from(actor, view(now=now).standing)
    return Page(tuple(_told(line, unsealed=open_to_all) for line in shown if not _about(line, mine)), last)


def place_of(cursor: str) -> Place:
    """A place from its text, ``QZ-D.120``. Raises :class:`Refused`."""
    facility, _, position = cursor.rpartition(".")
    if not facility or not position.isascii() or not position.isdigit() or len(position) > 18:
        raise Refused("malformed", why=f"`{cursor[:40]}` is no cursor; use the one of the last page")
    return Place(facility, int(position))


def cursor_of(place: Place) -> str:
    """The text of a place."""
    return f"{place.facility}.{place.position}"


def _personal(line: Line) -> bool:
    body = BY_KIND.get(line.kind.partition("/")[0])
    return line.canonical is not None and (body is None or body.personal)


def _guarded(line: Line) -> bool:
    body = BY_KIND.get(line.kind.partition("/")[0])
    return body is not None and body.guarded


def _about(line: Line, complaints: frozenset[str]) -> bool:
    """Whether a line speaks of one of these complaints."""
    if not complaints or line.canonical is None or not _guarded(line):
        return False
    return msgspec.json.decode(line.canonical)["body"]["complaint"] in complaints


def _told(line: Line, *, unsealed: bool) -> Told:
    said = None if line.canonical is None else _masked(msgspec.json.decode(line.canonical))
    if said is not None and _guarded(line) and not unsealed:
        said = {name: value for name, value in said.items() if name not in HIDDEN}
        said["body"] = {name: said["body"][name] for name in OPEN if name in said["body"]}
    return Told(
        line.id, line.facility, line.position, line.kind, line.occurred, line.recorded, said,
        line.erased_by, line.replaced_by, line.node, line.received, line.said_by,
    )  # fmt: skip


def _masked(fact: dict[str, Any]) -> dict[str, Any]:
    body = {name: value for name, value in fact["body"].items() if not _is_name(fact, name)}
    return {**fact, "body": body}


def _is_name(fact: dict[str, Any], field: str) -> bool:
    """A facility has a name too, and that one is no secret."""
    return field in MASKED and not str(fact["body"].get("kind", "")).startswith("command.")
