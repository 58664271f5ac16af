"""The proved log from the tables to its files: what was appended is in it, and what was changed behind its
back is found, with its place.
"""

import random
import shutil
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from psycopg import errors

from lazaretto.actions.check_log import check_log
from lazaretto.actions.publish_log import publish_log
from lazaretto.facts import custody
from lazaretto.facts.fact import Fact
from lazaretto.ledger import proving
from lazaretto.ledger.appending import append
from lazaretto.ledger.publishing import LogIsBroken, publish, reading
from lazaretto.ledger.serving import ROLE
from lazaretto.proofs.auditing import Audited, audit
from lazaretto.proofs.entries import Orders, read_entry
from lazaretto.proofs.notes import LOG, Signer
from tests.database.sql import COMMITTING, acting, refusal_of, sql
from tests.stating import fact, moment

pytestmark = pytest.mark.database
SIGNER = Signer("lazaretto.example/test", LOG, sha256(b"a test").digest())
NOW = moment("04-01 08:00")
HOUSES = ("QZ-D", "MJ-D", "GG-D")


def _told(first: int, many: int) -> list[Fact]:
    """People who come in, each to one of three houses."""
    return [
        fact(
            custody.Admitted(person=f"D{number}", cell=f"{HOUSES[number % 3]}/T/{number:04d}", sex="male"),
            "03-15 08:00", number=number, facility=HOUSES[number % 3],
        )
        for number in range(first, first + many)
    ]  # fmt: skip


def _audited(folder: Path) -> Audited:
    return audit(reading(folder), SIGNER.verifier, entry=Orders())


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with acting():
        yield tmp_path / "log"


def _published(folder: Path, hours: int = 0) -> int:
    while proving.enter(most=50):
        pass
    return publish(folder, SIGNER, now=NOW + timedelta(hours=hours)).size


@pytest.mark.django_db
def test_every_fact_is_an_entry_and_every_house_without_a_gap(folder: Path) -> None:
    append(_told(1, 300))
    assert _published(folder) == 300
    append(_told(301, 1))
    append(_told(302, 298))
    assert _published(folder, 1) == 599
    orders = Orders()
    found = audit(reading(folder), SIGNER.verifier, entry=orders)
    assert (found.faults, found.entries) == ((), 599)
    assert sum(orders.houses.values()) == 599
    leaves = {bytes(leaf) for (leaf,) in sql("SELECT leaf FROM ledger_fact")}
    assert {read_entry(one).commitment for one in proving.entries(0, 599)} == leaves


@pytest.mark.django_db
def test_publishing_with_nothing_new_changes_nothing(folder: Path) -> None:
    append(_told(1, 5))
    _published(folder)
    before = (folder / "checkpoint").read_bytes()
    assert publish(folder, SIGNER, now=NOW).grown == 0
    assert (folder / "checkpoint").read_bytes() == before
    assert sql("SELECT count(*) FROM ledger_checkpoint") == [(1,)]


@pytest.mark.django_db
def test_a_folder_that_was_lost_is_made_again_the_same(folder: Path, tmp_path: Path) -> None:
    append(_told(1, 300))
    _published(folder)
    shutil.copytree(folder, tmp_path / "kept")
    shutil.rmtree(folder)
    _published(folder)
    assert (folder / "checkpoint").read_bytes() == (tmp_path / "kept" / "checkpoint").read_bytes()
    assert _audited(folder).faults == ()


@pytest.mark.django_db
def test_other_tables_are_not_signed_over_where_the_folder_was_lost(folder: Path) -> None:
    append(_told(1, 300))
    _published(folder)
    shutil.rmtree(folder)
    sql("ALTER TABLE ledger_fact DISABLE TRIGGER USER")
    sql("UPDATE ledger_fact SET leaf = sha256('forged') WHERE id = %s", [UUID(int=7)])
    append(_told(301, 5))
    with pytest.raises(LogIsBroken, match="another root was signed for 300 entries"):
        _published(folder)


