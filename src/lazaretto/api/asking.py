"""What every operation needs of a request: who asks, through which device, and the present instant."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from lazaretto.access.actor import Actor, Refused

BROWSER = "browser"
_CLOCK = "lazaretto.project.clock.now"


def now() -> datetime:
    """The present instant by the house's clock, which lies above this floor (setting ``CLOCK``)."""
    moment: datetime = import_string(getattr(settings, "CLOCK", _CLOCK))()
    return moment


def actor_of(request: HttpRequest) -> Actor:
    """Who asks. The way in has made sure that there is somebody."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise Refused("not_permitted", act="read", role="")
    return actor


def device_of(request: HttpRequest) -> str:
    """The device that a token names; a browser otherwise."""
    device: str = getattr(request, "device", BROWSER)
    return device
