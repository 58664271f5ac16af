"""A disclosure: what is true of it is accepted, and every forgery is refused, with the fact named."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lazaretto.proofs.checkpoints import Checkpoint, sign_checkpoint
from lazaretto.proofs.disclosing import (
    BadDisclosure,
    Disclosure,
    Earlier,
    LeftOut,
    check_disclosure,
    disclosed,
    read_disclosure,
)
from lazaretto.proofs.entries import Entry
from lazaretto.proofs.notes import to_text
from lazaretto.proofs.tree import consistency, inclusion, leaf_hash, root
from tests.unit.proofs.log import EYES, KEY, subtrees

PERSON = "QZ-D-4711"


def words(number: int, person: str = PERSON) -> bytes:
    """A fact about somebody."""
    said = {
        "body": {"kind": "hygiene.temperatures_taken/1", "person": person}, "facility": "QZ-D",
        "id": f"f{number}", "occurred": f"2022-03-{1 + number % 28:02}T08:00:00Z",
    }  # fmt: skip
    return msgspec.json.encode(said)


def salt(number: int) -> bytes:
    return number.to_bytes(16)


def a_disclosure(size: int = 20, *, since: int = 0, person: str = PERSON) -> Disclosure:
    """Of a log of so many facts: told but for one that names others and one that was erased."""
    commitments = [leaf_hash(salt(n) + words(n)) for n in range(size)]
    entries = [Entry("QZ-D", n + 1, commitment) for n, commitment in enumerate(commitments)]
    tree = subtrees([bytes(one) for one in entries])

    def note(of: int) -> str:
        return str(sign_checkpoint(Checkpoint(KEY.name, of, root(of, tree)), KEY, EYES[0], at=1_650_000_000))

    def one(n: int) -> Any:
        shown = {1: {}, 2: {"rule": "check-ins.30"}}.get(n, {"words": words(n), "salt": salt(n)})
        times = {"kind": "hygiene.x/1", "occurred": "2022-03-15T00:00:00+00:00", "recorded": "2022-03-15"}
        return disclosed(entries[n], n, inclusion(n, size, tree), **shown, **times)  # type: ignore[arg-type]

    path = tuple(to_text(part) for part in consistency(since, size, tree)) if since else ()
    return Disclosure(
        person=person, made="2022-04-01T00:00:00+00:00", houses=(), key=str(KEY.verifier),
        checkpoint=note(size), left_out=LeftOut(unlogged=0, erased=0), facts=tuple(map(one, range(size))),
        earlier=Earlier(checkpoint=note(since), path=path) if since else None,
    )  # fmt: skip


@given(size=st.integers(3, 70), since=st.integers(0, 3))
@settings(max_examples=12, deadline=None)
def test_what_is_true_holds_after_a_way_through_its_file(size: int, since: int) -> None:
    made = read_disclosure(bytes(a_disclosure(size, since=since)))
    checked = check_disclosure(made, KEY.verifier, witnesses=[EYES[0].verifier])
    assert checked.holds
    assert [made.count(state) for state in ("told", "names_others", "erased")] == [size - 2, 1, 1]
    assert checked.opened is not None
    assert [one.by.name for one in checked.opened.witnesses] == [EYES[0].name]
    assert checked.earlier == ("" if since else None)


def changed(made: Disclosure, number: int, **values: Any) -> Disclosure:
    facts = list(made.facts)
    facts[number] = msgspec.structs.replace(facts[number], **values)
    return msgspec.structs.replace(made, facts=tuple(facts))


HASH = to_text(leaf_hash(b"else"))
FORGERIES: dict[str, tuple[Callable[[Disclosure], Disclosure], dict[int, str]]] = {
    "a word": (lambda m: changed(m, 5, words=words(5).decode().replace("f5", "f6")), {5: "words"}),
    "a salt": (lambda m: changed(m, 5, salt=to_text(salt(6))), {5: "words"}),
    "a hash of the path": (lambda m: changed(m, 5, path=(HASH, *m.facts[5].path[1:])), {5: "path"}),
    "a path cut short": (lambda m: changed(m, 5, path=m.facts[5].path[:-1]), {5: "path"}),
    "no hash": (lambda m: changed(m, 5, path=("AAAA",)), {5: "malformed"}),
    "another place": (lambda m: changed(m, 5, index=6), {5: "path"}),
    "another house's order": (lambda m: changed(m, 1, house="MJ-D"), {1: "path"}),
    "a house that the words do not say": (lambda m: changed(m, 5, house="MJ-D"), {5: "house"}),
    "a commitment": (lambda m: changed(m, 1, commitment=HASH), {1: "path"}),
    "words without a salt": (lambda m: changed(m, 5, salt=None), {5: "malformed"}),
    "words that are none": (lambda m: changed(m, 5, words="[]"), {5: "malformed"}),
    "words given out for hidden": (lambda m: changed(m, 1, words="{}", salt=HASH), {1: "malformed"}),
    "a fact twice": (lambda m: msgspec.structs.replace(m, facts=(*m.facts, m.facts[5])), {20: "twice"}),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_named(name: str) -> None:
    forge, expected = FORGERIES[name]
    checked = check_disclosure(forge(a_disclosure()), KEY.verifier)
    assert (checked.holds, checked.wrong) == (False, expected)


def test_facts_about_somebody_else_are_not_taken_for_this_persons() -> None:
    wrong = check_disclosure(a_disclosure(person="QZ-D-4712"), KEY.verifier).wrong
    assert set(wrong.values()) == {"stranger"}
    assert len(wrong) == 18


def test_another_key_a_changed_root_and_another_log_prove_nothing() -> None:
    made = a_disclosure()
    other = check_disclosure(made, EYES[0].verifier)
    assert not other.holds
    forged = made.checkpoint.replace("\n20\n", "\n21\n")
    found = check_disclosure(msgspec.structs.replace(made, checkpoint=forged), KEY.verifier)
    assert (found.opened, found.why) == (None, f"the signature of {KEY.name} does not hold")


def test_an_earlier_checkpoint_of_another_history_is_refused() -> None:
    made, other = a_disclosure(20, since=7), a_disclosure(20, since=8)
    assert made.earlier
    assert other.earlier
    mixed = msgspec.structs.replace(
        made, earlier=Earlier(checkpoint=made.earlier.checkpoint, path=other.earlier.path)
    )
    checked = check_disclosure(mixed, KEY.verifier)
    assert checked.earlier
    assert not checked.holds


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"\xff", b'{"format": "lazaretto-disclosure/1"}', b"[" * 9999]
)
def test_what_is_no_disclosure_says_so(data: bytes) -> None:
    with pytest.raises(BadDisclosure):
        read_disclosure(data)
