"""The list of conditions as a whole: each is tested by its name, and none cries out of nothing."""

from lazaretto.obligations.conditions import CONDITIONS
from tests.stating import house, record_of, second
from tests.unit.obligations import test_conditions_of_people, test_conditions_of_the_house


def test_every_condition_is_tested_by_its_name() -> None:
    tests = {**vars(test_conditions_of_people), **vars(test_conditions_of_the_house)}
    assert [name for name in CONDITIONS if f"test_{name}" not in tests] == []


def test_every_condition_is_silent_where_nothing_was_said() -> None:
    record = record_of([house()])
    standing = record.standing(at=second("04-30 00:00"))
    settings = {name: 1 for condition in CONDITIONS.values() for name in condition.needs}
    for name, condition in CONDITIONS.items():
        assert len(condition.find(standing, settings, 0, second("04-30 00:00"))) == 0, name
