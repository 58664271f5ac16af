"""What every page stands in: demo or real, the reader's theme, the reader's own facility."""

from typing import Any

from django.conf import settings
from django.db import Error
from django.http import HttpRequest

from lazaretto.access.clock import now
from lazaretto.actions.open_emergency import emergencies_now
from lazaretto.actions.open_roll_calls_everywhere import RunningCall, running_call
from lazaretto.board.inside import Running

THEMES = ("device", "day", "night")
THEME_COOKIE = "theme"
LANGUAGES = (("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English"))  # each by its own name


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """A context processor: ``demo``, ``theme``, ``home`` (a reader's one facility), what is open to them."""
    return {
        "demo": bool(getattr(settings, "DEMO", False)),
        "theme": theme_of(request),
        "languages": LANGUAGES,
        "home": home_of(request),
        "has_board": _may(request, "read_board"),
        "emergencies": _emergencies(request),
        "roll_call_runs": _roll_call(request),
        "may_open_roll_call": _may(request, "read_facts"),
    }


def _emergencies(request: HttpRequest) -> tuple[Running, ...]:
    """Those that run in the reader's scope; none where the record cannot be read: a fault has a page too."""
    actor = getattr(request, "actor", None)
    if actor is None or not actor.may("read_day_sheet"):
        return ()
    try:
        return emergencies_now(actor=actor, now=now())
    except Error:
        return ()


def _roll_call(request: HttpRequest) -> RunningCall | None:
    """The one that holds the gate of the reader's own house, or of the house whose page this is."""
    actor = getattr(request, "actor", None)
    match = getattr(request, "resolver_match", None)
    here = home_of(request) or (match.kwargs.get("code") if match else None)
    if actor is None or not isinstance(here, str):
        return None
    try:
        return running_call(here, actor=actor, now=now())
    except Error:
        return None


def _may(request: HttpRequest, act: str) -> bool:
    actor = getattr(request, "actor", None)
    return actor is not None and bool(actor.may(act))


def theme_of(request: HttpRequest) -> str:
    """The theme the reader chose; ``device`` follows the device."""
    chosen = request.COOKIES.get(THEME_COOKIE, "device")
    return chosen if chosen in THEMES else "device"


def home_of(request: HttpRequest) -> str | None:
    """The one facility of a reader whose scope is a single one."""
    user = getattr(request, "user", None)
    facilities = getattr(user, "facilities", None) or []
    return facilities[0] if len(facilities) == 1 and not getattr(user, "everywhere", False) else None
