"""Conditions of orders and the ends of legs, each by its name: who breaks it, and who does not."""

from typing import Any

from lazaretto.facts.custody import LeftNetwork, Received, Released
from lazaretto.facts.quarantine import Cleared, LegEnded
from lazaretto.obligations.conditions import CONDITIONS
from tests.stating import second
from tests.unit.obligations.legs import Said, admitted, end_ordered, restarted, started, world

PEOPLE = ("Wang", "Li", "Zhou")
RUNNING: list[Said] = [
    *((admitted(person), "03-01 09:00") for person in PEOPLE),
    *((started(person), "03-01 09:10") for person in PEOPLE),
]


def broken(condition: str, *said: Said, **settings: int) -> list[tuple[str, int]]:
    """Who broke a condition in a story, and when (in seconds)."""
    told = world(*said)
    standing = told.standing
    found = CONDITIONS[condition].find(standing, settings, second("02-01 00:00"), standing.at + 1)
    return [
        (standing.names.name(k), at)
        for k, at in zip(found.key.tolist(), found.occurred.tolist(), strict=True)
    ]


def who(condition: str, *said: Said, **settings: int) -> list[str]:
    return [person for person, _ in broken(condition, *said, **settings)]


def ended(person: str = "Wang", outcome: Any = "completed", reason: str | None = None) -> LegEnded:
    return LegEnded(order="O", person=person, layer=3, outcome=outcome, signed_by="L1", reason=reason)


def cleared(person: str = "Wang", layer: int = 3) -> Cleared:
    return Cleared(order="O", person=person, layer=layer, signed_by="L2")


def test_leg_ended_uncleared() -> None:
    story = [
        *RUNNING, (cleared(), "03-15 08:00"), (cleared("Li", layer=2), "03-15 08:00"),
        *((ended(person), "03-15 09:00") for person in PEOPLE),
    ]  # fmt: skip
    assert who("leg_ended_uncleared", *story) == ["Li", "Zhou"]


def test_leg_ended_uncleared_after_a_restart_and_not_where_law_or_illness_broke_it_off() -> None:
    signed_before = [
        *RUNNING,
        (cleared(), "03-15 08:00"),
        (restarted(), "03-15 09:00"),
        (ended(), "03-15 10:00"),
    ]
    assert who("leg_ended_uncleared", *signed_before) == ["Wang"]
    others = [
        *RUNNING, (ended(outcome="released_by_law"), "03-09 09:00"), (ended("Li", "hospital"), "03-09 09:00"),
        (ended("Zhou", "cut_short", "reason"), "03-09 09:00"),
    ]  # fmt: skip
    assert who("leg_ended_uncleared", *others) == ["Zhou"]
    assert who("leg_ended_uncleared", (admitted(), "03-01 09:00"), (ended(), "03-09 09:00")) == []  # none ran


def test_cut_short_unreasoned() -> None:
    story = [
        *RUNNING, (end_ordered("03-09", person="Li"), "03-08 09:00"),
        (ended("Wang", "cut_short", " "), "03-09 09:00"),
        (ended("Li", "cut_short"), "03-09 09:00"), (ended("Zhou", "cut_short", "the court"), "03-09 09:00"),
    ]  # fmt: skip
    assert who("cut_short_unreasoned", *story) == ["Wang"]


def received(person: str, party: Any = "health_authority") -> Received:
    return Received(person=person, party=party, received_by="Dr Chen")


def test_release_unacknowledged() -> None:
    gone = [
        *RUNNING,
        *((Released(person=person, basis="law"), "03-09 09:00") for person in PEOPLE),
        (received("Wang"), "03-09 10:00"), (received("Li"), "03-09 12:00"),
        (received("Zhou", "facility"), "03-09 10:00"),
    ]  # fmt: skip
    assert broken("release_unacknowledged", *gone, hours=2) == [
        ("Li", second("03-09 11:00")), ("Zhou", second("03-09 11:00")),
    ]  # fmt: skip


def test_release_unacknowledged_counts_who_leaves_the_network_and_only_out_of_a_leg() -> None:
    away = LeftNetwork(person="Wang", sort="prison", to="Second prison")
    assert who("release_unacknowledged", *RUNNING, (away, "03-09 09:00"), hours=2) == ["Wang"]
    at_the_gate = (received("Wang"), "03-09 08:30")
    assert who("release_unacknowledged", *RUNNING, at_the_gate, (away, "03-09 09:00"), hours=2) == []
    free = [(admitted(), "03-01 09:00"), (Released(person="Wang", basis="law"), "03-09 09:00")]
    assert who("release_unacknowledged", *free, hours=2) == []


def test_the_version_at_the_beginning_of_a_leg_decides_whatever_was_restarted_since() -> None:
    """Law 9 for ``leg_ended_early``: a shorter document issued before the restart shortens nothing."""
    told = world(
        *RUNNING, (restarted(), "03-09 09:00"), (ended(), "03-16 09:00"), (ended("Li"), "03-16 09:00")
    )
    over = told.standing.events("leg_ended")
    began = CONDITIONS["leg_ended_early"].since
    assert began is not None
    assert began(told.standing, over).tolist() == [second("03-01 09:10")] * 2
