"""The city follows a house: what is signed and told is taken in once; what does not hold is named."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from lazaretto.actions.pull_peer import Pulled, pull_peer
from lazaretto.actions.resume_peer import resume_peer
from lazaretto.facts import custody, hygiene
from lazaretto.facts.command import LevelOrdered
from lazaretto.facts.commitment import leaf
from lazaretto.facts.encoding import encode
from lazaretto.facts.fact import Fact
from lazaretto.facts.record import Retracted
from lazaretto.ledger import peering, rows
from lazaretto.ledger.appending import append
from lazaretto.ledger.fed import Beside, EntryPage, Gone
from lazaretto.ledger.publishing import reading
from lazaretto.ledger.rebuilding import rebuild
from lazaretto.ledger.tailing import Tail
from lazaretto.neighbours.peers import Peer
from lazaretto.proofs.auditing import audit
from lazaretto.proofs.entries import Entry, Orders, read_entry
from lazaretto.proofs.notes import LOG, Signer
from lazaretto.proofs.tiles import bundled
from lazaretto.registers.events import FOREVER
from tests.database.sql import acting, sql
from tests.federation.peers import AT, KEY, NAME, House, listening, log_of, salt_of
from tests.stating import fact
from tests.stating import house as founded

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HOUSE = "QZ-D"


def people(first: int, many: int, *, facility: str = HOUSE) -> list[Fact]:
    """Temperatures, one person each."""
    return [
        fact(
            hygiene.TemperaturesTaken(readings=(hygiene.Reading(person=f"D{n}", celsius_tenths=365),)),
            "03-15 08:00", number=n, facility=facility,
        )
        for n in range(first, first + many)
    ]  # fmt: skip


@dataclass
class City:
    """The node that follows, in the tables of the test."""

    peer: Peer
    folder: Path
    houses: frozenset[str] | None = None

    def pull(self, most: int = 500) -> Pulled:
        return pull_peer(self.peer, own="city", houses=self.houses, folder=self.folder, now=AT, most=most)

    def pull_all(self, most: int = 500) -> Pulled:
        done = self.pull(most)
        while done.behind and not done.failed:
            done = self.pull(most)
        return done


@pytest.fixture
def teller() -> House:
    """The house that is followed, with a few facts."""
    found = House()
    found.state(founded(HOUSE), *people(1, 9))
    return found


@pytest.fixture
def city(teller: House, tmp_path: Path) -> Iterator[City]:
    with acting(), listening(teller, tmp_path, houses=frozenset({HOUSE})) as peer:
        yield City(peer, tmp_path / "mirrors" / NAME)


def held() -> set[UUID]:
    return {row[0] for row in sql("SELECT id FROM ledger_fact")}


def findings() -> list[tuple[str, str, int]]:
    return [(one.what, one.place, one.entry) for one in peering.findings(most=99)]


def test_what_a_house_stated_is_held_here_with_its_own_commitment(city: City, teller: House) -> None:
    done = city.pull()
    assert (done.taken, done.new, done.failed) == (10, 10, False)
    said = {read_entry(entry).commitment for entry in teller.entries()}
    assert {bytes(leaf) for (leaf,) in sql("SELECT leaf FROM ledger_fact")} == said
    assert sql("SELECT DISTINCT node, received FROM ledger_fact") == [(NAME, AT)]


def test_the_mirror_is_a_log_that_anybody_checks(city: City, teller: House) -> None:
    teller.state(*people(10, 700))
    city.pull_all()
    found = audit(reading(city.folder), KEY.verifier, entry=Orders())
    assert (found.faults, found.entries) == ((), 710)
    teller.state(*people(800, 400))
    city.pull_all()
    assert audit(reading(city.folder), KEY.verifier, entry=Orders()).entries == 1110
    assert len(held()) == 1110


def test_pages_are_taken_in_turn_and_nothing_twice(city: City, teller: House) -> None:
    assert [city.pull(most=4).new for _ in range(4)] == [4, 4, 2, 0]
    teller.state(*people(20, 1))
    assert city.pull().new == 1
    assert len(held()) == 11


def test_a_page_that_comes_again_is_taken_once(city: City) -> None:
    city.pull(most=4)
    sql("UPDATE ledger_peer SET taken = 0")  # as if the cursor had been lost with a backup
    assert city.pull_all(most=3).taken == 10
    assert len(held()) == 10
    assert findings() == []


def test_who_is_away_is_said_and_nothing_is_lost(city: City, teller: House) -> None:
    city.pull(most=4)
    teller.away = True
    done = city.pull()
    assert "500" in done.away
    assert (done.taken, done.size) == (4, 10)
    teller.away = False
    assert city.pull().new == 6


def test_a_house_outside_the_asked_scope_is_an_index_alone(city: City, teller: House) -> None:
    teller.state(*people(50, 3, facility="MJ-D"))
    teller.outside = {"MJ-D"}
    city.peer = replace(city.peer, houses=frozenset({HOUSE, "GG-D"}))
    assert city.pull().taken == 13
    assert len(held()) == 10


def test_a_correction_and_a_contradiction_come_in_as_they_are(city: City, teller: House) -> None:
    came = [
        fact(custody.Admitted(person="D900", cell=f"{HOUSE}/T/01", sex="male"), "03-15 08:00", number=900 + n)
        for n in range(2)
    ]
    teller.state(*came)
    done = city.pull()
    assert (done.new, done.disputed) == (12, 1)
    assert peering.followed(NAME).disputed == 1


# What a lying peer says, and by which name it is refused ------


def _item(page: EntryPage, at: int, **changes: object) -> EntryPage:
    items = list(page.items)
    items[at] = msgspec.structs.replace(items[at], **changes)
    return msgspec.structs.replace(page, items=tuple(items))


def _other_words(page: EntryPage) -> EntryPage:
    return _item(page, 3, said=str(page.items[3].said).replace("365", "366"))


def _spaced(page: EntryPage) -> EntryPage:
    return _item(page, 3, said=f"{page.items[3].said} ")


def _gone(page: EntryPage, at: int) -> Gone:
    words = str(page.items[at].said).encode()
    return Gone(
        id=UUID(int=1), kind="hygiene.temperatures_taken/1", occurred=AT, recorded=AT, actor="S1", device="d",
        rule="R1", erased=AT, erased_by="S1", commitment=leaf(words, salt=salt_of(at)).hex(),
    )  # fmt: skip


def _beside_of_another() -> Beside:
    other = msgspec.structs.replace(said_otherwise(3), facility="MJ-D")
    return Beside(node="house-l", said=encode(other).decode(), salt=salt_of(77).hex())


LIES: dict[str, tuple[Callable[[EntryPage], EntryPage], str, int]] = {
    "other words": (_other_words, "words", 3),
    "words that are not canonical": (_spaced, "words", 3),
    "another salt": (lambda page: _item(page, 3, salt=salt_of(9).hex()), "words", 3),
    "no salt": (lambda page: _item(page, 3, salt="00"), "words", 3),
    "words of another entry": (lambda page: _item(page, 3, said=page.items[4].said), "words", 3),
    "two entries the other way round": (
        lambda page: msgspec.structs.replace(page, items=(page.items[1], page.items[0], *page.items[2:])),
        "page", 0,
    ),
    "an entry left out": (
        lambda page: msgspec.structs.replace(page, items=page.items[:2] + page.items[3:]), "page", 2,
    ),
    "an entry that is owed and not told": (lambda page: _item(page, 3, said=None), "withheld", 3),
    "nobody's fact": (lambda page: _item(page, 3, node=""), "claim", 3),
    "a fact that the city is said to have stated": (lambda page: _item(page, 3, node="city"), "claim", 3),
    "what a third node is said to have erased": (
        lambda page: _item(page, 3, said=None, salt=None, node="house-l", gone=_gone(page, 3)), "claim", -1,
    ),
    "other words of a third node's fact": (
        lambda page: msgspec.structs.replace(page, beside=(_beside_of_another(),)), "claim", -1,
    ),
    "a fact of a third node": (lambda page: _item(page, 3, node="house-l"), "claim", 3),
    "the feed of another node": (
        lambda page: msgspec.structs.replace(page, node="house-l"), "page", -1,
    ),
    "more than was asked for": (
        lambda page: msgspec.structs.replace(page, items=page.items + page.items[-1:]), "page", 0,
    ),
    "nothing at all": (lambda page: msgspec.structs.replace(page, items=()), "page", 0),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_of_the_feed_is_named_and_nothing_of_its_page_is_kept(
    city: City, teller: House, lie: str
) -> None:  # fmt: skip
    spoil, what, index = LIES[lie]
    teller.spoil = spoil
    done = city.pull()
    assert done.wrong is not None
    assert (done.wrong.what, done.wrong.index, done.taken) == (what, index, 0)
    assert held() == set()
    assert city.pull().wrong == done.wrong
    assert len(findings()) == 1, "what stays wrong is noted once"
    teller.spoil = None
    assert city.pull().new == 10, "once it holds it goes on by itself"
    assert peering.followed(NAME).wrong is None


def test_people_of_a_house_that_is_not_kept_here_are_refused(city: City, teller: House) -> None:
    city.houses = frozenset({"MJ-D"})
    city.peer = replace(city.peer, houses=None)
    teller.facts.clear()
    level = fact(
        LevelOrdered(level="closed", authority="the city", reason="a case"),
        "03-15 08:00",
        number=7,
        facility="TS-Z",
    )
    teller.state(level, *people(1, 1))
    done = city.pull()
    assert done.wrong is not None
    assert (done.wrong.what, done.wrong.index) == ("scope", 1)
    assert held() == set()
    teller.outside = {HOUSE}
    assert city.pull().new == 1, "what is said to all comes in"


def test_a_house_does_not_state_of_another(city: City, teller: House) -> None:
    teller.state(*people(50, 1, facility="MJ-D"))
    done = city.pull()
    assert done.wrong is not None
    assert (done.wrong.what, done.wrong.index) == ("claim", 10)
    assert "house-d is not the node of MJ-D" in done.wrong.why
    assert held() == set()


@pytest.mark.parametrize("first", [True, False])
def test_a_house_takes_back_nothing_of_another(city: City, teller: House, first: bool) -> None:
    """Its word is kept and has no force, whether what it names came first or comes later."""
    other = people(70, 1, facility="MJ-D")[0]
    teller.state(fact(Retracted(fact=other.id, reason="entered twice"), "03-15 09:00", number=90))
    if first:
        append([other])
    done = city.pull()
    assert (done.wrong, done.taken, done.disputed) == (None, 11, int(first))
    if not first:
        append([other])
    assert rows.standing([other.id]) == {other.id}
    assert Tail().live().gone_at(other.id) == FOREVER
    assert rebuild().differences == ()


def test_what_the_city_stated_comes_back_as_what_it_is(city: City, teller: House) -> None:
    """A house logs what it received from us; we hold it, and take it for ours."""
    mine = people(70, 1)[0]
    append([mine])
    (salt,) = sql("SELECT salt FROM ledger_payload")[0]
    teller.facts = [(mine, "city")]
    teller.salts[0] = bytes(salt)
    teller.state()
    assert city.pull().taken == 1
    assert len(held()) == 1
    assert findings() == []


def test_other_words_under_an_id_come_beside_the_entries(city: City, teller: House) -> None:
    teller.beside = (
        Beside(node=NAME, said=encode(said_otherwise(3)).decode(), salt=salt_of(77).hex()),
        Beside(node=NAME, said=encode(people(400, 1)[0]).decode(), salt=salt_of(78).hex()),
    )
    assert city.pull().taken == 10
    assert UUID(int=400) not in held(), "no entry of any log speaks of it"
    assert sql("SELECT fact FROM ledger_double") == [(UUID(int=3),)]
    assert sql("SELECT fact, rule FROM ledger_dispute") == [(UUID(int=3), "said_otherwise")]


def said_otherwise(number: int) -> Fact:
    """Another temperature under the id of one of :func:`people`."""
    body = hygiene.TemperaturesTaken(readings=(hygiene.Reading(person=f"D{number}", celsius_tenths=391),))
    return fact(body, "03-15 08:00", number=number)


# A log that is not what it was ------


def test_a_fork_stops_the_mirror_and_both_notes_are_kept(city: City, teller: House) -> None:
    city.pull()
    first = teller.files["checkpoint"].decode()
    entries = teller.entries()
    forked = [*entries[:4], bytes(Entry(HOUSE, 5, sha256(b"another").digest())), *entries[5:]]
    teller.files = log_of([*forked, bytes(Entry(HOUSE, 11, sha256(b"more").digest()))])
    done = city.pull()
    assert done.wrong is not None
    assert (done.wrong.what, done.stopped) == ("forked", True)
    kept = peering.findings(most=1)[0]
    assert (kept.held, kept.found) == (first, teller.files["checkpoint"].decode())
    assert reading(city.folder)("checkpoint") == first.encode()
    asked = len(teller.asked)
    assert city.pull().stopped
    assert len(teller.asked) == asked, "nothing more is asked of it"


def test_a_log_that_was_rolled_back_stops_until_a_person_has_looked(city: City, teller: House) -> None:
    city.pull()
    whole, teller.files = teller.files, log_of(teller.entries()[:7])
    assert city.pull().stopped
    assert findings() == [("rolled_back", "checkpoint", -1)]
    teller.files = whole
    assert city.pull().stopped, "it does not go on by itself"
    resume_peer(NAME, folder=city.folder, why="a test of its backup", by="S1", anew=False, now=AT)
    assert not city.pull().failed


def test_a_log_that_begins_anew_is_followed_from_its_first_entry(city: City, teller: House) -> None:
    city.pull()
    teller.files = log_of(teller.entries()[:7])
    city.pull()
    resume_peer(NAME, folder=city.folder, why="its disk was lost", by="S1", anew=True, now=AT)
    teller.facts = teller.facts[:7]
    assert city.pull().taken == 7
    assert len(held()) == 10, "what was received stays"
    assert [one.name for one in city.folder.parent.iterdir() if one != city.folder] == [
        f"{NAME}.until-{AT:%Y%m%dT%H%M%S}"
    ]


def test_a_folder_of_an_earlier_day_does_not_hide_a_rollback(city: City, teller: House) -> None:
    """The tables remember the newest checkpoint, too."""
    city.pull()
    for file in sorted(city.folder.rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    teller.files = log_of(teller.entries()[:7])
    assert city.pull().stopped
    assert findings() == [("rolled_back", "checkpoint", -1)]


def test_a_key_that_was_not_pinned_signs_nothing(city: City, teller: House) -> None:
    teller.files = log_of(teller.entries(), signer=Signer(KEY.name, LOG, sha256(b"thief").digest()))
    done = city.pull()
    assert done.wrong is not None
    assert (done.wrong.what, done.stopped, held()) == ("unsigned", False, set())


@pytest.mark.parametrize(("path", "what"), [("tile/entries/000.p/10", "entry"), ("tile/0/000.p/10", "tile")])
def test_a_changed_file_is_named_and_nothing_is_kept(
    city: City, teller: House, path: str, what: str
) -> None:  # fmt: skip
    entries = teller.entries()
    entries[2], entries[3] = entries[3], entries[2]
    whole = teller.files[path]
    teller.files[path] = bundled(entries) if "entries" in path else whole[32:64] + whole[:32] + whole[64:]
    done = city.pull()
    assert done.wrong is not None
    assert done.wrong.what == what
    assert held() == set()
    assert reading(city.folder)("checkpoint") is None
    teller.files[path] = whole
    assert city.pull().new == 10


def test_a_file_of_ours_that_rotted_is_fetched_again(city: City, teller: House) -> None:
    city.pull()
    teller.state(*people(100, 300))
    city.pull_all()
    (city.folder / "tile" / "0" / "000").write_bytes(b"rotten")
    teller.state(*people(500, 300))
    assert not city.pull_all().failed
    assert len(held()) == 610
