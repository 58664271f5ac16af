"""The inspector sees and verifies all in scope, notes it in a space of their own, and changes nothing."""

import time
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from django.test import Client
from django.urls import reverse

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.inspecting import Note, inspecting, keep, last_visit, notes, write
from lazaretto.access.models import Read
from lazaretto.access.roles import ADMINISTRATORS, PERMISSIONS, ROLES, Role
from lazaretto.access.scope import everywhere, scoped
from lazaretto.actions.check_log_apart import begin_check, follow_check, newest_check, stop_check
from lazaretto.actions.inspect_log import keep_checkpoint, write_note
from lazaretto.actions.list_reads import list_reads
from lazaretto.actions.open_inspection_desk import open_inspection_desk
from lazaretto.actions.publish_log import publish_log
from lazaretto.actions.working_apart import LINES
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.ledger.appending import append
from lazaretto.ledger.erasing import erase
from lazaretto.project.log_checking import check
from lazaretto.proofs.notes import LOG, Signer
from lazaretto.web.urls import urlpatterns
from tests.database.sql import acting, refusal_of, sql
from tests.journeys.city import record, sign_in
from tests.journeys.test_disclosing import NOW, SAID, WHO, temperature
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SIGNER = Signer("lazaretto.example/test", LOG, sha256(b"inspecting").digest())
EVERYWHERE = Actor("I1", "inspector", Scope(everywhere=True))
HERE = Actor("I2", "inspector", Scope(frozenset({"QZ-D"})))
ELSEWHERE = Actor("I3", "inspector", Scope(frozenset({"MJ-D"})))
SECRET = "the lamp in the corridor was out on the fifth day"


def a_note(facility: str = "QZ-D", number: int = 1) -> Note:
    return Note(UUID(int=number), "", "person", WHO, facility, SECRET, NOW)


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Path:
    settings.SECOND_FACTOR_ROLES = frozenset()
    settings.LEDGER_FOLDER = tmp_path / "log"
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: NOW)
    record(*SAID.values())
    publish_log(tmp_path / "log", SIGNER, now=NOW)
    return tmp_path / "log"


def desk(folder: Path, actor: Actor = EVERYWHERE) -> Any:
    return open_inspection_desk(actor=actor, now=NOW, folder=folder)


def test_the_next_visit_begins_where_the_last_one_ended(folder: Path) -> None:
    first = desk(folder)
    assert (first.visit, first.log.goes_on) == (None, None)
    assert dict(first.new)["QZ-D"] >= len(SAID) - 1  # a complaint is in no list
    kept = keep_checkpoint(actor=EVERYWHERE, now=NOW, folder=folder)
    assert desk(folder).new_count == 0
    late = fact(temperature(7400, WHO).body, "03-11 07:00", number=7401, recorded="03-20 09:00")
    with scoped(Scope(everywhere=True)):
        append([late, fact(temperature(1, WHO).body, "03-11 08:00", number=7402, corrects=7302)])
        erase([SAID[7304].id], rule="orders.90", actor="console", now=moment("03-20 09:00"))
    publish_log(folder, SIGNER, now=NOW)
    page = desk(folder)
    assert page.visit.size == kept.size
    assert page.log.goes_on is True
    assert page.new == (("QZ-D", 3),)  # the erasure is said by a fact
    counts = {part.remark: part.count for part in page.parts}
    assert (counts["late"], counts["replaces"]) == (1, 1)
    assert [(one.rule, one.facts) for one in page.erased] == [("orders.90", 1)]
    assert "QZ-D" not in dict(desk(folder, ELSEWHERE).new)


def test_a_log_that_was_rewritten_is_said_to_be(folder: Path) -> None:
    held = keep_checkpoint(actor=EVERYWHERE, now=NOW, folder=folder)
    with inspecting(EVERYWHERE):  # as if another history had been shown on the last visit
        keep(held._replace(root=bytes(32)), actor=EVERYWHERE)
    page = desk(folder)
    assert page.log.goes_on is False
    assert page.log.broken


