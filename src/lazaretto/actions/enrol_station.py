"""Enrol a browser as the station of a gate's post, or take a post's station back."""

import re
from datetime import datetime

from django.conf import settings

from lazaretto.access import stations
from lazaretto.access.actor import Actor, Refused
from lazaretto.access.stations import Enrolled
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view

POST = re.compile(r"[a-z0-9][a-z0-9-]{0,23}")  # as long as a zone of a place
PAPER = "paper"  # the device of what was written on paper first: a browser of that name would be taken for it


def enrol_station(
    facility: str, *, post: str, actor: Actor, now: datetime, replace: bool = False
) -> Enrolled:
    """Make the browser that asks the station of a post, e.g. ``gate-1``; its token is seen this once.

    ``replace``: take back the station that the post has. Raises :class:`Refused` for a post that has one
    otherwise, for who may not stand at this gate, and for a facility that was not established.
    """
    actor.require("enrol_station", facility=facility)
    if POST.fullmatch(post) is None:
        raise Refused("malformed", why="`post`: small letters, digits and hyphens, 24 at most, as in gate-1")
    if post == PAPER:
        raise Refused("malformed", why="`post`: paper is what entries from a paper form are marked with")
    house_of(view(now=now), facility)
    return stations.enrol(
        facility=facility, post=post, actor=actor, now=now, expires=now + settings.STATION_LIFE,
        replace=replace,
    )  # fmt: skip


def revoke_station(facility: str, *, post: str, actor: Actor, now: datetime) -> None:
    """Take a post's station back at once. Raises :class:`Refused`, also where the post has none."""
    stations.revoke(facility=facility, post=post, actor=actor, now=now)
