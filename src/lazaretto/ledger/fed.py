"""What one node tells another beside its log: the words and salts of its entries; and what of that holds.

The log says that an entry is there, and of which house; the feed says what it commits to, to a node that may
know it. Nothing here is believed: each answer is held against the mirrored entry, and whatever does not hold
is named, and nothing of its page is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, NamedTuple
from uuid import UUID

import msgspec

from lazaretto.facts.commitment import SALT_BYTES, leaf
from lazaretto.facts.encoding import Malformed, decode, encode
from lazaretto.facts.fact import Fact, kind_of
from lazaretto.ledger.appending import NUL
from lazaretto.proofs.entries import BadEntry, Entry, read_entry
from lazaretto.proofs.mirroring import Wrong

MOST_ITEMS = 500  # of one page: as many as a batch of facts
START = "start"  # the place before the first of the words beside the log
MOST_BYTES = 4 * 1024 * 1024  # of words in one page, unless a single fact has more


class Gone(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is still known of a fact whose words a retention rule erased, where it was told."""

    id: UUID
    kind: str
    occurred: datetime
    recorded: datetime
    actor: str
    device: str
    rule: str
    erased: datetime
    erased_by: str
    commitment: str  # 32 bytes, hexadecimal
    place: str | None = None
    skew: int = 0
    replaces: UUID | None = None


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One entry of the log. said, salt: its canonical words and 16 bytes in hexadecimal; gone: where erased.

    node: which first held it. An entry outside the asker's scope is its index alone.
    """

    index: int
    node: str = ""
    said: str | None = None
    salt: str | None = None
    gone: Gone | None = None


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """Other words that came under an id which the log has an entry of. node: which noted them first."""

    node: str
    said: str
    salt: str


class EntryPage(msgspec.Struct, frozen=True, kw_only=True):
    """Entries from ``first`` on, without a gap; fewer than were asked for where they are long.

    size: of the newest checkpoint that is published; what is appended since is not told yet. at: when it was
    made, by that node's clock. beside: what came since the instant that was asked for. more: behind which of
    it to go on, in that node's words; empty where that is all of it.
    """

    node: str
    at: datetime
    first: int
    size: int
    items: tuple[Item, ...]
    beside: tuple[Beside, ...] = ()
    more: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9:._-]{0,200}$")] = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """Of whom a peer may speak to us. peer, own: names of the two nodes. None: every house.

    states: the houses whose node the peer is; a peer that states of every house also passes on what others
    stated. ours: the houses that are kept here.
    """

    peer: str
    own: str
    states: frozenset[str] | None
    ours: frozenset[str] | None

    def owed(self, house: str) -> bool:
        """Whether the peer must tell us what it holds of a house."""
        return all(houses is None or house in houses for houses in (self.states, self.ours))


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that holds. commitment: that of the log's entry. node: which first held it."""

    index: int
    fact: Fact
    salt: bytes
    commitment: bytes
    node: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A page that holds: facts with their words, those that were erased, how many lie outside our scope."""

    told: tuple[Told, ...]
    gone: tuple[tuple[str, str, Gone], ...]  # house, node, what is still known
    beside: tuple[Told, ...]  # their index is -1: no entry of the peer's log vouches for them
    outside: int
    until: int


def read_page(data: bytes) -> EntryPage | Wrong:
    """A page out of its bytes; nothing of it is held against anything yet."""
    try:
        return msgspec.json.decode(data, type=EntryPage)
    except (msgspec.MsgspecError, UnicodeDecodeError) as wrong:
        return Wrong("page", str(wrong))


def checked(page: EntryPage, logged: Sequence[bytes], *, first: int, rights: Rights) -> Taken | Wrong:
    """A page held against the mirrored entries from ``first`` on: all of it, or what is wrong with it."""
    if page.node != rights.peer:
        return Wrong("page", f"this is the feed of {page.node}, not of {rights.peer}")
    if len(page.items) > len(logged) or bool(logged) > bool(page.items):
        return Wrong("page", f"{len(page.items)} entries where {len(logged)} were asked for", index=first)
    told: list[Told] = []
    gone: list[tuple[str, str, Gone]] = []
    for index, (item, data) in enumerate(zip(page.items, logged, strict=False), first):
        if item.index != index:
            return Wrong("page", f"entry {item.index} where {index} comes next", index=index)
        found = _item(item, data, rights)
        if isinstance(found, Wrong):
            return found
        if isinstance(found, Told):
            told.append(found)
        elif found is not None:
            gone.append(found)
    beside: list[Told] = []
    for one in page.beside:
        also = _words(Item(index=-1, node=one.node), one.said, one.salt, None, rights)
        if isinstance(also, Wrong):
            return also
        beside.append(also)
    outside = len(page.items) - len(told) - len(gone)
    return Taken(tuple(told), tuple(gone), tuple(beside), outside, first + len(page.items))


def _item(item: Item, data: bytes, rights: Rights) -> Told | tuple[str, str, Gone] | Wrong | None:
    try:
        entry = read_entry(data)
    except BadEntry as wrong:
        return Wrong("entry", str(wrong), index=item.index)
    if item.gone is not None:
        if item.gone.commitment != entry.commitment.hex():
            return Wrong("words", "what is said to be erased is not what was logged", index=item.index)
        return _whose(item, entry.house, rights) or (entry.house, item.node, item.gone)
    if item.said is None or item.salt is None:
        if not rights.owed(entry.house):
            return None
        return Wrong("withheld", f"an entry of {entry.house} is not told", index=item.index)
    return _words(item, item.said, item.salt, entry, rights)


def _words(item: Item, said: str, salt: str, entry: Entry | None, rights: Rights) -> Told | Wrong:
    words = said.encode(errors="surrogatepass")
    try:
        salted = bytes.fromhex(salt)
        made = leaf(words, salt=salted)
    except ValueError:
        return Wrong("words", f"a salt is {SALT_BYTES} bytes in hexadecimal", index=item.index)
    if entry is not None and made != entry.commitment:
        return Wrong("words", "words and salt are not those that were logged", index=item.index)
    if NUL in said:
        return Wrong("words", "they hold a NUL character, which no table takes", index=item.index)
    try:
        fact = decode(words)
    except Malformed as wrong:
        return Wrong("words", str(wrong), index=item.index)
    if encode(fact) != words:
        return Wrong("words", "they are not in their canonical form", index=item.index)
    house = fact.facility
    if entry is not None and house != entry.house:
        return Wrong("claim", f"a fact of {house} is logged as one of {entry.house}", index=item.index)
    strange = _whose(item, house, rights)
    if strange is not None:
        return strange
    if rights.ours is not None and house not in rights.ours and fact.body.personal:
        why = f"{kind_of(fact.body)} of {house} is about people, and that house is not kept here"
        return Wrong("scope", why, index=item.index)
    return Told(item.index, fact, salted, made, item.node)


def _whose(item: Item, house: str, rights: Rights) -> Wrong | None:
    """A node speaks of its own houses. What others stated is passed on by who may speak of every house."""
    if not item.node or (
        item.node == rights.peer and rights.states is not None and house not in rights.states
    ):
        return Wrong("claim", f"{item.node or rights.peer} is not the node of {house}", index=item.index)
    return None


class Claimed(NamedTuple):
    """A commitment under an id that a node is said to have held first. entry: its number (-1: not said)."""

    fact: UUID
    commitment: bytes
    node: str
    entry: int = -1


def to_be_known(taken: Taken, rights: Rights) -> tuple[Claimed, ...]:
    """What we must hold already: said to be our own, or another's by who may not pass on.

    Of what was erased, too: nobody vouches for what is left of it. Other words under an id may be those of
    whoever noted them, as long as they are about a house that the peer may speak of.
    """
    said = [Claimed(one.fact.id, one.commitment, one.node, one.index) for one in taken.told]
    said += [Claimed(one.id, bytes.fromhex(one.commitment), node) for _, node, one in taken.gone]
    said += [
        Claimed(one.fact.id, one.commitment, one.node)
        for one in taken.beside
        if rights.states is not None and one.fact.facility not in rights.states
    ]
    passes_on = rights.states is None
    return tuple(one for one in said if one.node == rights.own or not (one.node == rights.peer or passes_on))
