"""Each company by hand: who counts as near whom, from when to when, and what is assumed."""

import pytest

from lazaretto.facts import custody, duty, gate, regime
from lazaretto.facts.case import Company
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.record import Retracted
from lazaretto.tracing.copresences import Assumed, copresences
from lazaretto.tracing.following import CLOSE, COMPANIES, WIDE, Met, contacts
from tests.stating import fact, house, second, standing_of

START, END = "03-15 00:00", "03-16 00:00"
Told = tuple[Body, str] | tuple[Body, str, str]


def facts(*told: Told) -> list[Fact]:
    """Facts in the order given: body, time, and another house than Qinzhou."""
    return [house(), house("MJ-D")] + [
        fact(one[0], one[1], number=n, facility=one[2] if len(one) > 2 else "QZ-D")
        for n, one in enumerate(told, 1)
    ]


def near(
    person: str, *told: Told, depth: int = 1, companies: tuple[Company, ...] = COMPANIES, since: str = START,
    until: str = END,
) -> dict[tuple[str, Company], Met]:  # fmt: skip
    there = copresences(standing_of(facts(*told), at=END), assumed=Assumed(journey=120, check=2))
    found = contacts(there, [person], second(since), second(until), depth, companies=companies)
    return {(met.person, met.company): met for met in found}


def admitted(person: str, cell: str, at: str) -> Told:
    return custody.Admitted(person=person, cell=cell, sex="male"), at


def test_a_cell_is_shared_from_the_later_coming_to_the_earlier_going() -> None:
    found = near(
        "A", admitted("A", "QZ-D/T/01", "03-15 08:00"), admitted("B", "QZ-D/T/01", "03-15 09:00"),
        admitted("C", "QZ-D/T/01", "03-15 07:00"),
        (custody.Moved(person="C", cell="QZ-D/T/02"), "03-15 08:00"),  # gone at the very second A comes
        (custody.Released(person="B", basis="order"), "03-15 10:30"),
    )  # fmt: skip
    assert found[("B", "cell")] == Met(
        "B", 1, 90, "cell", "A", second("03-15 09:00"), second("03-15 10:30"), assumed=False
    )
    assert ("C", "cell") not in found
    assert found[("C", "wing")].minutes == 16 * 60


def test_a_wing_does_not_count_the_cell_again() -> None:
    found = near(
        "A", admitted("A", "QZ-D/G1/01", "03-15 08:00"), admitted("B", "QZ-D/G1/01", "03-15 08:00"),
        admitted("C", "QZ-D/G1/02", "03-15 08:00"), admitted("D", "QZ-D/G2/01", "03-15 08:00"),
    )  # fmt: skip
    assert set(found) == {("B", "cell"), ("C", "wing")}


def test_who_is_out_for_a_while_leaves_the_company() -> None:
    found = near(
        "A", admitted("A", "QZ-D/T/01", "03-15 08:00"), admitted("B", "QZ-D/T/01", "03-15 08:00"),
        (custody.WentOut(person="A", to="hospital"), "03-15 09:00"),
        (custody.CameBack(person="A", cell="QZ-D/T/01"), "03-15 23:00"),
    )  # fmt: skip
    assert found[("B", "cell")].minutes == 120


def test_a_batch_in_one_phase_is_a_shift_and_one_post_inside_is_a_post() -> None:
    def begins(person: str, batch: str, phase: duty.Phase, at: str = "03-15 08:00") -> Told:
        return duty.PhaseStarted(person=person, batch=batch, phase=phase), at

    def enrolled(person: str, post: str) -> Told:
        return duty.Enrolled(person=person, sex="male", post=post), "03-15 00:00"  # type: ignore[arg-type]

    found = near(
        "S1", enrolled("S1", "officer"), enrolled("S2", "officer"), enrolled("S3", "officer"),
        enrolled("S4", "medic"), enrolled("S5", "officer"),
        begins("S1", "b1", "A"), begins("S2", "b1", "A"), begins("S3", "b2", "A"), begins("S4", "b2", "A"),
        begins("S5", "b1", "C"), begins("S2", "b1", "B", "03-15 18:00"),
    )  # fmt: skip
    assert {key: met.minutes for key, met in found.items()} == {("S2", "shift"): 600, ("S3", "post"): 960}


def transferred(person: str, at: str, *escort: str, vehicle: str | None = None) -> Told:
    return custody.TransferredOut(person=person, to="MJ-D", escort=escort, vehicle=vehicle), at


def test_a_journey_lasts_until_the_arrival() -> None:
    found = near(
        "A", transferred("A", "03-15 08:00", "S1", "S2", vehicle="V1"),
        transferred("B", "03-15 08:10", vehicle="V1"), transferred("C", "03-15 09:30", vehicle="V1"),
        (custody.TransferredIn(person="A", cell="MJ-D/T/01", origin="QZ-D"), "03-15 09:00", "MJ-D"),
        (custody.TransferredIn(person="B", cell="MJ-D/T/02", origin="QZ-D"), "03-15 09:00", "MJ-D"),
    )  # fmt: skip
    assert {key: (met.minutes, met.assumed) for key, met in found.items() if key[1] != "wing"} == {
        ("S1", "escort"): (60, False), ("S2", "escort"): (60, False), ("B", "vehicle"): (50, False),
    }  # fmt: skip


