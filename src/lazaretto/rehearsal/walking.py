"""Patrols before the screens: each house has a tour, walked once a day; a few looks see something (M32)."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from lazaretto.facts.fact import Body
from lazaretto.facts.notices import FindingRaised
from lazaretto.facts.patrols import (
    PatrolBegun,
    PatrolBrokenOff,
    PatrolEnded,
    PatrolLooked,
    PatrolSkipped,
    Seen,
    Stop,
    TourSet,
)
from lazaretto.rehearsal.clauses import recurring, setting
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import OFFICE, Act, World

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_SET, _WALKED, _AT_NOON = time(0, 45), time(9, 40), time(11, 31)
_SPREAD = 6 * 60  # minutes of the day over which the houses' walks lie; invented
_TOUR, _TITLE = "T1", "重点部位视频巡查"
_STOPS = (("gate", "大门"), ("corridor", "监区走廊"), ("kitchen", "伙房"))  # key areas of the assumptions
_LOOK = 4 * _MINUTE  # from stop to stop; invented
_WALKERS = (11, 12, 13, 14)  # who of the detachment sits before the screens
_AFTERWARDS, _RESUMED = 12 * _MINUTE, 70 * _MINUTE
_OVER = 30 * _MINUTE  # beyond the limit of a walk, when somebody remembers it
# What a look saw: at which stop, how it looked, in which words.
_SIGHTS: dict[str, tuple[str, Seen, str]] = {
    "patrol_sees": ("corridor", "remarkable", "巡控民警离开岗位，走廊无人值守约五分钟"),
    "patrol_dark": ("kitchen", "dark", "画面中断，已通知所内检修"),
}  # fmt: skip
_IN_ORDER: tuple[Seen, str | None] = ("in_order", None)
_MATTER = "post-left"


def walk_tours(world: World, day: date) -> None:
    """Step of the day: from closed duty on each house's tour is walked once, by day."""
    if day < world.assumptions.dates.closed or not any(recurring(world.protocol, "tour_walked")):
        return
    for number, house in enumerate(world.holding()):
        if day == world.assumptions.dates.closed:
            _set(world, house, world.clock(day, _SET) + number * _MINUTE)
        if world.slips.take("tour_unwalked", house.code, day) is not None:
            _miss(world, house, day)
        else:
            minutes = world.draw("patrol", house.code, day).below(_SPREAD)
            _begin(world, house, day, world.clock(day, _WALKED) + minutes * _MINUTE)


def _set(world: World, house: House, moment: datetime) -> None:
    """The tour of a house: three stops, each with its camera."""
    clerk = world.houses[OFFICE].staff[1].code
    stops = tuple(
        Stop(stop=code, title=title, camera=f"{house.code}/{code}", place=f"{house.code}/K/{code}")
        for code, title in _STOPS
    )
    body = TourSet(tour=_TOUR, title=_TITLE, stops=stops, set_by=clerk)
    world.at(moment, lambda: world.say(house.code, body, moment, actor=clerk))


def _begin(world: World, house: House, day: date, moment: datetime) -> None:
    """One walk, or one that is broken off and another an hour later."""
    if world.happenings.take("patrol_at_noon", house.code, day) is not None:
        moment = world.clock(day, _AT_NOON)
    elif world.happenings.take("patrol_broken_off", house.code, day) is not None:
        moment = min(moment, world.clock(day, time(14)))
        _Walk(world, house, day, moment).break_off("支队临时处置紧急警情")
        moment += _RESUMED
    _Walk(world, house, day, moment).go()


