"""The demo: the model city is replayed once, and its clock starts where the record ends."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.conf import settings
from django.db import connection, transaction

from lazaretto.actions.replay_city import replay_city
from lazaretto.actions.shelf import Stocked, stock
from lazaretto.audit.promising import promised
from lazaretto.cli.replaying import Shelved, replay
from lazaretto.facts.fact import Fact
from lazaretto.ledger.ending import latest_recorded
from lazaretto.project.clock import AHEAD, ahead_of
from lazaretto.project.folders import assumptions_folder, variable_folder
from lazaretto.rehearsal.assumptions import Assumptions, read
from lazaretto.rehearsal.city import Rehearsing
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.pressure import Pressure, even_pressure, read_pressure
from lazaretto.rehearsal.scoring import score

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar  # click names its type nowhere else

SEED = 20220310
DOCUMENT = ("four-layer-2022", "1")
ASSUMPTIONS = "model-city-2022.yaml"
SERIES = Path("china", "gansu_jhu_2022-02-25_2022-05-15.csv")  # the published counts, under LAZARETTO_DATA
REGION, PUBLISHER = "Gansu", "Johns Hopkins University CSSE"


class NotAtHand(RuntimeError):
    """Something that the demo is made from is missing or unreadable; the message says what."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a city was made from; kept beside its data, so that a second start replays nothing."""

    seed: int
    document: str
    assumptions: str
    pressure: str
    until: str | None


def replay_once(*, pressure: Path | None, until: datetime | None) -> None:
    """Append the rehearsed city with a progress bar, unless that was done before.

    Broken off, it goes on where it was. Prints the table *seeded / found / false*. Raises :class:`NotAtHand`.
    """
    stocked, (assumptions, text) = _document(), _assumptions()
    series = _pressure(pressure, assumptions)
    made = Made(
        SEED, stocked.digest, _digest(text), _digest(repr(series)), until.isoformat() if until else None
    )
    note = variable_folder() / "replayed.json"
    if note.exists():
        if json.loads(note.read_text()) != asdict(made):
            click.echo("This city was made from other documents or figures: make clean-demo, then anew.")
        return
    rehearsing = Rehearsing(
        seed=SEED, protocol=stocked.protocol, pressure=series, assumptions=assumptions, until=until,
        digest=stocked.digest, draws=partial(promised, settings.DRAW_SECRET.encode(), purpose="roll_call"),
    )  # fmt: skip
    facts = _appended(rehearsing)
    note.write_text(json.dumps(asdict(made)))
    click.echo(_table(facts, rehearsing.seeded(), stocked))


def clock_ahead() -> dict[str, str]:
    """The environment in which the server's clock starts at the latest recorded instant, and runs on."""
    latest = latest_recorded()
    return {} if latest is None else {AHEAD: ahead_of(latest + timedelta(seconds=1))}


def _appended(rehearsing: Rehearsing) -> list[Fact]:
    """Rehearse and append day after day. The bar's length is known with the first day."""
    facts: list[Fact] = []
    shown: ProgressBar[date] = click.progressbar(
        length=1, label="Rehearsing the city", item_show_func=lambda day: f"{day:%d %B %Y}" if day else ""
    )
    with shown as bar, _flushed_once():
        for day in rehearsing.days():
            bar.length = day.of
            facts += day.facts
            replay_city(day.facts, progress=lambda _: None)
            bar.update(1, day.day)
    return facts


@contextmanager
def _flushed_once() -> Iterator[None]:
    """Let the disk catch up at the end instead of after every batch: a broken replay begins again anyway."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        try:
            yield
        finally:
            cursor.execute("SET synchronous_commit = on")
        with transaction.atomic():
            cursor.execute("SELECT txid_current()")  # its commit flushes everything before it


def _table(facts: list[Fact], seeded: tuple[Seeded, ...], stocked: Stocked) -> str:
    replayed = replay(
        facts,
        shelf=[Shelved(stocked.protocol, stocked.digest)],
        at=max(fact.recorded for fact in facts),
        since=min(fact.occurred for fact in facts),
    )
    return score(seeded, replayed.assessment.findings()).table()


def _document() -> Stocked:
    found = stock().documents.get(DOCUMENT)
    if found is None:
        raise NotAtHand(
            f"the protocol {'/'.join(DOCUMENT)} is missing or faulty: lazaretto protocol check tells"
        )
    return found


def _assumptions() -> tuple[Assumptions, str]:
    file = assumptions_folder() / ASSUMPTIONS
    try:
        text = file.read_text()
        return read(text), text
    except (OSError, ValueError) as problem:
        raise NotAtHand(f"the assumptions in {file} cannot be read: {problem}") from None


def _pressure(given: Path | None, assumptions: Assumptions) -> tuple[Pressure, ...]:
    """The series given, else the one under LAZARETTO_DATA, else the official count spread evenly."""
    data = os.environ.get("LAZARETTO_DATA")
    file = given or (Path(data) / SERIES if data else None)
    if file is None or (given is None and not file.exists()):
        return even_pressure(assumptions)
    try:
        return read_pressure(file.read_text(), region=REGION, source=PUBLISHER)
    except (OSError, ValueError) as problem:
        raise NotAtHand(f"the case counts in {file} cannot be read: {problem}") from None


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
