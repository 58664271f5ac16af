"""Signed notes, checkpoints, proofs in a file and quorums, in the words of their specifications."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.proofs.checkpoints import Checkpoint, open_checkpoint, read_checkpoint, sign_checkpoint
from lazaretto.proofs.notes import (
    LOG,
    WITNESS,
    BadNote,
    Signer,
    read_note,
    signed,
    verified,
    verifier,
)
from lazaretto.proofs.quorums import BadQuorum, read_quorum
from lazaretto.proofs.shown import Shown, check_shown, read_shown
from lazaretto.proofs.tree import NotProved, inclusion, leaf_hash, root
from tests.unit.proofs.log import EYES, KEY, entries, subtrees

# The example of C2SP signed-note.
FOO = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
NOTE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1"
    "ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)


def test_the_example_of_the_specification_holds() -> None:
    foo = verifier(FOO)
    assert str(foo) == FOO
    (found,) = verified(read_note(NOTE), [foo])
    assert found.by == foo


def test_a_changed_text_is_worth_nothing() -> None:
    with pytest.raises(BadNote, match=r"example\.com/foo does not hold"):
        verified(read_note(NOTE.replace("example message", "example massage")), [verifier(FOO)])


def test_a_signature_by_somebody_unknown_is_passed_over() -> None:
    assert verified(read_note(NOTE), [KEY.verifier]) == ()


@pytest.mark.parametrize(
    "written",
    [
        "no signature\n",
        "text\n\nno dash\n",
        "text\n\n— name\n",
        "text\n\n— na me AAAAAAAA\n",
        "text\n\n— name AAAA\n",
        "text\n\n— name !!!!\n",
        "a\ttab\n\n— name AAAAAAAA\n",
        "text\n\n— name AAAAAAAA",
    ],
)
def test_what_is_no_note_is_refused(written: str) -> None:
    with pytest.raises(BadNote):
        read_note(written)


@pytest.mark.parametrize("broken", ["name", "name+00000000+AekyeRrm", FOO.replace("530d903a", "530d903b")])
def test_what_is_no_key_is_refused(broken: str) -> None:
    with pytest.raises(BadNote):
        verifier(broken)


@given(st.binary(min_size=32, max_size=32), st.integers(0, 2**62), st.sampled_from([LOG, WITNESS]))
def test_a_signature_holds_for_its_text_and_its_time(secret: bytes, at: int, kind: int) -> None:
    signer = Signer("lazaretto.example/any", kind, secret)
    note = signed("a text\n\nof two parts\n", signer, at=at)
    (found,) = verified(read_note(str(note)), [signer.verifier])
    assert found.at == (at if kind == WITNESS else 0)
    assert note.text == "a text\n\nof two parts\n"


def test_a_witness_that_says_another_time_does_not_hold() -> None:
    note = str(sign_checkpoint(Checkpoint(KEY.name, 1, sha256(b"").digest()), KEY, EYES[0], at=1_700_000_000))
    earlier = str(
        sign_checkpoint(Checkpoint(KEY.name, 2, sha256(b"").digest()), KEY, EYES[0], at=1_700_000_000)
    )
    forged = note.rsplit("— ", 1)[0] + "— " + earlier.rsplit("— ", 1)[1]
    with pytest.raises(BadNote, match="witness"):
        open_checkpoint(forged, KEY.verifier, witnesses=[EYES[0].verifier])


def test_a_checkpoint_comes_back_as_it_was_signed() -> None:
    said = Checkpoint(KEY.name, 20_852_163, sha256(b"root").digest())
    opened = open_checkpoint(
        str(sign_checkpoint(said, KEY, EYES[1], at=7)), KEY.verifier, witnesses=[eye.verifier for eye in EYES]
    )
    assert opened.checkpoint == said
    assert [(one.by, one.at) for one in opened.witnesses] == [(EYES[1].verifier, 7)]


@pytest.mark.parametrize(
    "text", ["only\n1\n", "o\n01\nAAAA\n", "o\n-1\nAAAA\n", "o\n1\nAAAA\n", "o\n1\n\nx\n"]
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        read_checkpoint(signed(text, KEY))


def test_a_checkpoint_of_another_log_or_by_another_hand_is_refused() -> None:
    other = Signer("lazaretto.example/other", LOG, sha256(b"other").digest())
    root_hash = sha256(b"root").digest()
    with pytest.raises(BadNote, match="not of"):
        open_checkpoint(str(sign_checkpoint(Checkpoint(other.name, 1, root_hash), other)), KEY.verifier)
    with pytest.raises(BadNote, match="has not signed"):
        open_checkpoint(str(sign_checkpoint(Checkpoint(KEY.name, 1, root_hash), other)), KEY.verifier)


def test_a_proof_in_a_file_needs_nothing_else() -> None:
    said = entries(300)
    hashes = subtrees(said)
    checkpoint = Checkpoint(KEY.name, 300, root(300, hashes))
    shown = Shown(
        7, tuple(inclusion(7, 300, hashes)), str(sign_checkpoint(checkpoint, KEY, EYES[0], at=5)), b"salt"
    )
    again = read_shown(str(shown))
    assert again == shown
    opened = check_shown(again, said[7], KEY.verifier, witnesses=[EYES[0].verifier])
    assert opened.checkpoint == checkpoint
    assert [one.at for one in opened.witnesses] == [5]
    with pytest.raises(NotProved):
        check_shown(again, said[8], KEY.verifier)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "c2sp.org/tlog-proof@v2\nindex 0\n\nx",
        "c2sp.org/tlog-proof@v1\nindex 01\n\nx",
        "c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\nx",
        "c2sp.org/tlog-proof@v1\nextra ?\nindex 1\n\nx",
    ],
)
def test_what_is_no_proof_is_refused(written: str) -> None:
    with pytest.raises(BadNote):
        read_shown(written)


POLICY = f"""
# the example of C2SP tlog-policy, in small
log {KEY.verifier}
witness p {EYES[0].verifier} https://p.example/
witness q {EYES[1].verifier}
witness r {EYES[2].verifier}
group outside 2 p q r
quorum outside
"""


def test_two_of_three_witnesses_are_a_quorum() -> None:
    policy = read_quorum(POLICY)
    p, q, r = (eye.verifier for eye in EYES)
    assert policy.logs == (KEY.verifier,)
    assert [policy.met(seen) for seen in ([], [p], [p, r], [p, q, r])] == [False, False, True, True]
    assert read_quorum("quorum none").met([])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("quorum nobody", "no witness and no group"),
        ("group g 4 p q r\nquorum g", "no number"),
        ("group g 0 p\nquorum g", "no number"),
        ("group g any p\ngroup h any p\nquorum g", "count twice"),
        ("group p any q\nquorum p", "is taken"),
        (f"witness s {EYES[0].verifier}\nquorum p", "twice"),
        (f"witness s {KEY.verifier}\nquorum p", "wrong kind"),
        ("quorum p\nquorum q", "once"),
        ("nonsense", "a line is"),
        ("", "one line that says its quorum"),
    ],
)
def test_a_policy_that_cannot_be_meant_is_refused_by_line(line: str, why: str) -> None:
    before = POLICY.partition("group")[0]
    with pytest.raises(BadQuorum, match=why):
        read_quorum(before + line)


def test_the_leaf_of_a_proof_is_the_hash_of_the_entry() -> None:
    said = entries(1)
    shown = Shown(0, (), str(sign_checkpoint(Checkpoint(KEY.name, 1, leaf_hash(said[0])), KEY)))
    assert check_shown(shown, said[0], KEY.verifier).checkpoint.size == 1
    with pytest.raises(NotProved, match="none of index 1"):
        check_shown(Shown(1, (), shown.checkpoint), said[0], KEY.verifier)
