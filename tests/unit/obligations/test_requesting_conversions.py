"""Each reason against a change of a facility's role, alone; and nothing against the one that is right."""

from lazaretto.facts.command import ConversionOrdered, PlaceEstablished, PlannedMove, VehicleListed
from lazaretto.facts.custody import Admitted, PlaceRequested
from lazaretto.facts.fact import Body
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.requesting import refusal
from tests.stating import fact, house, moment, record_of

HERE, EMPTY, TAKEN = "QZ-D/G1/01", "MJ-D/G1/01", "MJ-D/G1/02"


def moves(*people: str, to: str = EMPTY, trip: int = 1) -> tuple[PlannedMove, ...]:
    return tuple(PlannedMove(person=person, to=to, vehicle="BUS", trip=trip) for person in people)


def against(planned: tuple[PlannedMove, ...], *more: tuple[str, Body]) -> tuple[str, dict[str, str]] | None:
    said: list[tuple[str, Body]] = [
        ("MJ-D", PlaceEstablished(established=EMPTY, use="general", capacity=3)),
        ("MJ-D", PlaceEstablished(established=TAKEN, use="general", capacity=3)),
        ("MJ-D", Admitted(person="X1", cell=TAKEN, sex="male")),
        ("QZ-D", Admitted(person="P1", cell=HERE, sex="male")),
        ("QZ-D", Admitted(person="P2", cell=HERE, sex="male")),
        ("QZ-D", VehicleListed(vehicle="BUS", seats=2)),
        *more,
    ]
    record = record_of(
        [house(), house("MJ-D", number=910_000)]
        + [fact(body, "03-14 08:00", number=n, facility=code) for n, (code, body) in enumerate(said, 1)]
    )
    order = ConversionOrdered(
        conversion="C1", role="transition_house", authority="city", reason="cases",
        begins=moment("03-15 08:00"), moves=planned,
    )  # fmt: skip
    request = fact(order, "03-14 12:00", number=99)
    standing = record.standing(at=int(request.occurred.timestamp()))
    return refusal(Asking(request, standing, record.facts, (), {}))


def test_a_plan_that_moves_everybody_into_an_empty_cell_is_granted() -> None:
    assert against(moves("P1", "P2")) is None


def test_mover_not_held() -> None:
    assert against(moves("P1", "P2", "X1")) == ("mover_not_held", {"person": "X1", "facility": "QZ-D"})


def test_somebody_left_behind() -> None:
    assert against(moves("P1")) == ("somebody_left_behind", {"people": "1", "person": "P2"})


def test_cell_would_overflow() -> None:
    more = [("QZ-D", Admitted(person=f"P{n}", cell=HERE, sex="male")) for n in (3, 4)]
    found = against(moves("P1", "P2", "P3", "P4"), *more)
    assert found == ("cell_would_overflow", {"cell": EMPTY})


def test_strangers_would_meet_in_a_cell_that_is_taken() -> None:
    assert against(moves("P1", "P2", to=TAKEN)) == ("strangers_would_meet", {"cell": TAKEN})


def test_strangers_would_meet_where_two_cells_come_together_or_a_place_is_kept() -> None:
    other = ("QZ-D", Admitted(person="P3", cell="QZ-D/G1/02", sex="male"))
    assert against(moves("P1", "P2") + moves("P3", trip=2), other) == (
        "strangers_would_meet",
        {"cell": EMPTY},
    )
    kept = ("MJ-D", PlaceRequested(person="X9", cell=EMPTY, reason="arrival"))
    assert against(moves("P1", "P2"), kept) == ("strangers_would_meet", {"cell": EMPTY})


def test_seats_too_few() -> None:
    more = ("QZ-D", Admitted(person="P3", cell=HERE, sex="male"))
    found = against(moves("P1", "P2", "P3"), more)
    assert found == ("seats_too_few", {"vehicle": "BUS", "trip": "1"})
    assert against(moves("P1", "P2") + moves("P3", trip=2), more) is None


def test_trip_would_mix() -> None:
    other = ("QZ-D", Admitted(person="P3", cell="QZ-D/G1/02", sex="male"))
    more = ("MJ-D", PlaceEstablished(established="MJ-D/G1/03", use="general", capacity=3))
    mixed = moves("P1", "P2") + moves("P3", to="MJ-D/G1/03")
    assert against(mixed, other, more) == ("trip_would_mix", {"vehicle": "BUS", "trip": "1"})
    apart = moves("P1", "P2") + moves("P3", to="MJ-D/G1/03", trip=2)
    assert against(apart, other, more) is None
