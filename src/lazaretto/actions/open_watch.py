"""Open the system's own list: what of the machine, its commands, channels and record needs somebody (G9).

It is made when it is opened, and depends on no command having run: those that did not are lines of it.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import DatabaseError

from lazaretto.access.actor import Actor
from lazaretto.access.beats import beats
from lazaretto.access.messaging import undelivered
from lazaretto.access.reaching import failing
from lazaretto.access.scope import scoped
from lazaretto.access.stations import standing_stations
from lazaretto.actions.erase_check_ins import due_list
from lazaretto.actions.name_witnesses import unwitnessed
from lazaretto.actions.open_nodes import peer_limits, peers_seen
from lazaretto.actions.take_picture import oldest_kept
from lazaretto.actions.telling_whom import ask_due
from lazaretto.actions.viewing import View, view
from lazaretto.board import watching_facts as facts_
from lazaretto.board.directives_page import directives_page
from lazaretto.board.houses import House, zone_of
from lazaretto.board.leaders_page import leaders_page
from lazaretto.board.nodes_page import of_the_nodes
from lazaretto.board.nodes_words import OF_THE_NODES
from lazaretto.board.watch_words import OF_THE_FACTS, OF_THE_MACHINE
from lazaretto.board.watching import (
    Limits,
    Machine,
    WatchLine,
    WatchPage,
    Works,
    line,
    listed,
    of_the_machine,
    of_the_works,
)
from lazaretto.facts.periods import instant, local_day
from lazaretto.facts.supervision import DrawCommitted
from lazaretto.ledger import measuring
from lazaretto.obligations.packing import HOURS
from lazaretto.registers.stays import CLOCK_TOLERANCE

ACT = "read_watch"
WITHOUT_A_DATABASE = ("database", "disk", "secret_files", "certificate", "certificate_unread")
BACK = timedelta(hours=24)  # the list is of each morning: what came up since the last one


def open_watch(machine: Machine | None, *, actor: Actor, now: datetime) -> WatchPage:
    """The list. machine: what a look at it found; None: nobody looked. Raises :class:`Refused`.

    What the record says is narrowed to the actor's facilities; an administrator, who has none, sees what
    concerns the machine. Where the database does not answer, that is said, and the machine is looked at.
    """
    actor.require(ACT)
    limits = limits_now()
    try:
        seen = view(now=now)
        works, lines = _works(seen, now), list(_of_the_record(seen, actor, now))
        zone = zone_of(seen.houses(None))
    except DatabaseError:
        found = [line("database", "red")]
        if machine is not None:  # a full disk may be why
            found += of_the_machine(machine, limits=limits, at=now)
        ordered, looked = listed(found, WITHOUT_A_DATABASE)
        return WatchPage(now, ordered, looked, machine, None, scope=False)
    if machine is not None:
        lines += of_the_machine(machine, limits=limits, at=now)
    lines += of_the_works(works, limits=limits, at=now, zone=zone)
    peers = peers_seen()
    lines += of_the_nodes(peers, limits=peer_limits(), at=now, zone=zone)
    has_scope = bool(seen.houses(actor.scope))
    rules = [*OF_THE_MACHINE, *(OF_THE_NODES if peers else ()), *(OF_THE_FACTS if has_scope else ())]
    ordered, looked = listed(lines, rules)
    return WatchPage(now, ordered, looked, machine, works.database, has_scope)


def limits_now() -> Limits:
    """The limits of this installation."""
    return Limits(
        settings.WATCH_DISK_AMBER, settings.WATCH_DISK_RED, settings.WATCH_CERTIFICATE, settings.WATCH_DAILY,
        settings.NOTIFY_EVERY, settings.LEDGER_EVERY, settings.WATCH_PASSES, settings.NOTIFY_URGENT,
        settings.WATCH_REHEARSAL, CLOCK_TOLERANCE,
    )  # fmt: skip


def _works(seen: View, now: datetime) -> Works:
    """The installation itself; it counts over the whole network, and names nobody."""
    broken, since = failing()
    held = ask_due(seen, now=now).due.held
    return Works(
        beats=beats(), database=measuring.size(), failing=broken, failing_since=since,
        undelivered=undelivered(before=now - settings.NOTIFY_URGENT, since=now - BACK),
        unreached=sum(one.line.urgent and one.person is None for one in held),
        missing=tuple("/".join(one) for one in seen.missing),
        unwitnessed=unwitnessed(settings.WITNESSES_FILE),
    )  # fmt: skip


def _of_the_record(seen: View, actor: Actor, now: datetime) -> Iterator[WatchLine]:
    houses = seen.houses(actor.scope)
    if not houses:
        return
    zone, facts, standing = zone_of(houses), seen.record.facts, seen.standing
    codes = {house.code for house in houses}
    yield from facts_.of_stations(_stations(actor), hours=_hours(seen), at=now, zone=zone)
    yield from facts_.of_directives(
        directives_page(standing, facts=facts, forces=seen.forces, houses=houses), zone=zone
    )
    names = standing.facilities
    yield from facts_.of_disputes(
        (names.name(one.facility), instant(one.occurred))
        for one in seen.assessment.problems if names.name(one.facility) in codes
    )  # fmt: skip
    yield from facts_.of_draws(_promised(seen, houses))
    yield from facts_.of_delegations(
        leaders_page(standing, facts=facts, houses=houses, zone=zone), since=now - BACK
    )
    due = due_list(seen, sorted(codes))
    check_ins = facts_.together(
        [(one.facility, one.since) for one in due.due], rule=due.retention.rule if due.retention else ""
    )
    with scoped(actor.scope):
        devices = measuring.skewed(since=now - BACK, tolerance=CLOCK_TOLERANCE)
        pictures = measuring.old_pictures(before=oldest_kept(seen, now=now) or now)
    yield from facts_.of_keeping(check_ins, facts_.pictures_of(pictures), zone=zone)
    yield from facts_.of_clocks(
        [facts_.Off(one.device, one.facility, one.seconds, one.since, one.facts) for one in devices],
        limit=int(CLOCK_TOLERANCE.total_seconds()),
    )


def _stations(actor: Actor) -> list[facts_.GateStation]:
    return [
        facts_.GateStation(one.device, facility, one.enrolled, one.last_seen, one.waiting)
        for facility, one in standing_stations(actor.scope)
    ]


def _hours(seen: View) -> int:
    """For how many hours a station's list holds, by the documents in force; 0: none says."""
    at = seen.standing.at
    said = [
        parameter.value
        for force in seen.forces if force.since <= at < force.until
        for parameter in force.protocol.parameters if parameter.id == HOURS
    ]  # fmt: skip
    return int(said[0]) if said else 0


def _promised(seen: View, houses: tuple[House, ...]) -> Iterator[facts_.Promised]:
    """Until when each facility's draws are promised; one that never promised any owes that as a duty."""
    last: dict[str, date] = {}
    for number in seen.standing.events("draw_committed").fact.tolist():
        fact = seen.record.facts[number]
        if isinstance(fact.body, DrawCommitted):
            ends = fact.body.first + timedelta(days=fact.body.days - 1)
            last[fact.facility] = max(ends, last.get(fact.facility, ends))
    for house in houses:
        if house.code in last:
            today = local_day(seen.at, zone=house.zone)
            yield facts_.Promised(house.code, last[house.code], today)
