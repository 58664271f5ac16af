"""The number of what a form states: one a form and thing said, and the same however often it is pressed."""

import pytest
from django.http import QueryDict

from lazaretto.facts.encoding import Malformed
from lazaretto.web.pressing import numbered
from lazaretto.web.templatetags.numbering import form_number

MADE = "0195a000-0000-7000-8000-000000000001"


def typed(made: str) -> QueryDict:
    return QueryDict(f"made={made}")


def test_pressed_twice_it_is_one_number() -> None:
    assert numbered(typed(MADE), "a", "b") == numbered(typed(MADE), "a", "b") is not None


def test_another_form_and_another_thing_said_have_others() -> None:
    others = {numbered(typed(MADE)), numbered(typed(MADE), "a"), numbered(typed(MADE.replace("1", "2")), "a")}
    assert len(others) == 3


def test_a_form_of_a_former_version_has_none_and_nonsense_is_told() -> None:
    assert numbered(QueryDict(""), "a") is None
    with pytest.raises(Malformed):
        numbered(typed("nonsense"), "a")


def test_each_form_is_given_one_of_its_own() -> None:
    assert form_number() != form_number()
    assert form_number().startswith('<input type="hidden" name="made" value="')
