"""Each reason against keeping a place in a cell, alone: asked of the condition that would find it later."""

import pytest

from lazaretto.facts.case import FreezeLifted, IncidentOpened, MovementFrozen
from lazaretto.facts.command import LevelOrdered, PlaceEstablished, ProtocolIssued
from lazaretto.facts.custody import Admitted, CellWithdrawn, KeptApart, PlaceRequested, Released
from lazaretto.facts.fact import Body
from lazaretto.facts.hygiene import Disinfected
from lazaretto.facts.quarantine import CohortClosed, LegStarted
from lazaretto.facts.testing import ResultReported, Sampled
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.force import in_force
from lazaretto.obligations.requesting import refusal
from lazaretto.protocol.document import Protocol, Refrain
from tests.stating import fact, house, record_of
from tests.unit.board.world import PROTOCOL, clause

CELL, NEXT = "QZ-D/T/01", "QZ-D/T/02"
CONDITIONS = (
    "nonassociates_share_cell", "stranger_in_cohort", "entered_closed_cohort", "withdrawn_cell_used",
    "cell_not_disinfected", "placed_beside_infectious",
)  # fmt: skip
Said = list[tuple[str, Body]]


def protocol(*conditions: str) -> Protocol:
    import msgspec

    clauses = tuple(clause(f"custody.{name}", Refrain(condition=name)) for name in conditions)
    return msgspec.structs.replace(PROTOCOL, clauses=clauses)


def against(said: Said, *conditions: str) -> tuple[str, dict[str, str]] | None:
    """The reason against keeping a place in the cell for P9 on 15 March, under these conditions."""
    world: Said = [
        ("03-01 00:00", PlaceEstablished(established=CELL, use="transition", capacity=4, neighbours=(NEXT,))),
        ("03-01 00:00", PlaceEstablished(established=NEXT, use="transition", capacity=4)),
        ("03-01 00:00", LevelOrdered(level="closed", authority="city", reason="cases")),
        ("03-01 00:00", ProtocolIssued(document="small", version="1", digest="0" * 64, authority="city")),
        ("03-01 01:00", Admitted(person="P9", cell="QZ-D/I/01", sex="male")),
        *said,
    ]
    places: dict[type[Body], str] = {Disinfected: CELL}
    record = record_of(
        [house(), *(fact(b, at, number=n, place=places.get(type(b))) for n, (at, b) in enumerate(world, 1))]
    )
    request = fact(PlaceRequested(person="P9", cell=CELL, reason="next leg"), "03-15 10:00", number=99)
    standing = record.standing(at=int(request.occurred.timestamp()))
    forces = in_force(standing, shelf={("small", "1"): protocol(*(conditions or CONDITIONS))})
    return refusal(Asking(request, standing, record.facts, forces, {}))


def came(person: str, at: str, *, cohort: str = "K1") -> Said:
    return [
        (at, Admitted(person=person, cell=CELL, sex="male")),
        (at, LegStarted(order="O", person=person, layer=3, cohort=cohort)),
    ]


def test_nothing_stands_against_a_clean_empty_cell() -> None:
    assert against([]) is None


def test_nonassociates_would_meet() -> None:
    said = [*came("P1", "03-15 09:00"), ("03-10 09:00", KeptApart(person="P1", other="P9", reason="threats"))]
    assert against(said, "nonassociates_share_cell") == ("nonassociates_would_meet", {"cell": CELL})
    assert against(came("P1", "03-15 09:00"), "nonassociates_share_cell") is None


def test_strangers_would_mix() -> None:
    assert against(came("P1", "03-13 09:00"), "stranger_in_cohort") == ("strangers_would_mix", {"cell": CELL})


def test_cohort_is_closed() -> None:
    said = [*came("P1", "03-15 08:00"), ("03-15 09:00", CohortClosed(cohort="K1", cell=CELL))]
    assert against(said, "entered_closed_cohort") == ("cohort_is_closed", {"cell": CELL})
    assert against(came("P1", "03-15 08:00"), "entered_closed_cohort") is None


def test_cell_out_of_use() -> None:
    assert against([("03-14 09:00", CellWithdrawn(cell=CELL, cause="repair"))]) == (
        "cell_out_of_use", {"cell": CELL},
    )  # fmt: skip


def test_cell_undisinfected() -> None:
    left: Said = [*came("P1", "03-02 09:00"), ("03-14 08:00", Released(person="P1", basis="law"))]
    assert against(left, "cell_not_disinfected") == ("cell_undisinfected", {"cell": CELL})


@pytest.mark.parametrize(("result", "refused"), [("positive", True), ("negative", False)])
def test_infectious_beside(result: str, refused: bool) -> None:
    said: Said = [
        ("03-14 08:00", Admitted(person="P1", cell=NEXT, sex="male")),
        ("03-14 09:00", Sampled(tube="T1", members=("P1",), purpose="leg")),
        ("03-14 18:00", ResultReported(tube="T1", result=result, laboratory="lab")),  # type: ignore[arg-type]
    ]
    assert against(said, "placed_beside_infectious") == (
        ("infectious_beside", {"cell": CELL}) if refused else None
    )


@pytest.mark.parametrize(
    ("place", "at"), [("QZ-D/T", CELL), (CELL, CELL), ("QZ-D/I/01", "QZ-D/I/01"), (NEXT, None)]
)
def test_movement_frozen(place: str, at: str | None) -> None:
    """A freeze of the wing, of the cell, or of the cell where the person is; not one of another cell."""
    said: Said = [
        ("03-14 08:00", IncidentOpened(incident="I1", cause="report")),
        ("03-14 09:00", MovementFrozen(incident="I1", places=(place,))),
    ]
    refused = ("movement_frozen", {"cell": at, "incident": "I1"}) if at else None
    assert against(said, "moved_while_frozen") == refused
    assert against(said) is None  # no clause asks for it
    lifted: Said = [("03-15 09:00", FreezeLifted(incident="I1", places=(place,), reason="All negative"))]
    assert against([*said, *lifted], "moved_while_frozen") is None


def test_a_disinfection_frees_the_cell_again() -> None:
    clean = Disinfected(agent="chlorine", target_mg_l=500, contact_minutes=30)
    left: Said = [*came("P1", "03-02 09:00"), ("03-14 08:00", Released(person="P1", basis="law"))]
    assert against([*left, ("03-14 12:00", clean)], "cell_not_disinfected") is None
