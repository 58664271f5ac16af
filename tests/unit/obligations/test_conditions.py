"""The list of conditions as a whole: each is tested by its name, and none cries out of nothing."""

import re
from pathlib import Path

from lazaretto.obligations.conditions import CONDITIONS
from tests.stating import house, record_of, second


def test_every_condition_is_tested_by_its_name() -> None:
    here = Path(__file__).parent
    tests = {
        name
        for path in here.glob("test_*.py")
        for name in re.findall(r"^def test_(\w+)", path.read_text(), re.M)
    }
    assert [name for name in CONDITIONS if name not in tests] == []


def test_every_condition_is_silent_where_nothing_was_said() -> None:
    record = record_of([house()])
    standing = record.standing(at=second("04-30 00:00"))
    settings = {name: 1 for condition in CONDITIONS.values() for name in condition.needs}
    for name, condition in CONDITIONS.items():
        assert len(condition.find(standing, settings, 0, second("04-30 00:00"))) == 0, name
