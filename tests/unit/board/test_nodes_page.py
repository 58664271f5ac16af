"""How a peer stands, by what was heard of it and what was found; and what of it needs somebody."""

from datetime import timedelta
from typing import Any, get_args

import pytest

from lazaretto.board.nodes_page import (
    PeerLimits,
    PeerSeen,
    State,
    alone_since,
    nodes_page,
    of_the_nodes,
    state_of,
)
from lazaretto.board.nodes_words import REMEDIES, SAYS, WHAT
from lazaretto.proofs.mirroring import What
from tests.stating import ZONE, moment

NOW = moment("03-15 14:02")
LIMITS = PeerLimits(quiet=timedelta(minutes=3), red=timedelta(hours=24))


def seen(**more: Any) -> PeerSeen:
    given = {"name": "house-q", "address": "https://q.example.org", "houses": ("QZ-D",), "heard": NOW}
    return PeerSeen(**{**given, **more})


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"size": 9, "taken": 9}, ("whole", "met")),
        ({"size": 9, "taken": 4}, ("behind", "met")),
        ({"heard": None}, ("never", "amber")),
        ({"heard": NOW - timedelta(minutes=2)}, ("whole", "met")),
        ({"heard": NOW - timedelta(minutes=4)}, ("away", "amber")),
        ({"heard": NOW - timedelta(hours=23)}, ("away", "amber")),
        ({"heard": NOW - timedelta(hours=25)}, ("away", "red")),
        ({"what": "words"}, ("wrong", "red")),
        ({"what": "forked", "stopped": True}, ("stopped", "red")),
        ({"heard": None, "what": "unsigned"}, ("wrong", "red")),
    ],
)
def test_how_a_peer_stands(more: dict[str, Any], expected: tuple[str, str]) -> None:
    assert state_of(seen(**more), limits=LIMITS, at=NOW) == expected


def test_who_hears_one_of_its_peers_is_not_alone() -> None:
    hours = [NOW - timedelta(hours=n) for n in (2, 5)]
    away = [seen(heard=one) for one in hours]
    assert alone_since(away, limits=LIMITS, at=NOW) == hours[0]
    assert alone_since([*away, seen()], limits=LIMITS, at=NOW) is None
    assert alone_since([], limits=LIMITS, at=NOW) is None
    assert alone_since([seen(heard=None)], limits=LIMITS, at=NOW) is None, "who never joined is not cut off"


def test_the_page_puts_the_gravest_first_and_says_what_to_do() -> None:
    page = nodes_page(
        [
            seen(name="a", size=10, taken=5, root="ab" * 32), seen(name="b", what="claim"),
            seen(name="c", heard=None),
        ],
        node="city", log="city.example", houses=(), limits=LIMITS, at=NOW, zone=ZONE,
    )  # fmt: skip
    assert [line.name for line in page.peers] == ["b", "c", "a"]
    line = page.peers[2]
    assert (line.behind, line.share, line.root) == (5, 50, "abababababab")
    assert line.says.en == "taking in: 5 entries behind"
    assert page.peers[0].says.en.endswith("it speaks for another node")
    assert page.peers[0].remedy == REMEDIES["wrong"]


def test_what_needs_somebody_is_a_line_of_the_systems_list() -> None:
    lines = of_the_nodes(
        [
            seen(), seen(heard=None), seen(heard=NOW - timedelta(hours=30)),
            seen(what="words", entry=7, place="", found=NOW), seen(what="forked", stopped=True, found=NOW),
        ],
        limits=LIMITS, at=NOW, zone=ZONE,
    )  # fmt: skip
    assert [(one.rule, one.light) for one in lines] == [
        ("peer_never", "amber"), ("peer_away", "red"), ("peer_wrong", "red"), ("peer_stopped", "red"),
    ]  # fmt: skip


def test_every_state_and_every_fault_has_its_words() -> None:
    assert set(SAYS) == set(REMEDIES) == set(get_args(State))
    assert set(WHAT) == set(get_args(What))
