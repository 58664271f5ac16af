"""The publisher of the proved log: a pass enters what was appended since, grows the tree, signs its root.

It runs beside the web server, in a process of its own, for as long as that does.
"""

import logging
from contextlib import AbstractContextManager
from hashlib import sha256

from django.conf import settings

from lazaretto.access.beats import beat
from lazaretto.access.clock import now
from lazaretto.actions.name_witnesses import NOBODY, witnesses
from lazaretto.actions.publish_log import Published, publish_log
from lazaretto.ledger import proving
from lazaretto.ledger.publishing import LogIsBroken, held, reading, write
from lazaretto.project.passing import beside
from lazaretto.project.restoring import note_of
from lazaretto.proofs.national import NationalSigner, secret_from
from lazaretto.proofs.notes import LOG, BadNote, Signer, Verifier
from lazaretto.proofs.quorums import BadQuorum, read_quorum
from lazaretto.proofs.rotating import path_of, rotation, rotations

_NOTED = 120  # characters of a beat's note
_log = logging.getLogger(__name__)


class CannotRotate(Exception):
    """The key cannot be changed now; the message says why and what to do."""


def signer() -> Signer:
    """The key of this node, from the secret that was drawn at install."""
    return _key(settings.LEDGER_SECRET)


def former() -> tuple[Signer, ...]:
    """The key before the last change of key, as long as it signs too."""
    kept = settings.LEDGER_FORMER
    return (_key(kept),) if kept and kept != settings.LEDGER_SECRET else ()


def _key(secret: str) -> Signer:
    made = sha256(b"lazaretto-ledger-key/1\n" + secret.encode()).digest()
    return Signer(settings.LEDGER_NAME, LOG, made)


def rotate(*, drawn: str) -> tuple[Verifier, Verifier]:
    """Change the key of this node's log to that of a secret: the old public key and the new one.

    The note that says so lies in the log before the new key is the key; a process that runs goes on with the
    old one until it is started again, and the new one signs beside it from then on. What was broken off is
    gone on with: the secret that was drawn first lies beside the key until it is the key, so whatever is
    drawn again counts for nothing. Errors: CannotRotate.
    """
    file, kept, begun = (settings.VAR / f"ledger.{name}" for name in ("key", "former", "next"))
    if begun.exists() and file.exists() and file.read_text() == begun.read_text() and kept.exists():
        begun.unlink()  # it was the key already, and only this was left to do
        return _key(kept.read_text()).verifier, _key(file.read_text()).verifier
    if not file.exists() or file.read_text() != settings.LEDGER_SECRET:
        raise CannotRotate("the secret stands in LAZARETTO_LEDGER_SECRET: put it into ledger.key first")
    if kept.exists() and not begun.exists():
        raise CannotRotate(
            f"{kept.name} is still there: the last change of key is not over. Take it away first"
        )
    read = reading(settings.LEDGER_FOLDER)
    with proving.alone() as mine:
        if not mine:
            raise CannotRotate("another process is publishing: stop the server, then try again")
        before, after = signer(), _key(begun.read_text() if begun.exists() else drawn)
        try:
            at, done = held(settings.LEDGER_FOLDER, before), list(rotations(read))
        except (LogIsBroken, BadNote) as wrong:
            raise CannotRotate(str(wrong)) from None
        if not begun.exists():
            write(begun, drawn.encode(), mode=0o600)
        write(kept, settings.LEDGER_SECRET.encode(), mode=0o600)
        if not done or done[-1].after != after.verifier:
            note = rotation(before, after, size=at.size, root=at.root)
            write(settings.LEDGER_FOLDER / path_of(1 + len(done)), str(note).encode())
        write(file, begun.read_bytes(), mode=0o600)
        begun.unlink()
    return before.verifier, after.verifier


def national() -> tuple[NationalSigner, ...]:
    """The key of this node for SM2, from the same secret; none where SM2 does not sign."""
    if settings.ALGORITHMS != "sm":
        return ()
    words = b"lazaretto-ledger-sm2/1\n" + settings.LEDGER_SECRET.encode()
    return (NationalSigner(settings.LEDGER_NAME, secret_from(words)),)


def one_pass() -> Published:
    """Publish what is new. Errors: ``LogIsBroken``, OSError: then nothing new is signed."""
    if note_of(settings.VAR) is not None:
        raise LogIsBroken("this house was restored, and nobody said yet how its log goes on: ledger resume")
    at = now()
    try:
        asked, fault = witnesses(settings.WITNESSES_FILE), ""
    except BadQuorum as wrong:  # the log is published all the same, and it is said
        asked, fault = read_quorum(NOBODY), f"{settings.WITNESSES_FILE.name}: {wrong}"
    done = publish_log(
        settings.LEDGER_FOLDER, signer(), now=at, witnesses=asked, also=(*former(), *national())
    )
    if fault:
        done = Published(done.size, done.grown, done.witnessed, {**done.declined, "": fault}, done.busy)
    if not done.busy:
        said = [f"{name}: {why}" if name else why for name, why in done.declined.items()]
        beat("publish", now=at, note="; ".join(said)[:_NOTED])
    return done


def next_pass() -> Published | None:
    """One pass of many: where it cannot be done, that is logged, and the next one tries again."""
    try:
        return one_pass()
    except (LogIsBroken, OSError) as broken:
        _log.error("nothing was signed: %s", broken)
        return None


def publisher() -> AbstractContextManager[None]:
    """A publisher of its own beside this process, for as long as this lasts."""
    return beside("ledger", "publish", "--watch")
