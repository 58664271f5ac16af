"""What is asked: newcomers, rooms and rules of one facility on one day. The JSON of ``lazaretto place``.

Days are facility-local calendar days. Prices are in person-days. Unknown is a value: whoever has an
unknown sex, age or health shares a room with nobody.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec

from lazaretto.facts.command import People, Use
from lazaretto.facts.fact import Code, Person
from lazaretto.facts.places import Facility, Place

Sex = Literal["female", "male", "unknown"]
Health = Literal["ordinary", "contact", "unwell", "infectious", "unknown"]
State = Literal[
    "free", "filling", "closed", "full", "beside_infectious", "awaiting_disinfection", "withdrawn"
]
Days = Annotated[int, msgspec.Meta(ge=0, le=366, description="Whole days.")]
Price = Annotated[int, msgspec.Meta(ge=0, le=10_000, description="Person-days.")]
Capacity = Annotated[int, msgspec.Meta(ge=0, le=500, description="People.")]


class Occupant(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody as the rules of separation see them.

    minor: null when the age is unknown. case_group: co-defendants share one. apart_from: people with
    whom they must never share a room; one side saying so is enough. leaves: the lawful last day in
    custody; no cohort holds anybody beyond it, so no restart is priced beyond it.
    """

    person: Person
    sex: Sex = "unknown"
    minor: bool | None = None
    health: Health = "unknown"
    case_group: Code | None = None
    apart_from: tuple[Person, ...] = ()
    leaves: date | None = None


class Newcomer(Occupant, frozen=True, kw_only=True):
    """Somebody who needs a room.

    arrived: the day of their own clock (arrival, or the last exposure); absent: the day asked about.
    present: the room they are in now, for a repair; staying there is no move. needs: the use of room.
    """

    arrived: date | None = None
    present: Place | None = None
    needs: Use = "transition"


class Cohort(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Those who share a room and a clock.

    day: the day of their clock, the last mixing. opened: the day of the first of them; absent: ``day``.
    closed: nobody may be added any more.
    """

    name: Code
    day: date
    opened: date | None = None
    closed: bool = False

    @property
    def since(self) -> date:
        """The day from which the window of the cohort is counted."""
        return self.opened or self.day


class Room(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A room as it stands. Only a free room, or one whose cohort is filling, takes anybody in.

    state: as ``obligations.availability`` says it. kept_for: people whose place here is promised; a
    promise to somebody who is not a newcomer takes a bed. free_on: when it is expected to be free again.
    neighbours: rooms next to it, said by either side. people: whom it is meant for.
    """

    place: Place
    capacity: Capacity
    use: Use = "transition"
    people: People = "any"
    state: State = "free"
    occupants: tuple[Occupant, ...] = ()
    cohort: Cohort | None = None
    kept_for: tuple[Person, ...] = ()
    free_on: date | None = None
    neighbours: tuple[Place, ...] = ()


class Prices(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What each thing costs, in person-days: the exchange rates of a proposal, open to anybody's view.

    new_room: to begin a cohort in an empty room. scarcity: what that costs more for each room by which
    the empty rooms of that use fall below ``reserve``. restarted_day: one person's clock put back by a
    day. alone: somebody is left without company; alone_minor: the same for a minor. move: a person in a
    room is put into another. beside: somebody infectious is put next door to one who is not.
    """

    new_room: Price = 6
    scarcity: Price = 2
    reserve: Capacity = 3
    restarted_day: Price = 1
    alone: Price = 3
    alone_minor: Price = 10
    move: Price = 2
    beside: Price = 5


class Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The numbers of the protocol, as the one who asks read them there; none has a default.

    quarantine_days: Q, the length of the leg. window_days: W, how many days after its opening a cohort
    may take people in; it counts once ``same_day`` is false. same_day: only people of one day share.
    separate_case_groups: co-defendants never share. sharing: states of health whose people may share
    with their like; anybody else is placed alone.
    """

    quarantine_days: Days
    window_days: Days
    same_day: bool
    separate_case_groups: bool = True
    sharing: tuple[Health, ...] = ("ordinary", "contact", "infectious")
    prices: Prices = Prices()

    @property
    def window(self) -> int:
        """The days between the first and the last of a cohort that are allowed."""
        return 0 if self.same_day else self.window_days


class Mix(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """People of one sort among those expected; weight: how many of them for so many of the others."""

    weight: Annotated[int, msgspec.Meta(ge=1, le=10_000)]
    sex: Literal["female", "male"]
    minor: bool = False
    health: Health = "ordinary"


class Expected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who is expected in the days to come, as far as rates can say it.

    cases_in_100_days: cases, alone or of several co-defendants. sizes: weights of a case of one person,
    of two, and so on. people: of what sorts. use: the rooms they will need. missing_room: what a room
    that is wanting costs on each day, in person-days. ahead: days looked ahead. futures: how many are
    drawn. seed: of the draws; the same seed draws the same futures.
    """

    cases_in_100_days: Annotated[int, msgspec.Meta(ge=0, le=10_000)]
    sizes: Annotated[tuple[Annotated[int, msgspec.Meta(ge=0, le=10_000)], ...], msgspec.Meta(min_length=1)]
    people: Annotated[tuple[Mix, ...], msgspec.Meta(min_length=1)]
    use: Use = "transition"
    missing_room: Price = 10
    ahead: Annotated[int, msgspec.Meta(ge=1, le=60)] = 18
    futures: Annotated[int, msgspec.Meta(ge=1, le=200)] = 20
    seed: Annotated[int, msgspec.Meta(ge=0, le=2**31)] = 1


class Request(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One facility's question on one day.

    effort: how hard to look, in the solver's own measure of work. expected: who is expected later; the
    price of a new room is then what futures drawn from it say, and not that of the rules.
    """

    facility: Facility
    day: date
    newcomers: tuple[Newcomer, ...]
    rooms: tuple[Room, ...]
    rules: Rules
    effort: Annotated[int, msgspec.Meta(ge=1, le=600)] = 5
    expected: Expected | None = None


def clock_day(newcomer: Newcomer, *, day: date) -> date:
    """The day on which a newcomer's own clock began; the day asked about where none is said."""
    return newcomer.arrived or day
