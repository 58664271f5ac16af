"""One person's history out of a log, with the proof of every fact, and nobody else's words.

    made = read_disclosure(path.read_bytes())
    checked = check_disclosure(made, verifier(key_on_paper))

A fact is *told* (its words and salt, from which anybody makes its commitment again), or it *names others*, or
it was *erased* under a rule: then kind and times are what the house says, and only its place in the log is
proved. The format is described in ``docs/reference/disclosure.md``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import msgspec

from lazaretto.proofs.checkpoints import Checkpoint, Witnessed, open_checkpoint
from lazaretto.proofs.entries import Entry
from lazaretto.proofs.notes import BadNote, Verifier, from_text, to_text
from lazaretto.proofs.tree import HASH_BYTES, NotProved, check_consistency, check_inclusion, leaf_hash

FORMAT = "lazaretto-disclosure/1"
MOST_BYTES = 64_000_000  # of a file: a few thousand facts have some megabytes
_SALT = 16  # bytes before the words (facts/commitment.py): else some of one could pass for the other
State = Literal["told", "names_others", "erased"]
STATES: tuple[State, ...] = get_args(State)
# What can be wrong with one fact.
Wrong = Literal["malformed", "twice", "words", "house", "stranger", "path"]


class BadDisclosure(ValueError):
    """Bytes that are no disclosure. The message says where."""


class Disclosed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One fact. index: of its entry in the log. commitment, path, salt: base64.

    words, salt: where it is told. kind, occurred, recorded: where it is not, and nothing vouches for them.
    rule: under which it was erased; said_in: the entry of the fact that says so, as the house says.
    """

    state: State
    index: int
    house: str
    position: int
    commitment: str
    path: tuple[str, ...]
    words: str | None = None
    salt: str | None = None
    kind: str | None = None
    occurred: str | None = None
    recorded: str | None = None
    rule: str | None = None
    said_in: int | None = None


