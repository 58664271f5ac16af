"""The laws of conservation that a sheet of figures keeps, each a function; :data:`LAWS` lists them all.

A law gives what it does not find as it should be: where, what the figure says, and what it would have to be.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lazaretto.reports.report import Sheet
from lazaretto.reports.tables import Table


class Difference(NamedTuple):
    """One figure that breaks a law."""

    where: str
    said: int
    found: int


Law = Callable[[Sheet], Iterator[Difference]]


def layers_balance(sheet: Sheet) -> Iterator[Difference]:
    """Of each layer: yesterday, and who came or moved in, less who moved out or went, is today."""
    yield from _balance(
        sheet.table("custody_layers"), plus=("yesterday", "came", "moved_in"), minus=("moved_out", "went")
    )


def moves_balance(sheet: Sheet) -> Iterator[Difference]:
    """Whoever leaves a layer for another comes into one."""
    table = sheet.table("custody_layers")
    yield from _same("custody_layers.moved_in", table.total("moved_in"), table.total("moved_out"))


def sexes_balance(sheet: Sheet) -> Iterator[Difference]:
    """Of each sex: yesterday and who came, less who went, is today."""
    yield from _balance(sheet.table("custody_sexes"), plus=("yesterday", "came"), minus=("went",))


def heads_agree(sheet: Sheet) -> Iterator[Difference]:
    """By layer and by sex there are as many people."""
    layers, sexes = sheet.table("custody_layers"), sheet.table("custody_sexes")
    for column in ("yesterday", "came", "went", "today"):
        yield from _same(f"custody_sexes.{column}", sexes.total(column), layers.total(column))


def one_place_each(sheet: Sheet) -> Iterator[Difference]:
    """Everybody on the roll is in one place: in a cell, or away for a while."""
    places, heads = sheet.table("custody_places"), sheet.table("custody_layers").total("today")
    persons = places.at("persons", "count")
    yield from _same("custody_places.persons", persons, heads)
    either = places.at("in_cell", "count") + places.at("away", "count")
    yield from _same("custody_places.in_cell+away", either, persons)


def arrivals_stated(sheet: Sheet) -> Iterator[Difference]:
    """Whoever came onto the roll was admitted, or transferred in."""
    moves = sheet.table("custody_moves")
    stated = moves.at("admitted", "count") + moves.at("transferred_in", "count")
    yield from _same("custody_layers.came", sheet.table("custody_layers").total("came"), stated)


def departures_stated(sheet: Sheet) -> Iterator[Difference]:
    """Whoever left the roll was released, transferred out, or left the network."""
    moves = sheet.table("custody_moves")
    stated = sum(moves.at(row, "count") for row in ("released", "transferred_out", "left_network"))
    yield from _same("custody_layers.went", sheet.table("custody_layers").total("went"), stated)


def yesterday_as_signed(sheet: Sheet) -> Iterator[Difference]:
    """Yesterday's people are those of yesterday's signed report."""
    if sheet.carried is not None:
        held = sheet.table("custody_layers").total("yesterday")
        yield from _same("custody_layers.yesterday", held, sheet.carried)


def gate_balances(sheet: Sheet) -> Iterator[Difference]:
    """Of people and vehicles: inside yesterday and who came in, less who went out, is inside today."""
    yield from _balance(sheet.table("gate"), plus=("yesterday", "came"), minus=("went",))


def exits_stated(sheet: Sheet) -> Iterator[Difference]:
    """Whoever is inside no longer was let out at the gate."""
    table = sheet.table("gate")
    for row in table.rows:
        yield from _same(f"gate.{row}.went", table.at(row, "went"), table.at(row, "let_out"))


def goods_balance(sheet: Sheet) -> Iterator[Difference]:
    """Consignments that waited and that were registered, less those that are done with, wait today."""
    goods = sheet.table("goods")
    found = goods.at("waiting_yesterday", "count") + goods.at("registered", "count")
    found -= goods.at("finished", "count")
    yield from _same("goods.waiting_today", goods.at("waiting_today", "count"), found)


def legs_balance(sheet: Sheet) -> Iterator[Difference]:
    """Of each leg: yesterday and who started, less whose leg was ended or who left, is today."""
    yield from _balance(sheet.table("legs"), plus=("yesterday", "started"), minus=("ended", "left"))


def starts_stated(sheet: Sheet) -> Iterator[Difference]:
    """Whoever came into a leg was said to start it."""
    table = sheet.table("legs")
    for row in table.rows:
        yield from _same(f"legs.{row}.came", table.at(row, "came"), table.at(row, "started"))


def coverage_within_muster(sheet: Sheet) -> Iterator[Difference]:
    """Covered and uncovered are the muster, nobody twice, and everybody has one outcome."""
    rounds, outcomes = sheet.table("rounds"), sheet.table("outcomes")
    for row in rounds.rows:
        muster, covered = rounds.at(row, "muster"), rounds.at(row, "covered")
        yield from _same(f"rounds.{row}.muster", muster, covered + rounds.at(row, "uncovered"))
        yield from _most(f"rounds.{row}.covered", covered, muster)
        yield from _same(f"outcomes.{row}", outcomes.total(row), muster)
        missed = rounds.at(row, "uncovered")
        yield from _same(f"outcomes.none.{row}", outcomes.at("none", row), missed)


def tubes_add_up(sheet: Sheet) -> Iterator[Difference]:
    """Every answer of a laboratory is one of the results."""
    tubes = sheet.table("tubes")
    results = sum(tubes.at(row, "count") for row in ("negative", "positive", "grey", "invalid"))
    yield from _same("tubes.answered", tubes.at("answered", "count"), results)


def fevers_measured(sheet: Sheet) -> Iterator[Difference]:
    """Nobody has a fever who was not measured, and nobody is measured without a reading."""
    health = sheet.table("health")
    readings, measured = health.at("readings", "count"), health.at("measured", "count")
    yield from _most("health.measured", measured, readings)
    yield from _most("health.fevers", health.at("fevers", "count"), measured)


def places_disinfected(sheet: Sheet) -> Iterator[Difference]:
    """No place is disinfected without a disinfection."""
    table = sheet.table("disinfection")
    yield from _most("disinfection.places", table.at("places", "count"), table.at("disinfections", "count"))


def incidents_balance(sheet: Sheet) -> Iterator[Difference]:
    """Incidents of yesterday and those opened, less those closed, run today; and so by what was stated."""
    table = sheet.table("incidents")
    yesterday, today = table.at("yesterday", "count"), table.at("today", "count")
    ran = yesterday + table.at("came", "count") - table.at("went", "count")
    yield from _same("incidents.today", today, ran)
    stated = yesterday + table.at("opened", "count") - table.at("closed", "count")
    yield from _same("incidents.today", today, stated)


def phases_sum(sheet: Sheet) -> Iterator[Difference]:
    """Everybody who serves is in one phase, and nobody is absent who does not serve."""
    duty, strength = sheet.table("duty"), sheet.table("strength")
    yield from _same("duty.strength", duty.total("strength"), strength.at("serving", "count"))
    yield from _same("duty.absent", duty.total("absent"), strength.at("absent", "count"))
    for row in duty.rows:
        yield from _most(f"duty.{row}.absent", duty.at(row, "absent"), duty.at(row, "strength"))


def duties_in_one_state(sheet: Sheet) -> Iterator[Difference]:
    """Of each family: met, late, overdue, missed, open, excused and disputed are what was owed."""
    table = sheet.table("obligations")
    states = [column for column in table.columns if column != "owed"]
    for row in table.rows:
        found = sum(table.at(row, column) for column in states)
        yield from _same(f"obligations.{row}.owed", table.at(row, "owed"), found)


def stock_within_items(sheet: Sheet) -> Iterator[Difference]:
    """Nothing is short, empty or expired that the store does not have as an item."""
    stock = sheet.table("stock")
    for row in ("short", "empty", "expired"):
        yield from _most(f"stock.{row}", stock.at(row, "count"), stock.at("items", "count"))


def houses_sum_to_city(sheet: Sheet) -> Iterator[Difference]:
    """Each figure of a city is the sum of its houses'; a transfer is out of one and into another."""
    for table in sheet.tables if sheet.houses else ():
        for row in table.rows if table.id != "between" else ():
            for column in table.columns:
                found = sum(house.table(table.id).at(row, column) for house in sheet.houses)
                yield from _same(f"{table.id}.{row}.{column}", table.at(row, column), found)


