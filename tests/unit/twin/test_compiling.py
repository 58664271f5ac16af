"""The machine code of the engine lies under a name of all that it is made of."""

from types import FunctionType, ModuleType

import pytest
from numba.core.dispatcher import Dispatcher

from lazaretto.twin.engine import cell, living, meeting, streams
from lazaretto.twin.engine.compiling import digest


def _python(function: object) -> FunctionType:
    assert isinstance(function, Dispatcher)
    found: FunctionType = function.py_func
    return found


@pytest.mark.parametrize("outermost", [living.live, cell.chains])
def test_the_name_is_the_digest_so_that_no_two_sources_share_a_file(outermost: object) -> None:
    """Two processes of different sources, and an old file after a change, cannot be taken for each other."""
    function = _python(outermost)
    assert function.__qualname__.endswith(f"-{digest(function)}")


@pytest.mark.parametrize(
    ("place", "name", "value"),
    [(streams, "_UNIT", 0.5), (streams, "_SURE", streams._SURE + 1), (streams, "GOLDEN", 3)],
)
def test_a_constant_of_a_function_that_is_called_changes_it(
    monkeypatch: pytest.MonkeyPatch, place: ModuleType, name: str, value: object
) -> None:
    """Numbers and tables of another file, for whoever calls it, however far away."""
    before = [digest(_python(one)) for one in (living.live, cell.chains)]
    monkeypatch.setattr(place, name, value)
    after = [digest(_python(one)) for one in (living.live, cell.chains)]
    assert all(old != new for old, new in zip(before, after, strict=True))


def test_what_is_not_called_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chain in a cell meets nobody of a wing; so it needs no new machine code when meeting changes."""
    before = digest(_python(living.live)), digest(_python(cell.chains))
    monkeypatch.setattr(meeting, "_TRIES", 1)
    assert digest(_python(living.live)) != before[0]
    assert digest(_python(cell.chains)) == before[1]