class Earlier(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A checkpoint that the reader has kept, and the proof that the log goes on from it (base64)."""

    checkpoint: str
    path: tuple[str, ...]


class LeftOut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How many facts are not in the file. unlogged: stated after the checkpoint. erased: of these houses, of
    which nobody can tell any more whom they named. said_in: the entries of the facts that say so.
    """

    unlogged: int
    erased: int
    said_in: tuple[int, ...] = ()


class Disclosure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A file. made: RFC 3339. houses: whose facts were looked through; empty: all of the network.

    key: the log's, as the house says it. checkpoint: a signed note, with the lines of witnesses.
    """

    format: Literal["lazaretto-disclosure/1"] = msgspec.field(default="lazaretto-disclosure/1")
    person: str
    made: str
    houses: tuple[str, ...]
    key: str
    checkpoint: str
    left_out: LeftOut
    facts: tuple[Disclosed, ...]
    earlier: Earlier | None = None

    def __bytes__(self) -> bytes:
        """As a file: JSON, indented, so that a person can read it."""
        said = {"format": FORMAT, **msgspec.to_builtins(self)}
        return msgspec.json.format(msgspec.json.encode(said), indent=1) + b"\n"

    def count(self, state: State) -> int:
        """How many facts are in a state."""
        return sum(one.state == state for one in self.facts)


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking. opened: None where no checkpoint of this log is under it; why: then the reason.

    wrong: of each fact that does not hold, by its number in the file (from 0), what is wrong. earlier: None
    where none was enclosed; else what is wrong with it (empty: the log goes on from it).
    """

    opened: Witnessed | None
    why: str
    wrong: dict[int, Wrong]
    earlier: str | None

    @property
    def holds(self) -> bool:
        """Whether all of it does."""
        return self.opened is not None and not self.wrong and not self.earlier


def read_disclosure(data: bytes) -> Disclosure:
    """A disclosure out of its file; nothing is verified. Errors: BadDisclosure."""
    if len(data) > MOST_BYTES:
        raise BadDisclosure(f"a disclosure holds {MOST_BYTES} bytes at most")
    try:
        said = msgspec.json.decode(data)
        if not isinstance(said, dict) or said.get("format") != FORMAT:
            raise BadDisclosure(f"it does not say that its format is {FORMAT}")
        return msgspec.convert(said, Disclosure)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as fault:
        raise BadDisclosure(str(fault)) from None


def check_disclosure(made: Disclosure, log: Verifier, *, witnesses: Sequence[Verifier] = ()) -> Checked:
    """Hold every fact against the signed root. log, witnesses: keys that the reader had elsewhere."""
    try:
        opened = open_checkpoint(made.checkpoint, log, witnesses=witnesses)
    except BadNote as wrong:
        return Checked(None, str(wrong), {}, None)
    return Checked(opened, "", dict(_wrong(made, opened.checkpoint)), _earlier(made, opened.checkpoint, log))


def _wrong(made: Disclosure, root: Checkpoint) -> Iterator[tuple[int, Wrong]]:
    seen: set[tuple[str, int]] = set()
    read = [_read(one) for one in made.facts]
    ids = {said.get("id") for said in read if said is not None}
    for number, (one, said) in enumerate(zip(made.facts, read, strict=True)):
        place = (one.house, one.position)
        found = "twice" if place in seen else _fault(one, said, root)
        seen.add(place)
        if not found and said is not None and not _speaks_of(said, made.person, ids):
            found = "stranger"
        if found:
            yield number, found


def _read(one: Disclosed) -> dict[str, Any] | None:
    """What a told fact says; None where it is not told, or is no object."""
    try:
        said = msgspec.json.decode(one.words or "")
    except (msgspec.MsgspecError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _fault(one: Disclosed, said: dict[str, Any] | None, root: Checkpoint) -> Wrong | None:
    commitment, path = from_text(one.commitment), [from_text(part) for part in one.path]
    hashes = [part for part in path if part is not None and len(part) == HASH_BYTES]
    told = one.state == "told"
    if commitment is None or len(commitment) != HASH_BYTES or len(hashes) != len(path):
        return "malformed"
    if told != (one.words is not None and one.salt is not None) or (told and said is None):
        return "malformed"
    # The commitment to words is made as a leaf is: 0x00 keeps it apart from a node (facts/commitment.py).
    salt = from_text(one.salt or "") or b""
    if told and (len(salt) != _SALT or leaf_hash(salt + (one.words or "").encode()) != commitment):
        return "words"
    if said is not None and said.get("facility") != one.house:
        return "house"
    try:
        entry = leaf_hash(bytes(Entry(one.house, one.position, commitment)))
        check_inclusion(entry, one.index, root.size, hashes, root.root)
    except NotProved:
        return "path"
    return None


def _speaks_of(said: dict[str, Any], person: str, ids: set[Any]) -> bool:
    """Whether the words name the person, or withdraw or replace another fact of the file."""
    body = said.get("body")
    others = {said.get("corrects"), body.get("fact") if isinstance(body, dict) else None} - {None}
    return bool(others & ids) or _holds(body, person)


def _holds(value: Any, person: str) -> bool:
    if isinstance(value, dict):
        return any(_holds(part, person) for part in value.values())
    if isinstance(value, list):
        return any(_holds(part, person) for part in value)
    return bool(value == person)


def _earlier(made: Disclosure, root: Checkpoint, log: Verifier) -> str | None:
    if made.earlier is None:
        return None
    path = [from_text(part) or b"" for part in made.earlier.path]
    try:
        before = open_checkpoint(made.earlier.checkpoint, log).checkpoint
        check_consistency(before.size, before.root, root.size, root.root, path)
    except (BadNote, NotProved) as wrong:
        return str(wrong)
    return ""


def disclosed(
    entry: Entry, index: int, path: Sequence[bytes], *, words: bytes | None = None, salt: bytes | None = None,
    kind: str = "", occurred: str = "", recorded: str = "", rule: str | None = None,
    said_in: int | None = None,
) -> Disclosed:  # fmt: skip
    """A fact of a file: told where there are words, else erased under a rule, or naming others."""
    told = words is not None and salt is not None
    state: State = "told" if told else "names_others" if rule is None else "erased"
    return Disclosed(
        state=state, index=index, house=entry.house, position=entry.position,
        commitment=to_text(entry.commitment), path=tuple(to_text(one) for one in path),
        words=words.decode() if told and words else None, salt=to_text(salt) if told and salt else None,
        kind=None if told else kind, occurred=None if told else occurred,
        recorded=None if told else recorded, rule=rule, said_in=said_in,
    )  # fmt: skip
