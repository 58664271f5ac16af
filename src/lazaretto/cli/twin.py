"""``lazaretto twin``: what another order would do, lived on a designed network. No database; every number
simulated.
"""

import os
import sys
from typing import Any, TypeVar

import click
import msgspec
import yaml

from lazaretto.cli.aligning import aligned
from lazaretto.cli.assumed import packed
from lazaretto.cli.documents import READABLE, document
from lazaretto.cli.language import language_option
from lazaretto.cli.printing import heading, indented, print_json
from lazaretto.cli.words import say
from lazaretto.protocol.document import Protocol
from lazaretto.protocol.wording import Language
from lazaretto.twin.answer import MOST_POLICIES, Comparison, Figure
from lazaretto.twin.building import CannotBeBuilt
from lazaretto.twin.comparing import compare
from lazaretto.twin.contacts import Contacts, sound
from lazaretto.twin.designing import Changes, Design, varied
from lazaretto.twin.disease import Disease, NotADisease, checked
from lazaretto.twin.lowering import CannotBeLowered, policy
from lazaretto.twin.network import Policy
from lazaretto.twin.observing import Setting, see
from lazaretto.twin.ranges import weights

T = TypeVar("T")
LEVELS = ("routine", "heightened", "closed", "outbreak")
# A find in a general wing is answered by rounds on these days; the document of the model city orders them
# one by one.
ANSWER = (1, 4, 7)


@click.group()
def twin() -> None:
    """Live an order on a designed network before it is given. What is printed is simulated, each figure
    with its range.
    """


def _asked(command: Any) -> Any:
    for option in reversed(
        (
            click.argument("protocol", type=READABLE),
            click.option("--network", "design", type=READABLE, help="A network; left out: an invented one."),
            click.option("--disease", type=READABLE, help="Its natural history; left out: COVID-19 of 2020."),
            click.option("--contacts", type=READABLE, help="Who meets whom; left out: houses of 2022."),
            click.option("--what-if", type=READABLE, help="Orders to stand beside the document's."),
            click.option("--level", type=click.Choice(LEVELS), default="closed", show_default=True),
            click.option("--days", type=click.IntRange(1, 730), default=180, show_default=True),
            click.option("--points", type=click.IntRange(1, 4096), default=32, show_default=True,
                         help="Points of the assumptions' ranges."),
            click.option("--replicates", type=click.IntRange(1, 1_000_000), default=500, show_default=True,
                         help="Lives at each point."),
            click.option("--seed", type=click.IntRange(0, 2**31), default=1, show_default=True),
            click.option("--json", "as_json", is_flag=True, help="Print JSON."),
            language_option,
        )
    ):  # fmt: skip
        command = option(command)
    return command


@twin.command(name="compare")
@_asked
def compare_(
    *, protocol: str, what_if: str | None, level: Any, days: int, points: int, replicates: int, seed: int,
    as_json: bool, lang: Language, **named: str | None,
) -> None:  # fmt: skip
    """Compare what PROTOCOL orders with up to five other orders: risk, cost, human price."""
    design, disease, contacts = _assumptions(named)
    orders = _orders(_protocol(protocol), design, what_if, level=level)
    try:
        with click.progressbar(length=points, file=sys.stderr, label=say("twin_living", lang)) as bar:
            found = compare(
                design, orders, disease, contacts, days=days, points=points,
                replicates=replicates, seed=seed, threads=os.cpu_count() or 1,
                progress=lambda done, _: _moved(bar, done),
            )  # fmt: skip
    except CannotBeBuilt as wrong:
        raise click.ClickException(str(wrong)) from None
    if as_json:
        print_json({"simulated": True, "comparison": found, "assumptions": [disease, contacts, design]})
    else:
        _print(found, lang)


