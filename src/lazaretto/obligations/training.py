"""Who has passed which procedure, and until when: the latest assessment decides (M36).

A pass is good for as many days as the protocol says, counted from the day of the assessment, which is
day 0; day N is the last one. A later assessment that was not passed ends it on its own day.
"""

from datetime import date, timedelta

from lazaretto.obligations.days import local_day_numbers
from lazaretto.protocol.document import Procedure, Protocol
from lazaretto.registers.duty import POSTS
from lazaretto.registers.standing import Standing

Passes = dict[str, dict[str, date]]  # person → procedure → the last day on which the pass is good
_EPOCH = date(1970, 1, 1)


def passes(standing: Standing, protocol: Protocol) -> Passes:
    """Every pass that stands by the latest assessment, run out or not: person → procedure → last day."""
    valid = {procedure.id: procedure.valid for procedure in protocol.procedures}
    names, rows = standing.names, standing.events("assessed")
    days = local_day_numbers(standing, rows.facility, rows.occurred)
    found = Passes()
    for key, of, day, passed in zip(
        rows.key.tolist(), rows.value.tolist(), days.tolist(), rows.aux.tolist(), strict=True
    ):
        procedure = names.name(of)
        if procedure not in valid:
            continue
        mine = found.setdefault(names.name(key), {})
        mine.pop(procedure, None)
        if passed:
            mine[procedure] = _EPOCH + timedelta(days=day + valid[procedure])
    return found


def asked_of(protocol: Protocol, staff: str) -> tuple[Procedure, ...]:
    """The procedures that staff of a sort (``facts.duty.StaffPost``) need wherever they stand."""
    return tuple(procedure for procedure in protocol.procedures if staff in procedure.staff)


def asked_at(standing: Standing, protocol: Protocol, facility: int) -> dict[str, tuple[str, ...]]:
    """What each post of a house asks for: what any of its staff need, and what was asked besides.

    Post → ids of procedures, in the order of the protocol; only such as the protocol has.
    """
    posts, names = standing.events("post_set"), standing.names
    latest = dict(zip(posts.key.tolist(), posts.fact.tolist(), strict=True))
    here = set(posts.key[posts.facility == facility].tolist())
    found = {}
    for key in sorted(here, key=names.name):
        staff = _said(standing, "post_for", key, latest[key])
        besides = {names.name(of) for of in _said(standing, "post_asks", key, latest[key])}
        asked = {POSTS[of] for of in staff}
        found[names.name(key).split("|")[1]] = tuple(
            one.id for one in protocol.procedures if one.id in besides or asked & set(one.staff)
        )
    return found


def _said(standing: Standing, name: str, key: int, fact: int) -> list[int]:
    """The values that one fact said of a post."""
    rows = standing.events(name)
    found: list[int] = rows.value[(rows.key == key) & (rows.fact == fact)].tolist()
    return found
