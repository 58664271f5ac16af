"""Status documents, drawn from the record as known at an instant, and kept for the next who asks."""

import threading
from collections import OrderedDict
from datetime import datetime, timedelta

from lazaretto.actions.shelf import shelf_for
from lazaretto.facts.hand_overs import HandOverPrepared
from lazaretto.facts.periods import seconds
from lazaretto.obligations.force import in_force
from lazaretto.registers.record import Record
from lazaretto.reports.status import Asked, Status
from lazaretto.reports.status_drawing import draw_status

BEFORE = timedelta(seconds=1)  # a document says what was known in the second before it is drawn up
KEPT = 32
_Key = tuple[int, int, str, str, int, Asked]
_lock = threading.Lock()
_kept: "OrderedDict[_Key, Status]" = OrderedDict()


def status_of(record: Record, *, facility: str, person: str, known_at: datetime, asked: Asked) -> Status:
    """The document of a person as known at an instant; the same for ever, whatever is learned later."""
    known = seconds(known_at)
    key = (id(record), len(record.facts), facility, person, known, asked)
    with _lock:
        if key in _kept:
            return _kept[key]
    standing = record.standing(at=known, known_at=known)
    shelf, _ = shelf_for(standing)
    found = draw_status(
        standing, facts=record.facts, forces=in_force(standing, shelf=shelf), facility=facility,
        person=person, asked=asked,
    )  # fmt: skip
    with _lock:
        _kept[key] = found
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


def asked_of(body: HandOverPrepared) -> Asked:
    """What was said of a document when it was drawn up."""
    return Asked(
        number=body.hand_over, party=body.party, to=body.to, precautions=body.precautions, call=body.call,
        telephone=body.telephone, drawn_by=body.drawn_by,
    )  # fmt: skip
