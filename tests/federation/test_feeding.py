"""What a node tells another: entries with their words within its houses, what is said to all, and no more."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.models import Deed, NodeToken, Read
from lazaretto.access.node_tokens import PREFIX, issue_node_token, node_reading, revoke_node_token
from lazaretto.access.scope import scoped
from lazaretto.access.tokens import bearer, issue_token
from lazaretto.api.urls import api
from lazaretto.facts.commitment import leaf
from lazaretto.facts.custody import Admitted
from lazaretto.facts.encoding import encode
from lazaretto.ledger import erasing, feeding, proving
from lazaretto.ledger.appending import append
from lazaretto.ledger.fed import START, Beside
from lazaretto.ledger.offering import After
from lazaretto.ledger.publishing import publish
from lazaretto.ledger.received import Received
from lazaretto.ledger.receiving import receive
from lazaretto.proofs.notes import LOG, Signer
from tests.database.sql import sql
from tests.journeys.city import clock, record, sign_in
from tests.stating import fact, moment
from tests.unit.board.world import measured

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SECURITY = Actor("A2", "security_admin", Scope())
NOW = moment("04-01 08:00")
EVERYWHERE = Scope(everywhere=True)
KEY = Signer("lazaretto.example/city", LOG, bytes(32))
ADDRESS = "/api/v1/nodes/entries"


@pytest.fixture(autouse=True)
def city(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small world at the city's node, logged and published."""
    settings.NODE = "city"
    settings.SECOND_FACTOR_ROLES = frozenset()
    monkeypatch.setattr("lazaretto.project.clock.now", clock("04-01 08:00"))
    record(measured(60, "03-15 08:00", "D", facility="MJ-D"))
    _published(tmp_path)


def _published(folder: Path) -> int:
    with scoped(EVERYWHERE):
        while proving.enter(most=100):
            pass
        return publish(folder / "log", KEY, now=NOW).size


def token(*houses: str, node: str = "house-q", everywhere: bool = False) -> str:
    return issue_node_token(
        node=node, facilities=houses, everywhere=everywhere, expires=NOW + timedelta(days=30), actor=SECURITY,
        now=NOW, agreed_by="AUD1",
    )  # fmt: skip


def asked(client: Client, shown: str, first: int = 0, end: int = 500, **more: str) -> Any:
    query: dict[str, str | int] = {"from": first, "to": end, **more}
    return client.get(ADDRESS, query, headers={"Authorization": f"Bearer {shown}"})


def told(client: Client, shown: str, first: int = 0, end: int = 500) -> list[dict[str, Any]]:
    answer = asked(client, shown, first, end)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def houses() -> list[str]:
    """Whose entry each is, in order."""
    query = "SELECT facility FROM ledger_entry ORDER BY index"
    with scoped(EVERYWHERE):
        return [row[0] for row in sql(query)]


def test_the_city_is_told_everything_with_its_commitments(client: Client) -> None:
    items = told(client, token(everywhere=True))
    with scoped(EVERYWHERE):
        leaves = [
            bytes(row[0])
            for row in sql(
                "SELECT f.leaf FROM ledger_entry e JOIN ledger_fact f ON f.id = e.fact ORDER BY index"
            )
        ]
    assert [leaf(one["said"].encode(), salt=bytes.fromhex(one["salt"])) for one in items] == leaves
    assert {one["node"] for one in items} == {"city"}
    assert [one["index"] for one in items] == list(range(len(items)))


def test_a_house_is_told_its_own_and_what_is_said_to_all(client: Client) -> None:
    items = told(client, token("QZ-D"))
    whose = houses()
    for one in items:
        house = whose[one["index"]]
        assert ("said" in one) == (house in ("QZ-D", "TS-Z")), one
        if house == "MJ-D":
            assert set(one) == {"index"}
    said = [one["said"] for one in items if "said" in one]
    assert any("command.protocol_issued" in one for one in said)


def test_people_of_an_office_are_not_said_to_all(client: Client, tmp_path: Path) -> None:
    came = fact(Admitted(person="Q", cell="TS-Z/T/01", sex="male"), "03-16 08:00", number=70, facility="TS-Z")
    with scoped(EVERYWHERE):
        append([came])
    size = _published(tmp_path)
    assert told(client, token("QZ-D"), size - 1, size) == [{"index": size - 1}]
    assert "said" in told(client, token("TS-Z", node="office"), size - 1, size)[0]


def test_what_a_rule_erased_is_told_as_such(client: Client) -> None:
    with scoped(EVERYWHERE):
        erasing.erase([UUID(int=12)], rule="R-1", actor="D1", now=NOW)
    items = told(client, token("QZ-D"))
    (gone,) = [one["gone"] for one in items if "gone" in one]
    assert (gone["rule"], gone["kind"], gone["erased_by"]) == ("R-1", "custody.admitted/1", "D1")
    with scoped(EVERYWHERE):
        ((kept,),) = sql("SELECT leaf FROM ledger_fact WHERE id = %s", [UUID(int=12)])
    assert gone["commitment"] == bytes(kept).hex()
    assert "甲某" not in str(items)


