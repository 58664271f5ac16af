"""Whom a fact is about."""

import pytest

from lazaretto.facts import custody, duty, gate, hygiene, quarantine, testing
from lazaretto.facts.command import LogSubmitted
from lazaretto.facts.fact import Body, Person
from lazaretto.facts.hygiene import Reading
from lazaretto.facts.mentions import persons
from tests.stating import moment


class Accompanied(Body, kw_only=True, frozen=True, tag="test.accompanied/1"):
    """A kind whose only subject may be left out."""

    by: Person | None = None


SWEEP = hygiene.TemperaturesTaken(
    readings=(
        Reading(person="P2", celsius_tenths=366),
        Reading(person="P1", celsius_tenths=365),
        Reading(person="P2", celsius_tenths=371),
    )
)
ROUND = testing.RoundOpened(round="R1", stratum="staff", muster=("S1", "S2"), closes=moment("03-15 18:00"))


@pytest.mark.parametrize(
    ("body", "mentioned"),
    [
        (custody.Moved(person="P1", cell="QZ-D/T/01"), ("P1",)),
        (custody.TransferredOut(person="P1", to="QS-D", escort=("S1", "S2")), ("P1", "S1", "S2")),
        (SWEEP, ("P2", "P1")),
        (ROUND, ("S1", "S2")),
        (quarantine.Visited(persons=("P1", "P2"), by="S9"), ("P1", "P2", "S9")),
        (testing.Sampled(tube="T1", members=("P1",), purpose="round"), ("P1",)),
        (duty.HandedOver(handover="H1", outgoing="S1"), ("S1",)),
        (gate.Entered(category="person", subject="S1", zone="guarded"), ("S1",)),
        (gate.Entered(category="vehicle", subject="V1", zone="guarded"), ()),
        (gate.Overridden(override="O1", subject="S1", authority="L1", reason="Fire."), ("S1",)),
        (
            gate.Overridden(override="O1", subject="V1", authority="L1", reason="Fire.", category="vehicle"),
            (),
        ),
        (LogSubmitted(day=moment("03-15 12:00").date(), incidents=0), ()),
    ],
)
def test_every_subject_once_in_order_of_mention(body: Body, mentioned: tuple[str, ...]) -> None:
    assert persons(body) == mentioned


def test_an_empty_field_mentions_nobody() -> None:
    assert persons(quarantine.Visited(persons=(), by="S9")) == ("S9",)
    assert persons(Accompanied()) == ()
    assert persons(Accompanied(by="S9")) == ("S9",)
    assert persons(duty.Reinforced(person="S1", origin="QZ-L")) == ("S1",)
