"""What says nothing about who may use it is closed."""

import pytest

from lazaretto.access.declaring import ANYONE, SIGNED_IN, declared, requires


@requires("read_board")
def a_view() -> None:
    """A view of ours."""


def another() -> None:
    """A view of somebody else's."""


def test_a_declaration_is_found_on_the_view() -> None:
    assert declared(a_view, "board", {}) == "read_board"


def test_a_declaration_of_our_own_goes_before_the_list() -> None:
    assert declared(a_view, "board", {"board": ANYONE}) == "read_board"


def test_a_foreign_view_is_declared_by_its_route_or_its_namespace() -> None:
    assert declared(another, "account_login", {"account_login": ANYONE}) == ANYONE
    assert declared(another, "api:facts", {"api:": SIGNED_IN}) == SIGNED_IN


@pytest.mark.parametrize("name", ["", "apix", "api", "account_signup"])
def test_whatever_is_not_declared_is_undeclared(name: str) -> None:
    assert declared(another, name, {"account_login": ANYONE, "api:": SIGNED_IN}) is None


def test_an_act_that_no_role_knows_is_refused_at_import() -> None:
    with pytest.raises(ValueError, match="no role can do"):
        requires("read_boards")
