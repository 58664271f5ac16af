"""A node that was put back to an earlier day takes its own lost facts from a peer that passes them on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from lazaretto.actions.pull_peer import Pulled, pull_peer
from lazaretto.actions.take_back import take_back
from lazaretto.facts.commitment import leaf
from lazaretto.facts.encoding import encode
from lazaretto.facts.fact import Fact
from lazaretto.facts.retention import Erased
from lazaretto.ledger import peering, proving
from lazaretto.ledger.appending import append
from lazaretto.ledger.rebuilding import rebuild
from lazaretto.ledger.received import Received
from lazaretto.ledger.retaking import retake
from lazaretto.neighbours.peers import Peer
from lazaretto.proofs.entries import Entry
from lazaretto.proofs.notes import LOG, Signer
from lazaretto.proofs.tree import leaf_hash, root_of
from tests.database.sql import acting, sql
from tests.federation.peers import AT, NAME, House, listening, log_of, salt_of
from tests.federation.test_pulling import HOUSE, people
from tests.stating import fact
from tests.stating import house as founded

pytestmark = [pytest.mark.database, pytest.mark.django_db]
OURS = Signer("lazaretto.example/house-q", LOG, sha256(b"ours").digest())
OWN = "house-q"
EARLIER = 4  # facts of the day that was put back


def stated() -> list[tuple[Fact, str]]:
    """What our log held in its order: what the peer stated of our house came in between."""
    gone = fact(Erased(facts=(people(1, 1)[0].id,), rule="R1"), "03-16 08:00", number=60)
    ours = [(one, OWN) for one in (founded(HOUSE), *people(1, 7), gone)]
    theirs = [(one, NAME) for one in people(50, 2)]
    return [*ours[:5], theirs[1], *ours[5:7], theirs[0], *ours[7:]]


def salted(fact: Fact) -> bytes:
    return sha256(fact.id.bytes).digest()[:16]


def logged(facts: Sequence[tuple[Fact, str]]) -> list[bytes]:
    """Our log's entries."""
    return [
        bytes(Entry(HOUSE, n, leaf(encode(one), salt=salted(one)))) for n, (one, _) in enumerate(facts, 1)
    ]


@pytest.fixture
def teller() -> House:
    """The city, as it holds all of it: in its own order, and with our log as it saw that."""
    found = House()
    theirs = [one for one in stated() if one[1] == NAME]
    every = [*theirs, *(one for one in stated() if one[1] == OWN)]
    found.salts = {n: salted(one) for n, (one, _) in enumerate(every)}
    found.facts += every
    found.files = log_of(found.entries())
    found.seen = log_of(logged(stated()), signer=OURS)
    return found


@pytest.fixture
def city(teller: House, tmp_path: Path) -> Iterator[Peer]:
    """The peer, followed by a node that was put back to its earlier day."""
    with acting(), listening(teller, tmp_path, houses=None) as peer:
        put(stated()[:EARLIER])
        yield peer


def put(facts: Sequence[tuple[Fact, str]]) -> None:
    retake(
        [Received(node=node, canonical=encode(one), salt=salted(one)) for one, node in facts], own=OWN, now=AT
    )


def back(peer: Peer, folder: Path) -> Pulled:
    return take_back(
        peer, own=OWN, log=OURS.verifier, houses=frozenset({HOUSE}), folder=folder / "mirror",
        seen=folder / "seen", now=AT,
    )  # fmt: skip


def pull(peer: Peer, folder: Path, *, seen: bool = True) -> Pulled:
    return pull_peer(
        peer, own=OWN, houses=frozenset({HOUSE}), folder=folder / "mirror", now=AT,
        seen=folder / "seen" if seen else None,
    )  # fmt: skip


def held() -> int:
    return int(sql("SELECT count(*) FROM ledger_fact")[0][0])


def test_what_was_lost_is_back_in_the_order_of_the_log_that_was_seen(city: Peer, tmp_path: Path) -> None:
    done = back(city, tmp_path)
    assert (done.new, done.wrong, done.away) == (len(stated()) - EARLIER, None, "")
    assert proving.entries(0, proving.size()) == logged(stated())
    assert proving.root_at(len(stated())) == root_of(map(leaf_hash, logged(stated())))
    assert back(city, tmp_path).new == 0


def test_it_is_our_own_again_and_what_others_said_came_now(city: Peer, tmp_path: Path) -> None:
    back(city, tmp_path)
    assert {(node, received) for node, received in sql("SELECT node, received FROM ledger_fact")} == {
        (OWN, None), (NAME, AT),
    }  # fmt: skip


