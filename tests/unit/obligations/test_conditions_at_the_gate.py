"""Conditions of whoever passed a gate against its verdict, or came back from where nobody knows, by name."""

import pytest

from tests.examples.telling import Line
from tests.unit.obligations.breaking import broken
from tests.unit.obligations.owing import at


def passing(who: str, passage: str, *checks: str, when: str = "03-16 08:00", **more: str) -> list[Line]:
    """One passage: its checks, one after the other, and the entry."""
    checked = [at(when, who, checked=verdict, passage=passage) for verdict in checks]
    return [*checked, at(when, who, entered="administration", passage=passage, **more)]


def test_entered_against_verdict() -> None:
    story = [
        *passing("Admitted", "P1", "admit"),
        *passing("Again", "P2", "refuse", "hold", "admit"),
        *passing("Held", "P3", "admit", "hold"),
        *passing("Refused", "P4", "refuse"),
        *passing("Unchecked", "P5"),
        at("03-16 08:00", "Crossed", checked="refuse", passage="P1"),  # another's passage
        at("03-16 08:00", "Stayed", checked="refuse", passage="P6"),
        at("03-16 08:00", "Nameless", entered="administration"),
    ]
    assert sorted(broken("entered_against_verdict", *story)) == ["Held", "Refused"]


def test_entered_against_verdict_is_lifted_by_a_named_override_of_the_last_day() -> None:
    story = [
        at("03-15 09:00", "Fresh", override="X1"),
        at("03-15 07:00", "Stale", override="X2"),
        *passing("Fresh", "P1", "refuse", with_="X1"),
        *passing("Stale", "P2", "refuse", with_="X2"),
        *passing("Other", "P3", "refuse", with_="X1"),
    ]
    assert sorted(broken("entered_against_verdict", *story)) == ["Other", "Stale"]


def away(who: str, *between: Line, declares: bool | None = False, back: str = "03-16 08:00") -> list[Line]:
    """Left on the tenth, came back on the sixteenth; what was said in between."""
    return [
        at("03-01 08:00", who, enrolled_as="officer"),
        at("03-09 08:00", who, entered="guarded", with_="roster"),
        at("03-10 18:00", who, left="guarded"),
        *between,
        at(
            back,
            who,
            checked="admit",
            passage=f"P-{who}",
            **({} if declares is None else {"declares": declares}),
        ),
        at(back, who, entered="guarded", with_="roster", passage=f"P-{who}"),
    ]


def test_absence_unexplained() -> None:
    story = [*away("Silent"), *away("Mute", declares=None), *away("Honest", declares=True)]
    story += away("Back", back="03-13 18:00")  # seventy-two hours, and no longer
    story += [
        at("03-09 08:00", "Visitor", entered="administration"),
        at("03-10 08:00", "Visitor", left="administration"),
    ]
    story += [at("03-16 08:00", "Visitor", entered="administration")]
    assert sorted(broken("absence_unexplained", *story, hours=72)) == ["Mute", "Silent"]
    assert "Back" in broken("absence_unexplained", *story, hours=71)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([("03-12 08:00", "home"), ("03-14 08:00", "on_site")], []),
        ([("03-13 18:00", "home"), ("03-15 08:00", "home")], []),
        ([("03-13 19:00", "home"), ("03-15 08:00", "home")], ["Officer"]),  # silent too long before
        ([("03-12 08:00", "home")], ["Officer"]),  # and too long after
        ([("03-12 08:00", "home"), ("03-13 08:00", "elsewhere"), ("03-14 08:00", "home")], ["Officer"]),
        (
            [("03-09 20:00", "elsewhere"), ("03-12 08:00", "home"), ("03-14 08:00", "home")],
            [],
        ),  # not in the gap
    ],
)
def test_an_absence_is_accounted_for_by_words_from_home(
    words: list[tuple[str, str]], found: list[str]
) -> None:
    said = [at(when, "Officer", checked_in=where) for when, where in words]
    assert broken("absence_unexplained", *away("Officer", *said), hours=72) == found


def test_who_never_left_by_the_gate_has_no_gap() -> None:
    story = [
        at("03-01 08:00", ["New", "Zone"], enrolled_as="officer"),
        at("03-16 08:00", "New", entered="guarded", with_="roster"),
        at("03-05 08:00", "Zone", left="administration"),
        at("03-06 08:00", "Zone", entered="administration", with_="roster"),
        at("03-16 08:00", "Zone", entered="guarded", with_="roster"),  # from one zone into the other
    ]
    assert broken("absence_unexplained", *story, hours=72) == []


def test_a_leader_who_approved_the_entry_has_asked() -> None:
    asked = at(
        "03-16 07:00",
        "Officer",
        entry_requested="A1",
        by="L9",
        from_="03-16 07:00",
        until="03-16 12:00",
        zone="administration",
    )
    leave = at("03-16 07:30", entry_approved="A1", by="L1", level="leader")
    story = away("Officer")[:-2]
    story += [asked, leave, at("03-16 08:00", "Officer", entered="administration", with_="A1")]
    assert broken("absence_unexplained", *story, hours=72) == []
