"""The published log over its addresses: what anybody may fetch, how it may be kept, and nothing beside it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from lazaretto.proofs.auditing import audit
from lazaretto.proofs.tiles import bundles, tiles
from tests.unit.proofs.log import KEY, entries, files

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SIZE = 300


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """A folder with a log, and with a secret beside it."""
    settings.LEDGER_FOLDER = tmp_path / "log"
    (tmp_path / "ledger.key").write_text("a secret")
    for path, data in (files(entries(SIZE)) | {"tile/secret": b"a secret", "vkey": b"a key"}).items():
        file = settings.LEDGER_FOLDER / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    found: Path = settings.LEDGER_FOLDER
    return found


@pytest.mark.usefixtures("folder")
def test_anybody_can_audit_the_log_from_its_addresses() -> None:
    client = Client()

    def read(path: str) -> bytes | None:
        answer = client.get(f"/log/{path}")
        return answer.content if answer.status_code == 200 else None

    found = audit(read, KEY.verifier)
    assert (found.entries, found.faults) == (SIZE, ())


@pytest.mark.usefixtures("folder")
def test_what_never_changes_may_be_kept_and_the_checkpoint_may_not() -> None:
    client = Client()
    for tile in (*tiles(SIZE), *bundles(SIZE)):
        answer = client.get(f"/log/{tile.path}")
        assert answer["Content-Type"] == "application/octet-stream"
        assert ("immutable" in answer["Cache-Control"]) == (tile.width == 256), tile.path
    for name in ("checkpoint", "vkey"):
        answer = client.get(f"/log/{name}")
        assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/plain; charset=utf-8", "no-cache")
        assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "path",
    [
        "../ledger.key", "..%2fledger.key", "tile/../../ledger.key", "tile/secret", "tile/0/000/../../secret",
        "tile/0/0", "tile/0/000.p/256", "tile/0/000.p/0", "tile/00/000", "tile/0/x000/000", "tile/", "",
        "tile/0/²00", "%00", "checkpoint/", "/etc/passwd", ".checkpoint.new", "tile/-1/000",
    ],
)  # fmt: skip
def test_no_other_file_has_an_address(path: str) -> None:
    assert Client().get(f"/log/{path}").status_code in (400, 404)


@pytest.mark.usefixtures("folder")
def test_nothing_is_written_through_an_address() -> None:
    assert Client().post("/log/checkpoint", b"mine", content_type="text/plain").status_code in (403, 405)


def test_a_node_that_has_not_published_yet_has_no_checkpoint(settings: Any, tmp_path: Path) -> None:
    settings.LEDGER_FOLDER = tmp_path / "log"
    assert Client().get("/log/checkpoint").status_code == 404
