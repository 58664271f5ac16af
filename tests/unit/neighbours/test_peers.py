"""The file of peers: what it says is meant, or is refused with what to mend; nobody else is spoken to."""

import json
from pathlib import Path
from typing import Any

import pytest

from lazaretto.neighbours.asking import Unreached
from lazaretto.neighbours.entries import page
from lazaretto.neighbours.peers import ALONE, BadPeers, read_peers
from tests.unit.neighbours.answering import Answer, Asked, machine
from tests.unit.proofs.log import EYES, KEY

PEER = {
    "name": "city", "address": "https://city.example.org/", "key": str(KEY.verifier), "token": "city.token",
    "houses": ["*"],
}  # fmt: skip


def said(folder: Path, *peers: dict[str, Any], houses: tuple[str, ...] = ("QZ-D",)) -> Path:
    file = folder / "peers.json"
    file.write_text(json.dumps({"houses": houses, "peers": list(peers)}))
    return file


def test_who_has_no_file_follows_nobody(tmp_path: Path) -> None:
    assert read_peers(tmp_path / "peers.json") == ALONE


def test_a_file_says_who_is_followed_and_of_whom_each_may_speak(tmp_path: Path) -> None:
    house = {**PEER, "name": "house", "address": "http://127.0.0.1:8001", "houses": ["QZ-D"],
             "key": str(EYES[0].verifier).replace(EYES[0].name, "x")}  # fmt: skip
    found = read_peers(said(tmp_path, PEER))
    (city,) = found.each
    assert (city.name, city.address, city.houses) == ("city", "https://city.example.org", None)
    assert found.houses == frozenset({"QZ-D"})
    assert read_peers(said(tmp_path, PEER, houses=("*",))).houses is None
    assert found.named("nobody") is None
    with pytest.raises(BadPeers, match="house"):
        read_peers(said(tmp_path, house))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"address": "http://city.example.org"}, "begins with https"),
        ({"address": "ftp://city.example.org"}, "begins with https"),
        ({"address": "https://me:secret@city.example.org"}, "begins with https"),
        ({"key": "nonsense"}, "its key"),
        ({"key": str(EYES[0].verifier)}, "of a witness"),
        ({"name": "a b"}, "name"),
        ({"name": "../up"}, "name"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_meant_is_said(tmp_path: Path, change: dict[str, str], why: str) -> None:
    with pytest.raises(BadPeers, match=why):
        read_peers(said(tmp_path, {**PEER, **change}))


def test_two_peers_of_one_name_or_one_key_are_refused(tmp_path: Path) -> None:
    for other in (
        {"address": "https://b.example.org", "key": "k"},
        {"name": "b", "address": "https://b.example.org"},
    ):
        with pytest.raises(BadPeers):
            read_peers(said(tmp_path, PEER, {**PEER, **other}))


def test_a_token_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (city,) = read_peers(said(tmp_path, PEER)).each
    with pytest.raises(BadPeers, match=r"city\.token"):
        city.secret()
    (tmp_path / "city.token").write_text("lzn_x\n")
    assert city.secret() == "lzn_x"


def test_a_feed_that_refuses_us_is_said_by_its_status() -> None:
    def answer(asked: Asked) -> Answer:
        assert asked.path == "/api/v1/nodes/entries?from=3&to=9&since=2022-03-15T00:00:00Z"
        return 401, b"secret words", {}

    with machine(answer) as address, pytest.raises(Unreached, match="does not know our token") as refusal:
        page(address, "lzn_x", first=3, end=9, since="2022-03-15T00:00:00Z")
    assert "secret words" not in str(refusal.value)
    assert "lzn_x" not in str(refusal.value)


def test_a_feed_leads_nowhere_else() -> None:
    elsewhere = {"Location": "http://127.0.0.1:9/"}
    with machine(lambda _: (302, b"", elsewhere)) as address, pytest.raises(Unreached, match="302"):
        page(address, "lzn_x", first=0, end=1)
