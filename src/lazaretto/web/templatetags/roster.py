"""Filters of the pages of a roster: squares of the chart, watches, breaches and changes in words."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from babel.dates import format_date
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lazaretto.board.roster_chart import Filled, Move, PersonLine, Square, WatchLine
from lazaretto.board.roster_doubts import Doubt
from lazaretto.facts.duty import Stand, Watch
from lazaretto.obligations.rostering.situation import Away, Breach
from lazaretto.web.labels import dates, rostering
from lazaretto.web.templatetags.lazaretto import called, on_day, say, spoken, word
from lazaretto.web.templatetags.punctuation import in_brackets

register = template.Library()
_MARK = 5  # letters of a watch's name that fit a day
_WEEKEND = 5  # Saturday is the sixth day of a week that is counted from nought


@register.simple_tag
def listed() -> str:
    """What parts the words of a list: a comma, in Chinese a pause mark."""
    return _(", ")


@register.filter
def from_to(watch: Watch) -> str:
    """08:00–20:00; an end on the next day says so."""
    begins = datetime.combine(date.min, watch.begins)
    ends = begins + timedelta(hours=watch.hours)
    later = _("%(time)s next day") if ends.date() > begins.date() else "%(time)s"
    return f"{begins:%H:%M}–{later % {'time': f'{ends:%H:%M}'}}"


@register.filter
def day_of_month(day: date) -> str:
    """The day's number, as the head of a column."""
    return str(day.day)


@register.filter
def week_day(day: date) -> str:
    """The short name of a day of the week."""
    return str(format_date(day, "EEEEE", locale=dates.locale()))


@register.filter
def is_rest_day(day: date) -> bool:
    """Saturday or Sunday."""
    return day.weekday() >= _WEEKEND


@register.filter
def short_day(day: date | None) -> str:
    """03-25."""
    return f"{day:%m-%d}" if day else ""


@register.filter
def phase_word(phase: str | None) -> str:
    """A phase in words; nothing is *no phase*."""
    return word(phase, "phase") if phase else _("no phase")


@register.filter
def letter(phase: str | None) -> str:
    """The letter of a phase on the chart."""
    return "–" if phase == "ordinary" else phase or ""


@register.filter
def square_class(square: Square) -> str:
    """The classes by which a square is drawn: phase, where its bar begins, absence, change."""
    turn = square.turn
    names = [f"is-{turn.phase.lower()}" if turn else "is-blank"]
    names += ["begins"] if turn and square.nth == 1 else []
    names += ["ends"] if turn and square.day == turn.last else []
    names += ["is-away"] if square.away else []
    names += ["is-clash"] if square.clash else []
    names += ["is-changed"] if square.changed else []
    return " ".join(names)


@register.simple_tag
def squares(line: PersonLine, today: date) -> SafeString:
    """The cells of a person's days: hundreds of people by weeks of days, so not through a template each."""
    return format_html_join(
        "", '<td class="{}{}" title="{}"><span class="square">{}<span class="unseen">{}</span>{}</span></td>',
        (
            (
                square_class(square), " is-today" if square.day == today else "", square_words(square),
                _shown_letter(square, first=column == 0), _spoken_letter(square),
                format_html_join("", "<b>{}</b>", ((stand.watch[:_MARK],) for stand in square.stands)),
            )
            for column, square in enumerate(line.squares)
        ),
    )  # fmt: skip


def _shown_letter(square: Square, *, first: bool) -> SafeString:
    """The letter where a bar begins, and in the first column."""
    if square.turn is None or not (square.nth == 1 or first):
        return SafeString()
    return format_html('<i aria-hidden="true">{}</i>', letter(square.turn.phase))


def _spoken_letter(square: Square) -> str:
    said = letter(square.turn.phase) if square.turn else ""
    return f"{said} {_('away')}" if square.away else said


@register.filter
def square_words(square: Square) -> str:
    """Everything about a square as one sentence: what hovering says, and what is read aloud."""
    parts = [_day(square.day, spoken())]
    if square.turn:
        said = {"phase": phase_word(square.turn.phase), "nth": square.nth, "batch": square.turn.batch}
        parts.append(_("%(phase)s, day %(nth)s, batch %(batch)s") % said)
    else:
        parts.append(_("no phase"))
    parts += [stand_words(stand) for stand in square.stands]
    if square.away:
        parts.append(away_words(square.away))
    if square.changed:
        parts.append(_("was %(phase)s") % {"phase": phase_word(square.was)})
    return " · ".join(parts)


