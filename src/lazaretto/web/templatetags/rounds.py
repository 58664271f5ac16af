"""Filters of the pages of rounds: words and marks of outcomes and tubes, bars, lengths of a bar."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lazaretto.board.rounds_page import shares
from lazaretto.board.tubes import Tube
from lazaretto.board.walking import Stop
from lazaretto.obligations.rounds import Answered, RoundView
from lazaretto.web import bars as code_128
from lazaretto.web.labels import rounds as labels
from lazaretto.web.templatetags.goods import in_hours
from lazaretto.web.templatetags.lazaretto import where

register = template.Library()


@register.filter
def bars(text: str) -> SafeString:
    """A text as Code 128."""
    return code_128.bars(text)


@register.filter
def outcome_word(outcome: str) -> str:
    """How a person came out of a round, in words."""
    return str(labels.OUTCOMES[outcome])


@register.filter
def outcome_mark(outcome: str) -> str:
    """The mark of an outcome."""
    return labels.MARKS[outcome]


@register.simple_tag
def over_time(view: RoundView, at: datetime) -> bool:
    """Whether a round is closed or was to be: from then on it is a failing to be reached by nobody."""
    return view.closed is not None or at > view.closes


@register.simple_tag
def outcome_mark_at(outcome: str, over: bool) -> str:
    """The mark of an outcome: not reached yet is no alarm while there is time."""
    return labels.AHEAD if outcome == "none" and not over else labels.MARKS[outcome]


@register.filter
def tube_word(state: str) -> str:
    """How far a tube has come, in words."""
    return str(labels.TUBES[state])


@register.filter
def tube_mark(state: str) -> str:
    """The mark of a tube's state."""
    return labels.TUBE_MARKS[state]


@register.filter
def adrift_word(why: str) -> str:
    """Why a tube does not add up, and what to do."""
    return str(labels.ADRIFT[why])


@register.filter
def left_out_word(why: str) -> str:
    """Why somebody would not be on a muster."""
    return str(labels.LEFT_OUT.get(why, labels.LEFT_OUT["other"]))


@register.filter
def unsampled_word(outcome: str) -> str:
    """Why somebody was not swabbed, as a press says it."""
    return str(labels.UNSAMPLED[outcome])


@register.filter
def cell_words(place: str | None) -> str:
    """A cell in words; staff have none."""
    return where(place) if place else _("Staff")


@register.filter
def shares_of(view: RoundView) -> list[dict[str, Any]]:
    """The coverage of a round as stretches of a bar, those without an outcome first, in per cent."""
    found, at = [], 0.0
    whole = sum(count for _outcome, count in shares(view)) or 1
    for outcome, count in shares(view):
        width = 100 * count / whole
        found.append({"outcome": outcome, "count": count, "x": f"{at:.2f}", "width": f"{width:.2f}"})
        at += width
    return found


@register.filter
def by_cell(people: Sequence[Answered]) -> list[tuple[str | None, list[Answered]]]:
    """People with those of their cell, in the order in which they come."""
    found: dict[str | None, list[Answered]] = {}
    for one in people:
        found.setdefault(one.cell, []).append(one)
    return list(found.items())


@register.filter
def steps_of(walk: Sequence[Stop]) -> list[dict[str, Any]]:
    """The cells of a walk as steps of a bar: done, begun or ahead, per cent of its width."""
    width = 100 / max(len(walk), 1)
    return [
        {"stop": stop, "x": f"{number * width:.2f}", "width": f"{width:.2f}",
         "state": "ahead" if stop.open and not stop.done else "owed" if stop.open else "clear"}
        for number, stop in enumerate(walk)
    ]  # fmt: skip


@register.filter
def in_state(tubes: Sequence[Tube], state: str) -> list[Tube]:
    """The tubes in one state."""
    return [tube for tube in tubes if tube.state == state]


@register.filter
def until(closes: datetime, at: datetime) -> str:
    """How long from one instant to another, in hours and minutes."""
    return in_hours(int((closes - at).total_seconds()))


@register.filter
def typed_local(moment: datetime) -> str:
    """An instant as the field of a form has it, by the clock of the house."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


@register.filter
def void_word(why: str) -> str:
    """Why a tube is void."""
    return str(labels.VOID[why])


@register.filter
def condition_word(condition: str) -> str:
    """In what condition tubes came."""
    return str(labels.CONDITIONS[condition])


@register.filter
def slip_bars(seal: str) -> SafeString:
    """A seal as bars, where Code 128 has all of its signs; else nothing: it stands there in words, too."""
    return bars(seal) if seal.isascii() and seal.isprintable() else SafeString("")


@register.simple_tag
def certificate_href(code: str, round_code: str) -> str:
    """Where the certificate of a round is; empty where nobody serves one."""
    try:
        return reverse("certificate", args=[code, round_code])
    except NoReverseMatch:
        return ""
