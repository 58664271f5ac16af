"""What a house decided about erasing, as another node follows it: known, and nothing is erased by it."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from msgspec.structs import replace

from lazaretto.actions.pull_peer import pull_peer
from lazaretto.facts.retention import Erased, ErasureDeclined, ErasureProposed, HoldSet
from lazaretto.ledger.rebuilding import rebuild
from lazaretto.ledger.tailing import live
from lazaretto.neighbours.peers import Peer
from lazaretto.obligations.erasures import holds, proposals
from tests.database.sql import acting, sql
from tests.federation.peers import AT, House, listening
from tests.federation.test_pulling import HOUSE, people
from tests.stating import fact, second
from tests.stating import house as founded

pytestmark = [pytest.mark.database, pytest.mark.django_db]
RULE = "document/1 health.erased"
SAID = (
    fact(ErasureProposed(person="D1", data="health", rule=RULE), "03-20 08:00", number=70),
    fact(ErasureProposed(person="D2", data="health", rule=RULE), "03-20 08:01", number=71),
    fact(HoldSet(person="D3", office="facility", reason="A court asks for it."), "03-20 08:02", number=72),
)
ANSWERS = (
    fact(Erased(facts=(UUID(int=1),), rule=RULE, proposal=UUID(int=70)), "03-20 09:00", number=73),
    fact(ErasureDeclined(proposal=UUID(int=71), reason="A court may ask."), "03-20 09:01", number=74),
)


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Peer]:
    """The house tells what its leader said, and what somebody else answered."""
    teller = House()
    teller.state(founded(HOUSE), *people(1, 3), *SAID, *(replace(one, actor="chief") for one in ANSWERS))
    with acting(), listening(teller, tmp_path, houses=frozenset({HOUSE})) as peer:
        yield peer


def test_what_was_decided_at_a_house_is_known_and_each_node_erases_its_own(
    city: Peer, tmp_path: Path
) -> None:
    done = pull_peer(city, own="city", houses=None, folder=tmp_path / "mirror", now=AT)
    assert (done.new, done.wrong) == (9, None)
    record = live()
    standing = record.standing(at=second("04-30 00:00"))
    assert [one.course.state for one in proposals(standing, record.facts)] == ["erased", "declined"]
    assert [one.body.person for one in holds(standing, record.facts)] == ["D3"]
    assert sql("SELECT count(*) FROM ledger_payload WHERE fact = %s", [UUID(int=1)]) == [(1,)]
    assert rebuild(restore=False).differences == ()
