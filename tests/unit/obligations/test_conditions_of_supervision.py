"""What the detachment must not leave undone, one worked example a rule."""

from datetime import date

from lazaretto.facts.fact import Fact
from lazaretto.facts.supervision import Difference, Flow, Reconciled, ReplayCounted, TallyTaken
from lazaretto.obligations.conditions import CONDITIONS
from tests.stating import fact, moment, second, standing_of

DAY = date(2022, 3, 15)
FLOWS = (Flow(of="person", came=1),)
WINDOW = {"first": moment("03-15 00:00"), "last": moment("03-15 12:00")}


def differing(explained: str | None) -> Difference:
    return Difference(of="vehicle", by=-1, wrong="tally", explained=explained, **WINDOW)


def signed(
    number: int, *differences: Difference, by: str = "D9", day: date = DAY, house: str = "QZ-D"
) -> Fact:
    body = Reconciled(day=day, signed_by=by, differences=differences)
    return fact(body, "03-16 09:00", number=number, facility=house)


def found(condition: str, *facts: Fact) -> list[str]:
    """The facilities whose signature broke the condition."""
    standing = standing_of(facts)
    rows = CONDITIONS[condition].find(standing, {}, second("03-01 00:00"), second("04-01 00:00"))
    return [standing.names.name(key) for key in rows.key.tolist()]


def test_differences_unexplained() -> None:
    facts = [
        signed(1, differing("The van came twice."), differing("Told too late.")),
        signed(2, differing("The van came twice."), differing(None), house="MJ-D"),
        signed(3, house="GG-D"),
    ]
    assert found("differences_unexplained", *facts) == ["MJ-D"]


def test_reconciled_by_counter() -> None:
    """``officer`` states every fact of these tests: who signs as such has counted."""
    tally = fact(TallyTaken(day=DAY, told_by="S1", flows=FLOWS, **WINDOW), "03-15 20:00", number=10)
    replay = fact(ReplayCounted(day=DAY, camera="G", flows=FLOWS, **WINDOW), "03-15 21:00", number=11)
    late = fact(TallyTaken(day=DAY, told_by="S1", flows=FLOWS, **WINDOW), "03-16 10:00", number=12)
    for counted in (tally, replay):
        assert found("reconciled_by_counter", counted, signed(1, by="officer")) == ["QZ-D"]
        assert found("reconciled_by_counter", counted, signed(1, by="D9")) == []
        assert found("reconciled_by_counter", counted, signed(1, by="officer", day=date(2022, 3, 14))) == []
        assert found("reconciled_by_counter", counted, signed(1, by="officer", house="MJ-D")) == []
    assert found("reconciled_by_counter", late, signed(1, by="officer")) == []  # counted after the signature