@pytest.mark.django_db
def test_a_publisher_that_fell_over_goes_on_from_the_checkpoint_that_stands(folder: Path) -> None:
    append(_told(1, 300))
    _published(folder)
    stood = (folder / "checkpoint").read_bytes()
    append(_told(301, 400))
    _published(folder)
    (folder / "checkpoint").write_bytes(stood)  # as if the power had failed just before it was moved
    assert _audited(folder).faults == ()
    assert _published(folder) == 700
    assert _audited(folder).faults == ()


@pytest.mark.django_db
def test_an_entry_that_was_changed_in_the_tables_is_not_signed_over(folder: Path) -> None:
    append(_told(1, 300))
    _published(folder)
    append(_told(301, 3))
    sql("ALTER TABLE ledger_fact DISABLE TRIGGER USER")
    sql("UPDATE ledger_fact SET leaf = sha256('forged') WHERE id = %s", [UUID(int=299)])
    with pytest.raises(LogIsBroken, match=r"entry \d+ in the tables is not the one that was logged"):
        _published(folder)


@pytest.mark.django_db
def test_a_tile_that_was_changed_is_not_signed_over(folder: Path) -> None:
    append(_told(1, 300))
    _published(folder)
    tile = folder / "tile/0/000"
    data = bytearray(tile.read_bytes())
    data[random.Random(1).randrange(len(data))] ^= 1  # noqa: S311 — any bit
    tile.write_bytes(bytes(data))
    assert [fault.place for fault in _audited(folder).faults] == ["tile/0/000"]
    other = folder / "tile/1/000.p/1"
    other.write_bytes(bytes(32))
    append(_told(301, 300))
    with pytest.raises(LogIsBroken, match="not the one that was signed"):
        _published(folder)


@pytest.mark.django_db
def test_a_database_of_a_former_day_is_not_signed_over(folder: Path) -> None:
    append(_told(1, 10))
    _published(folder)
    sql("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
    sql("DELETE FROM ledger_entry WHERE index > 7")
    with pytest.raises(LogIsBroken, match="a former day"):
        publish(folder, SIGNER, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["UPDATE ledger_checkpoint SET size = size", "DELETE FROM ledger_checkpoint",
                                 "TRUNCATE ledger_checkpoint"])  # fmt: skip
def test_a_root_that_was_signed_stays(folder: Path, way: str) -> None:
    append(_told(1, 2))
    _published(folder)
    # Emptying is refused before the trigger is asked: the lines of witnesses rest on the roots.
    assert isinstance(refusal_of(way), errors.RestrictViolation | errors.FeatureNotSupported)
    with acting(role=ROLE):
        assert isinstance(refusal_of(way), errors.InsufficientPrivilege)


@COMMITTING
@pytest.mark.usefixtures("committed")
def test_the_action_enters_and_publishes_what_is_committed(tmp_path: Path) -> None:
    from lazaretto.access.scope import everywhere

    with everywhere("a test"):
        append(_told(1, 20))
    assert publish_log(tmp_path, SIGNER, now=NOW).size == 20
    assert publish_log(tmp_path, SIGNER, now=NOW).grown == 0
    assert _audited(tmp_path).faults == ()


@COMMITTING
@pytest.mark.usefixtures("committed")
def test_the_tables_are_held_against_the_files(tmp_path: Path) -> None:
    from lazaretto.access.scope import everywhere

    with everywhere("a test"):
        append(_told(1, 20))
    publish_log(tmp_path, SIGNER, now=NOW)
    found = check_log(tmp_path, SIGNER.verifier)
    assert (found.entries, found.faults, found.strange) == (20, (), ())
    with everywhere("a test"):
        sql("ALTER TABLE ledger_payload DISABLE TRIGGER USER")
        sql("UPDATE ledger_payload SET salt = decode(md5('x'), 'hex') WHERE fact = %s", [UUID(int=7)])
        sql("ALTER TABLE ledger_payload ENABLE TRIGGER USER")
    (one,) = check_log(tmp_path, SIGNER.verifier).strange
    assert (one.table, one.key) == ("payload", str(UUID(int=7)))
