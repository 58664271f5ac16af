"""A nation made directly as columns: people, cells, legs, shifts and one day of their evidence.

It lives under the real document: temperatures thrice a day, a testing round in every third house,
legs for one person in twenty with their tests, visits and hours of open air, shifts with check-ins,
the gate with its goods. About three readings in a thousand are left out and a few people run a fever.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time

import numpy as np

from lazaretto.facts.periods import at_local, day_number, seconds
from lazaretto.registers.command import LEVELS, USES
from lazaretto.registers.duty import PHASES, POSTS
from lazaretto.registers.events import FOREVER, Columns, Ints, joined
from lazaretto.registers.naming import Names
from lazaretto.registers.standing import Issue, Standing

ZONE = "Asia/Shanghai"
DAY = date(2022, 3, 28)
SECONDS = 86_400
MINUTE = 60
BEDS = 4  # a cell
AREAS = 8  # key areas a house
MISSING = 0.003
FEVERISH = 0.0002
LAYER, LEG_DAYS = 3, 14
TEST_DAYS = (1, 7, 13)  # of layer 3 in four-layer-2022


@dataclass(frozen=True, slots=True)
class Size:
    """How many people and houses."""

    detainees: int
    staff: int
    facilities: int

    def share(self, part: float) -> "Size":
        """The same nation, smaller."""
        return Size(*(max(1, round(n * part)) for n in (self.detainees, self.staff, self.facilities)))


WHOLE = Size(detainees=1_000_000, staff=300_000, facilities=2_500)


@dataclass(slots=True)
class Writing:
    """Events being written down, a block of rows at a time; numbers facts as it goes."""

    parts: dict[str, list[Columns]] = field(default_factory=dict)
    facts: int = 0

    def say(
        self, name: str, key: Ints, facility: Ints, occurred: Ints | int, *, value: Ints | int = 0,
        aux: Ints | int = 0, fact: Ints | None = None,
    ) -> Ints:  # fmt: skip
        """One event a key; each its own fact unless the facts are given. The numbers of the facts."""
        count = len(key)
        if fact is None:
            fact = np.arange(self.facts, self.facts + count)
            self.facts += count
        at = np.broadcast_to(np.asarray(occurred, np.int64), (count,))
        order = np.argsort(at, kind="stable")
        columns = [key, facility, at, at + MINUTE, FOREVER, value, aux, fact]
        whole = (np.broadcast_to(np.asarray(c, np.int64), (count,))[order] for c in columns)
        self.parts.setdefault(name, []).append(Columns(*whole))
        return fact

    def columns(self) -> dict[str, Columns]:
        """Everything written, sorted; the parts are let go one by one."""
        return {name: joined(self.parts.pop(name)) for name in list(self.parts)}


@dataclass(frozen=True, slots=True)
class Nation:
    """Registers already in memory, and how many events and facts they hold."""

    columns: dict[str, Columns]
    names: Names
    facilities: Names
    issues: tuple[Issue, ...]
    midnight: int
    facts: int

    def standing(self, *, at: int) -> Standing:
        """The registers at an instant; nothing is folded until it is asked for."""
        zones = dict.fromkeys(range(len(self.facilities)), ZONE)
        return Standing(
            columns=self.columns, at=at, known_at=FOREVER, names=self.names, facilities=self.facilities,
            zones=zones, issues=self.issues,
        )  # fmt: skip

    @property
    def rows(self) -> int:
        """How many events."""
        return sum(len(rows) for rows in self.columns.values())


def nation(*, size: Size, document: str, version: str, seed: int = 1) -> Nation:
    """A nation of a size on :data:`DAY`, under an issued document."""
    midnight = seconds(at_local(DAY, time(), zone=ZONE))
    facilities, names = Names(), Names()
    for number in range(size.facilities):
        facilities.number(f"F{number:04}")
        names.number(f"F{number:04}")
    people = _People(size, names, np.random.default_rng(seed), midnight)
    writing = Writing()
    for write in (_houses, _custody, _legs, _temperatures, _round, _shifts, _gate, _hygiene, _command):
        write(writing, people)
    month = midnight - 30 * SECONDS
    issue = Issue(month, month, document, version, "0" * 64, writing.facts)
    return Nation(writing.columns(), names, facilities, (issue,), midnight, writing.facts + 1)


class _People:
    """Numbers of everybody and everything, and where they are."""

    def __init__(self, size: Size, names: Names, draw: np.random.Generator, midnight: int) -> None:
        self.names, self.draw, self.midnight = names, draw, midnight
        self.houses = np.arange(size.facilities)
        self.detainees = self.numbers("P", size.detainees)
        self.staff = self.numbers("S", size.staff)
        self.cells = self.numbers("C", -(-size.detainees // BEDS))
        self.areas = self.numbers("A", size.facilities * AREAS)
        per = -(-len(self.cells) // size.facilities)  # cells a house
        self.cell_house = np.minimum(np.arange(len(self.cells)) // per, size.facilities - 1)
        self.cell_of = np.arange(size.detainees) // BEDS
        self.home = self.cell_house[self.cell_of]
        self.staff_home = np.arange(size.staff) * size.facilities // size.staff
        self.area_house = np.repeat(self.houses, AREAS)
        self.phase = np.arange(size.staff) % 3  # A, B, C in equal parts
        self.transition = np.arange(len(self.cells)) % 20 == 0
        self.in_leg = self.transition[self.cell_of]
        self.leg_day = draw.integers(1, LEG_DAYS, len(self.cells))[self.cell_of]  # one day of arrival a cell

    def numbers(self, letter: str, count: int) -> Ints:
        """New names, as their numbers."""
        first = len(self.names)
        for number in range(count):
            self.names.number(f"{letter}{number:07}")
        return np.arange(first, first + count)

    def clock(self, hours: float, count: int, *, spread: int = 30) -> Ints:
        """Instants of today around an hour, spread over some minutes."""
        return self.midnight + int(hours * 3600) + MINUTE * self.draw.integers(0, spread, count)

    def index(self, words: Iterable[str], word: str) -> int:
        return list(words).index(word)


def _houses(to: Writing, of: _People) -> None:
    long_ago = of.midnight - 365 * SECONDS
    general, transition = of.index(USES, "general"), of.index(USES, "transition")
    to.say("facility_established", of.houses, of.houses, long_ago)
    to.say(
        "place_established", of.cells, of.cell_house, long_ago, aux=BEDS,
        value=np.where(of.transition, transition, general),
    )  # fmt: skip
    to.say("place_established", of.areas, of.area_house, long_ago, value=of.index(USES, "key_area"))
    to.say("level_ordered", of.houses, of.houses, of.midnight - 30 * SECONDS, value=LEVELS.index("closed"))


def _custody(to: Writing, of: _People) -> None:
    days_ago = np.where(of.in_leg, of.leg_day, of.draw.integers(60, 300, len(of.detainees)))
    came = of.midnight - days_ago * SECONDS + 10 * 3600
    fact = to.say("placed", of.detainees, of.home, came, value=of.cells[of.cell_of])
    to.say("admitted", of.detainees, of.home, came, value=of.cells[of.cell_of], fact=fact)
    to.say("sex", of.detainees, of.home, came, value=of.cell_of % 2, fact=fact)
    born = day_number(DAY) - 365 * of.draw.integers(19, 70, len(of.detainees))
    to.say("born", of.detainees, of.home, came, value=born, fact=fact)


def _legs(to: Writing, of: _People) -> None:
    who = np.flatnonzero(of.in_leg)
    key, home, day = of.detainees[who], of.home[who], of.leg_day[who]
    began = of.midnight - day * SECONDS + 10 * 3600
    orders, cohort = of.numbers("O", len(who)), of.cells[of.cell_of[who]]
    leader = of.staff[of.home[who]]
    ordered = to.say("ordered", key, home, began, value=day_number(DAY) - day + 7, aux=orders)
    to.say("ordered_by", key, home, began, value=leader, aux=orders, fact=ordered)
    started = to.say("leg_started", key, home, began, value=LAYER, aux=cohort)
    to.say("clock_started", key, home, began, value=LAYER, aux=cohort, fact=started)
    for days_ago in (0, 1):
        at = of.clock(9, len(who), spread=240) - days_ago * SECONDS
        to.say("visited", key, home, at, value=1)
        to.say("open_air", key, home, at + 3600, value=60)
    _leg_tests(to, of, key, home, day)
    week = day >= 7
    at = of.midnight - (day[week] - 7) * SECONDS + 9 * 3600
    seen = to.say("reviewed", key[week], home[week], at, value=day_number(DAY), aux=orders[week])
    to.say("reviewed_by", key[week], home[week], at, value=leader[week] + 1, aux=orders[week], fact=seen)
    to.say("family_contact", key[week], home[week], at, value=30)


def _leg_tests(to: Writing, of: _People, key: Ints, home: Ints, day: Ints) -> None:
    for test_day in TEST_DAYS:
        due = (day >= test_day) & (of.draw.random(len(key)) > MISSING)
        at = of.midnight - (day[due] - test_day) * SECONDS + 9 * 3600
        tubes = of.numbers("L", int(due.sum()))
        swab = to.say("sampled", key[due], home[due], at, value=1, aux=1)
        to.say("in_tube", key[due], home[due], at, value=tubes, aux=1, fact=swab)
        to.say("tube_result", tubes, home[due], at + 6 * 3600)


def _temperatures(to: Writing, of: _People) -> None:
    inside = of.phase == PHASES.index("A")
    people = np.concatenate([of.detainees, of.staff[inside]])
    home = np.concatenate([of.home, of.staff_home[inside]])
    cell = np.concatenate([of.cell_of, len(of.cells) + of.staff_home[inside]])  # one sweep, one fact
    for hour in (7.25, 11.75, 18.25):
        swept = of.clock(hour, int(cell.max()) + 1)
        taken = of.draw.random(len(people)) > MISSING
        read = of.draw.integers(362, 370, len(people))
        read[of.draw.random(len(people)) < FEVERISH] = 380
        first = to.facts
        to.facts += int(cell.max()) + 1
        to.say(
            "temperature", people[taken], home[taken], swept[cell[taken]], value=read[taken],
            fact=first + cell[taken],
        )  # fmt: skip
        hot = taken & (read >= 373)
        to.say("temperature", people[hot], home[hot], swept[cell[hot]] + 15 * MINUTE, value=366)


def _round(to: Writing, of: _People) -> None:
    """A round in every third house: pools by cell, results in the afternoon."""
    tested = of.home % 3 == 0
    houses = of.houses[of.houses % 3 == 0]
    rounds = of.numbers("R", len(houses))
    closes = of.midnight + 20 * 3600
    opened = to.say("round_opened", rounds, houses, of.midnight + 8 * 3600, aux=closes)
    key, home, cell = of.detainees[tested], of.home[tested], of.cell_of[tested]
    round_ = rounds[home // 3]
    to.say(
        "mustered", key, home, of.midnight + 8 * 3600, value=round_, aux=closes, fact=opened[home // 3]
    )  # fmt: skip
    pools, pool = np.unique(cell, return_inverse=True)
    tubes = of.numbers("T", len(pools))
    drawn = of.clock(9, len(pools), spread=180)
    present = of.draw.random(len(key)) > MISSING
    key, home, pool, round_ = key[present], home[present], pool[present], round_[present]
    swab = to.facts + pool
    to.facts += len(pools)
    to.say("sampled", key, home, drawn[pool], value=BEDS, fact=swab)
    to.say("in_tube", key, home, drawn[pool], value=tubes[pool], aux=BEDS, fact=swab)
    to.say("covered", key, home, drawn[pool], aux=round_, fact=swab)
    to.say("tube_result", tubes, of.cell_house[pools], drawn + 6 * 3600)


def _shifts(to: Writing, of: _People) -> None:
    posts = of.draw.choice(len(POSTS), len(of.staff), p=[0.04, 0.7, 0.06, 0.08, 0.06, 0.06])
    to.say(
        "enrolled", of.staff, of.staff_home, of.midnight - 300 * SECONDS, value=posts,
        aux=of.draw.integers(0, 2, len(of.staff)),
    )  # fmt: skip
    stepped = of.midnight - 4 * SECONDS + 8 * 3600
    batches = of.numbers("B", len(of.houses) * 3)
    to.say(
        "phase_started", of.staff, of.staff_home, stepped, value=of.phase,
        aux=batches[of.staff_home * 3 + of.phase],
    )  # fmt: skip
    first = day_number(DAY) - 7
    to.say("rostered", of.staff, of.staff_home, of.midnight - 8 * SECONDS, value=first, aux=first + 14)
    for days in (5, 1):
        swab = to.say("sampled", of.staff, of.staff_home, of.midnight - days * SECONDS, value=1, aux=2)
        tubes = of.numbers("D", len(of.staff))
        to.say(
            "in_tube", of.staff, of.staff_home, of.midnight - days * SECONDS, value=tubes, aux=1, fact=swab
        )
        to.say("tube_result", tubes, of.staff_home, of.midnight - days * SECONDS + 6 * 3600)
    away = of.phase == PHASES.index("C")
    for hour in (8.25, 18.25):
        said = away & (of.draw.random(len(of.staff)) > MISSING)
        to.say("checked_in", of.staff[said], of.staff_home[said], of.clock(hour, int(said.sum())), aux=1)


def _gate(to: Writing, of: _People) -> None:
    roster = of.names.number("roster")
    inside = of.phase == PHASES.index("A")
    key, home = of.staff[inside], of.staff_home[inside]
    went = to.say("entered", key, home, of.midnight - 4 * SECONDS + 8 * 3600, value=1)
    to.say("entered_on", key, home, of.midnight - 4 * SECONDS + 8 * 3600, value=roster, fact=went)
    for days in (0, 1, 2, 3):
        count = 3 * len(of.houses)
        goods, tubes, house = of.numbers("G", count), of.numbers("K", count), np.repeat(of.houses, 3)
        at = of.clock(9, count, spread=120) - days * SECONDS
        to.say("goods_registered", goods, house, at, aux=1)
        to.say("goods_sampled", goods, house, at + 30 * MINUTE, value=tubes)
        to.say("tube_result", tubes, house, at + 8 * 3600)
        if days > 2:
            to.say("goods_released", goods, house, at + 49 * 3600)


def _hygiene(to: Writing, of: _People) -> None:
    for hour in (8.25, 13.25, 19.25):
        done = of.draw.random(len(of.areas)) > MISSING
        areas, house = of.areas[done], of.area_house[done]
        at = of.clock(hour, len(areas))
        fact = to.say("disinfected", areas, house, at, value=520, aux=30)
        to.say("disinfected_aim", areas, house, at, value=500, aux=30, fact=fact)


def _command(to: Writing, of: _People) -> None:
    to.say("leader_named", of.staff[of.houses], of.houses, of.midnight - 30 * SECONDS)
    for hour in (8, 16, 20):
        shifts = of.numbers("H", len(of.houses))
        at = of.clock(hour, len(of.houses))
        to.say("handed_over", shifts, of.houses, at, value=of.staff[of.houses])
        to.say("handover_acknowledged", shifts, of.houses, at + 20 * MINUTE, value=of.staff[of.houses] + 1)
    for days in (0, 1):
        at = of.clock(20.5, len(of.houses)) - days * SECONDS
        to.say("log_submitted", of.houses, of.houses, at, value=day_number(DAY) - days)