def transfers_meet(sheet: Sheet) -> Iterator[Difference]:
    """Between houses of a city: on the road yesterday and sent, less received, is on the road today."""
    table = sheet.table("between")
    found = table.at("road_yesterday", "count") + table.at("sent", "count") - table.at("received", "count")
    yield from _same("between.road_today", table.at("road_today", "count"), found)


LAWS: tuple[Law, ...] = (
    layers_balance, moves_balance, sexes_balance, heads_agree, one_place_each, arrivals_stated,
    departures_stated, yesterday_as_signed, gate_balances, exits_stated, goods_balance, legs_balance,
    starts_stated,
    coverage_within_muster, tubes_add_up, fevers_measured, places_disinfected, incidents_balance, phases_sum,
    duties_in_one_state, stock_within_items, houses_sum_to_city, transfers_meet,
)  # fmt: skip
BY_NAME: dict[str, Law] = {law.__name__: law for law in LAWS}


def _balance(table: Table, *, plus: tuple[str, ...], minus: tuple[str, ...]) -> Iterator[Difference]:
    for row in table.rows:
        came, went = (sum(table.at(row, name) for name in names) for names in (plus, minus))
        yield from _same(f"{table.id}.{row}.today", table.at(row, "today"), came - went)


def _same(where: str, said: int, found: int) -> Iterator[Difference]:
    if said != found:
        yield Difference(where, said, found)


def _most(where: str, said: int, most: int) -> Iterator[Difference]:
    if said > most:
        yield Difference(where, said, most)
