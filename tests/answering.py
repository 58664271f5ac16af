"""An answer of the twin as a test needs it: made up, each figure with its range; no engine is compiled."""

from pathlib import Path
from typing import TypeVar

import msgspec
import yaml

from lazaretto.protocol.publishing import digest
from lazaretto.protocol.reading import read
from lazaretto.twin.answer import SIZES, Answer, Comparison, Figure
from lazaretto.twin.asking import Question, Reply, policies
from lazaretto.twin.contacts import Contacts
from lazaretto.twin.designing import Change, Design, LegChange
from lazaretto.twin.disease import Disease
from lazaretto.twin.network import Policy

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "protocols" / "four-layer-2022" / "1.yaml"
T = TypeVar("T")
SHORT = Change(name="leg 1: 14 d", legs={1: LegChange(days=14, tests_on=(1, 4, 7, 13))})
ALONE = Change(name="alone", cohort=1)
LONGER = Change(name="14-14-14", pattern="abc-14-14-14")


def question(*orders: Change) -> Question:
    """A question about the model city's document with the packed assumptions."""
    data = DOCUMENT.read_bytes()
    protocol = read(data).protocol
    assert protocol is not None
    return Question(
        protocol=protocol, digest=digest(data), level="closed", start="designed", test="pcr", orders=orders,
        network=_read("networks/prefecture-2022.yaml", Design), days=180, points=16, replicates=200,
        disease=_read("diseases/covid-ancestral.yaml", Disease),
        contacts=_read("contacts-2022.yaml", Contacts),
    )  # fmt: skip


def reply(asked: Question, *breaches: tuple[float, float, float], points: int = 16) -> Reply:
    """A reply: the chance of a breach of each order as given, everything else in proportion to it."""
    found = policies(asked)
    first = Figure(*breaches[0])
    answers = tuple(
        _answer(policy, Figure(*breach), None if number == 0 else first)
        for number, (policy, breach) in enumerate(zip(found, breaches, strict=True))
    )
    comparison = Comparison(
        answers=answers, days=asked.days, points=points, replicates=asked.replicates, seed=asked.seed,
        disease=asked.disease.id, contacts=asked.contacts.id, network=asked.network.id,
        asked_points=asked.points, assumed=(),
    )  # fmt: skip
    return Reply(
        question="0" * 64,
        digests={"protocol": asked.digest},
        comparison=comparison,
    )


def _answer(policy: Policy, breach: Figure, first: Figure | None) -> Answer:
    alone = policy.cohort == 1
    fewer = None
    if first is not None:
        ends = sorted((first.low - breach.low, first.high - breach.high))
        breaches = Figure(first.value - breach.value, *ends)
        none = Figure(0.0, 0.0, 0.0)
        days = Figure(1680.0 * (56 - policy.days), 1600.0 * (56 - policy.days), 1700.0 * (56 - policy.days))
        fewer = {
            "breach": breaches, "staff": none, "infected": none, "quarantine_days": days, "swabs": none,
        }  # fmt: skip
    return Answer(
        policy=policy, breach=breach,
        by_door={"arrival": _of(breach, 0.2), "staff": _of(breach, 0.6), "outing": _of(breach, 0.2)},
        by_leg={leg: _of(breach, 0.05) for leg in range(len(policy.legs) + 1)},
        infected=_of(breach, 4.0), sizes={size: _of(breach, 0.8 / size) for size in SIZES},
        quarantine_days=Figure(1680.0 * policy.days, 1670.0 * policy.days, 1690.0 * policy.days),
        alone_days=float(policy.days) if alone else 0.0, alone_people=1980 if alone else 0,
        swabs=Figure(50_456.0, 49_692.0, 51_860.0), cells=159 if alone else 106,
        fewer_breaches=None if fewer is None else fewer["breach"], fewer=fewer,
    )  # fmt: skip


def _of(figure: Figure, part: float) -> Figure:
    return Figure(figure.value * part, figure.low * part, figure.high * part)


def _read(name: str, kind: type[T]) -> T:
    return msgspec.convert(yaml.safe_load((ROOT / "assumptions" / name).read_bytes()), kind, strict=False)
