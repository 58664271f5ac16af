"""``lazaretto twin sweep``: a grid of orders, on all cores or on a cluster; the same bytes from all."""

import csv
import io
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager

import click

from lazaretto.cli.printing import print_json
from lazaretto.cli.twin_asking import Asked, asked
from lazaretto.cli.twin_grids import days, values
from lazaretto.cli.twin_printing import leaks, rests_on, side_by_side, simulated
from lazaretto.cli.words import say
from lazaretto.twin.answer import Answer, Comparison, Figure
from lazaretto.twin.sweeping import Stopped, orders
from lazaretto.twin.sweeping import sweep as swept


@click.command()
@asked
@click.option(
    "--legs",
    multiple=True,
    callback=days,
    metavar="LEG=DAYS",
    help="Days of a leg: 1=7,14 or 1=7..28/7; repeat it for other legs.",
)
@click.option("--cohort", callback=values, metavar="PEOPLE", help="People in a cell: 1,2,4,8.")
@click.option("--rounds", callback=values, metavar="DAYS", help="Days between rounds, 0: none: 0,7,14.")
@click.option("--pattern", multiple=True, help="A pattern of duty of the document, by its id; repeat it.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 1024),
    default=lambda: os.cpu_count() or 1,
    show_default="all cores",
    help="Processes.",
)
@click.option("--scheduler", metavar="ADDRESS", help="A Dask cluster instead, e.g. tcp://10.0.0.5:8786.")
@click.option("--csv", "as_csv", is_flag=True, help="Print separated values.")  # fmt: skip
def sweep(
    question: Asked, *, legs: dict[int, tuple[int, ...]], cohort: tuple[int, ...], rounds: tuple[int, ...],
    pattern: tuple[str, ...], jobs: int, scheduler: str | None, as_csv: bool,
) -> None:  # fmt: skip
    """Live every order of a grid beside what PROTOCOL orders: --legs × --cohort × --rounds × --pattern.

    Stopped with Ctrl-C, it prints what is done at as many points of the assumptions as are whole, said as
    partial.
    """
    grid: dict[str, tuple[int | str, ...]] = {f"leg {leg}": found for leg, found in legs.items()}
    grid |= {"cohort": cohort} if cohort else {}
    grid |= {"rounds": rounds} if rounds else {}
    grid |= {"pattern": pattern} if pattern else {}
    try:
        policies = orders(question.ordered, grid, question.protocol)
        with _workers(jobs, scheduler) as (executor, count), _bar(question, len(policies)) as moved:
            found = swept(question.setting, policies, executor=executor, workers=count, progress=moved)
    except (Stopped, ValueError) as wrong:
        raise click.ClickException(str(wrong)) from None
    if question.as_json:
        setting = question.setting
        print_json(
            {"simulated": True, "partial": found.points < found.asked_points, "comparison": found,
             "assumptions": [setting.disease, setting.contacts, setting.design]}
        )  # fmt: skip
    elif as_csv:
        click.echo(separated(found, rests_on(question.setting, "en")), nl=False)
    else:
        simulated(question, points=found.points)
        side_by_side(found, question.lang)
        leaks(found.answers, question.lang)


def separated(found: Comparison, rests_on: str) -> str:
    """A line an order: each figure as three columns, its value and the ends of its range."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    figures = {name: _figures(answer) for name, answer in enumerate(found.answers)}
    heads = [f"{name}{end}" for name in figures[0] for end in ("", "_low", "_high")]
    table.writerow(
        ["simulated", "order", "days_of_legs", "cohort", "rounds_every", *heads, "alone_days", "alone_people",
         "cells", "points", "asked_points", "lives", "seed", "rests_on"]
    )  # fmt: skip
    for number, answer in enumerate(found.answers):
        cells = [x for one in figures[number].values() for x in (one.value, one.low, one.high)]
        policy = answer.policy
        table.writerow(
            ["simulated", policy.name, "+".join(str(leg.days) for leg in policy.legs), policy.cohort,
             policy.rounds_every, *cells, answer.alone_days, answer.alone_people, answer.cells, found.points,
             found.asked_points, found.replicates, found.seed, rests_on]
        )  # fmt: skip
    return out.getvalue()


def _figures(answer: Answer) -> dict[str, Figure]:
    return {
        "breach": answer.breach,
        **{f"by_{door}": one for door, one in answer.by_door.items()},
        "infected": answer.infected,
        "quarantine_days": answer.quarantine_days,
        "swabs": answer.swabs,
    }


@contextmanager
def _bar(question: Asked, policies: int) -> Iterator[Callable[[int, int], bool]]:
    length = question.setting.points * policies
    label = say("twin_living", question.lang)
    with click.progressbar(length=length, file=sys.stderr, label=label) as bar:

        def moved(done: int, _: int) -> bool:
            bar.update(done - bar.pos)
            return True

        yield moved


@contextmanager
def _workers(jobs: int, scheduler: str | None) -> Iterator[tuple[Executor | None, int]]:
    """Who does the work, and how many of them there are; none: this process."""
    if scheduler is not None:
        with _cluster(scheduler) as found:
            yield found
    elif jobs == 1:
        yield None, 1
    else:
        # Spawned, not forked: threads of the compiled engine do not survive a fork.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(jobs, mp_context=context, initializer=_deaf) as pool:
            yield pool, jobs


def _deaf() -> None:
    """Ctrl-C is for the process that hands out the work; those that do it finish their piece."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _cluster(scheduler: str) -> Iterator[tuple[Executor, int]]:
    try:
        from distributed import Client  # an extra of its own
    except ImportError:
        raise click.ClickException(
            "a cluster needs Dask: install lazaretto[cluster], here and on every worker"
        ) from None
    try:
        client = Client(scheduler, timeout="10s", set_as_default=False)
    except (OSError, ValueError) as wrong:
        raise click.ClickException(f"{scheduler}: no scheduler of Dask answers there ({wrong})") from None
    with client:
        yield client.get_executor(pure=False), max(1, len(client.scheduler_info()["workers"]))
