"""The log of reads: complete, unchangeable, and the inspector's part of it unseen by the facility."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.models import Read
from lazaretto.access.reading_log import NOWHERE, log_read, reads
from lazaretto.access.roles import ROLES, Role, permitted

pytestmark = [pytest.mark.database, pytest.mark.django_db]
AT = datetime(2022, 3, 20, 8, tzinfo=UTC)


def actor(role: Role, *facilities: str, everywhere: bool = False) -> Actor:
    return Actor(f"{role}-1", role, Scope(frozenset(facilities), everywhere=everywhere))


def read_by(role: Role, facility: str = "QZ-D", subject: str = "P1") -> None:
    log_read(actor=actor(role, facility), subject=subject, facility=facility, reason="a fever", at=AT)


def test_a_read_is_noted_with_who_whose_where_why_and_when() -> None:
    read_by("doctor")
    row = Read.objects.get()
    assert (row.reader, row.reader_role, row.subject, row.facility, row.reason, row.at) == (
        "doctor-1", "doctor", "P1", "QZ-D", "a fever", AT,
    )  # fmt: skip
    assert row.noted.year >= 2026  # the database's own clock, whatever the house's says


def test_a_read_says_what_came_of_it_and_whether_the_whole_path_was_asked_for() -> None:
    read_by("doctor")
    log_read(
        actor=actor("doctor", "QZ-D"), subject="P1", facility=NOWHERE, reason="a fever", at=AT, whole=True,
        outcome="refused",
    )  # fmt: skip
    rows = Read.objects.order_by("id").values_list("facility", "whole", "outcome")
    assert list(rows) == [("QZ-D", False, "granted"), ("", True, "refused")]


def test_no_other_outcome_can_be_noted() -> None:
    with pytest.raises(IntegrityError, match="read_outcome_is_known"), transaction.atomic():
        Read.objects.create(
            reader="d", reader_role="doctor", subject="P1", reason="r", at=AT, outcome="maybe"
        )


def test_rows_from_before_stay_and_say_that_nothing_was_noted() -> None:
    columns = "reader, reader_role, subject, facility, reason, at, whole"
    with pytest.raises(IntegrityError), transaction.atomic():  # a new row cannot leave it out
        connection.cursor().execute(
            f"INSERT INTO access_read ({columns}) VALUES ('d', 'doctor', 'P1', '-', 'r', now(), false)"  # noqa: S608
        )
    old = Read.objects.create(reader="d", reader_role="doctor", subject="P1", facility="-", reason="r", at=AT)
    assert (old.outcome, old.whole) == ("unnoted", False)


@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_no_record_is_opened_without_a_reason(reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        log_read(actor=actor("doctor", "QZ-D"), subject="P1", facility="QZ-D", reason=reason, at=AT)
    assert refusal.value.rule == "reason_missing"
    assert not Read.objects.exists()


def test_an_overlong_reason_is_cut_not_refused() -> None:
    log_read(actor=actor("doctor", "QZ-D"), subject="P1", facility="QZ-D", reason="x" * 1000, at=AT)
    assert len(Read.objects.get().reason) == 400


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE access_read SET reason = 'another'",
        "DELETE FROM access_read",
        "TRUNCATE access_read",
    ],
)
def test_the_log_cannot_be_changed(attempt: str) -> None:
    read_by("doctor")
    with pytest.raises(IntegrityError, match="is not edited"), transaction.atomic():
        connection.cursor().execute(attempt)
    assert Read.objects.get().reason == "a fever"


def test_the_auditor_and_the_inspector_see_every_read() -> None:
    read_by("doctor")
    read_by("inspector", facility="MJ-D")
    for watcher in (actor("audit_admin"), actor("inspector", everywhere=True)):
        assert {row.reader for row in reads(actor=watcher)} == {"doctor-1", "inspector-1"}


def test_the_log_can_be_asked_by_facility_and_by_person() -> None:
    read_by("doctor")
    read_by("doctor", facility="MJ-D", subject="P2")
    auditor = actor("audit_admin")
    assert [row.subject for row in reads(actor=auditor, facility="MJ-D")] == ["P2"]
    assert [row.facility for row in reads(actor=auditor, subject="P1")] == ["QZ-D"]


@pytest.mark.parametrize("role", [role for role in ROLES if not permitted(role, "read_log")])
def test_whoever_may_not_read_the_log_is_refused(role: Role) -> None:
    with pytest.raises(Refused):
        reads(actor=actor(role, "QZ-D"))


def test_a_facility_never_sees_that_the_inspector_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """No facility's role may read the log; were one let in, the inspector's reads stay out of its sight."""
    from lazaretto.access import roles

    widened = roles.PERMISSIONS["leader"] | {"read_log"}
    monkeypatch.setitem(roles.PERMISSIONS, "leader", widened)
    read_by("doctor")
    read_by("inspector")
    read_by("doctor", facility="MJ-D")
    assert [row.reader for row in reads(actor=actor("leader", "QZ-D"))] == ["doctor-1"]
