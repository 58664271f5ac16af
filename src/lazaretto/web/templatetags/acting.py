"""What a reader may press: no link and no form is shown to somebody whom it would refuse."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import template
from django.http import HttpRequest

from lazaretto.access.actor import Actor
from lazaretto.actions.open_fact import correcting, telling_kinds
from lazaretto.web.asking import actor_of

register = template.Library()


@register.filter
def may(request: HttpRequest, act: str) -> bool:
    """True where the reader's role allows an act, as in ``request|may:"state:custody.moved"``."""
    actor = getattr(request, "actor", None)
    return actor is not None and bool(actor.may(act))


@register.filter
def may_correct(request: HttpRequest, fact: UUID | str | None) -> bool:
    """True where the reader may open this fact to correct or withdraw it."""
    if not fact or not may(request, "correct"):
        return False
    return bool(_kept(request, correcting)(UUID(str(fact))))


@register.filter
def kind_of(request: HttpRequest, fact: UUID | str) -> str:
    """Of which kind a fact is, for a reader who may not open it; empty where they are told nothing of it."""
    return (
        "" if getattr(request, "actor", None) is None else str(_kept(request, telling_kinds)(UUID(str(fact))))
    )


def _kept(request: HttpRequest, make: Callable[[Actor], Callable[[UUID], Any]]) -> Callable[[UUID], Any]:
    """The record is asked for once a page, not once a link."""
    kept: dict[Any, Callable[[UUID], Any]] = request.__dict__.setdefault("looking_at_facts", {})
    return kept[make] if make in kept else kept.setdefault(make, make(actor_of(request)))
