"""A refusal in the reader's language, with the names of open conditions in words."""

from django.utils.translation import override

from lazaretto.web.refusing import worded

OPEN = {"person": "Wang", "open": "days_full, no_fever"}


def test_open_conditions_are_told_in_words() -> None:
    with override("en"):
        assert "Open: days full, no fever." in worded("conditions_open", OPEN)
    with override("zh-hans"):
        assert "尚缺：天数已满、无发热" in worded("conditions_open", OPEN)


def test_where_nothing_was_named_a_dash_stands() -> None:
    with override("en"):
        assert "Open: —." in worded("exit_held", {"person": "Wang"})


def test_a_value_that_did_not_come_leaves_an_ellipsis_and_an_unknown_rule_its_code() -> None:
    with override("en"):
        assert worded("cohort_is_closed", {}).startswith("The cohort in … is closed")
        assert "never_heard_of" in worded("never_heard_of", {})


def test_a_rule_that_a_roster_breaks_is_told_in_words() -> None:
    values = {"broken": "rest_too_short", "person": "S1", "day": "2022-03-15", "more": "2"}
    with override("en"):
        assert "too little rest between watches (S1, 2022-03-15)" in worded("roster_unlawful", values)
