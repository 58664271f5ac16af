"""One's own channels and quiet hours: add, remove, try out. An address is sealed, and never shown again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings

from lazaretto.access import reaching
from lazaretto.access.actor import Actor, Refused
from lazaretto.access.messaging import begin_try, end_try
from lazaretto.actions.notify_people import language_of
from lazaretto.actions.telling_whom import allowed
from lazaretto.board.message_words import tried_out
from lazaretto.messengers.addresses import Unusable, read
from lazaretto.messengers.delivering import Delivered, deliver

_FAULTS = {
    "unreadable": "address_unreadable", "not_allowed": "address_not_allowed", "no_mail": "no_mail_server",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MyChannels:
    """How one is reached. places: where this installation lets messages go; none: nobody can be reached."""

    ways: Sequence[reaching.Way]
    quiet: tuple[time, time] | None
    places: tuple[str, ...]
    mail: bool
    sink: bool


def open_channels(*, actor: Actor) -> MyChannels:
    """One's own, whoever asks."""
    places = tuple(place.partition(":")[0] for place in settings.NOTIFY_TO)
    return MyChannels(
        reaching.channels_of(actor.code), reaching.quiet_of(actor.code), tuple(dict.fromkeys(places)),
        bool(settings.NOTIFY_MAIL), settings.NOTIFY_SINK is not None,
    )  # fmt: skip


def add_channel(typed: str, *, actor: Actor, now: datetime) -> None:
    """Take an address up as a channel. Raises :class:`Refused` where nothing may go there."""
    try:
        address = read(typed, allowed=allowed())
    except Unusable as fault:
        raise Refused(_FAULTS[fault.fault], needs=fault.needs) from None
    reaching.add_channel(actor.code, kind=address.kind, address=address.url, shown=address.shown, now=now)


def remove_channel(channel: int, *, actor: Actor) -> None:
    """Forget a channel and its address. Raises :class:`Refused` for one that is not the actor's."""
    reaching.remove_channel(actor.code, channel=channel)


def try_channel(channel: int, *, spoken: str, actor: Actor, now: datetime) -> Delivered:
    """Send a message that says nothing. Raises :class:`Refused` as above. Speaks to the network."""
    mine = next((way for way in reaching.channels_of(actor.code) if way.id == channel), None)
    if mine is None:
        raise Refused("not_in_record", what=str(channel))
    number, words = (
        begin_try(None, channel=channel, kind=mine.kind, now=now),
        tried_out(language=language_of(spoken)),
    )
    url = reaching.address_of(channel)
    found = (
        Delivered("not_allowed")
        if url is None
        else deliver(url, title=words.title, body=words.body, allowed=allowed())
    )
    end_try(number, outcome=found.outcome, answer=found.answer, now=now)
    return found


def set_quiet(quiet: tuple[time, time] | None, *, actor: Actor) -> None:
    """Set or end one's quiet hours. Raises :class:`Refused` for hours that begin when they end."""
    if quiet is not None and quiet[0] == quiet[1]:
        raise Refused("quiet_all_day")
    reaching.set_quiet(actor.code, quiet=quiet)
