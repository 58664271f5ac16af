"""Give a gate's station what it decides with while it hears nothing: who is expected, and the tables.

It is made of the record as every page is. Names are cut to their first character and no person's record is
opened, so the log of reads has no line of it; that a station fetched it stands on the page of the stations.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import msgspec

from lazaretto.access import stations
from lazaretto.access.actor import Actor
from lazaretto.access.tokens import Bearer
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.trusting import trusted
from lazaretto.actions.viewing import View, view
from lazaretto.credentials.trust import TrustList
from lazaretto.facts.periods import instant
from lazaretto.obligations.packing import Pack, packed

AGES = ("pack", "made", "dies")  # what differs between two packs that say the same
_encoder = msgspec.json.Encoder(order="sorted")


@dataclass(frozen=True, slots=True)
class Opened:
    """A pack as JSON. mark: the same for two packs that say the same, however old. made, dies: seconds."""

    data: bytes
    mark: str
    made: int
    dies: int


def open_pack(facility: str, *, actor: Actor, now: datetime, station: Bearer | None = None) -> Opened:
    """The pack of a facility's gate, now. Raises :class:`Refused` outside the actor's scope.

    station: the one that asks, on whose line it is noted which pack it has.
    """
    actor.require("state:gate.checked", facility=facility)
    seen = view(now=now)
    house_of(seen, facility)
    trust = trusted().trust
    key = ("pack", facility, trust.version, trust.made_at)
    opened = seen.keeping(key, lambda: _opened(seen, facility, trust))
    if station is not None and station.post:
        stations.packed(station, made=instant(opened.made), now=now)
    return opened


def _opened(seen: View, facility: str, trust: TrustList) -> Opened:
    pack = packed(seen.standing, facts=seen.record.facts, forces=seen.forces, facility=facility, trust=trust)
    return Opened(_encoder.encode(pack), _mark(pack), pack["made"], pack["dies"])


def _mark(pack: Pack) -> str:
    said = {name: value for name, value in pack.items() if name not in AGES}
    return sha256(_encoder.encode(said)).hexdigest()
