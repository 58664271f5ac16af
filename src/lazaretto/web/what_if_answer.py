"""The twin's answer as a page: in words first, then as a table, then as pictures. All of it is simulated.

Nothing is said without its range. A difference is said only where the whole of its range has one sign.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lazaretto.protocol.checks.rights import ALONE
from lazaretto.twin.answer import DOORS, Answer, Comparison, Figure
from lazaretto.twin.asking import Question, Reply
from lazaretto.web.what_if_drawn import Pictures, pictures
from lazaretto.web.what_if_figures import (
    alone_days,
    count,
    door_names,
    leg_name,
    less,
    name_of,
    per_of,
    plain,
    share,
    span,
    tells,
)
from lazaretto.web.what_if_rests import Rest, rests
from lazaretto.web.what_if_words import titled

Cost = Literal["quarantine_days", "swabs"]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence about an order. mark: which sign stands before it (better, worse, not to be told apart)."""

    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class Order:
    """One order. said: how it stands beside the first. unlawful: why it must not be given as it is."""

    number: int
    name: str
    says: str
    said: tuple[Said, ...]
    unlawful: str
    alone: int


@dataclass(frozen=True, slots=True)
class Row:
    """One measure over all orders; the first of each pair is the middle, the second its range."""

    name: str
    cells: tuple[tuple[str, str], ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """What a leader sees. note: what the disease leaves out. question: the digest of what was asked."""

    lead: tuple[str, ...]
    orders: tuple[Order, ...]
    rows: tuple[Row, ...]
    sizes: tuple[Row, ...]
    per: int
    pictures: Pictures
    rests: tuple[Rest, ...]
    note: str
    days: int
    points: int
    of_points: int
    replicates: int
    seed: int
    question: str
    partial: bool


def answer_page(question: Question, reply: Reply) -> AnswerPage:
    """The page of a question and its reply, in the language of the reader."""
    found = reply.comparison
    per, there = per_of([answer.breach for answer in found.answers]), question.network.quarantine_cells
    return AnswerPage(
        lead=(*_lead(found, per), *_price(found)),
        orders=tuple(
            _order(number, answer, found, per, there) for number, answer in enumerate(found.answers, start=1)
        ),
        rows=rows(found, per), sizes=sizes(found, per), per=per,
        pictures=pictures(found, per=per, legs=_legs(found), there=there),
        rests=rests(question), note=titled(question.disease.note),
        days=found.days, points=found.points, of_points=found.asked_points,
        replicates=found.replicates, seed=found.seed, question=reply.question, partial=reply.partial,
    )  # fmt: skip


def unlawful(answer: Answer, first: Answer) -> str:
    """Why an order must not be given as it is; empty where nothing stands against it.

    What the first order does already is said in full there, and in short of those that do no more of it.
    """
    days, now = alone_days(answer), alone_days(first)
    if days <= ALONE.value:
        return ""
    if answer is not first and days <= now and answer.alone_people <= first.alone_people:
        return _(
            "Not to be ordered as it is: %(people)s alone for %(days)s days each, as now %(was)s for %(now)s"
            " days; the limit is %(limit)s."
        ) % {
            "people": plain(answer.alone_people), "days": days, "now": now, "limit": ALONE.value,
            "was": plain(first.alone_people),
        }  # fmt: skip
    return ngettext(
        "Not to be ordered as it is: %(people)s person would be alone in a cell for %(days)s days. More than"
        " %(limit)s days in a row without human contact are prohibited (Nelson Mandela Rules 43 and 44). Put"
        " people together on arrival, or shorten the time alone; where neither can be, every day needs two"
        " hours of real human contact.",
        "Not to be ordered as it is: %(people)s people would each be alone in a cell for %(days)s days. More"
        " than %(limit)s days in a row without human contact are prohibited (Nelson Mandela Rules 43 and 44)."
        " Put people together on arrival, or shorten the time alone; where neither can be, every day needs"
        " two hours of real human contact.",
        answer.alone_people,
    ) % {"people": plain(answer.alone_people), "days": days, "limit": ALONE.value}


def rows(found: Comparison, per: int) -> tuple[Row, ...]:
    """The table: risk, cost and human price, an order a column."""
    answers = found.answers

    def chances(name: str, figures: list[Figure], group: str = "") -> Row:
        told = [share(one, per=per) for one in figures]
        return Row(name, tuple((one.middle, one.span) for one in told), group)

    def counts(name: str, figures: list[Figure], group: str = "") -> Row:
        told = [count(one) for one in figures]
        return Row(name, tuple((one.middle, one.span) for one in told), group)

    doors = door_names()
    lines = [chances(_("Infection reaches a general wing"), [a.breach for a in answers], _("Risk"))]
    lines += [chances(f"… {doors[door]}", [a.by_door[door] for a in answers]) for door in DOORS]
    none = Figure(0.0, 0.0, 0.0)  # an order without that leg
    left = doors["arrival"]
    lines += [
        chances(f"… {left}, {leg_name(leg)}", [a.by_leg.get(leg, none) for a in answers])
        for leg in _legs(found)
    ]
    lines += [
        counts(_("People infected in the general wings"), [a.infected for a in answers]),
        chances(_("An outbreak of 10 or more"), [a.sizes[10] for a in answers]),
        counts(_("Person-days in quarantine"), [a.quarantine_days for a in answers], _("Cost")),
        Row(_("Cells of quarantine in use at once, at most"), tuple((plain(a.cells), "") for a in answers)),
        counts(_("Swabs taken"), [a.swabs for a in answers]),
        Row(_("Days alone, for each"), tuple((str(alone_days(a)), "") for a in answers), _("Human price")),
        Row(_("People alone"), tuple((plain(a.alone_people), "") for a in answers)),
    ]
    return tuple(lines)


def sizes(found: Comparison, per: int) -> tuple[Row, ...]:
    """Chances of outbreaks of at least so many people, an order a column."""
    told = {
        size: [share(a.sizes[size], per=per) for a in found.answers]
        for size in sorted(found.answers[0].sizes)
    }
    return tuple(
        Row(plain(size), tuple((one.middle, one.span) for one in line)) for size, line in told.items()
    )


def _legs(found: Comparison) -> tuple[int, ...]:
    return tuple(sorted({leg for answer in found.answers for leg in answer.by_leg}))


def _lead(found: Comparison, per: int) -> list[str]:
    """The sentences above everything: which orders breach less, which more, which cannot be told apart."""
    sides: dict[str, list[str]] = {"fewer": [], "more": [], "unseen": [], "same": []}
    for number, answer in enumerate(found.answers[1:], start=2):
        if answer.fewer_breaches is not None:
            side, name = tells(answer.fewer_breaches), f"{number} · {answer.policy.name}"
            by = {"name": name, "share": share(_sided(answer.fewer_breaches), per=per), "per": plain(per)}
            told = side in ("fewer", "more")
            sides[side].append(_("%(name)s — by %(share)s of %(per)s") % by if told else name)
    worded = {
        "fewer": _("Fewer breaches than as ordered now (simulated): %(names)s."),
        "more": _("More breaches than as ordered now (simulated): %(names)s."),
        "unseen": _("No difference in breaches that the assumptions let us see: %(names)s."),
        "same": _("No difference in breaches at any point of the assumptions: %(names)s."),
    }
    return [worded[side] % {"names": _("; ").join(names)} for side, names in sides.items() if names]


def _price(found: Comparison) -> Iterator[str]:
    """What stands beside the breaches: person-days in quarantine, and what must not be ordered as it is."""
    first = found.answers[0]
    sides: dict[str, list[str]] = {"fewer": [], "more": []}
    for number, answer in enumerate(found.answers[1:], start=2):
        difference = _cost_less(first, answer, "quarantine_days")
        if (side := tells(difference)) in sides:
            by = {"name": f"{number} · {answer.policy.name}", "n": count(_sided(difference))}
            sides[side].append(_("%(name)s — by %(n)s") % by)
    worded = {
        "fewer": _("Fewer person-days in quarantine than as ordered now (simulated): %(names)s."),
        "more": _("More person-days in quarantine than as ordered now (simulated): %(names)s."),
    }
    yield from (worded[side] % {"names": _("; ").join(names)} for side, names in sides.items() if names)
    barred = [
        f"{number} · {name_of(number, answer)}"
        for number, answer in enumerate(found.answers, start=1)
        if unlawful(answer, first)
    ]
    if barred:
        yield _("Not to be ordered as it is, because of days alone: %(names)s.") % {
            "names": _("; ").join(barred)
        }


def _order(number: int, answer: Answer, found: Comparison, per: int, there: int | None) -> Order:
    first = found.answers[0]
    told = [] if number == 1 else _beside(first, answer, per)
    if there is not None and answer.cells > there:
        short = {"cells": plain(answer.cells), "there": plain(there), "n": plain(answer.cells - there)}
        lacks = _("Too few cells: %(cells)s are needed at once and %(there)s are there; %(n)s are missing.")
        told.append(Said("missed", lacks % short))
    says = _("Infection reaches a general wing in %(share)s of %(per)s (simulated).") % {
        "share": share(answer.breach, per=per), "per": plain(per),
    }  # fmt: skip
    return Order(
        number, name_of(number, answer), says, tuple(told), unlawful(answer, first), alone_days(answer)
    )


def _beside(first: Answer, answer: Answer, per: int) -> list[Said]:
    """How an order stands beside the first: breaches, person-days, cells, swabs, people alone."""
    said = [_breaches(first, answer, per)]
    said += _costs(first, answer)
    more = answer.cells - first.cells
    if more:
        cells = {"n": plain(abs(more)), "cells": plain(answer.cells), "was": plain(first.cells)}
        said.append(
            Said("late", _("%(n)s more cells in use at once: %(cells)s instead of %(was)s.") % cells)
            if more > 0
            else Said("met", _("%(n)s fewer cells in use at once: %(cells)s instead of %(was)s.") % cells)
        )
    days = alone_days(answer)
    if 0 < days <= ALONE.value and (days, answer.alone_people) != (alone_days(first), first.alone_people):
        alone = _("%(people)s people are each alone for %(days)s days (as ordered now: %(was)s people).")
        values = {"people": plain(answer.alone_people), "days": days, "was": plain(first.alone_people)}
        said.append(Said("late", alone % values))
    return said


def _breaches(first: Answer, answer: Answer, per: int) -> Said:
    fewer = answer.fewer_breaches or Figure(0.0, 0.0, 0.0)
    values = {
        "now": _span(answer.breach, per), "was": _span(first.breach, per), "per": plain(per),
        "fewer": share(_sided(fewer), per=per),
    }  # fmt: skip
    words = {
        "fewer": _("Fewer breaches: simulated %(now)s of %(per)s instead of %(was)s; %(fewer)s fewer."),
        "more": _("More breaches: simulated %(now)s of %(per)s instead of %(was)s; %(fewer)s more."),
        "unseen": _(
            "Breaches: no difference that the assumptions let us see"
            " (simulated %(now)s of %(per)s, and %(was)s as ordered now)."
        ),
        "same": _("Breaches: no difference at any point of the assumptions (simulated %(now)s of %(per)s)."),
    }
    marks = {"fewer": "met", "more": "missed", "unseen": "excused", "same": "excused"}
    side = tells(fewer)
    return Said(marks[side], words[side] % values)


def _costs(first: Answer, answer: Answer) -> list[Said]:
    said = []
    name: Cost
    for name, fewer, more in (
        ("quarantine_days", _("%(n)s fewer person-days in quarantine (simulated)."),
         _("%(n)s more person-days in quarantine (simulated).")),
        ("swabs", _("%(n)s fewer swabs (simulated)."), _("%(n)s more swabs (simulated).")),
    ):  # fmt: skip
        difference = _cost_less(first, answer, name)
        side = tells(difference)
        if side in ("fewer", "more"):
            words = (fewer if side == "fewer" else more) % {"n": count(_sided(difference))}
            said.append(Said("met" if side == "fewer" else "late", words))
    return said


def _cost_less(first: Answer, answer: Answer, name: Cost) -> Figure:
    """How much less than the first order: point by point where that was kept."""
    return (answer.fewer or {}).get(name) or less(first, answer, name)


def _sided(figure: Figure) -> Figure:
    """A difference without its sign, for a sentence that says which way."""
    if figure.value >= 0:
        return figure
    return Figure(-figure.value, -figure.high, -figure.low)


def _span(figure: Figure, per: int) -> str:
    return span(figure.low * per, figure.high * per)
