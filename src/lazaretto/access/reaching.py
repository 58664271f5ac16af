"""How officers are reached: their channels, whose addresses are sealed, and their quiet hours."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.db.models import Count, Min, OuterRef, Subquery

from lazaretto.access.actor import Refused
from lazaretto.access.models import Channel, Try, User
from lazaretto.access.sealing import seal, unseal

MOST = 5  # channels a person: a mail address, a group of each of the three messengers, and one to spare


@dataclass(frozen=True, slots=True)
class Way:
    """One channel as it may be seen. shown: the host it leads to; last: what came of the last try by it."""

    id: int
    kind: str
    shown: str
    added: datetime
    tried: datetime | None
    outcome: str
    answer: str


@dataclass(frozen=True, slots=True)
class Reached:
    """What is known of a person who has an account. channels: number → kind."""

    code: str
    language: str
    quiet: tuple[time, time] | None
    channels: Mapping[int, str]


def add_channel(code: str, *, kind: str, address: str, shown: str, now: datetime) -> int:
    """Seal an address as one more channel of a person; its number. Raises :class:`Refused` beyond a few."""
    user = _user(code)
    if user.channels.count() >= MOST:
        raise Refused("too_many_channels", most=str(MOST))
    made = Channel.objects.create(user=user, kind=kind, sealed=seal(address), shown=shown[:120], added=now)
    return made.pk


def remove_channel(code: str, *, channel: int) -> None:
    """Forget a channel of a person and its address. Raises :class:`Refused` where they have no such one."""
    gone, _ = Channel.objects.filter(pk=channel, user__username=code).delete()
    if not gone:
        raise Refused("not_in_record", what=str(channel))


def address_of(channel: int) -> str | None:
    """The address of a channel; None where it is gone, or sealed with another key."""
    sealed = Channel.objects.filter(pk=channel).values_list("sealed", flat=True).first()
    return None if sealed is None else unseal(sealed)


def channels_of(code: str) -> Sequence[Way]:
    """A person's channels in the order in which they were added."""
    return [_way(one) for one in Channel.objects.filter(user__username=code).order_by("pk")]


def owns(code: str, *, channel: int) -> bool:
    """Whether a channel is this person's."""
    return Channel.objects.filter(pk=channel, user__username=code).exists()


def set_quiet(code: str, *, quiet: tuple[time, time] | None) -> None:
    """Set or end a person's quiet hours."""
    user = _user(code)
    user.quiet_from, user.quiet_until = quiet if quiet is not None else (None, None)
    user.save(update_fields=["quiet_from", "quiet_until"])


def quiet_of(code: str) -> tuple[time, time] | None:
    """A person's quiet hours."""
    return _quiet(_user(code))


def reached(codes: Collection[str]) -> Mapping[str, Reached]:
    """Who of these has an open account, and how they are reached."""
    users = User.objects.filter(username__in=codes, is_active=True).prefetch_related("channels")
    if not settings.DEMO:
        users = users.filter(demo=False)
    return {
        user.username: Reached(
            user.username, user.language, _quiet(user), {one.pk: one.kind for one in user.channels.all()}
        )
        for user in users
    }


def failing() -> tuple[int, datetime | None]:
    """How many channels failed at their last try, and when the oldest of those tries was."""
    last = Try.objects.filter(channel=OuterRef("pk")).order_by("-began", "-pk")
    held = Channel.objects.filter(user__is_active=True).annotate(
        outcome=Subquery(last.values("outcome")[:1]), tried=Subquery(last.values("began")[:1])
    )
    found = held.exclude(outcome=None).exclude(outcome__in=("", "sent"))
    counted = found.aggregate(many=Count("pk"), oldest=Min("tried"))
    return counted["many"], counted["oldest"]


def _user(code: str) -> User:
    found = User.objects.filter(username=code, is_active=True).first()
    if found is None:
        raise Refused("not_in_record", what=code)
    return found


def _quiet(user: User) -> tuple[time, time] | None:
    if user.quiet_from is None or user.quiet_until is None:
        return None
    return user.quiet_from, user.quiet_until


def _way(channel: Channel) -> Way:
    last = Try.objects.filter(channel=channel).order_by("-began", "-pk").first()
    return Way(
        channel.pk, channel.kind, channel.shown, channel.added, last.began if last else None,
        last.outcome if last else "", last.answer if last else "",
    )  # fmt: skip
