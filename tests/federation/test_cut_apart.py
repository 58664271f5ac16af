"""Two houses and their city on one machine, cut apart for days and joined again in whatever order.

Each is its own processes over its own database, with its own key and clock, and speaks real HTTP to the
others, over lines that a test cuts. What each stated alone contradicts what the others did; afterwards all
hold the same, each log is mirrored to the same root, and every board says the same.
"""

import time
from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest

from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.custody import Admitted
from lazaretto.facts.directives import DirectiveIssued, DirectiveReceived
from lazaretto.facts.fact import Fact
from lazaretto.ledger.publishing import reading
from lazaretto.proofs.auditing import audit
from lazaretto.proofs.entries import Orders
from lazaretto.proofs.notes import verifier
from tests.federation.network import Network, network
from tests.journeys.city import issued
from tests.stating import fact, moment
from tests.unit.board.world import FOUNDING, measured

pytestmark = [pytest.mark.database, pytest.mark.slow]
EVERY = ("QZ-D", "MJ-D", "TS-Z")
CUT = moment("03-15 08:00")
JOINED = CUT + timedelta(hours=72)
HOUSES = {"house-q": ("QZ-D",), "house-m": ("MJ-D",)}


def before() -> list[Fact]:
    """What all of them know when the line is cut: the small world, one bed, one directive, one reading."""
    told = [issued() if one.id.int == 9 else one for one in FOUNDING]
    bed = PlaceEstablished(established="QZ-D/T/09", use="transition", capacity=1)
    order = DirectiveIssued(directive="D-1", title="Close the gate", issuer="city")
    return [
        *told, fact(bed, "03-14 07:00", number=40), fact(order, "03-14 08:00", number=41),
        measured(42, "03-14 18:30", "A", "B"),
    ]  # fmt: skip


def alone_in_q() -> list[Fact]:
    """What QZ-D states by itself: over three days, and against what the others state meanwhile."""
    return [
        fact(Admitted(person="X", cell="QZ-D/G1/01", sex="male"), "03-15 10:00", number=100),
        measured(101, "03-14 18:30", "A", "B", tenths=371, recorded="03-15 11:00", corrects=42),
        fact(DirectiveReceived(directive="D-1"), "03-15 13:00", number=102),
        fact(Admitted(person="Y", cell="QZ-D/T/09", sex="male"), "03-16 09:00", number=103),
        *(measured(110 + n, f"03-{15 + n // 6:02} {9 + n % 6:02}:10", "A", "B", "C") for n in range(18)),
    ]


def alone_in_m() -> list[Fact]:
    """What MJ-D states by itself: the same person, received there too."""
    return [
        fact(Admitted(person="X", cell="MJ-D/G1/01", sex="male"), "03-15 10:20", number=200, facility="MJ-D"),
        *(
            measured(210 + n, f"03-{15 + n // 6:02} {9 + n % 6:02}:20", "D", facility="MJ-D")
            for n in range(18)
        ),
    ]


def alone_in_the_city() -> list[Fact]:
    """What the city writes down of QZ-D by telephone: another correction, an answer, the same bed."""
    return [
        measured(301, "03-14 18:30", "A", "B", tenths=368, recorded="03-15 11:30", corrects=42),
        fact(DirectiveReceived(directive="D-1"), "03-15 13:30", number=302),
        fact(Admitted(person="Z", cell="QZ-D/T/09", sex="male"), "03-16 09:10", number=303),
    ]


ALONE = {"house-q": alone_in_q, "house-m": alone_in_m, "city": alone_in_the_city}
WHOLE = len(before()) + sum(len(stated()) for stated in ALONE.values())


@pytest.fixture
def net() -> Iterator[Network]:
    with network(HOUSES, kept=EVERY, moment=CUT) as found:
        yield found


def together(net: Network) -> None:
    """All know what stands before the cut."""
    net["city"].state(*before())
    for node in net.nodes.values():
        node.serve()
    for name in HOUSES:
        net[name].pull()
        net[name].hand("publish")
    net["city"].pull()
    assert [len(node.stand()["facts"]) for node in net.nodes.values()] == [len(before())] * 3


