"""Orders, ends of legs and isolations for tests, in few words."""

from datetime import date

from lazaretto.facts import quarantine


def order(
    person: str, code: str, *, facility: str = "QZ-D", layers: tuple[int, ...] = (1,), days: int = 21,
    basis: str = "law",
) -> quarantine.Ordered:  # fmt: skip
    """An order of so many days in each layer, all at one house."""
    legs = tuple(quarantine.PlannedLeg(layer=layer, facility=facility, days=days) for layer in layers)
    return quarantine.Ordered(
        order=code, person=person, basis=basis, ordered_by="L1", legs=legs, review_on=date(2022, 3, 22)
    )


def leg_end(person: str, code: str, *, layer: int = 1, outcome: str = "completed") -> quarantine.LegEnded:
    """The end of a leg."""
    return quarantine.LegEnded(order=code, person=person, layer=layer, outcome=outcome, signed_by="L1")  # type: ignore[arg-type]


def isolation(
    person: str, code: str, *, cell: str = "QZ-D/T/01", basis: str = "law",
    ends_on: date = date(2022, 3, 25), review_on: date = date(2022, 3, 20), visits: str | None = "daily",
) -> quarantine.IsolationOrdered:  # fmt: skip
    """An isolation until 25 March, to be looked at again on the 20th."""
    return quarantine.IsolationOrdered(
        order=code, person=person, cell=cell, basis=basis, ends_on=ends_on, review_on=review_on,
        ordered_by="M1", visits=visits,
    )  # fmt: skip
