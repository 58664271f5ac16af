"""Immunity from facts: Vaccinated, ImmunityStated and VaccineDeclined, each by its name."""

from datetime import date

import numpy as np
import pytest

from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.immunity import ImmunityStated, Vaccinated, VaccineDeclined
from lazaretto.obligations.immunity import Immunity, immune
from tests.stating import fact, standing_of


def dose(number: int, *, disease: str = "measles") -> Vaccinated:
    return Vaccinated(
        person="Wang", disease=disease, vaccine="MMR", dose=number, on=date(2020, 1, 1), source="record"
    )


def stated(answer: str) -> ImmunityStated:
    return ImmunityStated(person="Wang", disease="measles", immune=answer, because="record")  # type: ignore[arg-type]


def judged(*bodies: Body) -> Immunity:
    facts: list[Fact] = [
        fact(body, f"03-{10 + number} 08:00", number=number) for number, body in enumerate(bodies, 1)
    ]
    standing = standing_of(facts)
    (found,) = immune(
        standing, disease="measles", doses=2, keys=np.array([standing.names.find("Wang")], np.int64)
    )
    return found


@pytest.mark.parametrize(
    ("bodies", "answer", "because", "doses"),
    [
        ((dose(1), dose(2)), "yes", "doses", 2),
        ((dose(1), dose(1)), "unknown", "too_few_doses", 1),
        ((dose(1), dose(2, disease="rubella")), "unknown", "too_few_doses", 1),
        ((stated("yes"),), "yes", "stated", 0),
        ((stated("yes"), stated("no")), "no", "stated", 0),
        ((stated("unknown"),), "unknown", "stated", 0),
        ((stated("no"), dose(1), dose(2)), "yes", "doses", 2),
        ((stated("no"), dose(1)), "no", "stated", 1),
    ],
)
def test_doses_decide_before_what_was_stated(
    bodies: tuple[Body, ...], answer: str, because: str, doses: int
) -> None:
    found = judged(*bodies)
    assert (found.immune, found.because, found.doses) == (answer, because, doses)
    assert len(found.facts) == len([one for one in bodies if getattr(one, "disease", "") == "measles"])


def test_a_no_is_remembered_and_says_nothing_of_immunity() -> None:
    found = judged(VaccineDeclined(person="Wang", disease="measles"))
    assert (found.immune, found.because, found.declined) == ("unknown", "not_stated", True)
