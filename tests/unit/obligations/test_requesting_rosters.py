"""Each reason against publishing a roster, alone; and nothing against the one that is as it should be."""

from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from lazaretto.facts import duty, training
from lazaretto.facts.fact import Body
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.requesting import refusal
from tests.rostering import GATE, LOOP, STAFF, WING, WOMEN, roster, situation
from tests.stating import fact
from tests.unit.obligations.legs import PROTOCOL, Said, world

ASKED = situation(days=20)
LAWFUL = roster(ASKED)
ONE = timedelta(days=1)


def _set(post: Any) -> Body:
    return duty.PostSet(
        post=post.post, title=post.post, zone=post.zone, staff=post.staff, watches=post.watches
    )


def ground() -> list[Said]:
    """The house of ``tests.rostering``, stated: people, their phases and passes, its posts."""
    people = [(f"{name}{batch}", name, post, batch) for batch in range(3) for name, post in STAFF]
    said: list[Said] = [(_set(post), "01-05 09:00") for post in (WING, GATE)]
    for person, name, post, batch in people:
        sex: Any = "female" if name in WOMEN else "male"
        said.append((duty.Enrolled(person=person, post=post, sex=sex), "01-05 09:00"))
        step = duty.PhaseStarted(person=person, phase=LOOP[batch], batch=str(batch))
        said.append((step, "03-12 09:00"))
        for procedure in PROTOCOL.procedures:
            passed = training.Assessed(person=person, procedure=procedure.id, passed=True, assessor="X")
            said.append((passed, "03-01 10:00"))
    return said


def published(**changes: Any) -> duty.RosterPublished:
    values: dict[str, Any] = {
        "roster": "R1", "first": ASKED.first, "last": ASKED.last, "persons": ("L0",), "signed_by": "L1",
        "pattern": "abc-7-7-7", "turns": LAWFUL.turns, "stands": LAWFUL.stands,
    }  # fmt: skip
    return duty.RosterPublished(**values | changes)


def against(
    body: duty.RosterPublished, *more: Said, at: str = "03-15 06:00", actor: str = "officer"
) -> tuple[str, dict[str, str]] | None:
    told = world(*ground(), *more, at=at)
    request = replace(fact(body, at, number=999_999), actor=actor)
    return refusal(Asking(request, told.standing, told.facts, told.forces, {}))


def without_medic() -> duty.RosterPublished:
    """The medic of the first batch falls out on the first day."""
    turns = tuple(turn for turn in LAWFUL.turns if turn.person != "M0")
    return published(turns=turns)


GONE: Said = (duty.Absent(person="M0", cause="sick", first=ASKED.first), "03-15 05:00")


def test_a_lawful_roster_is_granted() -> None:
    assert against(published()) is None
    assert against(published(), at="03-14 20:00") is None


def test_a_plain_list_of_names_is_granted_as_ever() -> None:
    assert against(published(turns=(), stands=(), persons=("L0", "nobody we know"))) is None


def test_roster_days_reversed() -> None:
    found = against(published(last=date(2022, 3, 14)))
    assert found == ("roster_days_reversed", {"first": "2022-03-15", "last": "2022-03-14"})
    beyond = replace(LAWFUL.turns[0], last=ASKED.last + ONE)
    outside = against(published(turns=(*LAWFUL.turns[1:], beyond)))
    assert outside is not None
    assert outside[0] == "roster_days_reversed"
    early = replace(LAWFUL.stands[0], day=ASKED.first - ONE)
    assert (against(published(stands=(early,))) or ("",))[0] == "roster_days_reversed"


def test_stranger_on_roster() -> None:
    stranger = replace(LAWFUL.turns[0], person="S9")
    found = against(published(turns=(*LAWFUL.turns, stranger)))
    assert found == ("stranger_on_roster", {"person": "S9", "facility": "QZ-D"})
    gone = (duty.LeftStrength(person="D0", reason="retired"), "03-14 09:00")
    assert against(published(), gone) == ("stranger_on_roster", {"person": "D0", "facility": "QZ-D"})


def test_signer_is_drafter() -> None:
    draft = duty.RosterDrafted(
        roster="D1", pattern="abc-7-7-7", first=ASKED.first, last=ASKED.last, turns=LAWFUL.turns
    )
    said = (draft, "03-14 09:00")  # by the actor of every fact of the tests: officer
    assert against(published(draft="D1", signed_by="officer"), said) == (
        "signer_is_drafter",
        {"person": "officer"},
    )
    assert against(published(draft="D1"), said) == ("signer_is_drafter", {"person": "officer"})
    assert against(published(draft="D1"), said, actor="leader") is None
    assert against(published(draft="D2"), said) is None


def test_roster_rewrites_past() -> None:
    """What was in force stays as it was on days that are over; nothing in force is not to be invented."""
    before = (published(), "03-14 12:00")
    assert against(published(roster="R2"), before, at="03-18 06:00") is None
    kept = tuple(one for one in LAWFUL.stands if one.day != ASKED.first)
    found = against(published(roster="R2", stands=kept), before, at="03-18 06:00")
    assert found == ("roster_rewrites_past", {"day": "2022-03-15"})
    assert against(published(), at="03-16 06:00") == ("roster_rewrites_past", {"day": "2022-03-15"})


def test_despite_without_reason() -> None:
    assert against(published(despite=("batch_incomplete",))) == ("despite_without_reason", {})
    assert against(published(despite=("batch_incomplete",), reason=" ")) == ("despite_without_reason", {})
    assert against(published(despite=("batch_incomplete",), reason="nobody else is left")) is None


def test_roster_unlawful() -> None:
    found = against(without_medic(), GONE)
    assert found == (
        "roster_unlawful", {"broken": "batch_incomplete", "person": "—", "day": "2022-03-15", "more": "1"},
    )  # fmt: skip
    signed = replace(without_medic(), despite=("batch_incomplete",), reason="nobody else is left")
    assert against(signed, GONE) is None
    other = replace(signed, despite=("post_unmanned",))
    assert (against(other, GONE) or ("",))[0] == "roster_unlawful"


def test_days_that_are_over_are_judged_no_more() -> None:
    """The medic fell ill on a day that the roster in force had given to duty: that day stays as it was."""
    before, ill = (published(), "03-14 12:00"), date(2022, 3, 16)
    mended = tuple(
        replace(turn, last=ill) if turn.person == "M0" and turn.phase == "A" and turn.first < ill else turn
        for turn in LAWFUL.turns
        if turn.person != "M0" or turn.first < ill
    )
    sick = (duty.Absent(person="M0", cause="sick", first=ill), "03-16 08:00")
    new = published(roster="R2", turns=mended, despite=("batch_incomplete",), reason="ill")
    assert against(new, before, sick, at="03-17 06:00") is None