def cut_apart(net: Network) -> None:
    """Three days alone; each finds out by itself that nobody answers, and goes on."""
    for link in net.links():
        link.cut = True
    net.at(JOINED)
    for node in net.nodes.values():
        node.stop()
        node.serve()
        node.state(*ALONE[node.name]())
        assert all(one["away"] for one in node.pull())


def join(net: Network) -> None:
    for link in net.links():
        link.cut = False


def settle(net: Network, order: list[str]) -> None:
    """Pull and sign in an order of names, until nobody finds anything new."""
    for _ in range(6):
        for name in order:
            assert not [one for one in net[name].pull() if one["away"] or one["wrong"]]
            net[name].hand("publish")
        if all(len(node.stand()["facts"]) == WHOLE for node in net.nodes.values()):
            break
    for name in order:  # what was signed last is mirrored, too
        net[name].pull()


def all_is_one(net: Network) -> None:
    """The same facts, set root, disputes, stays and boards everywhere; each log mirrored to its own root."""
    stands = {name: node.stand() for name, node in net.nodes.items()}
    city = stands["city"]
    assert len(city["facts"]) == WHOLE
    for name, stands_so in stands.items():
        assert stands_so == city, name
    assert city["disputes"], "what contradicts is disputed"
    for follower in net.nodes.values():
        for name in follower.links:
            key = verifier(net[name].hand("key"))
            ours, theirs = follower.folder / "mirrors" / name, net[name].folder / "log"
            found = audit(reading(ours), key, entry=Orders())
            assert found.faults == ()
            assert reading(ours)("checkpoint") == reading(theirs)("checkpoint")


def boards(net: Network) -> None:
    """What all know at the end of the three days; and the page, once the last receipt is a minute old."""
    at = f"{JOINED:%Y-%m-%dT%H:%M}Z"
    for path in (f"/api/v1/board?at={at}", f"/api/v1/facilities/QZ-D/day?at={at}"):
        told = [node.get(f"{path}&known_at=2030-01-01T00:00Z") for node in net.nodes.values()]
        assert all(one == told[0] for one in told), path
    time.sleep(61)
    minute = f"{net.now():%Y-%m-%dT%H:%M}Z"
    pages = [sheet(node.page(f"/?at={minute}")) for node in net.nodes.values()]
    assert "Alerts" in pages[0]
    for page in pages:
        assert page == pages[0]


def sheet(page: str) -> str:
    """What the board says; its slider ends at the second in which it was asked for."""
    return page.partition('class="board-top"')[2].partition('class="slider')[0]


def test_cut_apart_for_three_days_and_joined(net: Network) -> None:
    together(net)
    assert "Working alone" not in net["house-q"].page("/")
    cut_apart(net)
    assert "Working alone since" in net["house-q"].page("/")
    join(net)
    settle(net, ["house-m", "city", "house-q"])
    all_is_one(net)
    assert "Working alone" not in net["house-q"].page("/")
    boards(net)


@pytest.mark.parametrize("seed", [1, 2])
def test_joined_in_any_order_killed_and_over_a_bad_line(net: Network, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 — when to kill is no secret
    together(net)
    cut_apart(net)
    for link in net.links():
        link.cut, link.loses, link.repeats, link.chance = False, 0.3, 0.3, Random(seed)  # noqa: S311
    names = list(net.nodes)
    died = 0
    for _ in range(10):
        node = net[chance.choice(names)]
        died += node.pull_and_die(chance.randint(1, 9))
        if chance.random() < 0.4:
            node.hand("publish")
    assert died
    assert sum(link.lost + link.repeated for link in net.links())
    for link in net.links():
        link.loses = link.repeats = 0.0
    chance.shuffle(names)
    settle(net, names)
    all_is_one(net)


def test_nodes_that_serve_join_by_themselves(net: Network) -> None:
    """Beside a server a follower runs; nobody types anything."""
    together(net)
    cut_apart(net)
    for node in net.nodes.values():
        node.stop()
    join(net)
    for node in net.nodes.values():
        node.serve(follow=True)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        for node in net.nodes.values():
            node.hand("publish")
        if all(len(node.stand()["facts"]) == WHOLE for node in net.nodes.values()):
            break
    stands = [node.stand() for node in net.nodes.values()]
    assert len(stands[0]["facts"]) == WHOLE
    assert all(found == stands[0] for found in stands)
