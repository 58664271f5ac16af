"""What may be wrong with a log and with the tables beside it: a code, its values, and a sentence.

A command prints the sentence. A page says the same in its reader's language, by the code and the values.
"""

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = {
    # Of the files of a log.
    "missing": "is not there",
    "entry_cut": "entry {number} is cut short",
    "bundle_of_others": "{found} entries where its name says {named}",
    "tile_of_others": "{found} bytes where {hashes} hashes have {bytes}",
    "too_few_witnesses": "fewer witnesses have seen it than the reader asks for",
    "entry_or_tree": "entry and tree differ",
    "not_the_entries": "is not what the entries add up to",
    "not_the_tree": "is not the entry that the tree holds",
    "not_the_tile_above": "is not what the tile above it says",
    "root_of_neither": "its root is neither that of the entries nor that of the tiles",
    "rolled_back": "the log has {now} entries, and had {before}: it was rolled back",
    "entry_lines": "an entry is four lines of text",
    "entry_form": "an entry begins with {first}: then house, place in its order, and commitment",
    "place_skipped": "{house}: place {place} where {next} comes next",
    # Of notes and keys.
    "note_long": "a note holds {most} bytes at most",
    "note_control": "a note is text without control characters",
    "note_form": "a note is a text, an empty line, and signature lines",
    "note_signatures": "a note holds {most} signatures at most",
    "note_line": "a signature line is a dash, a name, and base64",
    "signature_false": "the signature of {by} does not hold",
    "key_form": "a key is written name+id+base64, with 32 bytes of Ed25519 behind its kind",
    "key_number": "the key of {name} does not have the number {number} that is written with it",
    "checkpoint_form": "a checkpoint is an origin, a size and a root, each on a line",
    "checkpoint_size": "the size of a checkpoint is a whole number, not {said}",
    "checkpoint_root": "the root of a checkpoint is 32 bytes in base64",
    "checkpoint_of_another": "this is a checkpoint of {origin}, not of {log}",
    "checkpoint_unsigned": "{log} has not signed this checkpoint",
    "rotation_form": "a change of key begins with {first}: name, key, new key, size and root",
    "rotation_name": "a log keeps its name and its kind of key when it changes its key",
    "rotation_tree": "a change of key says the size and root of the tree at which it happened",
    "rotation_unsigned": "a change of key is signed by the old key and by the new one",
    "rotation_bytes": "{path} is no text",
    # Of the tables beside a log.
    "order_other": "stands in another order than it was logged in",
    "put_in_behind": "{house} {place}: was put in behind what had been logged",
    "gap_behind": "{house} {place}: leaves a gap behind what was logged",
    "of_no_fact": "belongs to no fact",
    "still_here": "{by} says that a rule erased the words, and they are still here",
    "root_not_said": "the note does not say this root",
    "root_not_published": "is not the root of the published log at that size",
    "root_not_signed": "the root that was published is not among those signed",
    "fact_gone": "the fact of this entry is gone",
    "entry_of_another": "does not name the house and place of its fact",
    "housed_elsewhere": "words or mentions stand under another house or kind",
    "not_as_logged": "house, place or commitment is not what was logged",
    "words_gone": "the words are gone, and no rule erased them",
    "erasure_erased": "what says that others were erased was erased itself",
    "erased_unsaid": (
        "the words are gone and no fact says so: somebody erased them past the record, or a former version"
        " did (then lazaretto ledger say-erased states it)"
    ),
    "erased_otherwise": "rule, time or actor is not what the fact says",
    "named_though_erased": "names somebody whose words were erased",
    "erased_and_here": "the words are here, and an erasure stands beside them",
    "words_changed": "the words are not those that were committed to",
    "named_otherwise": "those named are not those of the words",
    "column_changed": "{column} is not what the words say",
    "words_unread": "the words cannot be read: {why}",
}


class Sentence(str):
    """A sentence of the table, which remembers its code and its values."""

    __slots__ = ("code", "values")
    code: str
    values: Mapping[str, str | int]


def sentence(code: str, /, **values: str | int) -> Sentence:
    """The sentence of a code, with its values in it. KeyError for one that the table has not."""
    found = Sentence(SENTENCES[code].format(**values))
    found.code, found.values = code, MappingProxyType(values)
    return found


def coded(said: str) -> dict[str, object]:
    """A sentence as code, values and words, to be written down; one of no code as words alone."""
    if isinstance(said, Sentence):
        return {"why": str(said), "code": said.code, "values": dict(said.values)}
    return {"why": said, "code": "", "values": {}}


def told_by(wrong: Exception) -> str:
    """What an error says: the sentence that it was raised with, where it was raised with one."""
    first = wrong.args[0] if wrong.args else ""
    return first if isinstance(first, Sentence) else str(wrong)
