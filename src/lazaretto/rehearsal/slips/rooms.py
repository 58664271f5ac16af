"""Rooms: enemies in one cell, the sick with the well, a cell out of use, a newcomer beside the infectious."""

from datetime import datetime, timedelta

from lazaretto.facts import custody, hygiene
from lazaretto.rehearsal.cases import move
from lazaretto.rehearsal.founding import add_cells
from lazaretto.rehearsal.slips.alone import arrive_alone
from lazaretto.rehearsal.slips.health import someone
from lazaretto.rehearsal.subjects import Cell, House, Person
from lazaretto.rehearsal.world import World, first

_MINUTE = timedelta(minutes=1)
_A_WHILE = 150 * _MINUTE
_ROOM_FOR_TWO = 2


def put_enemies_together(world: World, house: House, moment: datetime) -> None:
    """Somebody is moved into the cell of the one whom they must be kept apart from; it is noticed soon."""
    one, other = first(
        (person, world.people[person.apart_from]) for person in house.people()
        if person.apart_from and person.present and world.people[person.apart_from].present
        and world.people[person.apart_from].cell.filled < person.cell.capacity
    )  # fmt: skip
    _for_a_while(world, house, one, other.cell, moment, "调整监室")
    words = f"{one.code} was put into the cell of {other.code}"
    world.breach("enemies_together", house, moment, one.code, words, "nonassociates_share_cell")


def put_sick_with_well(world: World, house: House, moment: datetime) -> None:
    """Somebody coughs, is put apart, and an hour later is given a bed in another full cell by mistake."""
    person = someone(world, house)
    body = hygiene.SymptomsReported(person=person.code, symptoms=("cough",), words="咳嗽")
    world.say(house.code, body, moment, actor=house.on_duty("medic").code, place=person.cell.place)
    cell = first(
        c for c in house.cells.values()
        if c.use == "general" and c.kin == "men" and c is not person.cell and 2 < c.filled < c.capacity
        and not any(p.case_group and p.case_group == person.case_group for p in c.beds.values())
    )  # fmt: skip
    later = moment + 100 * _MINUTE
    world.at(later, lambda: move(world, house, person, cell, later, "调整监室"))
    words = f"{person.code} had a cough and was put with people who are well"
    world.breach("sick_with_well", house, later, person.code, words, "unwell_with_well")


def use_withdrawn_cell(world: World, house: House, moment: datetime) -> None:
    """A cell is out of use because of its lock, and somebody is put there all the same."""
    cell = first(c for c in reversed(house.cells.values()) if c.use == "general" and not c.filled)
    person = someone(world, house)
    body = custody.CellWithdrawn(cell=cell.place, cause="repair", words="门锁损坏")
    world.say(house.code, body, moment, actor=house.on_duty("officer").code, place=cell.place)
    later = moment + 60 * _MINUTE
    world.at(later, lambda: _for_a_while(world, house, person, cell, later, "临时安排"))
    back = moment + 2 * _A_WHILE
    returned = custody.CellReturned(cell=cell.place)
    world.at(back, lambda: world.say(house.code, returned, back, actor=house.leader().code, place=cell.place))
    words = f"{person.code} was put into {cell.place}, which was out of use"
    world.breach("withdrawn_cell_used", house, later, person.code, words, "withdrawn_cell_used")


def put_beside_infectious(world: World, house: House, moment: datetime) -> None:
    """Of two cells side by side one holds somebody who tests positive; into the other a newcomer comes."""
    zone = "I"
    add_cells(world, house, zone, "isolation", 2, _ROOM_FOR_TWO, "women", moment - 30 * _MINUTE)
    one, other = list(house.cells.values())[-2:]
    carrier = arrive_alone(world, house, one, moment)
    world.results[carrier.code] = "positive"
    other.kept = True

    def come(at: datetime) -> None:
        other.kept = False
        newcomer = arrive_alone(world, house, other, at)
        words = f"{newcomer.code} was put next door to {carrier.code}, who had tested positive"
        world.breach("beside_infectious", house, at, newcomer.code, words, "placed_beside_infectious")

    world.after_positive[carrier.code] = come


def _for_a_while(
    world: World, house: House, person: Person, cell: Cell, moment: datetime, reason: str
) -> None:
    """Move somebody, and back again after two hours and a half."""
    home, back = person.cell, moment + _A_WHILE
    move(world, house, person, cell, moment, reason)
    home.promised.add(person.code)

    def go_home() -> None:
        home.promised.discard(person.code)
        move(world, house, person, home, back, "调回原监室")

    world.at(back, go_home)
