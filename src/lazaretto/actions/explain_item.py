"""Explain an obligation or a finding: clause, version, counting rule, numbers, sources, facts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import numpy as np

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_board import families_of
from lazaretto.actions.viewing import View, view
from lazaretto.actions.withholding import kept_from
from lazaretto.board.explanation import ExplanationPage
from lazaretto.board.wording import put, put_contradiction
from lazaretto.obligations.explaining import explain
from lazaretto.obligations.owed import Finding, Obligation
from lazaretto.obligations.whose import whose
from lazaretto.protocol.document import Refrain
from lazaretto.registers.record import Record


def explain_item(
    item: UUID, *, actor: Actor, now: datetime, clause: str | None = None, facility: str | None = None,
    subject: str | None = None, at: datetime | None = None, known_at: datetime | None = None,
    record: Record | None = None,
) -> ExplanationPage:  # fmt: skip
    """The explanation of an item of the view at ``at``, as known then or at ``known_at``.

    ``clause``, ``facility``, ``subject`` say where to look and make it quick; without them the whole
    scope is searched. Raises :class:`Refused` for an item that is not there or not in scope.
    """
    actor.require("read_board")
    if facility is not None:
        actor.require("read_board", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    zones = {house.code: house.zone for house in seen.houses(actor.scope)}
    mine = kept_from(actor, seen.standing)
    for found in _candidates(seen, set(zones), clause, facility, subject):
        if found.id == item and found.subject not in mine:
            page = _page(found, seen, zones)
            if actor.may("read_person") or _family(page, seen) in families_of(actor):
                return page
    raise Refused("not_in_record", what=str(item))


def _candidates(
    seen: View, codes: set[str], clause: str | None, facility: str | None, subject: str | None
) -> Iterator[Obligation | Finding]:
    """Items of the view that fit, at these facilities; contradictions first, as they are few."""
    standing, assessment = seen.standing, seen.assessment
    wanted = codes if facility is None else codes & {facility}
    numbers = np.array([standing.facilities.find(code) for code in wanted], np.int64)
    key = None if subject is None else standing.names.find(subject)
    for contradiction in assessment.contradictions():
        if contradiction.facility in wanted:
            yield contradiction
    for part in assessment.judged:
        block = part.block
        if clause not in (None, block.clause.id):
            continue
        chosen = np.isin(block.facility, numbers)
        if key is not None:
            chosen &= block.key == key
        for row in np.flatnonzero(chosen).tolist():
            if isinstance(block.clause.duty, Refrain):
                yield assessment.breach(block, row)
            else:
                yield assessment.obligation(part, row)


def _page(item: Obligation | Finding, seen: View, zones: dict[str, str]) -> ExplanationPage:
    if isinstance(item, Finding) and item.kind == "problem":
        return put_contradiction(item, record=seen.record, standing=seen.standing, zones=zones)
    facts = seen.record.facts
    issued = {force.fact: facts[force.fact].id for force in seen.forces}
    explanation = explain(item, forces=seen.forces, issued=issued)
    force = next(
        f
        for f in seen.forces
        if (f.protocol.id, f.protocol.version) == (explanation.document, explanation.version)
    )
    page = put(
        item, explanation=explanation, force=force, record=seen.record, standing=seen.standing, zones=zones
    )
    if page.owner is None:
        return page
    has = whose(seen.standing, facts=facts, facility=page.facility, role=page.owner)
    return replace(page, whose=has)


def _family(page: ExplanationPage, seen: View) -> str | None:
    """The family of the clause that the page explains."""
    for force in seen.forces:
        for clause in force.protocol.clauses:
            if clause.id == page.rule and force.protocol.id == page.document:
                return clause.family
    return None
