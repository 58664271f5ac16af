"""The store of a house: filled at first and every second week, drawn on each day, counted weekly."""

from datetime import date, datetime, time, timedelta

from lazaretto.facts import stock
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import Act, World

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_FILLED, _DRAWN, _COUNTED = time(8, 20), time(20, 40), time(16, 40)
_FILL_DAYS, _COUNT_DAYS = 14, 7
_COVER = 60  # days that a delivery lasts
_SUPPLIER = "市疾控中心物资库"
_KEEPS = timedelta(days=540)

_BOX = 50  # pieces

Item = stock.Item


def keep_store(world: World, day: date) -> None:
    """Step of the day: deliveries, what was drawn, and the weekly count."""
    since = (day - world.assumptions.dates.heightened).days
    if since < 0:
        return
    for number, house in enumerate(world.holding()):
        if since % _FILL_DAYS == 0:
            world.at(*_filling(world, house, day, since // _FILL_DAYS + 1))
        world.at(*_drawing(world, house, day))
        if since % _COUNT_DAYS == (number + 3) % _COUNT_DAYS:
            world.at(*_counting(world, house, day))


def _daily(world: World, house: House) -> dict[Item, int]:
    """What a house uses in a day; people and key areas say how much."""
    staff = max(len(house.working("A")), 1)
    tubes = (len(house.people()) + len(house.staff)) // world.assumptions.rate("pool") // 2
    return {"mask": 2 * staff, "chlorine": 3 * len(house.key_areas) + 1, "gown": 4, "tube": tubes + 2}


def _filling(world: World, house: House, day: date, number: int) -> tuple[datetime, Act]:
    moment = world.clock(day, _FILLED)

    def fill() -> None:
        for turn, (item, pieces) in enumerate(_daily(world, house).items()):
            batch, at = f"{item[:2].upper()}-{day:%m%d}", moment + turn * _MINUTE
            share = _COVER if number == 1 else _FILL_DAYS
            body = stock.Received(
                item=item,
                batch=batch,
                pieces=pieces * share,
                expires=day + _KEEPS,
                supplier="市疾控中心物资库",
            )
            world.store.setdefault((house.code, item), []).append((batch, pieces * share))
            world.say(house.code, body, at, actor=house.on_duty("officer").code)

    return moment, fill


def _drawing(world: World, house: House, day: date) -> tuple[datetime, Act]:
    moment = world.clock(day, _DRAWN)

    def draw() -> None:
        for turn, (item, pieces) in enumerate(_daily(world, house).items()):
            batches = world.store[house.code, item]
            number = next(n for n, (_, left) in enumerate(batches) if left >= pieces)
            batch, left = batches[number]
            batches[number] = (batch, left - pieces)
            body = stock.Used(item=item, batch=batch, pieces=pieces)
            world.say(house.code, body, moment + turn * _MINUTE, actor=house.on_duty("officer").code)

    return moment, draw


def _found(world: World, house: House, item: Item, batch: str, left: int, moment: datetime) -> int:
    """What lies on the shelf; sometimes a box of it is gone, and nobody wrote that down."""
    if left < _BOX or not world.slips.take("count_short", house.code, world.today(moment)):
        return left
    words = f"{_BOX} pieces of {item} {batch} were gone when the store was counted"
    subject = f"{house.code}|{item}|{batch}"
    world.breach("count_short", house, moment, subject, words, "stock_count_differs")
    batches = world.store[house.code, item]
    batches[batches.index((batch, left))] = (batch, left - _BOX)
    return left - _BOX


def _counting(world: World, house: House, day: date) -> tuple[datetime, Act]:
    moment = world.clock(day, _COUNTED)

    def count() -> None:
        for item in _daily(world, house):
            for batch, left in world.store.get((house.code, item), []):
                found = _found(world, house, item, batch, left, moment)
                body = stock.Counted(item=item, batch=batch, pieces=found)
                world.say(house.code, body, moment, actor=house.on_duty("officer").code)

    return moment, count