def test_pages_are_bounded_by_entries_and_by_bytes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    shown = token(everywhere=True)
    assert [one["index"] for one in told(client, shown, 3, 6)] == [3, 4, 5]
    size = len(houses())
    assert told(client, shown, size, size) == []
    monkeypatch.setattr(feeding, "MOST_BYTES", 300)
    assert 0 < len(told(client, shown)) < 4
    for first, end in ((5, 3), (size + 1, size + 2)):
        assert asked(client, shown, first, end).status_code == 422


def test_what_is_not_published_is_not_told(client: Client) -> None:
    with scoped(EVERYWHERE):
        append([measured(80, "03-16 08:00", "A")])
        proving.enter(most=9)
    page = asked(client, token(everywhere=True)).json()
    assert page["size"] == len(page["items"]) == len(houses()) - 1


def test_a_node_token_opens_the_feed_and_nothing_else(client: Client) -> None:
    shown = token(everywhere=True)
    assert asked(client, shown).status_code == 200
    headers = {"Authorization": f"Bearer {shown}"}
    others = [path for path in api.get_openapi_schema(path_prefix="")["paths"] if path != "/nodes/entries"]
    assert len(others) > 50
    for path in others:
        address = f"/api/v1{path.replace('{', '').replace('}', '')}"
        assert client.get(address, headers=headers).status_code in (401, 404, 405), path
    for page in ("/", "/nodes", "/me"):
        assert client.get(page, headers=headers).status_code == 302


