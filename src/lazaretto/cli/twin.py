"""``lazaretto twin``: what another order would do, lived on a designed network. No database; every number
simulated.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from lazaretto.cli.aligning import aligned
from lazaretto.cli.documents import READABLE
from lazaretto.cli.printing import heading, indented, print_json
from lazaretto.cli.twin_asking import Asked, asked, read
from lazaretto.cli.twin_printing import explained, leaks, side_by_side, simulated, sizes, weeks
from lazaretto.cli.twin_sweeping import sweep
from lazaretto.cli.words import say
from lazaretto.protocol.wording import Language
from lazaretto.twin.answer import MOST_POLICIES
from lazaretto.twin.comparing import compare
from lazaretto.twin.conditioning import look
from lazaretto.twin.designing import Changes, varied
from lazaretto.twin.explaining import finding
from lazaretto.twin.following import followed
from lazaretto.twin.network import Policy
from lazaretto.twin.ranges import weights

THREADS = os.cpu_count() or 1


@click.group()
def twin() -> None:
    """Live an order on a designed network before it is given. What is printed is simulated, each figure
    with its range.
    """


twin.add_command(sweep)


@twin.command()
@asked
def run(question: Asked) -> None:
    """Follow what PROTOCOL orders: day by day, how large outbreaks become, which door and which leg leak."""
    if question.setting.rare:
        raise click.ClickException("--rare: days are not lived door by door; ask compare, sweep or weigh")
    with _bar(question.setting.points, question.lang) as moved:
        found, curves = followed(question.setting, question.ordered, threads=THREADS, progress=moved)
    if question.as_json:
        print_json(
            {"simulated": True, "comparison": found, "curves": curves, "assumptions": _rests_on(question)}
        )
        return
    simulated(question, points=found.points)
    side_by_side(found, question.lang)
    leaks(found.answers, question.lang)
    sizes(found.answers[0], question.lang)
    weeks(curves, question.lang)


@twin.command(name="compare")
@asked
@click.option("--what-if", type=READABLE, help="Orders to stand beside the document's.")
def compare_(question: Asked, *, what_if: str | None) -> None:
    """Compare what PROTOCOL orders with up to five other orders: risk, cost, human price."""
    orders = _orders(question, what_if)
    setting = question.setting
    with _bar(setting.points, question.lang) as moved:
        found = compare(setting, orders, threads=THREADS, progress=moved)
    if question.as_json:
        print_json({"simulated": True, "comparison": found, "assumptions": _rests_on(question)})
        return
    simulated(question, points=found.points)
    side_by_side(found, question.lang)
    leaks(found.answers, question.lang)


@twin.command()
@asked
@click.option("--chains", type=click.IntRange(10, 1_000_000), default=1000, show_default=True,
              help="Chains at each point, in a cell of each size.")  # fmt: skip
def explain(question: Asked, *, chains: int) -> None:
    """Explain why PROTOCOL takes so many days: one's own infection, the chain inside the cohort, staff."""
    found = finding(question.setting, question.ordered, chains=chains, threads=THREADS)
    if question.as_json:
        print_json({"simulated": True, "finding": found, "assumptions": _rests_on(question)})
        return
    simulated(question, points=found.points)
    explained(found, question.lang)


@twin.command()
@asked
@click.option("--asked", type=click.IntRange(4, 4096), default=32, show_default=True,
              help="Points of the design; a power of two.")  # fmt: skip
def weigh(question: Asked, *, asked: int) -> None:
    """Say which assumptions the chance of a breach hangs on (Sobol indices), under what PROTOCOL orders."""
    setting, lang = question.setting, question.lang

    def breach(point: Any) -> float:
        return look(setting, question.ordered, point, at=0, threads=THREADS).breach

    found = weights(breach, setting.ranges, points=asked, seed=setting.seed)
    if question.as_json:
        print_json({"simulated": True, "weights": found, "assumptions": _rests_on(question)})
        return
    heading(say("twin_weights", lang))
    heads = (say("twin_assumption", lang), say("twin_first", lang), say("twin_total", lang))
    rows = [(line.name, f"{line.first:.2f}", f"{line.total:.2f}") for line in found]
    indented(aligned([heads, *rows], right=frozenset({1, 2})))


@contextmanager
def _bar(points: int, lang: Language) -> Iterator[Callable[[int, int], bool]]:
    with click.progressbar(length=points, file=sys.stderr, label=say("twin_living", lang)) as bar:

        def moved(done: int, _: int) -> bool:
            bar.update(done - bar.pos)
            return True

        yield moved


def _orders(question: Asked, what_if: str | None) -> list[Policy]:
    changes = read(what_if, Changes).orders if what_if else ()
    if len(changes) >= MOST_POLICIES:
        raise click.ClickException(f"{MOST_POLICIES - 1} other orders can stand beside the document's")
    return [
        question.ordered,
        *(varied(question.ordered, change, protocol=question.protocol) for change in changes),
    ]


def _rests_on(question: Asked) -> list[object]:
    setting = question.setting
    return [setting.disease, setting.contacts, setting.design]
