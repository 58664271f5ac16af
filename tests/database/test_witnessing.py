"""The published log before witnesses: on real sockets, a quorum is met, and nobody signs a fork."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from psycopg import errors

from lazaretto.actions.publish_log import Published, publish_log
from lazaretto.ledger import proving
from lazaretto.ledger.appending import append
from lazaretto.ledger.publishing import reading
from lazaretto.ledger.serving import ROLE
from lazaretto.proofs.auditing import audit
from lazaretto.proofs.checkpoints import open_checkpoint
from lazaretto.proofs.entries import Orders
from lazaretto.proofs.quorums import Quorum, read_quorum
from lazaretto.witness.memory import Memory
from tests.database.sql import acting, refusal_of, sql
from tests.database.test_proving import NOW, SIGNER, _told
from tests.unit.proofs.log import EYES
from tests.unit.witness.serving import witnessing

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NAMES = ("procuratorate", "province")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with acting():
        yield tmp_path / "log"


@pytest.fixture
def open_witnesses(tmp_path: Path) -> Iterator[dict[str, ExitStack]]:
    """Witnesses by name, each of which can be closed before the end."""
    found: dict[str, ExitStack] = {name: ExitStack() for name in NAMES}
    yield found
    for one in found.values():
        one.close()


@pytest.fixture
def policy(tmp_path: Path, open_witnesses: dict[str, ExitStack]) -> Quorum:
    """Two witnesses, both of whom a reader asks for."""
    lines = []
    for name, eye in zip(NAMES, EYES, strict=False):
        server = witnessing(tmp_path / name, eye, logs=[SIGNER.verifier])
        lines.append(f"witness {name} {eye.verifier} {open_witnesses[name].enter_context(server)}\n")
    return read_quorum("".join(lines) + "group outside all procuratorate province\nquorum outside\n")


def _published(folder: Path, policy: Quorum, hours: int = 0) -> Published:
    return publish_log(folder, SIGNER, now=NOW + timedelta(hours=hours), witnesses=policy)


def _faults(folder: Path, policy: Quorum) -> list[str]:
    found = audit(reading(folder), SIGNER.verifier, quorum=policy, entry=Orders())
    return [f"{fault.place}: {fault.why}" for fault in found.faults]


def test_two_witnesses_sign_what_is_published_and_the_quorum_is_met(folder: Path, policy: Quorum) -> None:
    append(_told(1, 300))
    done = _published(folder, policy)
    assert (done.size, done.grown, set(done.witnessed), done.declined) == (300, 300, set(NAMES), {})
    assert _faults(folder, policy) == []
    append(_told(301, 200))
    assert set(_published(folder, policy, 1).witnessed) == set(NAMES)
    assert _faults(folder, policy) == []
    eyes = [eye.verifier for eye in EYES]
    opened = open_checkpoint((folder / "checkpoint").read_text(), SIGNER.verifier, witnesses=eyes)
    assert {one.by for one in opened.witnesses} == set(eyes[:2])
    assert read_quorum((folder / "policy").read_text()).logs == (SIGNER.verifier,)
    assert (folder / "vkey").read_text() == f"{SIGNER.verifier}\n"


def test_a_witness_that_is_away_delays_nothing_and_signs_when_it_is_back(
    folder: Path, policy: Quorum, open_witnesses: dict[str, ExitStack], tmp_path: Path
) -> None:
    append(_told(1, 20))
    _published(folder, policy)
    open_witnesses["province"].close()
    append(_told(21, 20))
    done = _published(folder, policy, 1)
    assert (done.size, done.witnessed) == (40, ("procuratorate",))
    assert "refused" in done.declined["province"]
    assert _faults(folder, policy) == ["checkpoint: fewer witnesses have seen it than the reader asks for"]
    assert proving.unwitnessed_since(20) == NOW + timedelta(hours=1)
    port = int(policy.addresses["province"].rpartition(":")[2])
    with witnessing(tmp_path / "province", EYES[1], logs=[SIGNER.verifier], port=port):
        again = _published(folder, policy, 2)
    assert (again.grown, set(again.witnessed)) == (0, set(NAMES))
    assert _faults(folder, policy) == []


def test_no_witness_signs_a_log_that_was_rewritten(folder: Path, policy: Quorum, tmp_path: Path) -> None:
    append(_told(1, 20))
    _published(folder, policy)
    for table in ("entry", "checkpoint", "cosignature"):
        sql(f"ALTER TABLE ledger_{table} DISABLE TRIGGER USER")
    sql("DELETE FROM ledger_cosignature")
    sql("DELETE FROM ledger_checkpoint")
    sql("DELETE FROM ledger_entry WHERE index >= 19")
    append(_told(50, 5))
    sql("ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_index_check")
    sql("UPDATE ledger_entry SET index = -index - 1")  # whoever has every right makes another order of it
    sql("UPDATE ledger_entry SET index = CASE index WHEN -1 THEN 1 WHEN -2 THEN 0 ELSE -index - 1 END")
    forged = tmp_path / "forged"
    done = _published(forged, policy, 1)
    assert (done.size, done.witnessed) == (25, ())
    assert all("another log under this name" in why for why in done.declined.values())
    assert len(done.declined) == 2
    assert _faults(forged, policy)[0].startswith("checkpoint: fewer witnesses")
    for name in NAMES:
        (one,) = Memory(tmp_path / name).evidence()
        assert (one.origin, one.status) == (SIGNER.name, 422)


def test_nobody_is_asked_who_is_not_named_with_an_address(folder: Path, policy: Quorum) -> None:
    append(_told(1, 5))
    done = publish_log(folder, SIGNER, now=NOW, witnesses=Quorum((), policy.witnesses, {}, "none"))
    assert (done.witnessed, done.declined) == ((), {})


def test_a_line_of_a_witness_stays(folder: Path, policy: Quorum) -> None:
    append(_told(1, 2))
    _published(folder, policy)
    for way in ("UPDATE ledger_cosignature SET line = line", "DELETE FROM ledger_cosignature",
                "TRUNCATE ledger_cosignature"):  # fmt: skip
        assert isinstance(refusal_of(way), errors.RestrictViolation)
        with acting(role=ROLE):
            assert isinstance(refusal_of(way), errors.InsufficientPrivilege)


def test_how_far_the_log_is_behind_is_said(folder: Path) -> None:
    later = NOW + timedelta(minutes=3)
    append(_told(1, 2))
    assert proving.lag() == (2, 0, None)
    assert proving.age(proving.lag(), now=later) is None
    publish_log(folder, SIGNER, now=NOW)
    assert proving.age(proving.lag(), now=later) == timedelta()
    append(_told(3, 1))
    assert proving.lag() == (3, 2, NOW)
    assert proving.age(proving.lag(), now=later) == timedelta(minutes=3)
