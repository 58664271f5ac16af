"""Who is to see what is published besides those who publish it, and who has not seen the newest."""

from datetime import datetime
from pathlib import Path

from lazaretto.ledger import proving
from lazaretto.proofs.quorums import BadQuorum, Quorum, read_quorum

NOBODY = "quorum none\n"


def witnesses(file: Path) -> Quorum:
    """By the installation's file; nobody where there is none. Errors: BadQuorum."""
    try:
        return read_quorum(file.read_text() if file.exists() else NOBODY)
    except (OSError, UnicodeDecodeError) as wrong:
        raise BadQuorum(f"{file.name}: {type(wrong).__name__}") from None


def unwitnessed(file: Path) -> tuple[tuple[str, datetime | None], ...]:
    """Witnesses whose signature the newest root lacks, by name, and since when one of theirs is missing.

    A file that cannot be read stands for all that it names.
    """
    try:
        asked = witnesses(file)
    except BadQuorum as wrong:
        return ((f"{file.name}: {wrong}", None),)
    last = proving.cosigned()
    found = (
        (name, proving.unwitnessed_since(last.get(str(one), 0)))
        for name, one in asked.witnesses.items() if name in asked.addresses
    )  # fmt: skip
    return tuple((name, since) for name, since in found if since is not None)
