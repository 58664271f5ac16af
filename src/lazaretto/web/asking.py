"""What a request asks for, as values: who asks, at which instant, from which device."""

from datetime import datetime

from django.core.exceptions import BadRequest
from django.http import HttpRequest

from lazaretto.access.actor import Actor

DEVICE = "web"


def actor_of(request: HttpRequest) -> Actor:
    """Who asks. The guard has let nobody through who is not signed in."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise BadRequest("nobody is signed in")
    return actor


def instant_asked(request: HttpRequest) -> datetime | None:
    """The instant of ``?at=``, None for now. A time that cannot be read is a bad request."""
    text = request.GET.get("at", "")
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError as fault:
        raise BadRequest(f"{text!r} is not an instant") from fault
    if moment.tzinfo is None:
        raise BadRequest("an instant needs its offset from UTC")
    return moment
