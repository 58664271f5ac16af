"""Who broke a condition in a story."""

from typing import Any

from lazaretto.facts.command import PlaceEstablished
from lazaretto.obligations.conditions import CONDITIONS
from tests.examples.telling import Line, facts_of
from tests.stating import fact, house, record_of, second

PLACES = {
    "QZ-D/T/01": ("transition", 4), "QZ-D/T/02": ("transition", 2), "QZ-D/G1/01": ("general", 8),
    "QZ-D/G1/02": ("general", 2), "QZ-D/I/01": ("isolation", 1), "QZ-D/I/02": ("isolation", 1),
}  # fmt: skip


def broken(condition: str, *lines: Line, cast: dict[str, Any] | None = None, **settings: int) -> list[str]:
    """The subjects that broke a condition in a story told to the end of April, in order of time."""
    ground = [
        fact(PlaceEstablished(established=name, use=use, capacity=room), "01-02 00:00", number=5000 + number)  # type: ignore[arg-type]
        for number, (name, (use, room)) in enumerate(PLACES.items())
    ]
    record = record_of([house(), *ground, *facts_of({"facts": list(lines), "cast": cast})])
    end = second("04-30 00:00")
    found = CONDITIONS[condition].find(record.standing(at=end), settings, second("02-01 00:00"), end + 1)
    return [record.names.name(int(key)) for key in found.key]
