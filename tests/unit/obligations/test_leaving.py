"""Who may go out of the gate: what law lets go is never held; nobody else leaves an unsigned leg."""

from datetime import date
from typing import Any

import msgspec
import pytest

from lazaretto.facts.custody import DeadlineSet, Received
from lazaretto.facts.gate import Overridden, Purpose
from lazaretto.facts.hygiene import Reading, SymptomsReported, TemperaturesTaken
from lazaretto.facts.quarantine import Cleared, LegEnded
from lazaretto.obligations.leaving import TABLE, Exit, leaving, release_due
from lazaretto.protocol.document import Protocol
from tests.unit.obligations.legs import PROTOCOL, Said, admitted, ordered, started, world

HELD: list[Said] = [(admitted(), "03-01 09:00")]
IN_QUARANTINE: list[Said] = [*HELD, (ordered(), "03-01 09:00"), (started(), "03-01 09:10")]
SIGNED: Said = (Cleared(order="O", person="Wang", layer=3, signed_by="L2"), "03-09 09:00")


def reading(tenths: int = 365) -> Said:
    return TemperaturesTaken(readings=(Reading(person="Wang", celsius_tenths=tenths),)), "03-09 10:00"


def received(party: Any = "health_authority", at: str = "03-09 11:00") -> Said:
    return Received(person="Wang", party=party, received_by="Dr Chen"), at


def paper(day: str) -> Said:
    until = date.fromisoformat(f"2022-{day}")
    return DeadlineSet(person="Wang", until=until, basis="custody ends"), "03-05 09:00"


def asked(
    *said: Said, purpose: Purpose = "release", lawful: bool | None = None, protocol: Protocol = PROTOCOL,
    ruled: bool = True,
) -> Exit:  # fmt: skip
    told = world(*said, at="03-10 09:00", protocol=protocol, ruled=ruled)
    return leaving(told.standing, **told.known, person="Wang", purpose=purpose, lawful=lawful)


def verdict(*said: Said, **how: Any) -> tuple[str, str | None]:
    found = asked(*said, **how)
    return found.verdict, found.rule


def test_a_lawful_release_out_of_quarantine_asks_for_the_hand_over_and_is_never_held() -> None:
    found = asked(*IN_QUARANTINE, reading(390), lawful=True)
    assert (found.verdict, found.rule) == ("hand_over", "release_hand_over")
    assert "days_full" in {held.name for held in found.open}
    assert verdict(*IN_QUARANTINE, received(), lawful=True) == ("leave", "release_received")


def test_the_legal_deadline_is_a_lawful_release_whatever_else_was_said() -> None:
    assert verdict(*IN_QUARANTINE, paper("03-10"))[0] == "hand_over"
    assert verdict(*IN_QUARANTINE, paper("03-10"), lawful=False)[0] == "hand_over"
    assert verdict(*IN_QUARANTINE, paper("03-11")) == ("hold", "release_without_paper")
    assert verdict(*IN_QUARANTINE) == ("hold", "release_without_paper")


def test_who_is_not_in_quarantine_and_well_is_simply_released() -> None:
    assert verdict(*HELD, reading(), lawful=True) == ("leave", "release_free")
    assert verdict(*HELD, lawful=True)[0] == "hand_over"  # nobody has measured


def test_a_hand_over_to_another_house_or_before_the_arrival_is_none() -> None:
    assert verdict(*IN_QUARANTINE, received("facility"), lawful=True)[0] == "hand_over"
    assert verdict(*IN_QUARANTINE, received(at="02-20 09:00"), lawful=True)[0] == "hand_over"


@pytest.mark.parametrize("purpose", ["transfer", "court", "investigation", "other"])
def test_nobody_else_leaves_a_leg_whose_end_is_not_signed(purpose: Purpose) -> None:
    assert verdict(*IN_QUARANTINE, reading(), purpose=purpose) == ("hold", "not_cleared")
    assert verdict(*IN_QUARANTINE, SIGNED, reading(), purpose=purpose) == ("leave", "transfer_cleared")
    assert verdict(*IN_QUARANTINE, SIGNED, purpose=purpose) == ("hold", "something_unknown")
    assert verdict(*IN_QUARANTINE, SIGNED, reading(374), purpose=purpose) == ("hold", "unresolved")
    cough = (SymptomsReported(person="Wang", symptoms=("cough",)), "03-09 11:00")
    assert verdict(*IN_QUARANTINE, SIGNED, reading(), cough, purpose=purpose) == ("hold", "unresolved")


def test_a_leg_that_ended_holds_nobody() -> None:
    end = (LegEnded(order="O", person="Wang", layer=3, outcome="completed", signed_by="L"), "03-09 09:00")
    assert verdict(*IN_QUARANTINE, end, reading(), purpose="transfer")[0] == "leave"


def test_an_emergency_leaves_with_escort_and_an_override_of_the_day_opens() -> None:
    assert verdict(*IN_QUARANTINE, purpose="hospital") == ("leave", "hospital_escorted")
    override = Overridden(override="V1", subject="Wang", authority="L9", reason="fire")
    assert verdict(*IN_QUARANTINE, (override, "03-09 12:00"), purpose="court") == ("leave", "overridden")
    assert verdict(*IN_QUARANTINE, (override, "03-08 12:00"), purpose="court")[0] == "hold"
    other = msgspec.structs.replace(override, subject="Li")
    assert verdict(*IN_QUARANTINE, (other, "03-09 12:00"), purpose="court")[0] == "hold"


def test_where_no_document_speaks_of_exits_the_law_alone_does() -> None:
    tables = tuple(table for table in PROTOCOL.tables if table.id != TABLE)
    mute = msgspec.structs.replace(PROTOCOL, tables=tables)
    assert verdict(*IN_QUARANTINE, lawful=True, protocol=mute) == ("hand_over", None)
    assert verdict(*IN_QUARANTINE, received(), lawful=True, protocol=mute)[0] == "leave"
    assert verdict(*IN_QUARANTINE, lawful=False, protocol=mute)[0] == "hold"
    assert verdict(*IN_QUARANTINE, purpose="transfer", protocol=mute)[0] == "hold"
    assert verdict(*IN_QUARANTINE, purpose="hospital", ruled=False)[0] == "leave"
    assert verdict(*HELD, purpose="court", ruled=False)[0] == "leave"


def test_release_due_is_unknown_without_a_paper() -> None:
    assert release_due(world(*HELD).standing, person="Wang") is None
    assert release_due(world(*HELD, paper("05-01")).standing, person="Wang") is False
