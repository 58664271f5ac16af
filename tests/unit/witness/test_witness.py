"""A witness over real sockets: it signs what goes on, refuses what does not, and keeps what betrays a log."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from lazaretto.neighbours.asking import Reply, Unreached, ask
from lazaretto.neighbours.witnesses import Declined, cosign
from lazaretto.proofs.checkpoints import open_checkpoint
from lazaretto.proofs.cosigning import cosigned, submission
from lazaretto.proofs.notes import LOG, Signer
from lazaretto.proofs.witnessing import read_submission
from lazaretto.witness.memory import Evidence, Memory, origin_hash
from tests.unit.neighbours.answering import machine
from tests.unit.proofs.log import EYES, KEY, entries, subtrees
from tests.unit.witness.serving import AT, checkpoint, witnessing

EYE = EYES[0]
SAID = entries(700)
FORK = [*SAID[:100], b"rewritten", *SAID[101:]]


def signed(address: str, said: list[bytes], *, old: int = 0) -> str:
    note = checkpoint(said)
    return cosign(address, EYE.verifier, note, size=len(said), old=old, subtrees=subtrees(said))


def sent(address: str, said: str) -> Reply:
    return ask(f"{address}/add-checkpoint", most=65_536, seconds=5, said=said.encode())


def kept(file: Path) -> list[Evidence]:
    return Memory(file).evidence()


def test_a_log_that_grows_is_signed_at_every_size(tmp_path: Path) -> None:
    with witnessing(tmp_path / "memory", EYE) as address:
        for old, size in ((0, 1), (1, 255), (255, 256), (256, 257), (257, 700), (700, 700)):
            line = signed(address, SAID[:size], old=old)
            note = cosigned(checkpoint(SAID[:size]), [line])
            opened = open_checkpoint(str(note), KEY.verifier, witnesses=[EYE.verifier])
            assert [(one.by, one.at) for one in opened.witnesses] == [(EYE.verifier, AT)]
    assert kept(tmp_path / "memory") == []


def test_a_node_that_forgot_what_was_signed_is_told_and_goes_on_from_there(tmp_path: Path) -> None:
    with witnessing(tmp_path / "memory", EYE) as address:
        signed(address, SAID[:300])
        assert signed(address, SAID, old=0).startswith(f"— {EYE.name} ")
        assert signed(address, SAID, old=600).startswith(f"— {EYE.name} ")


def test_a_fork_is_refused_and_its_signature_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "memory"
    with witnessing(file, EYE) as address:
        signed(address, SAID[:600])
        with pytest.raises(Declined, match="another log under this name") as found:
            signed(address, FORK, old=600)
        assert found.value.fork
        with pytest.raises(Declined):
            signed(address, FORK[:600], old=600)  # as long as what was seen, and another
    first, second = sorted(kept(file), key=lambda one: len(one.submission))
    for one in (first, second):
        said = open_checkpoint(read_submission(one.submission).checkpoint, KEY.verifier).checkpoint
        seen = open_checkpoint(one.seen, KEY.verifier, witnesses=[EYE.verifier]).checkpoint
        assert (one.status, seen.size) == (422, 600)
        assert said.root != seen.root


def test_a_log_that_was_rolled_back_is_refused_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "memory"
    with witnessing(file, EYE) as address:
        signed(address, SAID[:600])
        with pytest.raises(Declined, match="has signed 600 entries, this log has 599") as found:
            signed(address, SAID[:599])
        assert found.value.fork
        assert sent(
            address, submission(checkpoint(SAID[:599]), old=0, size=599, subtrees=subtrees(SAID[:599]))
        )
    (one,) = kept(file)
    assert (one.status, open_checkpoint(one.seen, KEY.verifier).checkpoint.size) == (409, 600)


def test_an_old_checkpoint_that_anybody_sends_again_is_no_evidence(tmp_path: Path) -> None:
    file = tmp_path / "memory"
    with witnessing(file, EYE) as address:
        signed(address, SAID[:300])
        signed(address, SAID, old=300)
        again = submission(checkpoint(SAID[:300]), old=0, size=300, subtrees=subtrees(SAID[:300]))
        answer = sent(address, again)
        assert (answer.status, answer.body, answer.kind) == (409, b"700\n", "text/x.tlog.size")
    assert kept(file) == []


def test_it_remembers_when_it_is_started_again(tmp_path: Path) -> None:
    file = tmp_path / "memory"
    with witnessing(file, EYE) as address:
        signed(address, SAID[:600])
    with witnessing(file, EYE) as address, pytest.raises(Declined):
        signed(address, FORK, old=600)


def test_a_clock_that_was_set_back_signs_no_earlier(tmp_path: Path) -> None:
    with witnessing(tmp_path / "memory", EYE) as address:
        signed(address, SAID[:300])
    with witnessing(tmp_path / "memory", EYE, at=AT - 1000) as address:
        note = cosigned(checkpoint(SAID), [signed(address, SAID, old=300)])
    opened = open_checkpoint(str(note), KEY.verifier, witnesses=[EYE.verifier])
    assert [one.at for one in opened.witnesses] == [AT]


def test_of_many_at_once_that_go_on_from_one_tree_one_is_signed(tmp_path: Path) -> None:
    """Sixteen continuations of one tree, no two alike: were two signed, the witness vouched for a fork."""
    with witnessing(tmp_path / "memory", EYE) as address:
        signed(address, SAID[:300])
        others = [[*SAID[:300], f"other {n}".encode()] for n in range(16)]
        said = [submission(checkpoint(one), old=300, size=301, subtrees=subtrees(one)) for one in others]
        with ThreadPoolExecutor(16) as pool:
            found = [answer.status for answer in pool.map(lambda one: sent(address, one), said)]
    assert sorted(found) == [200, *[409] * 15]


def test_whose_log_it_does_not_know_and_whose_signature_fails_is_refused(tmp_path: Path) -> None:
    stranger = Signer(KEY.name, LOG, sha256(b"stranger").digest())
    with witnessing(tmp_path / "memory", EYE) as address:
        path = subtrees(SAID)
        said = submission(checkpoint(SAID, signer=stranger), old=0, size=700, subtrees=path)
        assert sent(address, said).status == 403
        assert sent(address, said.replace(KEY.name, "lazaretto.example/other")).status == 404
        assert sent(address, "nonsense").status == 400
        assert sent(address, "old 0\n" + "A" * 100 + f"\n\n{checkpoint(SAID)}").status == 400
        assert sent(address, f"old {'9' * 5000}\n\n{checkpoint(SAID)}").status == 400
        big = checkpoint(SAID).text.replace("\n700\n", f"\n{'9' * 5000}\n")
        assert sent(address, f"old 0\n\n{big}\n{KEY.line(big)}").status == 403
        assert sent(address, "x" * 1_000_001).status == 413
        assert ask(f"{address}/add-checkpoint", most=100, seconds=5).status == 405
    assert kept(tmp_path / "memory") == []


def test_a_tree_without_leaves_has_one_root(tmp_path: Path) -> None:
    """Or a log could let the empty tree stand for any."""
    text = f"{KEY.name}\n0\n{checkpoint([b'x']).text.splitlines()[2]}\n"
    with witnessing(tmp_path / "memory", EYE) as address:
        assert sent(address, f"old 0\n\n{text}\n{KEY.line(text)}").status == 422


def test_whoever_watches_finds_the_newest_note_and_the_key(tmp_path: Path) -> None:
    with witnessing(tmp_path / "memory", EYE) as address:
        place = f"{address}/{origin_hash(KEY.name)}/checkpoint"
        assert ask(place, most=1000, seconds=5).status == 404
        signed(address, SAID[:300])
        note = ask(place, most=1000, seconds=5).body.decode()
        opened = open_checkpoint(note, KEY.verifier, witnesses=[EYE.verifier])
        assert (opened.checkpoint.size, len(opened.witnesses)) == (300, 1)
        assert ask(address, most=1000, seconds=5).body.decode() == f"{EYE.verifier}\n"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((200, b"", {}), "signature"),
        ((200, b"\xff", {}), "decode"),
        ((200, EYES[1].line(checkpoint(SAID).text, at=AT).encode(), {}), "no signature of"),
        ((200, EYE.line("another text\n", at=AT).encode(), {}), "does not hold"),
        ((200, EYE.line(checkpoint(SAID).text, at=0).encode(), {}), "no signature of"),
        ((409, b"many\n", {}), "a conflict is answered with a size"),
        ((409, b"300\n", {}), "somebody else"),
        ((500, b"", {}), "answered 500"),
        ((301, b"", {"Location": "http://127.0.0.1:1/"}), "answered 301"),
    ],
)
def test_a_witness_is_believed_nothing(answer: tuple[int, bytes, dict[str, str]], why: str) -> None:
    with machine(lambda _: answer) as address, pytest.raises(Declined, match=why):
        signed(address, SAID)


def test_a_witness_that_is_away_is_said_to_be() -> None:
    with pytest.raises(Unreached, match="refused"):
        signed("http://127.0.0.1:1", SAID)
