"""From above: the protocol, levels, directives, roles of houses, and the pressure around."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import TypeAlias

import msgspec

from lazaretto.facts import command, directives
from lazaretto.facts.command import Level
from lazaretto.facts.periods import utc
from lazaretto.rehearsal.founding import add_cells, assign_role
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import OFFICE, Act, World

Ordering: TypeAlias = Callable[[World, datetime], None]
_MINUTE = timedelta(minutes=1)
_MORNING = time(7)
_ISSUED = time(8, 30)
_EVE = time(20)  # closed duty is ordered the evening before
_CLOSED = time(0, 10)  # the day on which closed duty is restored is closed from its beginning
_OUTBREAK = timedelta(days=6)  # for which one house is at the level of an outbreak; invented
_DISPATCH, _NOON = time(9, 15), time(12)
_REASONS: dict[Level, str] = {
    "heightened": "全国、全省视频调度会部署，启动高等级勤务",
    "closed": "恢复封闭勤务模式，实行全封闭管理",
    "outbreak": "收押人员核酸检测阳性，按所内疫情处置",
}


def command_day(world: World, day: date) -> None:
    """Step of the day: what comes down from above, each at its hour."""
    dates = world.assumptions.dates
    if day >= dates.recorded_from:
        _report_pressure(world, day)
    if day == dates.heightened:
        _at(world, day, _ISSUED, _issue)
        _at(world, day, _ISSUED, lambda w, m: order_level(w, _all(w), "heightened", m + 5 * _MINUTE))
        _at(world, day, time(10), _suspend_lock_ups)
    if day == dates.cells_added:
        _at(world, day, time(15), _turn_cells)
    if day == dates.lock_ups_serve:
        _at(world, day, _MORNING, _last_lock_ups)
    if day == dates.closed - timedelta(days=1):
        _at(world, day, _EVE, _close)
    for directive in world.assumptions.directives:
        if directive.day == day:
            for number, house in enumerate(world.holding()):
                moment = world.clock(day, directive.hour) + number * timedelta(seconds=20)
                _send(world, house, directive.code, moment)


def _at(world: World, day: date, hour: time, act: Ordering) -> None:
    moment = world.clock(day, hour)
    world.at(moment, lambda: act(world, moment))


def _issue(world: World, moment: datetime) -> None:
    """Put the protocol in force, stated at the detachment."""
    protocol = world.protocol
    digest = world.digest or sha256(msgspec.json.encode(protocol, order="sorted")).hexdigest()
    body = command.ProtocolIssued(
        document=protocol.id,
        version=protocol.version,
        digest=digest,
        authority="市公安局监管场所疫情防控指挥部",
    )
    world.say(OFFICE, body, moment, actor=world.houses[OFFICE].leader().code, delay=timedelta())
    world.issued = moment


def order_level(
    world: World, houses: Iterable[House], level: Level, moment: datetime, *,
    begins: datetime | None = None, reason: str | None = None,
) -> None:  # fmt: skip
    """Order a response level for some houses, at once or from a later instant on."""
    for house in houses:
        body = command.LevelOrdered(
            level=level, authority="市公安局监管支队", reason=reason or _REASONS.get(level, "指挥部决定"),
            begins=utc(begins) if begins else None,
        )  # fmt: skip
        if begins is None:
            house.level = level
        else:
            world.at(begins, _taking_effect(house, level))
        chief = world.houses[OFFICE].leader().code
        world.say(house.code, body, moment, actor=chief, delay=timedelta())


def _taking_effect(house: House, level: Level) -> Act:
    def take_effect() -> None:
        house.level = level

    return take_effect


def break_out(world: World, house: House, moment: datetime) -> None:
    """One house is at the level of an outbreak from noon on, and closed like the others again days later."""
    begins = world.clock(world.today(moment), _NOON)
    order_level(world, [house], "outbreak", moment, begins=begins)
    over = world.clock(world.today(moment + _OUTBREAK), _EVE)
    after = world.clock(world.today(over) + timedelta(days=1), time())
    reason = "所内疫情处置完毕，恢复封闭勤务模式"
    world.at(over, lambda: order_level(world, [house], "closed", over, begins=after, reason=reason))


def _close(world: World, moment: datetime) -> None:
    begins = world.clock(world.today(moment) + timedelta(days=1), _CLOSED)
    order_level(world, _all(world), "closed", moment, begins=begins)


def _all(world: World) -> list[House]:
    return list(world.houses.values())


def _suspend_lock_ups(world: World, moment: datetime) -> None:
    """The lock-ups that still held their own people take in nobody from now on."""
    for house in _late_points(world):
        body = command.IntakeSuspended(basis="拘留所暂停收押，腾空备作隔离点")
        world.say(house.code, body, moment, actor=world.houses[OFFICE].leader().code)


def _last_lock_ups(world: World, moment: datetime) -> None:
    for house in _late_points(world):
        assign_role(world, house, "isolation_point", moment)


def _late_points(world: World) -> list[House]:
    """Isolation points that were not yet in service when the path began."""
    counties = world.assumptions.counties
    return [
        world.houses[c.isolation_point] for c in counties if c.isolation_point != c.isolation_point_before
    ]


def _turn_cells(world: World, moment: datetime) -> None:
    """Every detention house turns one or two more cells into transition cells."""
    capacity = world.assumptions.rate("quarantine_capacity")
    for plan in world.assumptions.houses:
        house = world.houses[plan.code]
        add_cells(world, house, "T", "transition", plan.added_cells, capacity, "men", moment)


def _send(world: World, house: House, code: str, moment: datetime) -> None:
    world.at(moment, lambda: _issue_directive(world, house, code, moment))


def _issue_directive(world: World, house: House, code: str, moment: datetime) -> None:
    directive = next(d for d in world.assumptions.directives if d.code == code)
    body = directives.DirectiveIssued(directive=code, title=directive.title, issuer=directive.issuer)
    world.say(house.code, body, moment, actor=OFFICE)


def _report_pressure(world: World, day: date) -> None:
    """The daily dispatch reads out yesterday's published cases: of the province, and of some counties."""
    _report_counties(world, day)
    for pressure in world.pressure:
        if pressure.day == day - timedelta(days=1):
            body = command.PressureReported(
                region=pressure.region, day=pressure.day, new_cases=pressure.new_cases, source=pressure.source
            )
            world.say(OFFICE, body, world.clock(day, _DISPATCH), actor=world.houses[OFFICE].staff[1].code)


def _report_counties(world: World, day: date) -> None:
    """From the closing on, the counties whose staff isolate on site because of cases there."""
    if day < world.assumptions.dates.closed:
        return
    for county in sorted({world.houses[code].county for code in world.assumptions.isolating_on_site}):
        cases = world.draw("county cases", county, day).between(1, world.assumptions.rate("county_cases"))
        yesterday = day - timedelta(days=1)
        body = command.PressureReported(
            region=county, day=yesterday, new_cases=cases, source="区县疫情防控指挥部通报"
        )
        world.say(OFFICE, body, world.clock(day, _DISPATCH), actor=world.houses[OFFICE].staff[1].code)
