"""The envelope and the names of kinds."""

from uuid import UUID

import msgspec
import pytest

from lazaretto.facts.custody import Moved
from lazaretto.facts.fact import Body, family_of, kind_of, tag_of
from tests.stating import fact

MOVED = Moved(person="P1", cell="QZ-D/T/01")


def test_a_tag_and_its_parts() -> None:
    assert tag_of(MOVED) == "custody.moved/1"
    assert kind_of(Moved) == "custody.moved"
    assert family_of(MOVED) == "custody"


def test_what_is_no_kind_has_no_tag() -> None:
    class Nameless(msgspec.Struct):
        pass

    with pytest.raises(TypeError, match="not a kind of fact"):
        tag_of(Nameless)  # type: ignore[arg-type]


def test_nothing_is_edited() -> None:
    said = fact(MOVED, "03-15 08:00")
    with pytest.raises(AttributeError):
        said.actor = "somebody else"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        MOVED.person = "P2"  # type: ignore[misc]


def test_what_physically_happened_is_no_request() -> None:
    assert not Moved.request
    assert Moved.personal
    assert issubclass(Moved, Body)


def test_two_times_and_no_correction_unless_said() -> None:
    said = fact(MOVED, "03-15 08:00", recorded="03-16 09:00")
    assert said.occurred < said.recorded
    assert said.corrects is None
    assert fact(MOVED, "03-15 08:00", corrects=7).corrects == UUID(int=7)
