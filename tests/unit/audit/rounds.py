"""A round of tests of twelve people in which everything happens once."""

from lazaretto.facts.custody import Admitted, Released
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.testing import (
    ResultReported,
    RoundOpened,
    Sampled,
    TubesHandedOver,
    TubesLabelled,
    TubeVoided,
    Unsampled,
)
from tests.stating import fact, house, moment

PEOPLE = tuple(f"QZ-D-{number:02}" for number in range(12))
CELL = "QZ-D/T/01"


def swab(tube: str, *members: str, round_: str | None = "R1", purpose: str = "round") -> Sampled:
    """Swabs into a tube."""
    return Sampled(tube=tube, members=members, round=round_, purpose=purpose)  # type: ignore[arg-type]


def said(tube: str, result: str) -> ResultReported:
    """A laboratory's word on a tube."""
    return ResultReported(tube=tube, result=result, laboratory="CDC")  # type: ignore[arg-type]


def opened(*muster: str, code: str = "R1") -> RoundOpened:
    """A round until 20:00."""
    return RoundOpened(round=code, stratum="detainees", muster=muster, closes=moment("03-10 20:00"), pool=10)


def story(*told: tuple[str, Body], first: int = 1) -> list[Fact]:
    """Facts in order, numbered from ``first``."""
    return [fact(body, at, number=first + number) for number, (at, body) in enumerate(told)]


def a_round() -> list[Fact]:
    """A pool held and half re-tested, a broken tube, a refusal, one who left, one who came, a spare label."""
    return [
        house(),
        *story(*(("03-01 08:00", _admitted(person)) for person in PEOPLE)),
        *story(
            ("03-10 08:00", opened(*PEOPLE)),
            ("03-10 08:00", TubesLabelled(tubes=("T1", "T2", "T3", "T4", "T5"), round="R1")),
            ("03-10 09:00", swab("T1", *PEOPLE[:3])),
            ("03-10 09:01", swab("T2", PEOPLE[3])),
            ("03-10 09:02", swab("T3", *PEOPLE[4:6])),
            ("03-10 10:00", TubeVoided(tube="T3", why="broken", words="fell down the stairs")),
            ("03-10 10:01", TubeVoided(tube="T4", why="unused")),
            ("03-10 10:30", TubesHandedOver(tubes=("T1", "T2"), laboratory="CDC", taken_by="Wang Wei")),
            ("03-10 12:00", said("T1", "positive")),
            ("03-10 12:00", said("T2", "negative")),
            ("03-10 13:00", swab("S1", PEOPLE[0], round_=None, purpose="retest")),
            ("03-10 13:30", Unsampled(round="R1", person=PEOPLE[7], outcome="refused", why="Li Na said no")),
            ("03-10 14:00", Released(person=PEOPLE[8], basis="court", handed_to="his brother Wang Wei")),
            ("03-10 14:10", _admitted("QZ-D-NEW")),
            ("03-10 15:00", said("S1", "negative")),
            first=100,
        ),
    ]


def _admitted(person: str) -> Admitted:
    return Admitted(person=person, cell=CELL, sex="male", name="Zhang San")