def begun(folder: Path) -> tuple[str, Path]:
    """A check whose own process has ended, for it finds no house; what it would do is done here."""
    number = begin_check(actor=EVERYWHERE, now=NOW, folder=folder)
    work = folder.with_name("log-checks") / number
    for _ in range(3000):
        if not follow_check(number, actor=EVERYWHERE).running:
            break
        time.sleep(0.02)
    (work / LINES).write_bytes(b"")
    return number, work


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """The process that is begun finds no settings; this one signs with the key of the test."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "nowhere")
    monkeypatch.setattr("lazaretto.project.proving.signer", lambda: SIGNER)


def test_the_log_is_checked_apart_and_an_edit_is_named(folder: Path, nowhere: None) -> None:
    assert newest_check(actor=EVERYWHERE) is None
    number, work = begun(folder)
    assert follow_check(number, actor=EVERYWHERE).lost
    client = sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "I1", "inspector", everywhere=True)
    address = f"/inspecting/checks/{number}"
    assert "ended without an answer" in client.get(address).content.decode()
    assert check(work, seconds=60)
    done = follow_check(number, actor=EVERYWHERE)
    assert (done.wrong, done.stage, done.done) == ((), "tables", done.of)
    assert done.answer is not None
    assert (done.answer["entries"], done.answer["whole"]) == (done.of, True)
    assert "the tree and the tables agree" in client.get(address).content.decode()
    file = next(path for path in (folder / "tile" / "0").rglob("*") if path.is_file())
    file.write_bytes(bytes([file.read_bytes()[0] ^ 1]) + file.read_bytes()[1:])
    number, work = begun(folder)
    assert not check(work, seconds=60)
    found = newest_check(actor=HERE)
    assert found is not None
    size = found.of  # the tile leads to another root than was signed, and that is a place of its own
    assert [one["place"] for one in found.wrong] == [str(file.relative_to(folder)), f"checkpoint {size}"]
    assert "2 places are not what was logged" in client.get(f"/inspecting/checks/{number}").content.decode()
    assert "found what was not logged" in client.get("/inspecting").content.decode()


@pytest.mark.parametrize("why", ["asked", "late"])
def test_a_check_that_is_stopped_keeps_what_it_found_and_says_that_there_is_more(
    folder: Path, nowhere: None, why: str
) -> None:
    file = next(path for path in (folder / "tile" / "0").rglob("*") if path.is_file())
    file.write_bytes(bytes([file.read_bytes()[0] ^ 1]) + file.read_bytes()[1:])
    number, work = begun(folder)
    if why == "asked":
        stop_check(number, actor=HERE)
    assert not check(work, seconds=60 if why == "asked" else 0)
    found = follow_check(number, actor=EVERYWHERE)
    assert (found.stage, found.answer["whole"] if found.answer else None) == ("files", False)
    assert [(one["why"], one["code"]) for one in found.wrong] == [("entry and tree differ", "entry_or_tree")]
    client = sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "I1", "inspector", everywhere=True)
    page = client.get(f"/inspecting/checks/{number}").content.decode()
    assert "only a part was checked" in page
    assert "1 place is not what was logged" in page
    assert "entry and tree differ" in page
    client.cookies["django_language"] = "zh-hans"
    assert "条目与哈希树不一致" in client.get(f"/inspecting/checks/{number}").content.decode()


def test_nobody_else_begins_a_check_or_sees_one(folder: Path, nowhere: None) -> None:
    number, _work = begun(folder)
    leader = Actor("L1", "leader", Scope(everywhere=True))
    for tried in (
        lambda: begin_check(actor=leader, now=NOW, folder=folder), lambda: newest_check(actor=leader),
        lambda: follow_check(number, actor=leader), lambda: stop_check(number, actor=leader),
    ):  # fmt: skip
        with pytest.raises(Refused, match="not_permitted"):
            tried()
    for other in (str(UUID(int=5)), "../log"):
        with pytest.raises(Refused, match="check_unknown"):
            follow_check(other, actor=HERE)


def test_a_page_that_waits_for_the_first_pass_opens_the_log_by_itself(folder: Path) -> None:
    client = sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "I1", "inspector", everywhere=True)
    checkpoint = (folder / "checkpoint").read_bytes()
    (folder / "checkpoint").unlink()
    for address in ("/inspecting", "/inspecting/waiting"):
        page = client.get(address).content.decode()
        assert "The house publishes it every 30 seconds" in page
        assert 'hx-get="/inspecting/waiting"' in page
    assert Read.objects.count() == 1  # to wait is no read of anything
    (folder / "checkpoint").write_bytes(checkpoint)
    assert client.get("/inspecting/waiting")["HX-Refresh"] == "true"
    (folder / "checkpoint").write_bytes(b"something else")
    broken = client.get("/inspecting/waiting").content.decode()
    assert "is not what was signed" in broken
    assert "hx-get" not in broken


def test_inspectors_of_a_scope_share_notes_and_nobody_elses_checkpoint(folder: Path) -> None:
    write_note(a_note(), actor=HERE)
    write_note(a_note(), actor=HERE)  # a second tap
    keep_checkpoint(actor=HERE, now=NOW, folder=folder)
    for actor, seen in ((HERE, 1), (EVERYWHERE, 1), (ELSEWHERE, 0)):
        with inspecting(actor):
            assert len(notes()) == seen
    with inspecting(EVERYWHERE):
        assert last_visit() is None
        assert [note.author for note in notes(subject=WHO)] == ["I2"]
    with pytest.raises(Refused, match="out_of_scope"):
        write_note(a_note("MJ-D", 2), actor=HERE)
    with pytest.raises(Refused, match="malformed"):
        write_note(a_note(number=3)._replace(words="  "), actor=HERE)


def test_a_note_is_never_changed_and_nobody_writes_in_anothers_name(folder: Path) -> None:
    write_note(a_note(), actor=HERE)
    with acting():
        sql("SELECT set_config('lazaretto.inspector', 'I2', true)")
        for query in (
            "UPDATE access_note SET words = 'x'",
            "DELETE FROM access_note",
            "TRUNCATE access_note",
        ):
            assert "not edited" in str(refusal_of(query))
        other = "INSERT INTO access_note SELECT gen_random_uuid(), 'I9', sort, subject, facility, words, at"
        assert "row-level security" in str(refusal_of(f"{other} FROM access_note"))


OTHERS = [role for role in ROLES if role != "inspector"]


@pytest.mark.slow
@pytest.mark.parametrize("role", OTHERS)
def test_no_page_of_another_role_shows_a_note(folder: Path, role: Role) -> None:
    write_note(a_note(), actor=HERE)
    client = sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "X1", role, everywhere=role not in ADMINISTRATORS)
    plain = [one.name for one in urlpatterns if not one.pattern.converters and one.name]
    for name in plain:
        if not name.startswith("what_if"):  # which reckons for seconds, and reads no table of these
            assert SECRET.encode() not in client.get(reverse(name)).content, name


@pytest.mark.parametrize("role", OTHERS)
def test_no_other_role_sees_notes_or_what_was_looked_at(folder: Path, role: Role) -> None:
    """By their page, a person's page, and the tables."""
    write_note(a_note(), actor=HERE)
    keep_checkpoint(actor=HERE, now=NOW, folder=folder)
    desk(folder, HERE)
    nowhere = role in ADMINISTRATORS
    client = sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "X1", role, everywhere=not nowhere)
    for method, data in (("get", {}), ("post", {"act": "note", "words": "x"}), ("post", {"act": "keep"})):
        for address in ("/inspecting", "/inspecting?about=" + WHO, "/inspecting/checkpoint"):
            assert getattr(client, method)(address, data).status_code in (403, 405), address
    person = client.post(f"/persons/{WHO}", {"reason": "round"}).content
    assert SECRET.encode() not in person
    assert b"/inspecting" not in person
    actor = Actor("X1", role, Scope(everywhere=not nowhere))
    with pytest.raises(Refused, match="not_permitted"), inspecting(actor):
        pass
    with scoped(Scope(everywhere=True)):
        assert sql("SELECT count(*) FROM access_note") == [(0,)]
        assert sql("SELECT count(*) FROM access_visit") == [(0,)]
    if actor.may("read_log") and role != "audit_admin":
        assert not [line for line in list_reads(actor=actor) if line.role == "inspector"]


