"""Propose who goes into which cell of a facility, and keep the places that a person decided on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.record_batch import record_batch
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.actions.viewing import view
from lazaretto.board.houses import House
from lazaretto.facts.custody import PlaceGivenUp, PlaceRequested
from lazaretto.facts.places import facility_of
from lazaretto.ledger.receipts import Receipt
from lazaretto.placement.answer import Proposal
from lazaretto.placement.asking import Request
from lazaretto.placement.checking import broken
from lazaretto.placement.coming import Coming, kept_here
from lazaretto.placement.gathering import gather
from lazaretto.placement.people import AtTheDoor
from lazaretto.placement.repairing import Change, repair
from lazaretto.registers.record import Record

ACT = "state:custody.place_requested"
_REFUSED = {  # what the checker names → how it is refused
    "sexes_mixed": "sexes_would_mix", "minor_with_adult": "ages_would_mix",
    "health_mixed": "health_would_mix", "co_defendants": "codefendants_would_meet",
    "apart_from": "nonassociates_would_meet", "days_mixed": "strangers_would_mix",
    "closed": "cohort_is_closed", "withdrawn": "cell_out_of_use",
    "awaiting_disinfection": "cell_undisinfected", "beside_infectious": "infectious_beside",
    "other_use": "cell_for_others", "meant_for_others": "cell_for_others", "no_such_room": "not_in_record",
    "stranger": "not_in_record",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placing:
    """A facility's question and the proposal that answers it, for a person to decide on.

    coming: everybody in the question; unknown: whose kept place stands, too little being known of them.
    changes: whose kept place does not hold, or gives way so that more people find one. held: those of the
    door who have a bed in the network already, with its cell where the reader may know it, else without:
    they are in no question.
    """

    house: House
    at: datetime
    request: Request
    proposal: Proposal
    changes: tuple[Change, ...]
    coming: tuple[Coming, ...]
    unknown: tuple[Coming, ...]
    held: Mapping[str, str]


def propose_places(
    facility: str, *, actor: Actor, now: datetime, door: Sequence[AtTheDoor] = (),
    without: Collection[str] = (), record: Record | None = None,
) -> Placing:  # fmt: skip
    """Who goes where at the least price, places that are kept being kept wherever they can.

    door: people at the door, as typed. without: people who will not come. Nothing is stated. Raises
    :class:`Refused` for who may not read people's records, and outside the scope.
    """
    actor.require("read_person", facility=facility)
    seen = view(now=now, record=record)
    house, standing = house_of(seen, facility), seen.standing
    beds, name = standing.in_cell.at(standing.at), standing.names.name
    inside = {name(k): name(c) for k, c in zip(beds.key.tolist(), beds.value.tolist(), strict=True)}
    held = {
        one.person: inside[one.person] if facility_of(inside[one.person]) in actor.scope else ""
        for one in door
        if one.person in inside
    }
    asked = gather(
        standing, forces=seen.forces, facts=seen.record.facts, facility=facility,
        door=[one for one in door if one.person not in held], without=without,
    )  # fmt: skip
    found = repair(asked.request, asked.given)
    return Placing(
        house, seen.at, asked.request, found.proposal, found.changes, asked.coming, asked.unknown, held
    )


def keep_places(
    facility: str, *, chosen: Mapping[str, str], reason: str, actor: Actor, device: str, now: datetime,
    door: Sequence[AtTheDoor] = (), without: Collection[str] = (),
) -> dict[str, Receipt]:  # fmt: skip
    """Keep each chosen place, person → cell, by itself: person → what became of it.

    What breaks a rule of separation among those chosen is refused, row by row, by the checker that shares
    nothing with the optimiser; the ledger then refuses what the record forbids. A kept place that gives
    way to another is given up with the new one, or not at all.
    """
    actor.require(ACT, facility=facility)
    seen = view(now=now)
    asked = gather(
        seen.standing,
        forces=seen.forces,
        facts=seen.record.facts,
        facility=facility,
        door=door,
        without=without,
    )
    before = kept_here(seen.standing, facility=facility)
    wrong = _faults(asked.request, chosen, given=asked.given)
    found = {who: Receipt(None, "refused", (rule,), values={"person": who, "what": who, "cell": chosen[who]})
             for who, rule in wrong.items()}  # fmt: skip
    fresh: dict[str, Statement] = {}
    for who, cell in chosen.items():
        statement = _said(facility, PlaceRequested(person=who, cell=cell, reason=reason), now)
        if who in wrong or before.get(who) == cell:
            continue
        if who in before:
            given_up = _said(facility, PlaceGivenUp(person=who, cell=before[who], reason=reason), now)
            found[who] = _together([given_up, statement], actor=actor, device=device, now=now)
        else:
            fresh[who] = statement
    receipts = record_batch(list(fresh.values()), actor=actor, device=device, now=now) if fresh else []
    return found | dict(zip(fresh, receipts, strict=True))


def give_up_place(
    facility: str, *, person: str, reason: str, actor: Actor, device: str, now: datetime
) -> Receipt:
    """State that the place kept here for somebody who does not come is kept no longer.

    Raises :class:`Refused` where none is kept.
    """
    actor.require("state:custody.place_given_up", facility=facility)
    cell = kept_here(view(now=now).standing, facility=facility).get(person)
    if cell is None:
        raise Refused("not_in_record", what=person)
    statement = _said(facility, PlaceGivenUp(person=person, cell=cell, reason=reason), now)
    (receipt,) = state_together([statement], actor=actor, device=device, now=now)
    return receipt


def _said(facility: str, body: PlaceRequested | PlaceGivenUp, now: datetime) -> Statement:
    return Statement(body=body, occurred=now, facility=facility, place=body.cell)


def _together(rows: Sequence[Statement], *, actor: Actor, device: str, now: datetime) -> Receipt:
    """The receipt of the last of some statements that hold only together, or of their refusal."""
    try:
        return state_together(rows, actor=actor, device=device, now=now)[-1]
    except Refused as refusal:
        return Receipt(None, "refused", (refusal.rule,), values=refusal.values)


def _faults(request: Request, chosen: Mapping[str, str], *, given: Mapping[str, str]) -> dict[str, str]:
    """Who would break a rule where they were chosen to go, beside those before them in the list."""
    stands = {who: cell for who, cell in given.items() if who not in chosen}
    known, found = set(broken(request, stands)), {}
    for who, cell in chosen.items():
        tried = {**stands, who: cell}
        wrong = [fault for fault in broken(request, tried) if fault not in known]
        if wrong:
            found[who] = _REFUSED.get(wrong[0].partition(" ")[0], "cell_full")
        else:
            stands = tried
    return found
