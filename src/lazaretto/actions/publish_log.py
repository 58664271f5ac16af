"""Publish the proved log: facts become entries, the tree grows, witnesses are asked, the checkpoint is put.

Transactions of their own: what was given a number keeps it, and a root that was signed stays signed, whatever
becomes of the files or of the witnesses. A witness that is away delays nothing: it is asked again next time.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from lazaretto.access.scope import everywhere
from lazaretto.ledger import proving, publishing
from lazaretto.neighbours.asking import Unreached
from lazaretto.neighbours.witnesses import Declined, cosign
from lazaretto.proofs.checkpoints import read_checkpoint, sign_checkpoint
from lazaretto.proofs.cosigning import cosigned
from lazaretto.proofs.notes import Note, Signer, Signs, Verifier, read_note
from lazaretto.proofs.quorums import Quorum
from lazaretto.proofs.tiles import Reader

_AT_ONCE = 10_000  # facts that one transaction enters: appends never wait for it, only other publishers
_NOBODY = Quorum((), {}, {}, "none")


@dataclass(frozen=True, slots=True)
class Published:
    """size: entries of the log. grown: how many are new in the folder. busy: another process is publishing.

    witnessed: names of those that signed the newest checkpoint. declined: why others did not, by name.
    """

    size: int = 0
    grown: int = 0
    witnessed: tuple[str, ...] = ()
    declined: Mapping[str, str] = field(default_factory=dict)
    busy: bool = False


def publish_log(
    folder: Path, signer: Signer, *, now: datetime, witnesses: Quorum = _NOBODY, also: Sequence[Signs] = ()
) -> Published:
    """Enter what is new, grow the tree, sign its root, have it witnessed. Speaks to the network.

    witnesses: who is asked, and where; nobody else is. also: who signs every root besides the log's own key.
    Errors: ``LogIsBroken``: then nothing is signed.
    """
    with proving.alone() as mine:
        if not mine:
            return Published(busy=True)
        entered = _AT_ONCE
        while entered == _AT_ONCE:
            with everywhere("facts become entries of the log"):
                entered = proving.enter(most=_AT_ONCE)
        with everywhere("the log is published"):
            grown = publishing.grow(folder, signer, now=now, also=also)
        done = Published(grown.size, grown.size - grown.before)
        if grown.size:
            done = _witnessed(folder, signer, done, witnesses, since=grown.since)
        publishing.keep(folder / publishing.KEY, f"{signer.verifier}\n".encode())
        policy = replace(witnesses, logs=(signer.verifier,), addresses={})
        publishing.keep(folder / publishing.POLICY, str(policy).encode())
    return done


def _witnessed(
    folder: Path, signer: Signer, done: Published, witnesses: Quorum, *, since: int
) -> Published:  # fmt: skip
    """The newest checkpoint in its place, with whoever signs it now or signed it before."""
    signed = proving.signed(done.size)
    if signed is None:
        raise publishing.LogIsBroken(f"the root of {done.size} entries is not among those signed")
    note, last, known = read_note(signed.note), proving.cosigned(), proving.cosignatures(done.size)
    of = read_checkpoint(note)
    if of.origin != signer.name:  # the log began anew, under another name, over the same entries
        note = sign_checkpoint(replace(of, origin=signer.name), signer)
        known = {}  # who signed the former name has seen another log
    own = signer.line(note.text)
    if own not in note.lines:  # the key was changed, and nothing was appended since
        note = Note(note.text, (own, *note.lines))
    asked = {
        name: one for name, one in witnesses.witnesses.items()
        if name in witnesses.addresses and str(one) not in known
    }  # fmt: skip
    lines: dict[str, str] = {}
    declined: dict[str, str] = {}
    with ThreadPoolExecutor(max_workers=max(1, len(asked))) as pool:
        waiting = {
            name: pool.submit(_asked, folder, witnesses.addresses[name], one, note, last.get(str(one), 0))
            for name, one in asked.items()
        }
        for name, answer in waiting.items():
            try:
                lines[name] = answer.result()
            except (Declined, Unreached) as why:
                declined[name] = str(why)
    for name, line in lines.items():
        proving.cosign(done.size, witness=str(asked[name]), line=line)
    all_lines = [*known.values(), *lines.values()]
    publishing.put(folder, cosigned(note, all_lines), since=since, size=done.size)
    names = [name for name, one in witnesses.witnesses.items() if name in lines or str(one) in known]
    return replace(done, witnessed=tuple(names), declined=declined)


def _asked(folder: Path, address: str, by: Verifier, note: Note, old: int) -> str:
    size = read_checkpoint(note).size
    reader = Reader(size, publishing.reading(folder))
    return cosign(address, by, note, size=size, old=old, subtrees=reader)
