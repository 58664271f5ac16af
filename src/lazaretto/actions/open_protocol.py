"""Open a protocol: the list of documents, or one version with its clauses, numbers, sources and history."""

from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_board import families_of
from lazaretto.actions.shelf import stock
from lazaretto.actions.viewing import View, view
from lazaretto.board.counting import of_families, tally
from lazaretto.board.counts import Counts
from lazaretto.board.laying_out import documents, lay_out
from lazaretto.board.protocol_page import DocumentLine, ProtocolPage
from lazaretto.facts.periods import seconds
from lazaretto.protocol.comparing import Change, compare
from lazaretto.protocol.problem import Problem
from lazaretto.registers.record import Record


def list_protocols(
    *, actor: Actor, now: datetime, at: datetime | None = None, record: Record | None = None
) -> tuple[DocumentLine, ...]:
    """Every document of the folder with its versions, those in force first."""
    actor.require("read_protocol")
    seen = view(now=now, at=at, record=record)
    shelf = {version: stocked.protocol for version, stocked in stock().documents.items()}
    return documents(shelf=shelf, forces=seen.forces, facts=seen.record.facts, at=seen.standing.at)


def unreadable_protocols(*, actor: Actor) -> dict[str, tuple[Problem, ...]]:
    """The files of the folder that are no protocol, by ``<id>/<version>.yaml``, with what is wrong."""
    actor.require("read_protocol")
    return {"/".join(path.parts[-2:]): problems for path, problems in stock().unreadable.items()}


def open_protocol(
    document: str, version: str | None = None, *, actor: Actor, now: datetime,
    at: datetime | None = None, record: Record | None = None,
) -> ProtocolPage:  # fmt: skip
    """One version (None: the one in force, else the newest), with counts for the actor's scope.

    Raises :class:`Refused` for a document or version that is not in the folder.
    """
    actor.require("read_protocol")
    seen = view(now=now, at=at, record=record)
    held = stock().documents
    chosen = version or _in_force(seen, document) or _newest(document)
    if (document, chosen) not in held:
        raise Refused("not_in_record", what=f"{document} {chosen}".strip())
    stocked = held[document, chosen]
    return lay_out(
        stocked.protocol, digest=stocked.digest, shelf={v: s.protocol for v, s in held.items()},
        forces=seen.forces, facts=seen.record.facts, at=seen.standing.at,
        counts=_counts(seen, actor, document),
    )  # fmt: skip


def compare_protocols(document: str, old: str, new: str, *, actor: Actor) -> tuple[Change, ...]:
    """What changed between two versions, in words. Raises :class:`Refused` for one that is not there."""
    actor.require("read_protocol")
    held = stock().documents
    for version in (old, new):
        if (document, version) not in held:
            raise Refused("not_in_record", what=f"{document} {version}")
    return compare(held[document, old].protocol, held[document, new].protocol)


def protocol_bytes(document: str, version: str, *, actor: Actor) -> bytes:
    """The document as it lies in the folder. Raises :class:`Refused`."""
    actor.require("read_protocol")
    stocked = stock().documents.get((document, version))
    if stocked is None:
        raise Refused("not_in_record", what=f"{document} {version}")
    return stocked.path.read_bytes()


def _in_force(seen: View, document: str) -> str | None:
    at = seen.standing.at
    found = [f.protocol for f in seen.forces if f.protocol.id == document and f.since <= at < f.until]
    return found[-1].version if found else None


def _newest(document: str) -> str:
    found = [version for held, version in stock().documents if held == document]
    return max(found, key=lambda v: (int(v) if v.isdigit() else 0, v), default="")


def _counts(seen: View, actor: Actor, document: str) -> dict[str, Counts]:
    """How the obligations of each clause stand in the window, at the facilities in scope.

    To who may not read people's records, only of the families that they state something of.
    """
    if not actor.may("read_board"):
        return {}
    numbers = [house.number for house in seen.houses(actor.scope)]
    found: dict[str, Counts] = {}
    families = None if actor.may("read_person") else families_of(actor)
    for part in of_families(seen.assessment.judged, families):
        if part.block.force.protocol.id == document:
            counted = tally(
                [part], facilities=len(seen.standing.facilities), at=seen.standing.at,
                since=seconds(seen.window.start),
            )  # fmt: skip
            clause = part.block.clause.id
            found[clause] = found.get(clause, Counts()) + counted.counts(numbers)
    return found