def test_a_journey_whose_end_nobody_stated_is_as_long_as_the_protocol_assumes() -> None:
    found = near("A", (custody.WentOut(person="A", to="hospital", escort=("S1",)), "03-15 08:00"))
    assert (found[("S1", "escort")].minutes, found[("S1", "escort")].assumed) == (120, True)


def test_the_gate_counts_who_was_behind_it_and_who_checked_whom() -> None:
    def came(person: str, at: str, zone: gate.Zone = "administration") -> Told:
        return gate.Entered(category="person", subject=person, zone=zone), at

    checked = gate.Checked(
        passage="P1", category="person", subject="A", zone="administration", officer="S9",
        table="gate.verdict", verdict="admit",
    )  # fmt: skip
    found = near(
        "A", (checked, "03-15 08:00"), came("A", "03-15 08:01"), came("B", "03-15 08:30"),
        came("C", "03-15 08:30", "guarded"),
        (gate.Left(category="person", subject="A", zone="administration"), "03-15 09:00"),
    )  # fmt: skip
    assert {key: (met.minutes, met.assumed) for key, met in found.items()} == {
        ("S9", "gate"): (2, True), ("B", "gate"): (30, False),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("body", "minutes"),
    [
        (regime.OpenAirGiven(persons=("A", "B"), minutes=60), 60),
        (regime.OutOfCell(persons=("A", "B"), minutes=20, sort="exercise"), 20),
        (regime.ContactGiven(persons=("A", "B"), minutes=30, sort="talk"), 30),
        (regime.ContactGiven(persons=("A", "B"), minutes=30, sort="family_call"), None),
    ],
)
def test_those_of_one_hour_outside_are_together(body: Body, minutes: int | None) -> None:
    found = near("A", (body, "03-15 08:00"), (regime.OpenAirGiven(persons=("C",), minutes=60), "03-15 08:00"))
    assert {key: met.minutes for key, met in found.items()} == (
        {("B", "exercise"): minutes} if minutes else {}
    )


def test_a_second_degree_must_meet_after_the_exposure() -> None:
    told = (
        admitted("B", "QZ-D/T/01", "03-15 01:00"), admitted("EARLY", "QZ-D/T/01", "03-15 01:00"),
        (custody.Moved(person="EARLY", cell="QZ-D/T/03"), "03-15 02:00"),
        admitted("A", "QZ-D/T/01", "03-15 03:00"),
        (custody.Moved(person="B", cell="QZ-D/G1/01"), "03-15 04:00"),
        admitted("LATE", "QZ-D/G1/01", "03-15 00:30"),
    )  # fmt: skip
    found = near("A", *told, depth=2, companies=("cell",))
    assert {who: met.degree for (who, _), met in found.items()} == {"B": 1, "LATE": 2}
    assert found[("LATE", "cell")].via == "B"
    assert found[("LATE", "cell")].first == second("03-15 04:00")


def test_a_chain_of_more_meetings_may_come_earlier_and_is_followed() -> None:
    """P met the index late, and somebody exposed early: whoever P met between is of degree three."""
    told: tuple[Told, ...] = (
        (regime.OpenAirGiven(persons=("A", "Q"), minutes=5), "03-15 01:00"),
        (regime.OpenAirGiven(persons=("Q", "P"), minutes=5), "03-15 02:00"),
        (regime.OpenAirGiven(persons=("P", "R"), minutes=5), "03-15 03:00"),
        (regime.OpenAirGiven(persons=("A", "P"), minutes=5), "03-15 04:00"),
    )
    assert {who: met.degree for (who, _), met in near("A", *told, depth=3).items()} == {
        "Q": 1,
        "P": 1,
        "R": 3,
    }


def test_what_is_corrected_later_changes_the_answer() -> None:
    told = facts(
        admitted("A", "QZ-D/T/01", "03-15 08:00"), admitted("B", "QZ-D/T/01", "03-15 08:00")
    )  # fmt: skip
    wrong = fact(Retracted(fact=told[3].id, reason="another cell"), "03-15 20:00", number=50)
    for known_at, people in (("03-15 19:00", {"B"}), ("03-15 21:00", set())):
        there = copresences(
            standing_of([*told, wrong], at=END, known_at=known_at), assumed=Assumed(journey=1, check=1)
        )
        assert {met.person for met in contacts(there, ["A"], second(START), second(END), 1)} == people


def test_nobody_known_has_no_contacts_and_every_company_is_close_or_wide() -> None:
    assert near("NOBODY", admitted("A", "QZ-D/T/01", "03-15 08:00")) == {}
    assert near("A") == {}
    assert sorted(CLOSE + WIDE) == sorted(COMPANIES)
