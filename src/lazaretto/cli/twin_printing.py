"""What the twin says, as lines: every figure with its range, under the word *simulated*."""

from collections.abc import Sequence

import click

from lazaretto.cli.aligning import aligned
from lazaretto.cli.printing import heading, indented
from lazaretto.cli.twin_asking import Asked
from lazaretto.cli.words import say
from lazaretto.protocol.wording import Language
from lazaretto.twin.answer import Answer, Comparison, Curves, Figure, Finding
from lazaretto.twin.observing import Setting

WEEK = 7
WEEKLY = ("infected_in_quarantine", "infected_in_wings", "infected_staff", "found")  # the rest is in the JSON
TOLD_DAYS = (14, 21, 28, 42, 56)


def percent(value: float) -> str:
    """A chance, to the digits that it has."""
    if 0 < value < 0.0005:
        return f"{value:.0e}"
    return f"{value:.0%}" if value >= 0.1 or value == 0 else f"{value:.1%}"


def share(figure: Figure) -> str:
    """A chance and its range."""
    return f"{percent(figure.value)} ({percent(figure.low)}–{percent(figure.high)})"


def number(figure: Figure, digits: int = 0) -> str:
    """A number and its range."""
    return f"{figure.value:,.{digits}f} ({figure.low:,.{digits}f}–{figure.high:,.{digits}f})"


def simulated(asked: Asked, *, points: int) -> None:
    """That all of it is simulated, and what it rests on. points: those that were lived."""
    setting, lang = asked.setting, asked.lang
    click.secho(
        say("twin_simulated", lang, days=str(setting.days), points=str(points),
            replicates=str(setting.replicates)),
        bold=True,
    )  # fmt: skip
    if points < setting.points:
        click.secho(say("twin_partial", lang, points=str(points), of=str(setting.points)), fg="yellow")
    click.echo(rests_on(setting, lang))
    if note := setting.disease.note.get(lang):
        click.echo(note)
    if setting.rare:
        click.echo(say("twin_rare", lang))


def rests_on(setting: Setting, lang: Language) -> str:
    """The assumptions, by name."""
    return say(
        "twin_rests_on", lang, disease=setting.disease.id, contacts=setting.contacts.id,
        network=setting.design.id, ranges=str(len(setting.ranges)), seed=str(setting.seed),
    )  # fmt: skip


def side_by_side(found: Comparison, lang: Language) -> None:
    """A line an order."""
    heads = [
        say(f"twin_head_{name}", lang)
        for name in ("order", "breach", "by_staff", "infected", "days", "alone", "swabs", "cells")
    ]
    rows = [
        (
            answer.policy.name, share(answer.breach), share(answer.by_door["staff"]),
            number(answer.infected, 1), number(answer.quarantine_days),
            f"{answer.alone_days:.0f} × {answer.alone_people}", number(answer.swabs), str(answer.cells),
        )
        for answer in found.answers
    ]  # fmt: skip
    heading(say("twin_beside", lang))
    indented(aligned([tuple(heads), *rows], right=frozenset(range(1, 8))))


def leaks(answers: Sequence[Answer], lang: Language) -> None:
    """By which door and from which leg: a line an order."""
    doors = ("arrival", "staff", "outing")
    legs = range(max(len(answer.by_leg) for answer in answers))
    heads = [say("twin_head_order", lang), *(say(f"twin_by_{door}", lang) for door in doors)]
    heads += [say("twin_from_leg" if leg else "twin_from_entry", lang, leg=str(leg)) for leg in legs]
    rows = [
        (
            answer.policy.name,
            *(share(answer.by_door[door]) for door in doors),
            *(share(answer.by_leg[leg]) if leg in answer.by_leg else "" for leg in legs),
        )
        for answer in answers
    ]
    heading(say("twin_leaks", lang))
    indented(aligned([tuple(heads), *rows], right=frozenset(range(1, len(heads)))))


def sizes(answer: Answer, lang: Language) -> None:
    """How large an outbreak in the general wings becomes."""
    heading(say("twin_sizes", lang))
    rows = [
        (say("twin_at_least", lang, people=str(people)), share(chance))
        for people, chance in answer.sizes.items()
    ]
    indented(aligned(rows, right=frozenset({1})))


def weeks(curves: Curves, lang: Language) -> None:
    """Week by week what happens on a mean day of it."""
    days = len(curves.by_day[WEEKLY[0]])
    rows = [
        (str(start), *(_mean(curves.by_day[name][start : start + WEEK]) for name in WEEKLY))
        for start in range(0, days, WEEK)
    ]
    heading(say("twin_weeks", lang))
    heads = (say("twin_day", lang), *(say(f"twin_daily_{name}", lang) for name in WEEKLY))
    indented(aligned([heads, *rows], right=frozenset(range(len(heads)))))


def _mean(figures: Sequence[Figure]) -> str:
    middle, low, high = (
        sum(getattr(one, name) for one in figures) / len(figures) for name in ("value", "low", "high")
    )
    return number(Figure(middle, low, high), 3)


def explained(found: Finding, lang: Language) -> None:
    """What is left in a cell by its size, and what no quarantine keeps out."""
    heading(say("twin_why", lang))
    heads = (
        say("twin_people", lang), say("twin_infects", lang),
        *(say("twin_left_at", lang, day=str(day)) for day in TOLD_DAYS),
    )  # fmt: skip
    rows = [
        (
            str(cell.people),
            number(cell.reproduction, 1),
            *(share(found.at(cell.people, day)) for day in TOLD_DAYS),
        )
        for cell in found.cells
    ]
    indented(aligned([heads, *rows], right=frozenset(range(len(heads)))))
    click.echo()
    smallest, largest = found.cells[0].people, found.cells[-1].people
    # Of a disease of years nothing is over by then, and no chain is what makes quarantine long.
    if found.at(largest, 28).low > found.at(smallest, 28).high:
        click.echo(
            say("twin_why_own", lang, day="14", own=share(found.at(smallest, 14)), people=str(largest),
                late="56", cohort=share(found.at(largest, 56)))
        )  # fmt: skip
    click.echo(say("twin_why_staff", lang))
    leaks(found.beside.answers, lang)
