"""What every operation needs of a request: who asks, and through which device."""

from django.http import HttpRequest

from lazaretto.access.actor import Actor, Refused

BROWSER = "browser"


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
