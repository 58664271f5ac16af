"""The log of acts of access: it only grows, and what takes two is answered by another."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.deeds import PARTS, SORTS, deeds, note
from lazaretto.access.models import Deed
from lazaretto.access.roles import ROLES, Role, permitted

pytestmark = [pytest.mark.database, pytest.mark.django_db]
AT = datetime(2022, 3, 20, 8, tzinfo=UTC)


def actor(role: Role, code: str = "") -> Actor:
    return Actor(code or f"{role}-1", role, Scope())


def test_a_line_says_who_did_what_to_whom_why_and_when() -> None:
    note(sort="closed", actor=actor("security_admin"), subject="QZ0007", reason=" has  left ", at=AT)
    row = Deed.objects.get()
    assert (row.sort, row.actor, row.actor_role, row.subject, row.reason, row.at) == (
        "closed", "security_admin-1", "security_admin", "QZ0007", "has left", AT,
    )  # fmt: skip
    assert row.noted.year >= 2026  # the database's own clock, whatever the house's says


@pytest.mark.parametrize(
    "attempt",
    ["UPDATE access_deed SET reason = 'another'", "DELETE FROM access_deed", "TRUNCATE access_deed"],
)
def test_the_log_cannot_be_changed(attempt: str) -> None:
    note(sort="refused", actor=None, subject="board", at=AT)
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="is not edited"), transaction.atomic():
        connection.cursor().execute(attempt)
    assert Deed.objects.get().subject == "board"


@pytest.mark.parametrize("by", ["S1", ""])
def test_nobody_grants_what_they_asked_for_themselves(by: str) -> None:
    asked = note(sort="asked", actor=actor("security_admin", "S1"), subject="QZ0007", at=AT)
    answerer = actor("audit_admin", by) if by else None
    with pytest.raises(IntegrityError, match="somebody else"), transaction.atomic():
        note(sort="granted", actor=answerer, subject="QZ0007", of=asked.pk, at=AT)


def test_what_was_asked_is_answered_once_and_nothing_else_is_answered() -> None:
    asked = note(sort="asked", actor=actor("security_admin"), subject="QZ0007", at=AT)
    answered = note(sort="declined", actor=actor("audit_admin"), subject="QZ0007", of=asked.pk, at=AT)
    for of in (asked.pk, answered.pk):
        with pytest.raises(IntegrityError), transaction.atomic():
            note(sort="granted", actor=actor("detachment_leader"), subject="QZ0007", of=of, at=AT)


@pytest.mark.parametrize("role", ROLES)
def test_the_log_is_read_by_whoever_may_read_logs(role: Role) -> None:
    note(sort="refused", actor=None, subject="board", at=AT)
    note(sort="opened", actor=actor("security_admin"), subject="QZ0007", at=AT)
    if not permitted(role, "read_log"):
        with pytest.raises(Refused):
            deeds(actor=actor(role))
        return
    assert [row.sort for row in deeds(actor=actor(role))] == ["opened", "refused"]
    assert [row.subject for row in deeds(actor=actor(role), part="refusals")] == ["board"]
    assert [row.subject for row in deeds(actor=actor(role), by="security_admin-1")] == ["QZ0007"]
    newest = Deed.objects.latest("id")
    assert [row.sort for row in deeds(actor=actor(role), before=newest.pk)] == ["refused"]


def test_every_sort_stands_in_one_part_of_the_log() -> None:
    listed = [sort for sorts in PARTS.values() for sort in sorts]
    assert sorted(listed) == sorted(SORTS)
