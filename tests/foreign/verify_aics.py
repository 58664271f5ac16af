"""A verifier of our logs that is not ours: everything that is believed here is what aics-tlog says.

    verify_aics.py FOLDER VERIFIER_KEY [OLDER_CHECKPOINT]

Prints "ok SIZE", or "FAIL …" and leaves with status 1. It runs in an environment of its own (aics.py).
"""

import sys
from pathlib import Path
from typing import Any, NoReturn

import aics_tlog as tlog  # type: ignore[import-not-found]  # of the environment it runs in


def fail(why: object) -> NoReturn:
    print(f"FAIL {why}")
    raise SystemExit(1)


def checkpoint(file: Path, key: Any) -> Any:
    """The size and root of a checkpoint that the log signed."""
    said = tlog.verify_checkpoint(tlog.parse_note(file.read_text()), key, expected_origin=key.name)
    if not said.ok or not said.log_ok:
        fail(f"checkpoint: {said.error}")
    return said


def main() -> None:
    folder, key = Path(sys.argv[1]), tlog.parse_vkey(sys.argv[2])
    try:
        now = checkpoint(folder / "checkpoint", key)
        reader = tlog.FileSystemTileReader(folder)
        tlog.audit_tiles(reader, now.size, now.root)
        if len(sys.argv) > 3:
            old = checkpoint(Path(sys.argv[3]), key)
            if old.size > now.size:
                fail(f"rolled back from {old.size} to {now.size}")
            proof = tlog.consistency_proof_from_tiles(reader, old.size, now.size)
            if not tlog.verify_consistency(old.size, now.size, old.root, now.root, proof):
                fail("consistency")
        index = now.size - 1
        path = tlog.inclusion_proof_from_tiles(reader, index, now.size)
        entry = tlog.read_entry(reader, index, now.size)
        if not tlog.verify_leaf_inclusion(entry, index, now.size, path, now.root):
            fail("inclusion")
    except (ValueError, OSError) as wrong:
        fail(wrong)
    print(f"ok {now.size}")


main()
