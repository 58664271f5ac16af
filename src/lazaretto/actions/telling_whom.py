"""What is due to be told at an instant, of a view: found alike by whoever sends and by whoever only looks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from lazaretto.access.messaging import last_told, told_of
from lazaretto.access.reaching import Reached, reached
from lazaretto.actions.viewing import View
from lazaretto.facts.periods import seconds
from lazaretto.messengers import sink
from lazaretto.messengers.addresses import Allowed
from lazaretto.obligations.notifying import CHAIN, Due, Person, Terms, Told, due
from lazaretto.obligations.outstanding import Line, outstanding
from lazaretto.obligations.whose import Whose, whose
from lazaretto.protocol.document import Owner


@dataclass(frozen=True, slots=True)
class Asked:
    """lines: everything that calls somebody; people: those who may be told, by their number."""

    lines: tuple[Line, ...]
    due: Due
    people: Mapping[str, Reached]


def ask_due(seen: View, *, now: datetime) -> Asked:
    """What is to be told now, and what waits; reads the rows of what was told, and writes nothing."""
    lines = seen.keeping("outstanding", lambda: outstanding(seen.assessment, forces=seen.forces))

    def who(role: Owner, facility: str) -> Whose:
        return whose(seen.standing, facts=seen.record.facts, facility=facility, role=role)

    chains = {(role, line.facility) for line in lines for role in CHAIN[line.role]}
    people = reached({one.person for one in (who(*pair) for pair in chains) if one.person})
    told = [
        Told(one.line, one.person, one.step, seconds(one.made), one.acknowledged)
        for one in told_of([line.id for line in lines])
    ]
    found = due(
        lines, who=who, people=_people({who(*pair).person for pair in chains}, people, now=now), told=told,
        terms=terms(), at=seconds(now),
    )  # fmt: skip
    return Asked(lines, found, people)


def terms() -> Terms:
    """The times of this installation."""
    return Terms(
        urgent=_seconds(settings.NOTIFY_URGENT), other=_seconds(settings.NOTIFY_OTHER),
        gather=_seconds(settings.NOTIFY_GATHER),
    )  # fmt: skip


def allowed() -> Allowed:
    """Where this installation lets messages go; in the demo into its file, which is opened."""
    if settings.NOTIFY_SINK is not None:
        sink.open_sink(settings.NOTIFY_SINK)
    return Allowed(settings.NOTIFY_TO, settings.NOTIFY_MAIL, settings.NOTIFY_DOMAINS)


def _people(
    codes: Collection[str | None], people: Mapping[str, Reached], *, now: datetime
) -> dict[str, Person]:
    """Each with their settings. In the demo everybody has a channel: the file in which its messages end."""
    zone = str(getattr(settings, "HOUSE_ZONE", "Asia/Shanghai"))
    named = {code for code in codes if code}
    last = last_told(named, since=now - settings.NOTIFY_GATHER)
    found = {}
    for code in named:
        one = people.get(code)
        channels = bool(one and one.channels) or settings.NOTIFY_SINK is not None
        said = last.get(code)
        found[code] = Person(
            code, channels, one.quiet if one else None, zone, seconds(said) if said is not None else None
        )
    return found


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
