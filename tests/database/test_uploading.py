"""What a station sent, as the tables keep it: each row once, with what became of it, and never edited."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from psycopg import errors

from lazaretto.facts.gate import Entered
from lazaretto.ledger.appending import append
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.uploading import (
    Tally,
    became,
    held_back,
    keep,
    missing,
    one_held_back,
    settle,
    tallies,
)
from tests.database.sql import acting, refusal_of, sql
from tests.stating import fact, moment
from tests.uploading import sent, uploaded

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = moment("03-15 08:00")
GATE = "QZ-D/gate-1"
ROW = """
    INSERT INTO ledger_upload
           (facility, device, queue, sequence, nonce, digest, outcome, rules, said, fact, words, received)
    VALUES ('QZ-D', 'QZ-D/gate-1', 'q', %(sequence)s, %(nonce)s, %(digest)s, %(outcome)s, '{}', '{}',
            %(fact)s, %(words)s, now())
"""
HELD = {
    "sequence": 9, "nonce": "n", "digest": b"\0" * 32, "outcome": "refused", "fact": None, "words": b"x",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _a_station_that_has_sent_two_rows() -> Iterator[None]:
    with acting():
        body = Entered(category="person", subject="S-1", zone="guarded")
        append([fact(body, "03-15 08:00", number=n) for n in (1, 2)])
        uploaded("QZ-D", fact=UUID(int=1))
        yield


def test_what_became_of_a_row_is_found_by_its_mark_and_its_content() -> None:
    found = became(GATE, ["nonce-000001", "nonce-000003", "nonce-000009"])
    assert found[sent(1).nonce, sent(1).digest] == Receipt(UUID(int=1), "accepted")
    assert found[sent(3).nonce, sent(3).digest] == Receipt(None, "malformed", ("malformed",))
    assert len(found) == 2
    assert became("QZ-D/gate-2", ["nonce-000001"]) == {}


def test_a_row_is_kept_once() -> None:
    again = [(sent(1), Receipt(UUID(int=1), "accepted"))]
    with pytest.raises(errors.UniqueViolation, match="one_row_a_nonce_and_content"), acting():
        keep(again, facility="QZ-D", device=GATE, queue="q", now=NOW)
    other = sent(1, b'{"other": 1}')
    keep([(other, Receipt(UUID(int=2), "accepted"))], facility="QZ-D", device=GATE, queue="q", now=NOW)
    assert len(became(GATE, [other.nonce])) == 2


def test_gaps_are_counted_a_queue_by_itself() -> None:
    assert missing(GATE, "queue-one") == ((2, 2),)
    rows = [(sent(n), Receipt(None, "refused", ("out_of_scope",))) for n in (4, 8, 9)]
    keep(rows, facility="QZ-D", device=GATE, queue="queue-two", now=NOW)
    assert missing(GATE, "queue-two") == ((1, 3), (5, 7))
    assert tallies("QZ-D") == {GATE: Tally(5, 3, ((2, 2), (1, 3), (5, 7)))}


def test_a_row_is_settled_once() -> None:
    row = one_held_back("QZ-D", held_back("QZ-D")[0].number)
    assert row is not None
    assert (row.how, row.reason, row.settled_by, row.words) == ("dismissed", "a test", "QZ0007", "{}")
    assert not settle(row, how="restated", reason="", fact=UUID(int=1), actor="QZ0008", now=NOW)
    assert held_back("QZ-D") == [row]


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"outcome": "lost"}, "upload_has_an_outcome"),
        ({"words": None}, "recorded_or_kept"),
        ({"outcome": "accepted"}, "recorded_or_kept"),
        ({"outcome": "accepted", "words": None}, "recorded_or_kept"),
        ({"outcome": "accepted", "words": None, "fact": UUID(int=99)}, "upload_of_a_fact"),
        ({"digest": b"short"}, "digest_is_sha256"),
        ({"sequence": 0}, "sequence_counts_from_one"),
    ],
)
def test_a_row_that_cannot_be(changes: dict[str, Any], constraint: str) -> None:
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    assert refusal_of(ROW, HELD | changes).diag.constraint_name == constraint


@pytest.mark.parametrize(
    ("how", "reason", "of", "constraint"),
    [
        ("dismissed", " ", None, "settled_with_a_reason"),
        ("dismissed", "r", UUID(int=1), "settled_in_one_of_two_ways"),
        ("restated", "", None, "settled_in_one_of_two_ways"),
        ("forgotten", "r", None, "settled_in_one_of_two_ways"),
        ("restated", "", UUID(int=99), "settled_by_a_fact"),
    ],
)
def test_a_settlement_that_cannot_be(how: str, reason: str, of: UUID | None, constraint: str) -> None:
    sql(ROW, HELD)
    query = (
        "INSERT INTO ledger_settlement SELECT number, facility, %s, %s, %s, now(), 'a' FROM ledger_upload"
        " WHERE nonce = 'n'"
    )
    assert refusal_of(query, [how, reason, of]).diag.constraint_name == constraint


def test_a_row_of_one_house_is_not_settled_in_another() -> None:
    sql(ROW, HELD)
    query = (
        "INSERT INTO ledger_settlement SELECT number, 'MJ-D', 'dismissed', 'r', NULL, now(), 'a'"
        " FROM ledger_upload WHERE nonce = 'n'"
    )
    assert refusal_of(query).diag.constraint_name == "settles_a_row"
