"""The release gate (M19) against a book kept by hand: one leg, a cellmate, and whatever goes amiss."""

from collections.abc import Callable
from datetime import timedelta

import hypothesis.strategies as st
from hypothesis import example, given

from lazaretto.facts import custody, hygiene, quarantine, record
from tests.properties.living import HOUSE, Life

CELL, OTHER, NEXT = "QZ-D/T/01", "QZ-D/T/02", "QZ-D/G/01"


def restart(life: Life, *people: str) -> None:
    because = life.record.facts[0].id
    for leg in filter(None, map(life.book().running, people)):
        body = quarantine.ClockRestarted(
            order=leg.order, person=leg.person, layer=3, cohort=leg.cohort, because=because, reason="exposed"
        )
        life.say(body, HOUSE)


def reading(life: Life, person: str, tenths: int) -> None:
    one = hygiene.Reading(person=person, celsius_tenths=tenths)
    life.say(hygiene.TemperaturesTaken(readings=(one,)), HOUSE)


def another_end(life: Life, days: int) -> None:
    ends = life.today() + timedelta(days=days)
    body = quarantine.EndOrdered(
        order="O1", person="P1", layer=3, ends_on=ends, decided_by="L2", reason="the doctor's view"
    )
    life.ask(body, HOUSE)


def nothing_more(life: Life) -> None:
    """What was said last is withdrawn, whatever it was."""
    last = life.record.facts[-1]
    if last.occurred > life.now - timedelta(hours=12):
        life.say(record.Retracted(fact=last.id, reason="an error"), last.facility)


AMISS: dict[str, Callable[[Life], object]] = {
    "the person is positive": lambda life: life.swab("P1", "positive"),
    "the person is negative": lambda life: life.swab("P1", "negative"),
    "the mate is positive": lambda life: life.swab("P2", "positive"),
    "the mate is negative": lambda life: life.swab("P2", "negative"),
    "the mate is unclear": lambda life: life.swab("P2", "grey"),
    "the mate is moved away": lambda life: life.say(custody.Moved(person="P2", cell=OTHER), HOUSE),
    "the mate is moved back": lambda life: life.say(custody.Moved(person="P2", cell=CELL), HOUSE),
    "a stranger comes": lambda life: life.arrive("P3", CELL),
    "the stranger leaves": lambda life: life.say(custody.Released(person="P3", basis="law"), HOUSE),
    "it was never so": nothing_more,
    "the mate's leg is called over": lambda life: life.say(
        quarantine.LegEnded(order="O1", person="P2", layer=3, outcome="cut_short", signed_by="L1"), HOUSE
    ),
    "a fever": lambda life: reading(life, "P1", 385),
    "no fever": lambda life: reading(life, "P1", 365),
    "a cough": lambda life: life.say(
        hygiene.SymptomsReported(person="P1", symptoms=("cough",)), HOUSE
    ),
    "the clock restarts": lambda life: restart(life, "P1"),
    "both clocks restart": lambda life: restart(life, "P1", "P2"),
    "a shorter version": lambda life: life.issue("short"),
    "a longer version": lambda life: life.issue("long"),
    "an earlier end": lambda life: another_end(life, 2),
    "a later end": lambda life: another_end(life, 9),
    "no place is kept": lambda life: life.say(
        custody.PlaceGivenUp(person="P1", cell=NEXT, reason="x"), HOUSE
    ),
    "a place is kept": lambda life: life.ask(
        custody.PlaceRequested(person="P1", cell=NEXT, reason="x"), HOUSE
    ),
    "two days of neglect": lambda life: life.pass_days(2, care=False),
    "reviewed": lambda life: life.review("P1", "O1"),
}  # fmt: skip
events = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(sorted(AMISS))), max_size=4)


def cleared(life: Life) -> str | None:
    """Ask for the signature under the end; whatever is granted, the book must hold to be in order."""
    leg = life.book().running("P1")
    layer = leg.layer if leg is not None else 3
    body = quarantine.Cleared(order="O1", person="P1", layer=layer, signed_by="L1")
    _, refused = life.ask(body, HOUSE)
    if refused is None:
        assert life.book().open("P1") == []
    return refused


# A positive whose leg is over is swabbed no more; sharing a cell with one, nobody is ever cleared.
KEPT_WITH_A_POSITIVE = [
    (1, "the mate's leg is called over"),
    (0, "the mate is positive"),
    (0, "the clock restarts"),
]


@example(said=KEPT_WITH_A_POSITIVE, served=True)
@given(said=events, served=st.sampled_from([True, True, True, False]))
def test_no_end_is_signed_while_the_book_has_something_open(
    said: list[tuple[int, str]], served: bool
) -> None:
    life = Life()
    for person in ("P1", "P2"):
        life.arrive(person, CELL)
        life.order(person, "O1")
        if served:
            life.serve(person, "O1")
        life.start_leg(person, "O1", 3)
    AMISS["a place is kept"](life)
    for days, name in said:
        life.pass_days(days, care=True)
        cleared(life)
        AMISS[name](life)
        cleared(life)
    refused: str | None = "not asked"
    for _ in range(18):
        life.pass_days(1, care=True)
        refused = cleared(life)
        if refused is None:
            break
    if not said and served:
        assert refused is None
