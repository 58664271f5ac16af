"""One's own duty as an iCalendar file: watches at their hours, phases as whole days. Nothing of anybody else.

A phone shows its calendar to whoever looks over a shoulder: so no name, no number and no word of health or
isolation stands in it, only the post, the watch and the letter of the shift.
"""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from lazaretto.actions.open_me import MyCalendar
from lazaretto.board.me_page import MyStand
from lazaretto.facts.duty import Turn

PRODUCT = "-//Lazaretto//Duty//EN"
REFRESH = timedelta(hours=1)


def calendar_of(mine: MyCalendar | None, *, stamp: datetime) -> bytes:
    """The calendar of one person; without an event where no house has them. stamp: when it was made."""
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", _("Duty"))
    found.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    if mine is not None:
        for stand in mine.stands:
            found.add_component(_stand(stand, mine.house.code, stamp))
        for turn in mine.turns:
            found.add_component(_turn(turn, mine.house.code, stamp))
        found.add_missing_timezones()
    feed: bytes = found.to_ical()
    return feed


def _stand(stand: MyStand, house: str, stamp: datetime) -> Event:
    """A watch at its hours; the whole day where the post has no such watch any more."""
    event = _event(f"{house}|{stand.day}|{stand.post}|{stand.watch}", stamp)
    event.add("summary", f"{stand.title} · {stand.watch}")
    if stand.begins is None or stand.ends is None:
        event.add("dtstart", stand.day)
        event.add("dtend", stand.day + timedelta(days=1))
    else:
        event.add("dtstart", stand.begins)
        event.add("dtend", stand.ends)
    return event


def _turn(turn: Turn, house: str, stamp: datetime) -> Event:
    """A phase as whole days, which keep nobody busy; the end of such an event is the day after its last."""
    event = _event(f"{house}|{turn.first}|{turn.phase}", stamp)
    event.add(
        "summary", _("Shift %(phase)s") % {"phase": turn.phase} if len(turn.phase) == 1 else _("On duty")
    )
    event.add("dtstart", turn.first)
    event.add("dtend", turn.last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _event(what: str, stamp: datetime) -> Event:
    """An event that keeps its number when the roster is published again."""
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, what)}@lazaretto")
    event.add("dtstamp", stamp)
    event.add("class", "PRIVATE")
    return event
