"""Partners, hand-overs and laboratories as they go over the wire: flat, with their history."""

from datetime import datetime
from uuid import UUID

import msgspec

from lazaretto.api.supervised import StepTold, history_of
from lazaretto.board.partners_page import HouseHandOvers, PartnerLine, PartnersPage
from lazaretto.facts.custody import Party
from lazaretto.facts.partners import Matter, PartnerSort
from lazaretto.obligations.hand_overs import HandOver
from lazaretto.obligations.laboratories import Laboratory


class _Shape(msgspec.Struct, frozen=True, kw_only=True):
    """The mould of the rest."""


class PartnerTold(_Shape, frozen=True, kw_only=True):
    """A partner as it stands on the register. houses: those in scope that it serves."""

    partner: str
    facility: str
    sort: PartnerSort
    name: str
    telephone: str
    hours: str | None
    contact: str | None
    receives: tuple[Matter, ...]
    sends: tuple[Matter, ...]
    state: str
    lapsed: bool
    houses: tuple[str, ...]


class LackTold(_Shape, frozen=True, kw_only=True):
    """A house without a partner of a sort that a clause calls for."""

    facility: str
    sort: PartnerSort
    document: str
    version: str
    clause: str


class PartnersTold(_Shape, frozen=True, kw_only=True):
    """The register as far as the scope goes, and what its houses lack."""

    at: datetime
    partners: tuple[PartnerTold, ...]
    lacks: tuple[LackTold, ...]


class HandOverTold(_Shape, frozen=True, kw_only=True):
    """One hand-over of a person. digest: of its latest status document. due: by when it is acknowledged."""

    hand_over: str
    person: str
    party: Party | None
    to: str | None
    partner: str | None
    state: str
    due: datetime | None
    overdue: bool
    digest: str | None
    received_by: str | None
    history: tuple[StepTold, ...]


class LaboratoryTold(_Shape, frozen=True, kw_only=True):
    """What a laboratory owes a house. median, worst: seconds from house to result; null without one."""

    name: str
    partner: str | None
    outstanding: tuple[str, ...]
    unacknowledged: tuple[str, ...]
    median: int | None
    worst: int | None


class GoneTold(_Shape, frozen=True, kw_only=True):
    """Somebody who left without a hand-over, and of whom nobody outside has said that they came."""

    person: str
    at: datetime
    how: str


class HandOversTold(_Shape, frozen=True, kw_only=True):
    """The hand-overs of a house: those that wait first."""

    facility: str
    at: datetime
    hand_overs: tuple[HandOverTold, ...]
    gone: tuple[GoneTold, ...]
    laboratories: tuple[LaboratoryTold, ...]
    lacks: tuple[LackTold, ...]


class StatusTold(_Shape, frozen=True, kw_only=True):
    """Whether the record gives the digest of a status document. held: null where none was drawn up."""

    facility: str
    hand_over: str
    fact: UUID | None
    known_at: datetime | None
    digest: str | None
    held: bool | None


def partners_told(page: PartnersPage) -> PartnersTold:
    """The register, flat."""
    return PartnersTold(
        at=page.at, partners=tuple(map(_partner, page.lines)),
        lacks=tuple(
            LackTold(
                facility=one.house.code, sort=one.need.sort, document=one.need.document,
                version=one.need.version, clause=one.need.clause.id,
            )
            for one in page.lacks
        ),
    )  # fmt: skip


def hand_overs_told(page: HouseHandOvers) -> HandOversTold:
    """A house's page, flat."""
    return HandOversTold(
        facility=page.house.code, at=page.at,
        hand_overs=tuple(_hand_over(one, page.at) for one in page.every),
        gone=tuple(GoneTold(person=one.person, at=one.at, how=one.how) for one in page.gone),
        laboratories=tuple(map(_laboratory, page.laboratories)),
        lacks=tuple(
            LackTold(
                facility=page.house.code, sort=one.need.sort, document=one.need.document,
                version=one.need.version, clause=one.need.clause.id,
            )
            for one in page.lacks
        ),
    )  # fmt: skip


def _partner(line: PartnerLine) -> PartnerTold:
    card = line.partner.card
    return PartnerTold(
        partner=card.partner, facility=line.partner.facility, sort=card.sort, name=card.name,
        telephone=card.telephone, hours=card.hours, contact=card.contact, receives=card.receives,
        sends=card.sends, state=line.partner.state, lapsed=line.lapsed, houses=line.houses,
    )  # fmt: skip


def _hand_over(one: HandOver, at: datetime) -> HandOverTold:
    said, received = one.said, one.acknowledged
    return HandOverTold(
        hand_over=one.code, person=one.person, party=one.party, to=said.to if said else None,
        partner=said.partner if said else None, state=one.course.state, due=one.due, overdue=one.overdue(at),
        digest=one.prepared[1].digest if one.prepared else None,
        received_by=received[1].received_by if received else None, history=history_of(one.course),
    )  # fmt: skip


def _laboratory(one: Laboratory) -> LaboratoryTold:
    return LaboratoryTold(
        name=one.name, partner=one.partner, outstanding=tuple(way.tube for way in one.outstanding),
        unacknowledged=tuple(way.tube for way in one.unacknowledged), median=one.median, worst=one.worst,
    )  # fmt: skip