def test_who_copies_it_all_again_is_noted_within_the_hour(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The node itself asks for what is new; from the beginning on, a thief with its token does."""
    monkeypatch.setattr("lazaretto.actions.feed_node.MOST_ITEMS", 2)
    shown = token(everywhere=True)
    for first, lines in ((0, 1), (2, 1), (4, 1), (4, 1), (0, 2), (2, 2)):
        told(client, shown, first, first + 2)
        assert Read.objects.filter(reader_role="node").count() == lines, first


def test_a_star_is_no_house() -> None:
    with pytest.raises(Refused):
        token("*")
    with scoped(Scope(frozenset({"*"}))):
        assert not sql("SELECT FROM ledger_fact")


def test_no_other_token_and_no_session_opens_the_feed(client: Client) -> None:
    shown = issue_token(
        device="desk", role="detachment_officer", facilities=(), everywhere=True,
        expires=NOW + timedelta(days=1), actor=SECURITY, now=NOW, agreed_by="AUD1",
    )  # fmt: skip
    assert bearer(shown, now=NOW) is not None
    assert asked(client, shown).status_code == 401
    assert asked(sign_in(client, "W1", "detachment_leader", everywhere=True), "").status_code == 401
    assert asked(client, f"{PREFIX}guessed").status_code == 401


def test_a_token_ends_on_its_day_and_can_be_taken_back(client: Client) -> None:
    shown = token("QZ-D")
    assert node_reading(shown, now=NOW + timedelta(days=31)) is None
    revoke_node_token(node="house-q", actor=SECURITY, now=NOW)
    assert asked(client, shown).status_code == 401
    with pytest.raises(Refused):
        revoke_node_token(node="house-q", actor=SECURITY, now=NOW)
    assert [one.sort for one in Deed.objects.filter(subject="house-q").order_by("id")] == [
        "token_issued", "token_revoked",
    ]  # fmt: skip


def test_only_the_security_administrator_issues_and_what_cannot_be_meant_is_refused() -> None:
    chief = Actor("L1", "detachment_leader", EVERYWHERE)
    rest = {"facilities": ("QZ-D",), "expires": NOW + timedelta(days=1), "now": NOW, "agreed_by": "AUD1"}
    with pytest.raises(Refused, match="not_permitted"):
        issue_node_token(node="house-q", actor=chief, **rest)  # type: ignore[arg-type]
    for name in ("", "two words", "x" * 65):
        with pytest.raises(Refused, match="malformed"):
            issue_node_token(node=name, actor=SECURITY, **rest)  # type: ignore[arg-type]
    token("QZ-D")
    with pytest.raises(Refused, match="malformed"):
        token("MJ-D")
    assert NodeToken.objects.filter(digest__startswith=PREFIX).count() == 0


def test_each_hour_of_copying_is_one_line_of_the_read_log(client: Client) -> None:
    shown = token("QZ-D")
    for first in (0, 4, 8):
        told(client, shown, first, first + 4)
    (line,) = Read.objects.all()
    assert (line.reader, line.reader_role, line.subject, line.facility) == ("house-q", "node", "*", "QZ-D")
    assert "from entry 0 on" in line.reason
    one = NodeToken.objects.get(node="house-q")
    assert (one.last_seen, one.last_entry) == (NOW, 12)


def test_the_screen_asks_for_a_token_which_two_give_and_takes_it_back(client: Client) -> None:
    admin = sign_in(client, "A2", "security_admin")
    form = {
        "act": "issue", "node": "house-q", "scope": "some", "facilities": "QZ-D", "until": "2022-12-31",
        "reason": "the new house",
    }  # fmt: skip
    assert admin.post("/nodes/tokens", {**form, "reason": " "}).status_code == 422
    assert admin.post("/nodes/tokens", form).status_code == 302
    assert not NodeToken.objects.exists()
    (wish,) = Deed.objects.filter(sort="asked")
    said = {"request": str(wish.pk)}
    second = sign_in(Client(), "AUD1", "audit_admin")
    assert "2022-12-31" in second.get("/access/log").content.decode()
    granted = second.post("/access/log", {"act": "grant", **said}, follow=True).content.decode()
    assert PREFIX not in granted
    assert not NodeToken.objects.exists()
    page = admin.post("/access", {"act": "fetch", **said}).content.decode()
    shown = page.partition(PREFIX)[2].partition("<")[0]
    reading = node_reading(PREFIX + shown, now=NOW)
    assert reading is not None
    assert reading.scope == Scope(frozenset({"QZ-D"}))
    (kept,) = NodeToken.objects.all()
    assert kept.expires == datetime(2022, 12, 31, 16, tzinfo=UTC)  # midnight at the house
    assert node_reading(PREFIX + shown, now=kept.expires - timedelta(seconds=1)) is not None
    assert node_reading(PREFIX + shown, now=kept.expires) is None
    listed = admin.get("/nodes/tokens").content.decode()
    assert "house-q" in listed
    assert "2022-12-31" in listed
    assert "2023-01-01" not in listed
    assert shown not in listed
    assert admin.post("/nodes/tokens", {**form, "node": "a b"}).status_code == 422
    assert admin.post("/nodes/tokens", {"act": "revoke", "node": "house-q"}).status_code == 302
    assert node_reading(PREFIX + shown, now=NOW) is None
    assert admin.get("/nodes").status_code == 403


def _doubles(many: int) -> None:
    """Other words under so many ids of temperatures, as another node noted them."""
    with scoped(EVERYWHERE):
        for number in range(700, 700 + many):
            append([measured(number, "03-15 08:00", "A")])
            other = encode(measured(number, "03-15 08:00", "A", tenths=390))
            receive([Received(node="house-x", canonical=other, salt=number.to_bytes(16, "big"))], now=NOW)


def test_other_words_are_told_in_pages_each_once(client: Client, tmp_path: Path) -> None:
    _doubles(7)
    size = _published(tmp_path)
    with scoped(EVERYWHERE):
        whole = feeding.beside(NOW, offices=())
        assert (len(whole.said), whole.more) == (7, "")
        found: list[Beside] = []
        after, pages = START, 0
        while after:
            place = None if after == START else After.read(after)
            page = feeding.beside(NOW, offices=(), after=place, most=1_000)
            found, after, pages = [*found, *page.said], page.more, pages + 1
    assert (tuple(found), pages > 2) == (whole.said, True)
    shown, since = token(everywhere=True), f"{NOW:%Y-%m-%dT%H:%M:%SZ}"
    told_so = [
        asked(client, shown, size, size, since=since, **more).json() for more in ({}, {"after": START})
    ]
    assert [(len(one["beside"]), one["more"]) for one in told_so] == [(7, "")] * 2
    last = str(After(NOW, UUID(int=705), bytes(32)))
    assert len(asked(client, shown, size, size, since=since, after=last).json()["beside"]) == 2


def test_a_place_that_was_never_told_is_refused(client: Client) -> None:
    shown, since = token(everywhere=True), f"{NOW:%Y-%m-%dT%H:%M:%SZ}"
    assert asked(client, shown, 0, 0, since=since, after="nowhere").status_code == 422


def test_a_node_reads_its_own_log_as_it_was_seen_here(client: Client, settings: Any, tmp_path: Path) -> None:
    """Only who is followed, only its own, and no file that is none of a log."""
    settings.MIRRORS_FOLDER, settings.PEERS_FILE = tmp_path / "mirrors", tmp_path / "peers.json"
    peer = {
        "name": "house-q", "address": "https://q.example.org", "key": str(KEY.verifier), "token": "t",
        "houses": ["QZ-D"],
    }  # fmt: skip
    settings.PEERS_FILE.write_text(json.dumps({"houses": ["*"], "peers": [peer]}))
    for name in ("house-q", "house-m"):
        (tmp_path / "mirrors" / name).mkdir(parents=True)
        (tmp_path / "mirrors" / name / "checkpoint").write_text(f"of {name}")
        (tmp_path / "mirrors" / name / "orders.json").write_text("{}")
    mine, other = token("QZ-D"), token("MJ-D", node="house-m")

    def read(shown: str, path: str) -> tuple[int, bytes]:
        answer = client.get(f"/api/v1/nodes/log/{path}", headers={"Authorization": f"Bearer {shown}"})
        return answer.status_code, answer.content if answer.status_code == 200 else b""

    assert read(mine, "checkpoint") == (200, b"of house-q")
    assert read(other, "checkpoint") == (404, b"")
    for path in ("orders.json", "../house-m/checkpoint", "tile/0/000"):
        assert read(mine, path) == (404, b""), path
    assert read("lzn_stranger", "checkpoint")[0] == 401
