"""The model city from its founding to the end of the four weeks. The order of a day is one list.

>>> rehearsal = rehearse(seed=1, protocol=protocol, pressure=series,
...                      assumptions=assumptions, until=None)                  # doctest: +SKIP
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lazaretto.facts.fact import Fact
from lazaretto.protocol.document import Protocol
from lazaretto.rehearsal.assumptions import Assumptions
from lazaretto.rehearsal.calling import call_rolls
from lazaretto.rehearsal.caring import look_after
from lazaretto.rehearsal.cases import watch_health
from lazaretto.rehearsal.cells import clean_cells
from lazaretto.rehearsal.command import command_day
from lazaretto.rehearsal.complaining import complain
from lazaretto.rehearsal.converting import change_roles
from lazaretto.rehearsal.departures import depart
from lazaretto.rehearsal.dispatching import dispatch
from lazaretto.rehearsal.drawing import Draws
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.founding import found
from lazaretto.rehearsal.gate import keep_gate
from lazaretto.rehearsal.intake import take_in
from lazaretto.rehearsal.law import serve_justice
from lazaretto.rehearsal.living import keep_regime
from lazaretto.rehearsal.meetings import keep_appointments
from lazaretto.rehearsal.needs import ask_needs
from lazaretto.rehearsal.planned import Slip
from lazaretto.rehearsal.pressure import Pressure
from lazaretto.rehearsal.promises import Promises
from lazaretto.rehearsal.reviewing import look_again
from lazaretto.rehearsal.rounds import test_in_rounds
from lazaretto.rehearsal.shifts import change_shifts
from lazaretto.rehearsal.slipping import slip
from lazaretto.rehearsal.slots import keep_slots
from lazaretto.rehearsal.stopping import suspend
from lazaretto.rehearsal.stores import keep_store
from lazaretto.rehearsal.walking import walk_tours
from lazaretto.rehearsal.world import World

_DAY = timedelta(days=1)

DAY: tuple[Callable[[World, date], None], ...] = (
    call_rolls,
    command_day,
    dispatch,
    change_roles,
    look_again,
    change_shifts,
    take_in,
    test_in_rounds,
    keep_gate,
    depart,
    clean_cells,
    serve_justice,
    watch_health,
    look_after,
    keep_store,
    ask_needs,
    suspend,
    keep_regime,
    keep_appointments,
    complain,
    walk_tours,
    slip,
    keep_slots,
)


@dataclass(frozen=True, slots=True)
class Day:
    """The facts recorded on one calendar day, in recorded order, and how far the rehearsal is."""

    day: date
    facts: tuple[Fact, ...]
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Everything that was stated, in recorded order, and the errors that were seeded."""

    facts: tuple[Fact, ...]
    seeded: tuple[Seeded, ...]


def rehearse(
    *, seed: int, protocol: Protocol, pressure: Sequence[Pressure],
    assumptions: Assumptions, until: datetime | None, digest: str | None = None,
) -> Rehearsal:  # fmt: skip
    """The whole rehearsal as known at ``until`` (None: its end).

    ``digest``: SHA-256 of the protocol document's bytes, for the fact that puts it in force.
    Raises LookupError when the cells of the assumptions are too few for the protocol's path.
    """
    rehearsing = Rehearsing(
        seed=seed, protocol=protocol, pressure=pressure, assumptions=assumptions, until=until, digest=digest,
    )  # fmt: skip
    facts = tuple(fact for day in rehearsing.days() for fact in day.facts)
    return Rehearsal(facts, rehearsing.seeded())


class Rehearsing:
    """A rehearsal under way, for whoever wants to show its progress: iterate over ``days()`` once.

    draws: from which the times of roll-calls come (None: from the seed, promised by nobody).
    """

    def __init__(
        self, *, seed: int, protocol: Protocol, pressure: Sequence[Pressure],
        assumptions: Assumptions, until: datetime | None, digest: str | None = None,
        draws: Draws | None = None,
    ) -> None:  # fmt: skip
        self._world = World(
            seed=seed, protocol=protocol, assumptions=assumptions, pressure=pressure, digest=digest,
            draws=draws,
        )  # fmt: skip
        Promises(self._world)
        self._until = until or self._world.clock(assumptions.dates.ends, time())

    def days(self) -> Iterator[Day]:
        """Day after day from the opening of the record; older facts come with its first day."""
        world, dates = self._world, self._world.assumptions.dates
        found(world)
        day, last = dates.path_begins, world.today(self._until - timedelta(microseconds=1))
        count = (last - dates.recorded_from).days + 1
        while day <= last:
            for step in DAY:
                step(world, day)
            following = min(world.clock(day + _DAY, time()), self._until)
            world.run(following)
            done = (day - dates.recorded_from).days + 1
            if done >= 1:
                yield Day(day, tuple(world.diary.recorded_before(following)), done, count)
            day += _DAY

    def seeded(self, *, at: datetime | None = None) -> tuple[Seeded, ...]:
        """The errors that can be seen by an instant (None: the end), in the order of their findings."""
        return self._world.slips.made_by(at or self._until)

    def unmade(self) -> tuple[Slip, ...]:
        """Errors and events of the tables for which there was no occasion."""
        return (*self._world.slips.ahead(), *self._world.happenings.ahead())
