"""Whose something is, in words: who has it by their own post needs no reason, who stands in does."""

from uuid import uuid4

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from lazaretto.obligations.whose import Whose, Why
from lazaretto.web.templatetags.whose import held_until, stands_in

NOON = 1_647_316_800  # 15 March 2022, 04:00 UTC


def said(why: Why, *, person: str | None = "P7", behalf: str | None = None, until: int | None = None) -> str:
    held = Whose(person, "deputy director", why, "leader", "QZ-D", behalf, until, uuid4())
    with override("en"):
        text = render_to_string("web/whose_line.html", {"held": held})
    return " ".join(text.split())


@pytest.mark.parametrize("why", ["named", "on_watch", "on_shift", "took_over"])
def test_their_own_post_needs_no_reason(why: Why) -> None:
    assert not stands_in(Whose("P7", None, why, "leader", "QZ-D"))
    assert "is-held" not in said(why)
    assert "deputy director" in said(why)


def test_a_delegate_is_marked_with_for_whom_and_until_when() -> None:
    text = said("delegated", behalf="L1", until=NOON)
    assert "is-held" in text
    assert "left to them for a while" in text
    assert "for L1" in text
    assert "until" in text


@pytest.mark.parametrize("why", ["deputy", "vacant", "risen", "overdue", "nobody_on_watch"])
def test_who_stands_in_is_marked(why: Why) -> None:
    assert "is-held" in said(why)
    assert held_until(Whose("P7", None, why, "leader", "QZ-D")) is None


def test_nobody_at_all_is_said_in_red() -> None:
    assert "nobody is named" in said("nobody", person=None)
    assert "is-missed" in said("nobody", person=None)
