"""What a page says of immunity: only where a document in force asks, only what its reader may see."""

from datetime import date
from pathlib import Path

import numpy as np

from lazaretto.board.immunity import ImmunityLine, immunity_lines
from lazaretto.facts.fact import Body
from lazaretto.facts.immunity import ImmunityStated, Vaccinated, VaccineDeclined
from lazaretto.obligations.force import InForce
from lazaretto.obligations.immunity import asked_for, doses_needed
from lazaretto.protocol.document import Protocol
from lazaretto.protocol.reading import read
from lazaretto.registers.events import FOREVER
from tests.house.tree import ROOT
from tests.stating import fact, house, moment, record_of, second

AT = "03-20 08:00"
Told = tuple[Body, str] | tuple[Body, str, str]


def document(name: str) -> Protocol:
    found = read((Path(ROOT) / "protocols" / name / "1.yaml").read_bytes()).protocol
    assert found is not None
    return found


MEASLES = document("measles-entry-2025")


def dose(number: int, disease: str = "measles") -> Vaccinated:
    return Vaccinated(
        person="Wang", disease=disease, vaccine="MMR", dose=number, on=date(2010, 5, number), source="told"
    )


def answer(immune: str) -> ImmunityStated:
    return ImmunityStated(person="Wang", disease="measles", immune=immune, because="record")  # type: ignore[arg-type]


def lines(
    *told: Told, protocol: Protocol = MEASLES, seen: tuple[str, ...] = ("QZ-D",)
) -> tuple[ImmunityLine, ...]:
    """What is told of Wang to a reader of these houses."""
    facts = [
        fact(one[0], one[1], number=n, facility=one[2] if len(one) > 2 else "QZ-D")
        for n, one in enumerate(told, 1)
    ]
    standing = record_of([house(), house("MJ-D", number=900_001), *facts]).standing(at=second(AT))
    inside = np.array(
        [standing.facilities.name(n) in seen for n in range(len(standing.facilities))], np.bool_
    )
    return immunity_lines(
        standing, [one for one in facts if one.facility in seen], key=standing.names.find("Wang"),
        inside=inside, forces=[InForce(protocol, second("03-01 00:00"), FOREVER, 0)],
    )  # fmt: skip


def test_the_verdict_with_its_reason_and_what_was_stated() -> None:
    (line,) = lines((dose(1), "03-10 08:00"), (answer("no"), "03-11 08:00"), (dose(2), "03-12 08:00"))
    assert (line.disease, line.needed, line.had) == ("measles", 2, 2)
    assert (line.immune, line.because) == ("yes", "doses")
    assert [one.dose for one in line.doses] == [1, 2]
    assert [(at, said.immune) for at, said in line.stated] == [(moment("03-11 08:00"), "no")]
    assert line.declined == ()


def test_unknown_is_said_and_a_refusal_changes_nothing() -> None:
    no = VaccineDeclined(person="Wang", disease="measles")
    (line,) = lines((dose(1, "rubella"), "03-10 08:00"), (no, "03-11 08:00"))
    assert (line.immune, line.because, line.had) == ("unknown", "not_stated", 0)
    assert line.declined == (moment("03-11 08:00"),)
    assert line.doses == ()


def test_what_another_house_stated_is_not_told() -> None:
    told: list[Told] = [(dose(1), "03-10 08:00"), (dose(2), "03-11 08:00", "MJ-D")]
    assert [(one.immune, one.had) for one in lines(*told)] == [("unknown", 1)]
    assert [(one.immune, one.had) for one in lines(*told, seen=("QZ-D", "MJ-D"))] == [("yes", 2)]


def test_nobody_is_asked_where_no_document_in_force_asks() -> None:
    assert lines((dose(1), "03-10 08:00"), protocol=document("four-layer-2022")) == ()
    over = InForce(MEASLES, second("03-01 00:00"), second("03-05 00:00"), 0)
    assert asked_for([over], at=second(AT)) == ()


def test_how_many_doses_are_needed_stands_in_the_document() -> None:
    assert doses_needed(MEASLES) == 2
    assert doses_needed(document("tb-entry-2022")) is None
