"""One sender at a time over one database, and one person told a line once whatever two senders do."""

from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from lazaretto.access.messaging import keep_message, sending, told_of
from lazaretto.access.models import Message
from tests.stating import moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = moment("03-15 10:00")
LINE, OTHER = UUID(int=1), UUID(int=2)


def keeps(number: int, *lines: UUID, person: str = "L1") -> bool:
    return keep_message(
        UUID(int=100 + number), person=person, role="leader", behalf="", urgent=True, step=0,
        lines=[("alarm", "a", "small", "QZ-D", 1)], told=[(line, 0) for line in lines], kept_from=(),
        now=NOW + timedelta(minutes=number),
    )  # fmt: skip


def test_a_second_process_does_not_send_meanwhile() -> None:
    held = connection.settings_dict
    connection.ensure_connection()
    with psycopg.connect(
        host=held["HOST"], port=held["PORT"] or None, user=held["USER"], password=held["PASSWORD"],
        dbname=held["NAME"], autocommit=True,
    ) as other:  # fmt: skip
        with sending() as mine:
            assert mine
            row = other.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'").fetchone()
            assert row is not None
            assert row[0] >= 1
            lock = other.execute(
                "SELECT (classid::bigint << 32) | objid::bigint FROM pg_locks WHERE locktype = 'advisory'"
            ).fetchone()
            assert lock is not None
            got = other.execute("SELECT pg_try_advisory_lock(%s)", [lock[0]]).fetchone()
            assert got == (False,)
        got = other.execute("SELECT pg_try_advisory_lock(%s)", [lock[0]]).fetchone()
        assert got == (True,)
        with sending() as mine:
            assert not mine


def test_a_line_is_told_to_a_person_once_and_a_message_is_whole_or_not_at_all() -> None:
    assert keeps(1, LINE)
    assert not keeps(1, LINE)  # the same message
    assert not keeps(2, OTHER, LINE)  # another message with a line that was told
    assert Message.objects.count() == 1
    assert told_of([OTHER]) == []
    assert keeps(3, LINE, person="C1")
