"""Accounts as the database keeps them: what no code may do either is refused."""

import pytest
from django.db import IntegrityError, connection, transaction

from lazaretto.access.accounts import Unacceptable, open_account
from lazaretto.access.demonstration import OFFERED, demo_user
from lazaretto.access.models import User
from lazaretto.access.roles import ADMINISTRATORS, ROLES

pytestmark = [pytest.mark.database, pytest.mark.django_db]
GOOD = "Qinzhou gate 07"


def opened(code: str = "QZ0007", role: str = "duty_officer", **names: object) -> User:
    given = {"facilities": ("QZ-D",), "everywhere": False, "password": GOOD} | names
    return open_account(code=code, role=role, **given)  # type: ignore[arg-type]  # a test's shorthand


def test_an_account_carries_its_role_and_scope_into_every_act() -> None:
    actor = opened().actor()
    assert (actor.code, actor.role) == ("QZ0007", "duty_officer")
    assert "QZ-D" in actor.scope
    assert "MJ-D" not in actor.scope


def test_a_new_account_sees_nothing_until_it_is_given_a_facility() -> None:
    assert "QZ-D" not in opened(facilities=()).actor().scope


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({"role": "chief"}, "is no role"),
        ({"role": "audit_admin"}, "sees no facility"),
        ({"role": "system_admin", "facilities": (), "everywhere": True}, "sees no facility"),
        ({"password": "12345678901"}, "numeric"),
        ({"password": "short1"}, "short"),
        ({"code": "QZ 0007"}, "valid"),
    ],
)
def test_an_account_that_cannot_be_is_refused_in_words(names: dict[str, object], said: str) -> None:
    from django.utils.translation import override

    with override("en"), pytest.raises(Unacceptable, match=said):
        opened(**names)  # type: ignore[arg-type]  # a test's shorthand
    assert not User.objects.exists()


def test_one_person_has_one_account() -> None:
    opened()
    with pytest.raises(Unacceptable, match="has an account already"):
        opened(role="doctor")


@pytest.mark.parametrize("role", ADMINISTRATORS)
def test_the_database_keeps_administrators_from_people(role: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="A1", role=role, facilities=["QZ-D"])
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="A1", role=role, everywhere=True)
    assert User.objects.create(username="A1", role=role).pk


@pytest.mark.parametrize("one", ADMINISTRATORS)
@pytest.mark.parametrize("other", ADMINISTRATORS)
def test_the_three_administrators_exclude_each_other(one: str, other: str) -> None:
    user = User.objects.create(username="A1", role=one)
    change = User.objects.filter(pk=user.pk)
    if one == other:
        assert change.update(role=other) == 1
        return
    with pytest.raises(IntegrityError, match="exclude each other"), transaction.atomic():
        change.update(role=other)
    user.refresh_from_db()
    assert user.role == one


def test_nobody_is_above_the_rules() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="root", is_superuser=True)


def test_a_role_outside_the_table_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="X", role="chief")


def test_the_demo_offers_every_role_once_and_without_a_password() -> None:
    assert [offer.role for offer in OFFERED] == list(ROLES)
    for offer in OFFERED:
        user = demo_user(role=offer.role)
        assert user.demo
        assert not user.has_usable_password()
        assert demo_user(role=offer.role).pk == user.pk


def test_the_demo_never_takes_over_a_real_account() -> None:
    opened(code=OFFERED[0].code)
    with pytest.raises(LookupError):
        demo_user(role=OFFERED[0].role)


def test_no_account_exists_by_default() -> None:
    assert not User.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_user")
        assert cursor.fetchone() == (0,)