def test_what_an_inspector_read_is_in_no_list_of_a_facility(folder: Path) -> None:
    """The auditor sees that a record was opened, as of everybody; a house, its leader, and others do not."""
    desk(folder, HERE)
    assert Read.objects.filter(reader="I2", reader_role="inspector").exists()
    readers = [role for role in ROLES if "read_log" in PERMISSIONS[role]]
    assert readers == ["inspector", "audit_admin"]


@pytest.mark.slow
def test_an_inspector_states_nothing(folder: Path) -> None:
    """Every kind of fact by page and by program, and every address that takes a form."""
    client = sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "I1", "inspector", everywhere=True)
    with everywhere("a test counts"):
        before = sql("SELECT count(*), sum(position) FROM ledger_fact")
    body = msgspec.to_builtins(temperature(1, WHO).body)
    for kind in BY_KIND:
        assert client.get(f"/facilities/QZ-D/state?kind={kind}").status_code == 403, kind
        assert not EVERYWHERE.may(f"state:{kind}"), kind
    values = {"code": "QZ-D", "fact": UUID(int=7302), "number": 1, "item": UUID(int=1)}
    for pattern in urlpatterns:
        arguments = {name: values.get(name, "x1") for name in pattern.pattern.converters}
        try:
            address = reverse(pattern.name, kwargs=arguments)
        except Exception:  # a number where a word is asked for
            arguments = {name: uuid4() for name in arguments} | {"order": 0}
            address = reverse(pattern.name, kwargs={n: arguments[n] for n in pattern.pattern.converters})
        client.post(address, {"act": "x", "kind": "hygiene.temperatures_taken", "reason": "x", "words": "x"})
    stated = {"facts": [{"facility": "QZ-D", "occurred": "2022-03-19T08:00:00+08:00", "body": body}]}
    for address in ("/api/v1/facts", "/api/v1/facilities/QZ-D/facts"):
        answer = client.post(address, msgspec.json.encode(stated), content_type="application/json")
        assert answer.status_code >= 400, address
    with everywhere("a test counts"):
        assert sql("SELECT count(*), sum(position) FROM ledger_fact") == before


def test_the_page_by_its_buttons(folder: Path) -> None:
    client = sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "I1", "inspector", everywhere=True)
    page = client.get("/inspecting").content.decode()
    assert "You have not kept a checkpoint yet" in page
    assert client.post("/inspecting", {"act": "keep"}).status_code == 302
    assert "None of them was altered" in client.get("/inspecting").content.decode()
    note = {
        "act": "note", "made": str(uuid4()), "sort": "house", "subject": "", "facility": "QZ-D",
        "words": SECRET,
    }  # fmt: skip
    assert client.post("/inspecting", note).status_code == 302
    assert SECRET in client.get("/inspecting").content.decode()
    kept = client.get("/inspecting/checkpoint")
    assert kept.content == (folder / "checkpoint").read_bytes()
    empty = client.post("/inspecting", note | {"words": ""})
    assert empty.status_code == 422
    assert "inspecting?sort=person" in client.post(f"/persons/{WHO}", {"reason": "round"}).content.decode()


def test_write_refuses_a_sort_that_nobody_knows(folder: Path) -> None:
    with pytest.raises(Refused), inspecting(HERE):
        write(a_note()._replace(sort="order", author="I2"))  # type: ignore[arg-type]  # what a form might send
