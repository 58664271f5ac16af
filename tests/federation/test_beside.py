"""Other words under known ids have no entry: they are asked for beside the log, page by page."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from lazaretto.actions.pull_peer import AGAIN
from lazaretto.facts.encoding import encode
from lazaretto.ledger import peering
from lazaretto.ledger.fed import Beside
from tests.database.sql import acting, sql
from tests.federation.peers import AT, NAME, House, listening, salt_of
from tests.federation.test_pulling import HOUSE, City, people, said_otherwise
from tests.stating import house as founded

pytestmark = [pytest.mark.database, pytest.mark.django_db]


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


def test_other_words_are_asked_for_when_every_entry_is_here(city: City, teller: House) -> None:
    """Words that came there long ago may be of an entry of the last page."""
    teller.beside = (Beside(node=NAME, said=encode(said_otherwise(9)).decode(), salt=salt_of(77).hex()),)
    teller.asks_since = True
    city.pull(most=4)
    assert peering.followed(NAME).beside is None
    city.pull_all(most=4)
    assert sql("SELECT fact FROM ledger_double") == [(UUID(int=9),)]
    assert peering.followed(NAME).beside == AT - AGAIN


def test_more_other_words_than_one_page_tells_come_page_by_page(city: City, teller: House) -> None:
    """Broken off between two pages it goes on where it was; the instant moves with the last one."""
    teller.beside = tuple(
        Beside(node=NAME, said=encode(said_otherwise(n)).decode(), salt=salt_of(70 + n).hex())
        for n in range(1, 8)
    )
    teller.told_at_once = 3
    done = [city.pull() for _ in range(2)]
    assert [(one.behind, one.more, one.whole) for one in done] == [(0, True, False)] * 2
    assert sql("SELECT count(*) FROM ledger_double") == [(6,)]
    assert peering.followed(NAME).beside is None
    teller.away = True
    assert city.pull().away
    teller.away = False
    last = city.pull()
    assert (last.more, last.whole) == (False, True)
    assert sql("SELECT count(*) FROM ledger_double") == [(7,)]
    assert (peering.followed(NAME).beside, peering.followed(NAME).beside_next) == (AT - AGAIN, "")
    asked = [path for path in teller.asked if "after=" in path]
    assert [path.partition("after=")[2] for path in asked] == ["start", "3", "6"]
    assert len({path.partition("since=")[2].partition("&")[0] for path in asked}) == 1
