"""How the log of a restored house goes on, so that no tree is signed twice in two forms.

Either somebody shows the newest checkpoint that anybody outside has seen, and the record is still that one:
then it goes on as it was. Or something of it is lost for good: then a new era begins, a log of another name
over the same entries, and the break is written down beside it under both names' signatures.
"""

import base64
from datetime import datetime
from pathlib import Path

from django.db import transaction

from lazaretto.access.scope import everywhere
from lazaretto.ledger import proving
from lazaretto.ledger.checking import ERA
from lazaretto.ledger.publishing import write
from lazaretto.project.restoring import NOTE
from lazaretto.proofs.checkpoints import Checkpoint, open_checkpoint
from lazaretto.proofs.notes import BadNote, Signer, signed

KEPT_ERA, BREAK = "ledger.era", "break"


class CannotResume(Exception):
    """The log cannot go on like that; the message says what others hold and what to do."""


def resume(var: Path, signer: Signer, seen: str) -> int:
    """Go on with a log of which this was the newest that anybody saw; how many entries that is.

    Errors: CannotResume.
    """
    try:
        newest = open_checkpoint(seen, signer.verifier).checkpoint
    except BadNote as wrong:
        raise CannotResume(f"this is no checkpoint of {signer.name}: {wrong}") from None
    with everywhere("what others saw is held against what was restored"):
        has, mine = proving.size(), b""
        if has < newest.size:  # what was restored or came back since need not be entered yet
            with transaction.atomic():
                has += proving.enter(most=newest.size - has)
                mine = proving.root_at(newest.size) if has == newest.size else b""
                transaction.set_rollback(mine != newest.root)
        else:
            mine = proving.root_at(newest.size)
    if mine != newest.root:
        lacks = newest.size - has
        what = (
            f"{lacks} of its entries are not here"
            if lacks > 0
            else "here other facts follow the restored ones"
        )
        raise CannotResume(
            f"others saw {newest.size} entries, and {what}. Wait for what stations send by "
            "themselves, take back what a peer passes on (lazaretto node pull), or begin a new era: "
            "--new-era, and why"
        )
    (var / NOTE).unlink(missing_ok=True)
    return newest.size


def begin_era(var: Path, log: Path, signer: Signer, *, seen: str, why: str, now: datetime) -> str:
    """Begin a log of a new name over what is there; that name. The old folder is kept beside it.

    seen: the newest checkpoint that anybody has of the old one; empty where nobody has any. Errors:
    CannotResume.
    """
    lost = _read(seen, signer) if seen else None
    held = _read((log / "checkpoint").read_text(), signer) if (log / "checkpoint").exists() else None
    number = int((var / KEPT_ERA).read_text()) + 1 if (var / KEPT_ERA).exists() else 2
    new = Signer(f"{era_less(signer.name)}{ERA}{number}", signer.kind, signer.secret)
    text = "\n".join(
        ("lazaretto-break/1", signer.name, _said(held), _said(lost), new.name,
         f"{now:%Y-%m-%dT%H:%M:%SZ}", " ".join(why.split()), "")
    )  # fmt: skip
    note = str(signed(text, signer, new))
    if log.exists():
        log.rename(log.with_name(f"{log.name}-until-{now:%Y%m%dT%H%M%SZ}"))
    log.mkdir(parents=True)
    write(log / BREAK, note.encode())
    write(var / KEPT_ERA, str(number).encode())  # on the disk before the note goes: else the old name signs
    (var / NOTE).unlink(missing_ok=True)
    return new.name


def era_less(name: str) -> str:
    """The name of a log without its era."""
    return name.partition(ERA)[0]


def _read(written: str, signer: Signer) -> Checkpoint:
    try:
        return open_checkpoint(written, signer.verifier).checkpoint
    except BadNote as wrong:
        raise CannotResume(f"this is no checkpoint of {signer.name}: {wrong}") from None


def _said(checkpoint: Checkpoint | None) -> str:
    if checkpoint is None:
        return "0 -"
    return f"{checkpoint.size} {base64.b64encode(checkpoint.root).decode()}"
