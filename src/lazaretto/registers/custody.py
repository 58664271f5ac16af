"""Custody lowered: who is placed where."""

from typing import Any, get_args

from lazaretto.facts import custody
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

SEXES = get_args(custody.Sex)
ADMITTED, MOVED, TRANSFERRED_IN, CAME_BACK = range(4)  # why a person was placed
RELEASED, TRANSFERRED_OUT, LEFT_NETWORK = range(3)  # why a person is no longer placed
OUTSIDE = get_args(custody.Outside)
PARTIES = get_args(custody.Party)
HAND_OVER_ACTS = ("prepare", "give", "acknowledge", "refuse", "take_back")
CAUSES = get_args(custody.CellWithdrawn.__annotations__["cause"])


def _admitted(body: custody.Admitted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    person, cell = keys.number(body.person), keys.number(body.cell)
    deadline = body.legal_deadline
    yield "placed", person, cell, ADMITTED
    yield "admitted", person, cell, day_number(deadline) if deadline else 0
    if deadline:
        yield "deadline", person, day_number(deadline), 0
    yield "sex", person, SEXES.index(body.sex), 0
    if body.born:
        yield "born", person, day_number(body.born), 0
    if body.case_group:
        yield "case_group", person, keys.number(body.case_group), 0


def _deadline_set(body: custody.DeadlineSet, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "deadline", keys.number(body.person), day_number(body.until), 0


def _moved(body: custody.Moved, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "placed", keys.number(body.person), keys.number(body.cell), MOVED


def _transferred_out(body: custody.TransferredOut, fact: Fact, keys: Names, facilities: Names) -> Rows:
    person = keys.number(body.person)
    yield "unplaced", person, TRANSFERRED_OUT, 0
    yield "transferred_out", person, facilities.number(body.to), int(body.status_document)
    yield from _travelled(body, keys)


def _transferred_in(body: custody.TransferredIn, fact: Fact, keys: Names, facilities: Names) -> Rows:
    person, cell = keys.number(body.person), keys.number(body.cell)
    yield "placed", person, cell, TRANSFERRED_IN
    yield "transferred_in", person, cell, facilities.number(body.origin)


def _released(body: custody.Released, fact: Fact, keys: Names, facilities: Names) -> Rows:
    person = keys.number(body.person)
    yield "unplaced", person, RELEASED, 0
    yield "released", person, int(body.handed_to is not None), 0


def _went_out(body: custody.WentOut, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "went_out", keys.number(body.person), 0, 0
    yield from _travelled(body, keys)


def _came_back(body: custody.CameBack, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "placed", keys.number(body.person), keys.number(body.cell), CAME_BACK


def _travelled(body: custody.TransferredOut | custody.WentOut | custody.LeftNetwork, keys: Names) -> Rows:
    """Everybody of one journey: all rows of one fact, and whoever else was in the vehicle."""
    vehicle = getattr(body, "vehicle", None)
    if not (body.escort or vehicle):
        return
    journey = keys.number(vehicle) if vehicle else -1
    yield "travelled", keys.number(body.person), journey, 0
    for officer in body.escort:
        yield "travelled", keys.number(officer), journey, 1


def _place_requested(body: custody.PlaceRequested, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "place_requested", keys.number(body.person), keys.number(body.cell), 0


def _place_given_up(body: custody.PlaceGivenUp, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "place_given_up", keys.number(body.person), keys.number(body.cell), 0


def _left_network(body: custody.LeftNetwork, fact: Fact, keys: Names, facilities: Names) -> Rows:
    person = keys.number(body.person)
    yield "unplaced", person, LEFT_NETWORK, 0
    yield "left_network", person, OUTSIDE.index(body.sort), int(body.status_document)
    yield from _travelled(body, keys)


def _received(body: custody.Received, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "received", keys.number(body.person), PARTIES.index(body.party), int(body.status_read)
    if body.hand_over is not None:
        matter = keys.number(f"{fact.facility}|{body.hand_over}")
        yield "hand_over_said", matter, HAND_OVER_ACTS.index("acknowledge"), keys.number(body.person)


def _kept_apart(body: custody.KeptApart, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "kept_apart", *_pair(body, keys)


def _apart_lifted(body: custody.ApartLifted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "apart_lifted", *_pair(body, keys)


def _pair(body: custody.KeptApart | custody.ApartLifted, keys: Names) -> tuple[int, int, int]:
    """Two people as one key, whoever is named first."""
    one, other = sorted((body.person, body.other))
    return keys.number(f"{one}|{other}"), keys.number(one), keys.number(other)


def _cell_withdrawn(body: custody.CellWithdrawn, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "cell_withdrawn", keys.number(body.cell), CAUSES.index(body.cause), 0


def _cell_returned(body: custody.CellReturned, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "cell_returned", keys.number(body.cell), 0, 0


LOWERING: dict[type, Any] = {
    custody.Admitted: _admitted,
    custody.Moved: _moved,
    custody.TransferredOut: _transferred_out,
    custody.TransferredIn: _transferred_in,
    custody.Released: _released,
    custody.WentOut: _went_out,
    custody.CameBack: _came_back,
    custody.DeadlineSet: _deadline_set,
    custody.PlaceRequested: _place_requested,
    custody.PlaceGivenUp: _place_given_up,
    custody.LeftNetwork: _left_network,
    custody.Received: _received,
    custody.KeptApart: _kept_apart,
    custody.ApartLifted: _apart_lifted,
    custody.CellWithdrawn: _cell_withdrawn,
    custody.CellReturned: _cell_returned,
}