@twin.command()
@_asked
@click.option(
    "--asked",
    type=click.IntRange(4, 4096),
    default=32,
    show_default=True,
    help="Points of the design; a power of two.",
)
def weigh(
    *, protocol: str, what_if: str | None, level: Any, days: int, points: int, replicates: int, seed: int,
    as_json: bool, lang: Language, asked: int, **named: str | None,
) -> None:  # fmt: skip
    """Say which assumptions the chance of a breach hangs on (Sobol indices), under what PROTOCOL orders."""
    del what_if, points
    design, disease, contacts = _assumptions(named)
    ordered = _orders(_protocol(protocol), design, None, level=level)[0]
    setting = Setting(design, disease, contacts, days, replicates=replicates, seed=seed)

    def breach(point: Any) -> float:
        return see(setting, ordered, point, at=0, threads=os.cpu_count() or 1).breach

    found = weights(breach, setting.ranges, points=asked, seed=seed)
    if as_json:
        print_json({"simulated": True, "weights": found})
        return
    heading(say("twin_weights", lang))
    heads = (say("twin_assumption", lang), say("twin_first", lang), say("twin_total", lang))
    rows = [(line.name, f"{line.first:.2f}", f"{line.total:.2f}") for line in found]
    indented(aligned([heads, *rows], right=frozenset({1, 2})))


def _moved(bar: Any, done: int) -> bool:
    bar.update(done - bar.pos)
    return True


def _protocol(path: str) -> Protocol:
    said = document(path)
    if said.protocol is None:
        raise click.ClickException("; ".join(problem.message for problem in said.reading.problems))
    return said.protocol


def _orders(protocol: Protocol, design: Design, what_if: str | None, *, level: Any) -> list[Policy]:
    try:
        ordered = policy(protocol, level=level, cohort=design.quarantine_cell, answer=ANSWER, freeze_days=7)
        changes = _read(what_if, Changes).orders if what_if else ()
        if len(changes) >= MOST_POLICIES:
            raise click.ClickException(f"{MOST_POLICIES - 1} other orders can stand beside the document's")
        return [ordered, *(varied(ordered, change, protocol=protocol) for change in changes)]
    except CannotBeLowered as wrong:
        raise click.ClickException(str(wrong)) from None


def _assumptions(named: dict[str, str | None]) -> tuple[Design, Disease, Contacts]:
    try:
        return (
            _read(named["design"] or packed("networks/prefecture-2022.yaml"), Design),
            checked(_read(named["disease"] or packed("diseases/covid-ancestral.yaml"), Disease)),
            sound(_read(named["contacts"] or packed("contacts-2022.yaml"), Contacts)),
        )
    except NotADisease as wrong:
        raise click.ClickException(str(wrong)) from None


def _read(path: str, kind: type[T]) -> T:
    with click.open_file(path, "rb") as file:
        data = file.read()
    try:
        return msgspec.convert(yaml.safe_load(data), kind, strict=False)
    except (msgspec.ValidationError, yaml.YAMLError) as wrong:
        raise click.ClickException(f"{path}: {wrong}") from None


def _print(found: Comparison, lang: Language) -> None:
    click.secho(say("twin_simulated", lang, days=str(found.days), points=str(found.points),
                    replicates=str(found.replicates)), bold=True)  # fmt: skip
    click.echo(
        say("twin_rests_on", lang, disease=found.disease, contacts=found.contacts, seed=str(found.seed))
    )
    heads = [
        say(f"twin_head_{name}", lang)
        for name in ("order", "breach", "by_staff", "infected", "days", "alone", "swabs", "cells")
    ]
    rows = [
        (
            answer.policy.name, _share(answer.breach), _share(answer.by_door["staff"]),
            _number(answer.infected, 1),
            _number(answer.quarantine_days, 0),
            f"{answer.alone_days:.0f} × {answer.alone_people}",
            _number(answer.swabs, 0), str(answer.cells),
        )
        for answer in found.answers
    ]  # fmt: skip
    heading(say("twin_beside", lang))
    indented(aligned([tuple(heads), *rows], right=frozenset(range(1, 8))))


def _share(figure: Figure) -> str:
    return f"{figure.value:.0%} ({figure.low:.0%}–{figure.high:.0%})"


def _number(figure: Figure, digits: int) -> str:
    return f"{figure.value:,.{digits}f} ({figure.low:,.{digits}f}–{figure.high:,.{digits}f})"
