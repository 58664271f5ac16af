"""One roll-call of the rehearsed city: its number, who calls, who counts, and what is said of it when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from lazaretto.facts.fact import Body
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import OFFICE, World

_EVENING = time(19)  # from this hour on the detachment's evening shift counts
_SHIFTS = ((5, 6, 7), (8, 9, 10))  # who of the detachment counts by day and in the evening; invented


@dataclass(frozen=True, slots=True)
class Said:
    """Something that will be said, at its instant."""

    moment: datetime
    state: Callable[[], object]


class Call:
    """A roll-call from its call on. counters: three people, no two of whom are the same."""

    def __init__(self, world: World, house: House, moment: datetime, *, drawn: bool) -> None:
        self.world, self.house, self.moment, self.drawn = world, house, moment, drawn
        day = world.today(moment)
        number = world.number(f"roll-call {house.code} {day}")
        self.code = f"RC-{house.code}-{day:%y%m%d}-{number}"
        shift = _SHIFTS[moment >= world.clock(day, _EVENING)]
        self.counters = tuple(world.houses[OFFICE].staff[one].code for one in shift)

    @property
    def caller(self) -> str:
        """Who called: whoever counts first."""
        return self.counters[0]

    @property
    def officer(self) -> str:
        """Who answers for the house by radio."""
        return self.house.on_duty("officer").code

    @property
    def key(self) -> str:
        """The roll-call as findings name it."""
        return f"{self.house.code}|{self.code}"

    def there(self) -> tuple[int, int]:
        """How many of A and of B there are by the roster."""
        return len(self.house.working("A")), len(self.house.working("B"))

    def say(self, body: Body, after: timedelta, actor: str) -> Said:
        """Something that is said so long after the call."""
        at = self.moment + after
        return Said(at, lambda: self.state(body, at, actor))

    def state(self, body: Body, moment: datetime, actor: str) -> None:
        """State something at once, as a call before the screens is: the next step stands on it."""
        desk = OFFICE if actor in self.counters else self.house.code
        self.world.say(self.house.code, body, moment, actor=actor, device=f"{desk}/desk", delay=timedelta())