def test_what_a_rule_erased_since_is_erased_again(city: Peer, tmp_path: Path) -> None:
    [(_, first), (_, said)] = [(n, one.id) for n, (one, _) in enumerate(stated()) if one.id.int in (1, 60)]
    assert sql("SELECT count(*) FROM ledger_payload WHERE fact = %s", [first]) == [(1,)]
    back(city, tmp_path)
    assert sql("SELECT count(*) FROM ledger_payload WHERE fact = %s", [first]) == [(0,)]
    assert sql("SELECT fact, rule, said_by FROM ledger_erasure") == [(first, "R1", said)]
    assert rebuild().differences == ()


def test_afterwards_the_peer_is_followed_and_tells_nothing_new(city: Peer, tmp_path: Path) -> None:
    back(city, tmp_path)
    done = pull(city, tmp_path)
    assert (done.new, done.wrong, done.taken) == (0, None, len(stated()))


def test_whoever_followed_us_can_give_it_back(city: Peer, tmp_path: Path) -> None:
    """Also who may state of its own houses alone: it is we who signed it."""
    done = back(replace(city, houses=frozenset({HOUSE})), tmp_path)
    assert (done.new, done.wrong) == (len(stated()) - EARLIER, None)


def test_what_our_log_never_held_is_not_taken_back(city: Peer, teller: House, tmp_path: Path) -> None:
    """A peer that invents a fact of ours can log it, but cannot have had it signed by us."""
    teller.state(*people(90, 1), node=OWN)
    assert back(city, tmp_path).new == len(stated()) - EARLIER
    assert held() == len(stated())


def test_a_log_that_we_never_signed_brings_nothing_back(city: Peer, teller: House, tmp_path: Path) -> None:
    other = Signer(OURS.name, LOG, sha256(b"another").digest())
    teller.seen = log_of(logged(stated()), signer=other)
    done = back(city, tmp_path)
    assert done.wrong is not None
    assert done.wrong.what == "claim"
    assert held() == EARLIER
    with acting():
        assert peering.stopped(NAME) is None


def test_a_log_that_leaves_our_own_is_not_ours(city: Peer, teller: House, tmp_path: Path) -> None:
    """Signed by our key, and not going on from the newest root that our tables know."""
    proving.enter(most=99)
    own = proving.root_at(EARLIER)
    note = log_of(logged(stated())[:EARLIER], signer=OURS)["checkpoint"].decode()
    proving.sign(proving.Signed(EARLIER, own, AT, note))
    first, second, *rest = stated()
    teller.seen = log_of(logged([second, first, *rest]), signer=OURS)
    done = back(city, tmp_path)
    assert done.wrong is not None
    assert "own log" in done.wrong.why
    assert held() == EARLIER


def test_words_that_are_not_those_of_our_log_bring_nothing_back(
    city: Peer, teller: House, tmp_path: Path
) -> None:
    number = next(n for n, (_, node) in enumerate(teller.facts) if n > 6 and node == OWN)
    teller.salts[number] = salt_of(number)
    teller.files = log_of(teller.entries())
    done = back(city, tmp_path)
    assert done.wrong is not None
    assert done.wrong.what == "withheld"
    assert held() == EARLIER


def test_where_something_else_was_stated_meanwhile_nothing_is_kept(city: Peer, tmp_path: Path) -> None:
    append(people(80, 1))
    done = back(city, tmp_path)
    assert done.wrong is not None
    assert "new era" in done.wrong.why
    assert held() == EARLIER + 1


def test_after_a_new_era_our_own_come_back_as_far_as_our_log_held_them(
    city: Peer, teller: House, tmp_path: Path
) -> None:
    append(people(80, 1))
    back(city, tmp_path)
    with acting():
        assert pull(city, tmp_path, seen=False).wrong is not None
    assert held() == EARLIER + 1
    assert pull(city, tmp_path).new == len(stated()) - EARLIER
    teller.state(*people(90, 1), node=OWN)
    done = pull(city, tmp_path)
    assert done.wrong is not None
    assert done.wrong.what == "claim"
    assert held() == len(stated()) + 1


def test_a_peer_that_knows_no_more_brings_nothing(city: Peer, teller: House, tmp_path: Path) -> None:
    teller.seen = log_of(logged(stated()[:2]), signer=OURS)
    done = back(city, tmp_path)
    assert (done.new, done.failed) == (0, False)
    assert held() == EARLIER


def test_a_peer_of_an_older_version_is_waited_for(city: Peer, teller: House, tmp_path: Path) -> None:
    teller.seen = {}
    assert "older version" in back(city, tmp_path).away
