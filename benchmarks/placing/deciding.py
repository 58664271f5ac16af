"""Who decides: the peer (the first cell that fits), and the house's own, with and without looking ahead."""

from collections.abc import Mapping

from lazaretto.placement.asking import Newcomer, Request, Room
from lazaretto.placement.looking_ahead import look_ahead
from lazaretto.placement.solving import solve


def first_fit(request: Request) -> Mapping[str, str]:
    """One after the other into the first open cell that fits, else into the first empty one."""
    inside: dict[str, list[tuple[object, ...]]] = {
        room.place: [(o.sex, o.minor, o.case_group) for o in room.occupants] for room in request.rooms
    }
    placed: dict[str, str] = {}
    for newcomer in request.newcomers:
        fitting = (room for room in request.rooms if _fits(newcomer, room, inside[room.place], request))
        room = next(fitting, None)
        if room is not None:
            placed[newcomer.person] = room.place
            inside[room.place].append((newcomer.sex, newcomer.minor, newcomer.case_group))
    return placed


def _fits(newcomer: Newcomer, room: Room, inside: list[tuple[object, ...]], request: Request) -> bool:
    if room.state not in ("free", "filling") or len(inside) >= room.capacity:
        return False
    if room.cohort is not None and (request.day - room.cohort.since).days > request.rules.window:
        return False
    return all(
        (sex, minor) == (newcomer.sex, newcomer.minor) and group != newcomer.case_group
        for sex, minor, group in inside
    )


def short_sighted(request: Request) -> Mapping[str, str]:
    """The house's day at its given prices, proved."""
    return solve(request).assigned


def far_sighted(request: Request) -> Mapping[str, str]:
    """The house's day at the price that looking ahead finds."""
    return look_ahead(request).solution.assigned
