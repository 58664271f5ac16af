"""Who has passed which procedure, and until when: the latest assessment decides (M36).

A pass is good for as many days as the protocol says, counted from the day of the assessment, which is
day 0; day N is the last one. A later assessment that was not passed ends it on its own day.
"""

from datetime import date, timedelta

from lazaretto.obligations.days import local_day_numbers
from lazaretto.protocol.document import Procedure, Protocol
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


def needed_by(protocol: Protocol, staff: str) -> tuple[Procedure, ...]:
    """The procedures that staff of a sort (``facts.duty.StaffPost``) need wherever they stand."""
    return tuple(procedure for procedure in protocol.procedures if staff in procedure.staff)
