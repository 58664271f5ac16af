"""Places are paths inside a facility."""

import msgspec
import pytest

from lazaretto.facts.places import Facility, Place, facility_of, within, zone_of


def test_the_parts_of_a_path() -> None:
    assert facility_of("QZ-D/T/03") == "QZ-D"
    assert zone_of("QZ-D/T/03") == "QZ-D/T"
    assert zone_of("QZ-D/T") == "QZ-D/T"
    assert zone_of("QZ-D") is None


def test_within_asks_for_whole_parts() -> None:
    assert within("QZ-D/T/03", "QZ-D/T")
    assert within("QZ-D/T", "QZ-D/T")
    assert not within("QZ-D/TX/03", "QZ-D/T")
    assert not within("QZ-D", "QZ-D/T")


@pytest.mark.parametrize("good", ["QZ-D", "QZ-D/T", "QZ-D/T/03", "QZ-D/K/night_gate-2"])
def test_a_place_is_accepted(good: str) -> None:
    assert msgspec.convert(good, Place) == good


@pytest.mark.parametrize(
    "bad", ["", "q", "qz-d", "QZ-D/", "QZ-D//03", "QZ-D/T/03/bed", "QZ-D/T/03\n", "QZ-D/甲"]
)
def test_a_place_is_refused(bad: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(bad, Place)


@pytest.mark.parametrize("bad", ["QZ-D\n", "QZ-D/T", "Q", "A" * 25])
def test_a_facility_is_refused(bad: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(bad, Facility)
