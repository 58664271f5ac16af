"""Under the national algorithms a published root bears two lines, and whoever knows one of them reads on."""

from pathlib import Path
from typing import Any

import pytest

from lazaretto.proofs.checkpoints import open_checkpoint
from lazaretto.proofs.national import signed_nationally
from lazaretto.proofs.notes import read_note
from tests.journeys.city import record

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.mark.parametrize(("algorithms", "lines"), [("intl", 1), ("sm", 2)])
def test_a_root_is_signed_by_what_the_setting_says(
    algorithms: str, lines: int, tmp_path: Path, settings: Any
) -> None:
    from lazaretto.project import proving

    settings.ALGORITHMS, settings.LEDGER_FOLDER, settings.VAR = algorithms, tmp_path / "log", tmp_path
    record()
    assert proving.one_pass().size > 0
    note = read_note((tmp_path / "log" / "checkpoint").read_text())
    assert len(note.lines) == lines
    assert open_checkpoint(str(note), proving.signer().verifier).checkpoint.size > 0
    assert [signed_nationally(note, one.verifier) for one in proving.national()] == [True] * (lines - 1)
