"""A disclosure by its pages: a reason first, the paper with the file inside, nothing to outsiders."""

import io
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click import ClickException
from django.test import Client
from pypdf import PdfReader

from lazaretto.access.models import Read
from lazaretto.access.roles import PERMISSIONS, ROLES
from lazaretto.actions.publish_log import publish_log
from lazaretto.project.disclosing import to_file
from lazaretto.proofs.disclosing import check_disclosure, read_disclosure
from lazaretto.proofs.notes import LOG, Signer
from tests.journeys.city import record, sign_in
from tests.journeys.test_disclosing import NOW, OTHER, SAID, WHO

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SIGNER = Signer("lazaretto.example/test", LOG, sha256(b"on paper").digest())
ADDRESS = f"/persons/{WHO}/disclosure"
WITHDRAWN = {
    "en": "of 2022-03-11 07:00 was withdrawn: a slip", "zh-hans": "撤回 2022-03-11 07:00 的“",
    "zh-hant": "撤回 2022-03-11 07:00 的「",
}  # fmt: skip


@pytest.fixture(autouse=True)
def published(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Path:
    settings.SECOND_FACTOR_ROLES = frozenset()
    settings.LEDGER_FOLDER = tmp_path / "log"
    fraction = NOW.replace(microsecond=123_456)  # as a real clock says it, and papers do not
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: fraction)
    record(*SAID.values())
    publish_log(tmp_path / "log", SIGNER, now=NOW)
    return tmp_path / "log"


@pytest.fixture
def inspector() -> Client:
    return sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "I1", "inspector", everywhere=True)


def test_it_asks_why_and_says_what_is_in_it(inspector: Client) -> None:
    assert "Why do you open it?" in inspector.get(ADDRESS).content.decode()
    assert inspector.post(ADDRESS, {}).status_code == 422
    assert not Read.objects.exists()
    page = inspector.post(ADDRESS, {"reason": "complaint"}).content.decode()
    assert "6 facts" in page
    assert "4 facts, with kind, times and proof" in page
    assert Read.objects.get().subject == WHO


def test_the_file_is_checked_with_the_key_alone(inspector: Client) -> None:
    answer = inspector.post(ADDRESS, {"reason": "complaint", "file": "1"})
    assert answer["Content-Disposition"] == f'attachment; filename="disclosure-{WHO}.json"'
    assert check_disclosure(read_disclosure(answer.content), SIGNER.verifier).holds


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", ("What was decided", "article 41", "How to object", "four-layer-2022 1")),
        ("zh-hans", ("决定了什么", "article 41", "如何提出异议", "依据")),
        ("zh-hant", ("決定了什麼", "article 41", "如何提出異議", "依據")),
    ],
)
def test_the_paper_says_what_was_decided_and_holds_the_file(
    inspector: Client, lang: str, says: tuple[str, ...]
) -> None:
    answer = inspector.post(ADDRESS, {"reason": "complaint", "paper": lang})
    paper = PdfReader(io.BytesIO(answer.content))
    text = "".join(page.extract_text() for page in paper.pages).replace("\n", "")
    assert [one for one in says if one.replace(" ", "") not in text.replace(" ", "")] == []
    assert OTHER not in text
    assert str(SAID[7302].id) not in text.replace(" ", "")  # it was withdrawn: by its kind and when
    assert WITHDRAWN[lang].replace(" ", "") in text.replace(" ", "")
    (attached,) = paper.attachments["disclosure.json"]
    made = read_disclosure(bytes(attached))
    assert check_disclosure(made, SIGNER.verifier).holds
    assert made.checkpoint.split("\n")[0] in text


def test_a_log_that_is_not_published_says_what_to_do(
    inspector: Client, settings: Any, tmp_path: Path
) -> None:
    settings.LEDGER_FOLDER = tmp_path / "elsewhere"
    answer = inspector.post(ADDRESS, {"reason": "complaint"})
    assert answer.status_code == 409
    assert "lazaretto ledger publish" in answer.content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_only_who_reads_people_there_is_shown_anything(role: str) -> None:
    home = () if role.endswith("admin") else ("MJ-D",)
    client = sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "X1", role, *home)
    answer = client.post(ADDRESS, {"reason": "complaint", "file": "1"})
    assert answer.status_code == 403
    assert b"lazaretto-disclosure" not in answer.content
    if "read_person" in PERMISSIONS[role]:  # type: ignore[index]  # a role
        assert Read.objects.get().outcome == "refused"


def test_the_page_that_checks_it_is_anybodys_and_is_one_file() -> None:
    answer = Client().get("/verify.html")
    page = answer.content.decode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert "{{" not in page.replace("{{name}}", "")
    assert [one for one in ("src=", "href=", "http:", "import(") if one in page] == []
    assert "default-src 'none'" in page
    assert "隔离" in page


def test_who_stands_at_the_machine_discloses_under_an_account(tmp_path: Path) -> None:
    sign_in(Client(), "I1", "inspector", everywhere=True)
    out = tmp_path / "disclosure.json"
    to_file(WHO, out, by="I1", reason="for the court", since=None)
    assert check_disclosure(read_disclosure(out.read_bytes()), SIGNER.verifier).holds
    assert (Read.objects.get().reader, Read.objects.get().reason) == ("I1", "for the court")
    for by, reason, says in (("nobody", "x", "no account"), ("I1", " ", "理由|reason")):
        with pytest.raises(ClickException, match=says):
            to_file(WHO, tmp_path / "none", by=by, reason=reason, since=None)
    assert not (tmp_path / "none").exists()
