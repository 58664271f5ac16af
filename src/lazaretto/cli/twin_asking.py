"""What every command of ``lazaretto twin`` asks: a document, a network, assumptions, how long, how often."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from lazaretto.cli.assumed import known_housing, known_pressures, packed
from lazaretto.cli.documents import READABLE, document
from lazaretto.cli.language import language_option
from lazaretto.protocol.document import Level, Protocol
from lazaretto.protocol.wording import Language
from lazaretto.twin.asking import ANSWER, FREEZE_DAYS
from lazaretto.twin.contacts import Contacts, sound
from lazaretto.twin.designing import Design
from lazaretto.twin.disease import Disease, NotADisease, checked, first_test
from lazaretto.twin.housing import settled
from lazaretto.twin.lowering import policy
from lazaretto.twin.network import Policy
from lazaretto.twin.observing import CANNOT_BE_LIVED, Setting
from lazaretto.twin.pressing import Pressure, meant, stated, suited
from lazaretto.twin.reading import value

T = TypeVar("T")
LEVELS = ("routine", "heightened", "closed", "outbreak")
_DEFAULT = "diseases/covid-ancestral.yaml"
_NAME = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked. ordered: what the document orders."""

    protocol: Protocol
    ordered: Policy
    setting: Setting
    as_json: bool
    lang: Language


def asked(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose first argument is what was asked; it refuses by name what cannot be lived."""

    @wraps(command)
    def ask(
        *, protocol: str, design: str | None, disease: str, pressure: str | None, contacts: str | None,
        level: Level, days: int, points: int, replicates: int, seed: int, rare: bool, as_json: bool,
        lang: Language, **rest: Any,
    ) -> None:  # fmt: skip
        with refusing():
            of_disease = _disease(disease)
            network = _design(design, of_disease, pressure, days)
            setting = Setting(
                network, of_disease, _contacts(contacts), days, points, replicates, seed, rare=rare
            )
            said = _protocol(protocol)
            ordered = policy(
                said, level=level, cohort=setting.design.quarantine_cell, answer=ANSWER,
                freeze_days=FREEZE_DAYS, test=first_test(of_disease, "pcr"),
            )  # fmt: skip
            command(Asked(said, ordered, setting, as_json, lang), **rest)

    for option in reversed(_OPTIONS):
        ask = option(ask)
    return ask


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.argument("protocol", type=READABLE),
    click.option("--network", "design", type=READABLE, help="A network; left out: an invented one."),
    click.option("--disease", default="covid-ancestral", show_default=True,
                 help="A file, or the name of one that comes with the program."),
    click.option("--pressure", help="The community: a file, or a name; left out: the network's own."),
    click.option("--contacts", type=READABLE, help="Who meets whom; left out: houses of 2022."),
    click.option("--level", type=click.Choice(LEVELS), default="closed", show_default=True),
    click.option("--days", type=click.IntRange(1, 730), default=180, show_default=True),
    click.option("--points", type=click.IntRange(1, 4096), default=32, show_default=True,
                 help="Points of the assumptions' ranges."),
    click.option("--replicates", type=click.IntRange(1, 1_000_000), default=500, show_default=True,
                 help="Lives at each point."),
    click.option("--seed", type=click.IntRange(0, 2**31), default=1, show_default=True),
    click.option("--rare", is_flag=True, help="Live each door apart and combine."),
    click.option("--json", "as_json", is_flag=True, help="Print JSON."),
    language_option,
)  # fmt: skip


@contextmanager
def refusing() -> Iterator[None]:
    """What cannot be lived ends the command with one line that names it."""
    try:
        yield
    except CANNOT_BE_LIVED as wrong:
        raise click.ClickException(str(wrong)) from None


def read(path: str, kind: type[T]) -> T:
    """A YAML file as a value of this form; one that is not ends the command, naming file and place."""
    with click.open_file(path, "rb") as file:
        data = file.read()
    try:
        return value(data, kind)
    except NotADisease as wrong:
        raise click.ClickException(f"{path}: {wrong}") from None


def _protocol(path: str) -> Protocol:
    said = document(path)
    if said.protocol is None:
        raise click.ClickException("; ".join(problem.message for problem in said.reading.problems))
    return said.protocol


def _design(path: str | None, disease: Disease, pressure: str | None, days: int) -> Design:
    design = settled(read(path or packed("networks/prefecture-2022.yaml"), Design), known_housing())
    if pressure is None:
        return suited(design, disease, known_pressures(), days=days)
    return stated(design, disease, _pressure(pressure), days=days)


def _pressure(named: str) -> Pressure:
    own = {one.id: one for one in known_pressures()}
    if named in own:
        return own[named]
    try:
        return meant(read(named, Pressure))
    except OSError:
        known = ", ".join(own)
        raise click.ClickException(f"{named}: neither a file that can be read nor one of {known}") from None


def _contacts(path: str | None) -> Contacts:
    return sound(read(path or packed("contacts-2022.yaml"), Contacts))


def _disease(named: str) -> Disease:
    own = Path(packed(f"diseases/{named}.yaml")) if _NAME.fullmatch(named) else None
    if own is not None and own.is_file():
        return checked(read(str(own), Disease))
    try:
        return checked(read(named, Disease))
    except OSError:
        known = ", ".join(sorted(path.stem for path in Path(packed(_DEFAULT)).parent.glob("*.yaml")))
        raise click.ClickException(f"{named}: neither a file that can be read nor one of {known}") from None