class _Walk:
    """One walk of a house's tour: who walks it, and what is said of it when."""

    def __init__(self, world: World, house: House, day: date, moment: datetime) -> None:
        self.world, self.house, self.day, self.moment = world, house, day, moment
        number = world.number(f"patrol {house.code} {day}")
        self.code = f"PT-{house.code}-{day:%y%m%d}-{number}"
        turn = world.draw("walker", house.code, day).below(len(_WALKERS))
        self.by = world.houses[OFFICE].staff[_WALKERS[turn]].code

    def go(self) -> None:
        """Walk it to its end, and err where an error is due."""
        begins, looks = self._begun(), list(self._looks())
        ends = self.moment + len(looks) * _LOOK + _MINUTE
        if self._slips("patrol_left_open"):
            limit = setting(self.world.protocol, "patrol_left_open", "minutes", default=0) * _MINUTE
            ends = self.moment + limit + _OVER
            self._breach("patrol_left_open", self.moment + limit, "was begun and not finished in time")
        skipped = sum(isinstance(body, PatrolSkipped) for _, body in looks)
        looked = sum(isinstance(body, PatrolLooked) for _, body in looks)
        end = PatrolEnded(
            patrol=self.code, tour=_TOUR, stops_looked=looked, stops_skipped=skipped, ended_by=self.by
        )
        self._state((self.moment, begins), *looks, (ends, end))
        if self._slips("patrol_out_of_turn"):
            again = ends + _AFTERWARDS
            body = PatrolLooked(patrol=self.code, stop="gate", looked="in_order", looked_by=self.by)
            self._state((again, body))
            self._breach("patrol_out_of_turn", again, "was looked at again after it had ended")

    def break_off(self, reason: str) -> None:
        """Begin it, and give it up after the first stop."""
        first = next(self._looks(plain=True))
        over = PatrolBrokenOff(patrol=self.code, reason=reason, broken_off_by=self.by)
        self._state((self.moment, self._begun()), first, (self.moment + 2 * _LOOK, over))

    def _begun(self) -> Body:
        return PatrolBegun(patrol=self.code, tour=_TOUR, begun_by=self.by)

    def _looks(self, *, plain: bool = False) -> Iterator[tuple[datetime, Body]]:
        """A look at each stop; a few see something, or nothing, or are passed over."""
        seen: dict[str, tuple[Seen, str]] = {} if plain else {
            stop: (looked, words) for kind, (stop, looked, words) in _SIGHTS.items() if self._happens(kind)
        }  # fmt: skip
        skipped = "kitchen" if not plain and self._happens("patrol_skips") else None
        for number, (stop, _) in enumerate(_STOPS, start=1):
            at = self.moment + number * _LOOK
            looked, words = seen.get(stop, _IN_ORDER)
            if stop == skipped:
                yield (
                    at,
                    PatrolSkipped(
                        patrol=self.code, stop=stop, reason="该处正在终末消毒，暂停使用", skipped_by=self.by
                    ),
                )
                continue
            finding = f"{self.code}-F1" if looked == "remarkable" else None
            yield (
                at,
                PatrolLooked(
                    patrol=self.code, stop=stop, looked=looked, seen=words, finding=finding, looked_by=self.by
                ),
            )
            if finding is not None:
                yield at, FindingRaised(
                    finding=finding, about=_MATTER, seen=words or "", origin="patrol", of=self.code,
                    found_by=self.by,
                )  # fmt: skip

    def _state(self, *said: tuple[datetime, Body]) -> None:
        """Say each thing at its instant, and at once, as whoever walks before the screens does."""
        for moment, body in said:
            self.world.at(moment, self._saying(body, moment))

    def _saying(self, body: Body, moment: datetime) -> Act:
        device = f"{OFFICE}/desk"
        return lambda: self.world.say(
            self.house.code, body, moment, actor=self.by, device=device, delay=timedelta()
        )

    def _slips(self, kind: str) -> bool:
        return self.world.slips.take(kind, self.house.code, self.day) is not None

    def _happens(self, kind: str) -> bool:
        return self.world.happenings.take(kind, self.house.code, self.day) is not None

    def _breach(self, kind: str, moment: datetime, words: str) -> None:
        """The condition bears the error's own name."""
        key = f"{self.house.code}|{self.code}"
        self.world.breach(kind, self.house, moment, key, f"{self.code} {words}", kind)


def _miss(world: World, house: House, day: date) -> None:
    """Nobody walks the tour that day."""
    for clause, owed in recurring(world.protocol, "tour_walked"):
        closes = world.clock(day + _DAY, owed.slots[-1].closes)
        until = closes + (owed.grace + 1) * _MINUTE
        expects = ((clause.id, f"{house.code}|{_TOUR}|1"),)
        seeded = Seeded(
            "tour_unwalked", house.code, closes, until, f"Nobody walked the tour of {house.code}", expects
        )
        world.slips.seed(seeded)
