"""Filters that turn board values into what a picture of them needs: lengths, marks, order."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from lazaretto.web.asking import actor_of
from lazaretto.web.labels.values import COUNTIES
from lazaretto.web.main_ways import Entry
from lazaretto.web.main_ways import main_ways as entries
from lazaretto.web.templatetags.lazaretto import mark_of, where
from lazaretto.web.ways import ways

register = template.Library()


@register.filter
def bars(strip: Any) -> list[dict[str, Any]]:
    """A board strip as rectangles in a box of 240 × 27: met at the foot, late above, missed on top."""
    if strip is None or not strip.largest:
        return []
    scale, found = 26 / strip.largest, []
    for hour in range(len(strip.met)):
        foot = 27.0
        for state in ("met", "late", "missed"):
            height = getattr(strip, state)[hour] * scale
            if height:
                height = max(height, 1.5 if state == "met" else 3.0)
                foot -= height
                box = {"x": hour * 10 + 1, "y": f"{foot:.1f}", "height": f"{height:.1f}"}
                found.append({"state": state, **box})
    return found


@register.filter
def red(line: Any) -> str:
    """A bottom line is clear at zero and a breach above it."""
    return "breach" if line.count else "clear"


@register.filter
def red_word(line: Any) -> str:
    """The word under a bottom line's figure."""
    return _("must read zero") if line.count else _("at zero")


@register.filter
def round_state(coverage: Any) -> str:
    """Uncovered people are owed while a round runs, and missed once it is closed."""
    return "missed" if coverage.closed else "owed"


@register.filter
def by_phase(shifts: Any) -> list[tuple[str, int]]:
    """The shifts as (phase, count), in the order of the loop."""
    return [
        ("A", shifts.inside),
        ("B", shifts.standby),
        ("C", shifts.isolating),
        ("ordinary", shifts.ordinary),
    ]


@register.filter
def in_the_loop(shifts: Any) -> int:
    """How many of a house's staff are in one of the three phases."""
    return int(shifts.inside + shifts.standby + shifts.isolating)


@register.filter
def ring(shifts: Any) -> list[dict[str, Any]]:
    """The three phases as arcs of a ring of a hundred, from the top on, in the order of the loop."""
    whole, passed, found = in_the_loop(shifts), 0.0, []
    for phase, count in by_phase(shifts)[:3]:
        if count:
            share = 100 * count / whole
            turn, rest = round(3.6 * passed - 90, 2), round(100 - share, 2)
            found.append({"phase": phase, "share": round(share, 2), "rest": rest, "turn": turn})
            passed += share
    return found


@register.filter
def most(pairs: Any) -> int:
    """The largest count of (code, count) pairs, to scale bars by."""
    return max((count for _code, count in pairs), default=1)


@register.filter
def in_place(counties: Any) -> list[Any]:
    """Counties in their administrative order, so that a place on the wall is always the same place."""
    order = list(COUNTIES)
    return sorted(counties, key=lambda c: (order.index(c.code) if c.code in order else len(order), c.code))


@register.filter
def houses_first(tiles: Any) -> list[Any]:
    """The detention house above the lock-up, in every county."""
    return sorted(tiles, key=lambda tile: (tile.sort != "detention_house", tile.code))


@register.filter
def plus(one: Any, other: Any) -> int:
    """The sum of two counts."""
    return int(one) + int(other)


@register.simple_tag(takes_context=True)
def why_href(context: Any, item: Any, clause: str = "", facility: str = "", subject: str = "") -> str:
    """Where *why* leads for an item, at the instant that the page shows."""
    asked = {"clause": clause, "facility": facility, "subject": subject, "at": context.get("lens") or ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("explain", args=[item]) + (f"?{query}" if query else "")


@register.simple_tag(takes_context=True)
def sheet_href(context: Any, code: str) -> str:
    """Where a facility's name leads, at the instant that the page shows."""
    lens = context.get("lens")
    return reverse("day_sheet", args=[code]) + (f"?{urlencode({'at': lens})}" if lens else "")


@register.filter
def sums(sheet: Any) -> list[tuple[str, int]]:
    """How many things a day sheet lists how, gravest first: each figure leads to as many lines.

    The name is the anchor of its part, too. What was missed yesterday still stands on the sheet and counts.
    """
    breaches = sum(len(alert.findings) for alert in sheet.alerts if alert.kind == "breach")
    states = ("missed", "late", "owed", "disputed", "done")
    return [
        ("breach", breaches),
        *((state, sum(len(group.items) for group in getattr(sheet, state))) for state in states),
    ]


@register.filter
def answers(group: Any) -> list[tuple[Any, str]]:
    """(fact, subjects) of a group's answers: those whom one fact answered stand together."""
    found: dict[Any, list[str]] = {}
    for owing in group.items:
        found.setdefault(owing.answer, []).append(thing(owing.subject))
    return [(fact, ", ".join(who)) for fact, who in found.items()]


@register.filter
def thing(subject: str) -> str:
    """The part of a subject that a reader knows: a directive without its facility, a place in words."""
    return where(subject) if "/" in subject else subject.rpartition("|")[2]


@register.filter
def on_level(level: str) -> str:
    """The wash of a message of Django's: a dispute or a refusal is not green."""
    return {"warning": "on-disputed", "error": "on-missed", "info": "on-owed"}.get(level, "on-met")


@register.filter
def summed(lines: Any) -> list[tuple[str, Any, int]]:
    """Handover lines of one duty together, gravest first: (state, title, count)."""
    order = ("missed", "disputed", "late", "owed", "upcoming", "done")
    found: dict[tuple[str, str], tuple[Any, int]] = {}
    for line in lines:
        key = (line.state, line.title.en)
        found[key] = (line.title, found.get(key, (line.title, 0))[1] + line.count)
    return [
        (state, title, count)
        for (state, _name), (title, count) in sorted(
            found.items(), key=lambda entry: order.index(entry[0][0])
        )
    ]


@register.filter
def titles(groups: Any) -> list[Any]:
    """The titles of some groups, each once."""
    return list({group.clause: group.title for group in groups}.values())


@register.inclusion_tag("web/house_ways.html", takes_context=True)
def house_ways(context: Any, code: str, here: str) -> dict[str, Any]:
    """The pages of one facility that the reader may open; ``here``: the route of this one."""
    return {"ways": list(ways(code, actor=actor_of(context["request"]))), "here": here}


@register.simple_tag(takes_context=True)
def main_ways(context: Any, here: str) -> list[Entry]:
    """What the head of every page offers to its reader; ``here``: the page that is open."""
    actor = getattr(context["request"], "actor", None)
    return list(entries(actor=actor, home=context["home"], here=here)) if actor else []


@register.filter
def cell_mark(state: str) -> str:
    """The mark that a cell's state is drawn with; a closed cohort is held, and no response level."""
    return "held" if state == "closed" else mark_of(state)


@register.filter
def cell_number(place: str) -> str:
    """``QZ-D/T/03`` → ``T/03``: what stands on the door."""
    return place.partition("/")[2] or place
