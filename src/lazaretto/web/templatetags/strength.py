"""Filters for the strength of a house: states in words, what is lacking and what would help, as sentences."""

from collections.abc import Sequence

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lazaretto.board.strength_page import Gap
from lazaretto.obligations.manning import Day
from lazaretto.web.labels.strength import BY, LACKING, STATES
from lazaretto.web.templatetags.lazaretto import on_day
from lazaretto.web.templatetags.punctuation import in_brackets

register = template.Library()
NAMED = 6  # people in one sentence


@register.filter
def state_word(state: str) -> str:
    """A state of somebody on the strength."""
    return str(STATES[state])


@register.filter
def by_word(day: Day) -> str:
    """What a day was read from."""
    return str(BY[day.by])


@register.filter
def in_state(day: Day, state: str) -> int:
    """How many are in a state on a day."""
    return len(day.states[state])  # type: ignore[index]  # named in a template


@register.filter
def when_short(gap: Gap) -> str:
    """The days of a gap."""
    if gap.first == gap.last:
        return on_day(gap.first)
    return _("%(first)s to %(last)s") % {"first": on_day(gap.first), "last": on_day(gap.last)}


@register.filter
def what_short(gap: Gap) -> str:
    """What is lacking: posts, women for posts, or somebody whom every shift must have."""
    if gap.short.demand.sort in LACKING:
        return str(LACKING[gap.short.demand.sort])
    posts = _(", ").join(gap.titles)
    return _("women for %(posts)s") % {"posts": posts} if gap.short.demand.sort == "women" else posts


@register.filter
def how_short(gap: Gap) -> str:
    """How many are needed, there, and too few."""
    said = {"need": gap.short.demand.need, "there": gap.short.there, "lacking": gap.short.lacking}
    return (
        ngettext(
            "at least %(need)s needed, %(there)s there: %(lacking)s person too few",
            "at least %(need)s needed, %(there)s there: %(lacking)s people too few",
            gap.short.lacking,
        )
        % said
    )


@register.filter
def what_helps(gap: Gap) -> list[str]:
    """What would help, a sentence each, the nearest first; what to do where nothing is at hand."""
    found = []
    if gap.reserve:
        found.append(_("In reserve and fit for it: %(people)s.") % {"people": _some(gap.reserve)})
    if gap.back:
        back = _some([f"{one.person}{in_brackets(on_day(one.day))}" for one in gap.back])
        found.append(_("Back from their absence: %(people)s.") % {"people": back})
    if gap.short.untrained:
        untrained = ngettext(
            "%(n)s person lacks only a valid pass: train and assess them.",
            "%(n)s people lack only a valid pass: train and assess them.",
            gap.short.untrained,
        )
        found.append(untrained % {"n": gap.short.untrained})
    if gap.givers:
        houses = _(", ").join(f"{code}{in_brackets(str(many))}" for code, many in gap.givers)
        found.append(_("Emptied lock-ups could lend: %(houses)s.") % {"houses": houses})
    return found or [_("Nobody at hand could help. Ask the detachment, or shorten the posts' watches.")]


def _some(people: Sequence[str]) -> str:
    """The first few of some people, and how many more there are."""
    named, more = _(", ").join(people[:NAMED]), len(people) - NAMED
    return named if more <= 0 else _("%(people)s and %(n)s more") % {"people": named, "n": more}


@register.filter
def day_of(number: int, days: tuple[Day, ...]) -> str:
    """The date of a day by its place in the row, short enough to stand under a stack of a narrow chart."""
    return f"{days[number].day:%m-%d}"