@register.filter
def stand_words(stand: Stand) -> str:
    """A stand: post and watch."""
    return f"{stand.post} {stand.watch}"


@register.filter
def away_words(away: Away) -> str:
    """Why somebody cannot serve, and until when."""
    said = {"why": called(away.cause, "cause"), "first": on_day(away.first), "last": on_day(away.last)}
    if away.last is None:
        return _("cannot serve: %(why)s, from %(first)s on") % said
    return _("cannot serve: %(why)s, %(first)s – %(last)s") % said


@register.filter
def filled_words(filled: Filled, place: WatchLine) -> str:
    """Who stands a watch on a day, and what is missing, as one sentence."""
    said = {
        "post": f"{place.post} {place.watch.watch}", "day": _day(filled.day, spoken()),
        "have": len(filled.people), "need": place.watch.need,
    }  # fmt: skip
    if not filled.ruled:
        return _("%(post)s on %(day)s: no roster yet") % said
    text = _("%(post)s on %(day)s: %(have)s of %(need)s people") % said
    if filled.short_of_women:
        text += _(", women missing: %(n)s") % {"n": filled.short_of_women}
    return f"{text} · {_(', ').join(filled.people)}" if filled.people else text


@register.filter
def doubt_words(doubt: Doubt) -> str:
    """Why somebody should not serve."""
    if doubt.why == "positive":
        return _("their latest test is positive")
    return _("a pool with their swab is not clear, and no test of their own since")


@register.filter
def breach_words(breach: Breach) -> str:
    """A breach as a sentence; a rule that nobody worded says its name and its numbers."""
    values: dict[str, str] = {**breach.values, "person": breach.person or "…", "day": on_day(breach.day)}
    for name, table in (("what", rostering.LACKING),):
        values[name] = str(table.get(values.get(name, ""), values.get(name, "")))
    for name in ("phase", "before"):
        values[name] = phase_word(values.get(name) or None)
    if values.get("cause"):
        values["cause"] = called(values["cause"], "cause")
    text = rostering.BREACHES.get(breach.rule)
    if text is None:
        return f"{breach.rule} {values}"
    return str(text).format_map(_Kept(values))


@register.filter
def rule_name(rule: str) -> str:
    """The short name of a rule of rosters."""
    return str(rostering.RULES.get(rule, rule))


@register.filter
def load_word(of: str) -> str:
    """What is spread: days inside, nights, hours."""
    return str(rostering.LOADS[of])


@register.filter
def move_words(move: Move) -> str:
    """One change of somebody's days."""
    days = on_day(move.first)
    if move.last != move.first:
        days = f"{days} – {on_day(move.last)}"
    said = {"days": days, "was": phase_word(move.was), "now": phase_word(move.now)}
    parts = [_("%(days)s: %(now)s instead of %(was)s") % said if move.was != move.now else days]
    if move.gained:
        parts.append(_("stands %(watches)s") % {"watches": _stands(move.gained)})
    if move.lost:
        parts.append(_("no longer stands %(watches)s") % {"watches": _stands(move.lost)})
    return " · ".join(parts)


@register.filter
def clause_of(sources: Mapping[str, Any], rule: str) -> Any:
    """The clause that states a rule, if a document in force does."""
    return sources.get(rule)


@register.filter
def staff_word(line: PersonLine) -> str:
    """The post of staff of somebody, in words."""
    return say(called(line.post, "post")) if line.post else _("not of the strength")


@register.filter
def limit_words(rule: str, settings: Mapping[str, int]) -> str:
    """What a limit asks, in words; one without settings says its rule's name."""
    text = rostering.LIMITS.get(rule)
    said = _Kept({name: str(value) for name, value in settings.items()})
    return str(text).format_map(said) if text is not None else rule_name(rule)


@register.filter
def mean(value: float) -> str:
    """A mean with one decimal."""
    return f"{value:.1f}"


@lru_cache(maxsize=512)
def _day(day: date, _language: str) -> str:
    """A day in words, once for the hundreds of people of a chart."""
    return on_day(day)


class _Kept(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _stands(stands: tuple[Stand, ...]) -> str:
    return _(", ").join(f"{stand.post} {stand.watch}{in_brackets(f'{stand.day:%m-%d}')}" for stand in stands)
