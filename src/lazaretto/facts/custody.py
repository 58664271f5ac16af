"""Custody: who is held where, from when, until when."""

from datetime import date
from typing import Literal

from lazaretto.facts.fact import Body, Code, Person, Words
from lazaretto.facts.places import Facility, Place

Sex = Literal["female", "male"]
Outside = Literal["prison", "detention", "treatment", "hospital", "deportation", "other"]
Party = Literal["facility", "health_authority", "hospital", "community", "prison", "other"]
Means = Literal["signature", "telephone"]  # how whoever took somebody over said so


class Admitted(Body, kw_only=True, frozen=True, tag="custody.admitted/1"):
    """A person came into the custody of a facility and was put into a cell (intake)."""

    person: Person
    cell: Place
    sex: Sex
    born: date | None = None
    name: Words | None = None
    handling_county: Code | None = None
    case_group: Code | None = None  # co-defendants share it and are kept apart
    legal_deadline: date | None = None  # quarantine never extends it


class Moved(Body, kw_only=True, frozen=True, tag="custody.moved/1"):
    """A person changed cells inside one facility."""

    person: Person
    cell: Place
    reason: Words | None = None


class TransferredOut(Body, kw_only=True, frozen=True, tag="custody.transferred_out/1"):
    """A person left for another facility of the network, under escort."""

    person: Person
    to: Facility
    escort: tuple[Person, ...] = ()
    vehicle: Code | None = None
    status_document: bool = False  # the receiving side was told the person's status


class TransferredIn(Body, kw_only=True, frozen=True, tag="custody.transferred_in/1"):
    """A person arrived from another facility of the network and was put into a cell."""

    person: Person
    cell: Place
    origin: Facility


class Released(Body, kw_only=True, frozen=True, tag="custody.released/1"):
    """Custody ended by law. Quarantine never delays it; the hand-over to health is acknowledged."""

    person: Person
    basis: Words
    handed_to: Words | None = None


class WentOut(Body, kw_only=True, frozen=True, tag="custody.went_out/1"):
    """A person left for a while (hospital, court) and stays on the roll."""

    person: Person
    to: Literal["hospital", "court", "investigation", "other"]
    escort: tuple[Person, ...] = ()


class CameBack(Body, kw_only=True, frozen=True, tag="custody.came_back/1"):
    """A person who had gone out for a while returned to a cell."""

    person: Person
    cell: Place


class DeadlineSet(Body, kw_only=True, frozen=True, tag="custody.deadline_set/1"):
    """A legal paper set until when a person may be held; the latest one counts."""

    person: Person
    until: date
    basis: Words


class PlaceRequested(Body, kw_only=True, frozen=True, tag="custody.place_requested/1"):
    """A place is asked for ahead of an arrival or a move. Refused when the cell is full."""

    request = True
    person: Person
    cell: Place
    reason: Words


class PlaceGivenUp(Body, kw_only=True, frozen=True, tag="custody.place_given_up/1"):
    """A place that was kept for a person is kept no longer."""

    person: Person
    cell: Place
    reason: Words


class LeftNetwork(Body, kw_only=True, frozen=True, tag="custody.left_network/1"):
    """A person left for a place outside the network and is on no roll of it any more."""

    person: Person
    sort: Outside
    to: Words
    escort: tuple[Person, ...] = ()
    vehicle: Code | None = None
    status_document: bool = False  # the receiving side was told the person's status
    handed_to: Words | None = None


class Received(Body, kw_only=True, frozen=True, tag="custody.received/1"):
    """Whoever took a person over acknowledged the hand-over: another house, or a party outside.

    hand_over: which one, where it has a number. means: by a signature on paper, or by telephone.
    """

    person: Person
    party: Party
    received_by: Words
    status_read: bool = False  # and read the document that says the person's status
    hand_over: Code | None = None
    means: Means | None = None


class KeptApart(Body, kw_only=True, frozen=True, tag="custody.kept_apart/1"):
    """Two people must not share a cell, whatever their case (non-association)."""

    person: Person
    other: Person
    reason: Words


class ApartLifted(Body, kw_only=True, frozen=True, tag="custody.apart_lifted/1"):
    """Two people need no longer be kept apart."""

    person: Person
    other: Person
    reason: Words


class CellWithdrawn(Body, kw_only=True, frozen=True, tag="custody.cell_withdrawn/1"):
    """A cell was taken out of use: nobody is put there until it is returned."""

    personal = False
    cell: Place
    cause: Literal["repair", "damage", "disinfection", "other"]
    words: Words | None = None


class CellReturned(Body, kw_only=True, frozen=True, tag="custody.cell_returned/1"):
    """A cell that had been taken out of use may be used again."""

    personal = False
    cell: Place


KINDS: tuple[type[Body], ...] = (
    Admitted, Moved, TransferredOut, TransferredIn, Released, WentOut, CameBack, DeadlineSet,
    PlaceRequested, PlaceGivenUp, LeftNetwork, Received, KeptApart, ApartLifted, CellWithdrawn, CellReturned,
)  # fmt: skip
