"""Places claimed along the path: by legs that run, by legs to come, and by nobody who is gone."""

from datetime import date
from typing import Any

from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.custody import Admitted, Released
from lazaretto.facts.fact import Body
from lazaretto.facts.quarantine import LegEnded, LegStarted, Ordered, PlannedLeg
from lazaretto.obligations.claiming import Claim, claims, expected
from lazaretto.obligations.conditions import CONDITIONS
from tests.stating import second
from tests.unit.obligations.legs import Said, World, end_ordered, world

HOUSE: list[Said] = [
    (PlaceEstablished(established="QZ-L/A/01", use="general", capacity=2), "01-02 00:00"),
    (PlaceEstablished(established="QS-D/A/01", use="general", capacity=1), "01-02 00:00"),
]


def leg(layer: Any, facility: str, days: int, outside: str | None = None) -> PlannedLeg:
    return PlannedLeg(layer=layer, facility=facility, days=days, outside=outside)


def order(person: str, *legs: PlannedLeg) -> Ordered:
    return Ordered(
        order="O", person=person, basis="law", ordered_by="L1", legs=legs or PATH, review_on=date(2022, 3, 30)
    )


def begun(person: str = "Wang", layer: Any = 1) -> LegStarted:
    return LegStarted(order="O", person=person, layer=layer, cohort="C")


PATH = (leg(1, "QZ-L", 21), leg(2, "QS-D", 21), leg(3, "QZ-D", 14), leg(4, "QZ-D", 0))


def days(told: World, person: str = "Wang") -> list[tuple[int, str, str, bool]]:
    found = expected(told.standing, **told.known, person=person)
    return [(e.layer, f"{e.first:%m-%d}", f"{e.last:%m-%d}", e.running) for e in found]


def test_the_legs_of_an_order_follow_each_other_from_its_day_on() -> None:
    told = world((order("Wang"), "03-01 09:00"), at="03-01 12:00")
    assert days(told) == [
        (1, "03-01", "03-22", False), (2, "03-22", "04-12", False), (3, "04-12", "04-26", False),
    ]  # fmt: skip


def test_a_running_leg_claims_until_its_clock_ends_and_the_others_follow_it() -> None:
    story: list[Said] = [(order("Wang"), "03-01 09:00"), (begun(), "03-02 09:00")]
    assert days(world(*story, at="03-10 12:00"))[:2] == [
        (1, "03-10", "03-23", True), (2, "03-23", "04-13", False),
    ]  # fmt: skip
    longer = (end_ordered("03-28", layer=1), "03-09 09:00")
    assert days(world(*story, longer, at="03-10 12:00"))[1] == (2, "03-28", "04-18", False)
    assert days(world(*story, at="04-02 12:00"))[0] == (1, "04-02", "04-03", True)  # overdue, still there


def test_a_leg_that_ended_claims_nothing_and_the_next_one_is_expected_now() -> None:
    end = LegEnded(order="O", person="Wang", layer=1, outcome="completed", signed_by="L")
    over = [(order("Wang"), "03-01 09:00"), (begun(), "03-01 09:00"), (end, "03-22 08:00")]
    told = world(*over, at="03-23 12:00")
    assert days(told)[0] == (2, "03-23", "04-13", False)


def test_what_is_served_outside_takes_its_time_and_no_place() -> None:
    away = order("Wang", leg(1, "QZ-L", 10, outside="a hotel"), leg(3, "QZ-D", 14))
    assert days(world((away, "03-01 09:00"), at="03-01 12:00")) == [(3, "03-11", "03-25", False)]


def test_who_was_released_claims_nothing_and_a_new_order_stands_for_the_old_one() -> None:
    gone = (Released(person="Wang", basis="law"), "03-05 09:00")
    assert days(world((order("Wang"), "03-01 09:00"), gone, at="03-06 12:00")) == []
    again = (order("Wang", leg(3, "QZ-D", 14)), "03-08 09:00")
    assert days(world((order("Wang"), "03-01 09:00"), again, at="03-08 12:00")) == [
        (3, "03-08", "03-22", False)
    ]


def test_claims_by_facility_layer_and_day() -> None:
    story: list[Said] = [
        *HOUSE, (order("Wang", leg(1, "QZ-L", 3)), "03-01 09:00"), (begun(), "03-01 09:00"),
        (order("Li", leg(1, "QZ-L", 4)), "03-02 09:00"),
    ]  # fmt: skip
    told = world(*story, (end_ordered("03-04", layer=1), "03-01 12:00"), at="03-02 12:00")
    assert claims(told.standing, **told.known) == (
        Claim("QZ-L", 1, date(2022, 3, 2), 2, 2, 1),
        Claim("QZ-L", 1, date(2022, 3, 3), 2, 2, 1),
        Claim("QZ-L", 1, date(2022, 3, 4), 2, 1, 0),
        Claim("QZ-L", 1, date(2022, 3, 5), 2, 1, 0),
    )
    assert claims(told.standing, **told.known, facility="QS-D") == ()


def overbooked(*said: Said) -> list[str]:
    told = world(*said)
    found = CONDITIONS["path_overbooked"].find(told.standing, {}, second("02-01 00:00"), told.standing.at + 1)
    return [told.standing.names.name(key) for key in found.key.tolist()]


def test_path_overbooked() -> None:
    story = [*HOUSE, *((order(person), f"03-{day} 09:00") for person, day in (("Wang", "01"), ("Li", "08")))]
    assert overbooked(*story) == ["Li"]  # the transition house has one place, and their legs there overlap
    end = LegEnded(order="O", person="Wang", layer=1, outcome="completed", signed_by="L")
    went_on: list[Said] = [(begun(), "03-01 09:00"), (end, "03-22 08:00"), (begun(layer=2), "03-22 10:00")]
    assert overbooked(*story[:3], *went_on, (order("Li"), "03-29 09:00")) == []
    gone = (Released(person="Wang", basis="law"), "03-05 09:00")
    assert overbooked(*story[:3], gone, story[3]) == []
    unknown: list[tuple[Body, str]] = [(order(person), "03-01 09:00") for person in ("Wang", "Li")]
    assert overbooked(*unknown) == []  # of these houses nobody has said what places they have


def test_path_overbooked_looks_at_where_each_one_is_when_the_order_is_made() -> None:
    came = Admitted(person="Wang", cell="QS-D/A/01", sex="male")
    held = [(came, "03-01 09:00"), (begun(layer=2), "03-01 09:10")]
    wang = (order("Wang", leg(2, "QS-D", 21)), "03-01 09:00")
    late = (order("Li", leg(2, "QS-D", 21)), "04-02 09:00")  # Wang's leg is overdue: the place is not free
    assert overbooked(*HOUSE, wang, *held, late) == ["Li"]
    end = LegEnded(order="O", person="Wang", layer=2, outcome="completed", signed_by="L")
    assert overbooked(*HOUSE, wang, *held, (end, "03-22 09:00"), late) == []


def test_the_isolation_rooms_of_an_isolation_point_are_its_places_and_nobody_else_s() -> None:
    rooms: list[Said] = [
        (PlaceEstablished(established=f"{house}/I/01", use="isolation", capacity=8), "01-02 00:00")
        for house in ("QZ-L", "QS-D")
    ]
    told = world(*HOUSE, *rooms, (order("Wang"), "03-01 09:00"), at="03-01 12:00")
    first, *_ = claims(told.standing, **told.known, facility="QZ-L")
    second_, *_ = claims(told.standing, **told.known, facility="QS-D")
    assert (first.layer, first.places) == (1, 10)
    assert (second_.layer, second_.places) == (2, 1)
