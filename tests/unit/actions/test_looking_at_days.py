"""Reports that are kept: the same one for the same knowledge, another once a late fact comes in."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from lazaretto.actions import looking_at_days
from lazaretto.board.houses import House, houses
from lazaretto.registers.record import Record
from tests.stating import fact, record_of
from tests.unit.reports.world import DAY, G1, KNOWN, STORY, admitted, shelf


class Seen(SimpleNamespace):
    """As much of a view as a report asks for."""

    record: Record

    def houses(self, codes: Any) -> tuple[House, ...]:
        return houses(self.record.standing(at=2**31), facts=self.record.facts, codes=codes)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(looking_at_days, "_shelf", shelf)
    return Seen(record=record_of(STORY))


def test_it_is_drawn_once_and_again_when_something_was_learned_of_it(seen: Any) -> None:
    (house,) = seen.houses({"QZ-D"})
    first = looking_at_days.report_of(seen, house, day=DAY, known_at=KNOWN)
    assert looking_at_days.report_of(seen, house, day=DAY, known_at=KNOWN) is first
    seen.record.append([fact(admitted("Later", G1), "03-15 10:00", number=9901, recorded="03-17 09:00")])
    assert looking_at_days.report_of(seen, house, day=DAY, known_at=KNOWN) is first
    seen.record.append([fact(admitted("Late", G1), "03-15 10:00", number=9902, recorded="03-16 05:00")])
    other = looking_at_days.report_of(seen, house, day=DAY, known_at=KNOWN)
    assert other.digest != first.digest
    later = looking_at_days.report_of(seen, house, day=DAY, known_at=KNOWN + timedelta(days=2))
    assert later.digest != other.digest


def test_another_record_has_its_own(seen: Any) -> None:
    (house,) = seen.houses({"QZ-D"})
    first = looking_at_days.report_of(seen, house, day=DAY, known_at=KNOWN)
    twin = Seen(record=record_of(STORY))
    assert looking_at_days.report_of(twin, house, day=DAY, known_at=KNOWN) is not first  # type: ignore[arg-type]
    (office,) = seen.houses({"TS-Z"})
    city = looking_at_days.report_of(seen, office, day=DAY, known_at=KNOWN)
    assert (city.sort, [one.of for one in city.sheet.houses]) == ("city", ["QZ-D", "MJ-D", "TS-Z"])
    empty = looking_at_days.report_of(Seen(record=Record()), house, day=DAY, known_at=KNOWN)  # type: ignore[arg-type]
    assert empty.sheet.table("custody_layers").total("today") == 0


def test_no_more_are_kept_than_the_shelf_holds(seen: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking_at_days, "REPORTS", 2)
    (house,) = seen.houses({"QZ-D"})
    for number in range(5):
        looking_at_days.report_of(seen, house, day=DAY - timedelta(days=number), known_at=KNOWN)
    assert len(looking_at_days._reports) == 2
    assert len(looking_at_days._looks) <= looking_at_days.LOOKS
