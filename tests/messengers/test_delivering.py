"""Messages over the wire: a real mail server, a real webhook; what is refused, and where nothing may go."""

from pathlib import Path

import pytest

from lazaretto.messengers import sink
from lazaretto.messengers.addresses import Allowed, Unusable, read
from lazaretto.messengers.delivering import deliver
from tests.messengers.receiving import mail_server, web_hook

TITLE, BODY = (
    "【紧急】2 项事项待处理",
    "钦州市看守所：警报，未经决定隔离，2 项\n登录后一键确认：http://127.0.0.1/x",
)


def test_a_message_reaches_a_mailbox_whole_and_in_chinese() -> None:
    with mail_server() as box:
        allowed = Allowed(
            [f"mailto:127.0.0.1:{box.port}"],
            f"mailto://127.0.0.1:{box.port}?from=house@example.org&mode=insecure",
            ["example.cn"],
        )
        address = read("wang@example.cn", allowed=allowed)
        found = deliver(address.url, title=TITLE, body=BODY, allowed=allowed)
    assert found.outcome == "sent"
    [(to, mail)] = box.received
    assert to == ["wang@example.cn"]
    assert mail["Subject"] == TITLE
    assert "house@example.org" in mail["From"]
    text = mail.get_body(("plain",))
    assert text is not None
    assert text.get_content().replace("\r\n", "\n").strip() == BODY


def test_a_mail_server_that_says_no_is_a_failure_and_not_an_exception() -> None:
    with mail_server() as box:
        box.answer = "550 no such user"
        allowed = Allowed([f"mailto:127.0.0.1:{box.port}"], domains=["example.org"])
        url = f"mailto://127.0.0.1:{box.port}?from=a@example.org&to=b@example.org&mode=insecure"
        assert deliver(url, title="t", body="b", allowed=allowed).outcome == "refused"
        assert box.received == []


def test_a_webhook_gets_the_message_and_its_refusal_is_kept_by_its_number() -> None:
    with web_hook() as hook:
        allowed = Allowed([f"json:127.0.0.1:{hook.port}"])
        url = f"json://127.0.0.1:{hook.port}/group"
        assert deliver(url, title=TITLE, body=BODY, allowed=allowed).outcome == "sent"
        assert (hook.received[0]["title"], hook.received[0]["message"]) == (TITLE, BODY)
        hook.status = 503
        found = deliver(url, title=TITLE, body=BODY, allowed=allowed)
    assert (found.outcome, found.answer) == ("refused", "503")


def test_nobody_listens() -> None:
    with web_hook() as hook:
        port = hook.port
    found = deliver(
        f"json://127.0.0.1:{port}", title="t", body="b", allowed=Allowed([f"json:127.0.0.1:{port}"])
    )
    assert (found.outcome, found.answer) == ("refused", "")


def test_a_redirect_leads_nowhere() -> None:
    with web_hook() as hook, web_hook() as elsewhere:
        hook.status, hook.location = 307, f"http://127.0.0.1:{elsewhere.port}/"
        allowed = Allowed([f"json:127.0.0.1:{hook.port}"])
        found = deliver(f"json://127.0.0.1:{hook.port}", title="t", body="b", allowed=allowed)
        assert found.outcome == "refused"
        assert elsewhere.received == []


def test_an_address_that_is_allowed_no_longer_is_not_spoken_to() -> None:
    with web_hook() as hook:
        found = deliver(f"json://127.0.0.1:{hook.port}", title="t", body="b", allowed=Allowed())
        assert (found.outcome, hook.received) == ("not_allowed", [])


def test_the_sink_is_a_file(tmp_path: Path) -> None:
    sink.open_sink(tmp_path / "told.jsonl")
    assert deliver(sink.ADDRESS, title=TITLE, body=BODY, allowed=Allowed(["sink"])).outcome == "sent"
    assert TITLE in (tmp_path / "told.jsonl").read_text("utf-8")


EVERYWHERE = Allowed(
    [
        "wecombot",
        "dingtalk",
        "feishu",
        "jsons:hooks.example.org:8443",
        "json:127.0.0.1",
        "mailtos:mail.example.org",
    ],
    "mailtos://user:secret@mail.example.org?from=house@example.org",
    ["police.example.cn"],
)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("wang@police.example.cn", "email"),
        (
            "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7aoc-4bc4-97a0-0ec2sifa5aaa",
            "wecom",
        ),
        ("https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef0123456789abcdef", "dingtalk"),
        ("https://open.feishu.cn/open-apis/bot/v2/hook/1a2b3c4d-aaaa-bbbb-cccc-0123456789ab", "feishu"),
        ("jsons://hooks.example.org:8443/group", "webhook"),
        ("json://127.0.0.1:9000/group", "webhook"),  # allowed at every port
    ],
)
def test_what_the_messengers_show_is_an_address(typed: str, kind: str) -> None:
    found = read(typed, allowed=EVERYWHERE)
    assert found.kind == kind
    assert "secret" not in found.shown
    assert "wang" not in found.shown
    assert "0123456789" not in found.shown


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "unreadable"),
        ("no address", "unreadable"),
        ("discord://1/2", "unreadable"),  # a messenger that is none of this house's
        ("file:///etc/passwd", "unreadable"),
        ("json://127.0.0.1:9000/?redirect=yes", "unreadable"),  # an option that could lead elsewhere
        ("json://127.0.0.1:9000/?+X-Header=1", "unreadable"),
        ("json://127.0.0.1:9000/" + "x" * 1000, "unreadable"),
        ("jsons://hooks.example.org:9999/", "not_allowed"),  # another port
        ("jsons://evil.example.org/", "not_allowed"),
        ("json://hooks.example.org.evil.example.net/", "not_allowed"),
        ("mailtos://u:p@mail.example.org?smtp=evil.example.org&to=a@b.cn", "not_allowed"),  # who is spoken to
        ("mailtos://u:p@gmail.com?to=a@b.cn", "not_allowed"),
        ("wang@elsewhere.example.cn", "not_allowed"),  # a mailbox of strangers
        ("wang@police.example.cn.evil.example.org", "not_allowed"),
        ("mailtos://u:p@mail.example.org?to=a@police.example.cn,b@elsewhere.example.cn", "not_allowed"),
        ("mailtos://u:p@mail.example.org/b@elsewhere.example.cn", "not_allowed"),
        ("lark://0123456789abcdef", "not_allowed"),
        ("sink://demo", "not_allowed"),
    ],
)
def test_what_leads_elsewhere_is_no_address(typed: str, fault: str) -> None:
    with pytest.raises(Unusable) as refusal:
        read(typed, allowed=EVERYWHERE)
    assert refusal.value.fault == fault


def test_deny_by_default() -> None:
    for typed, fault in (("wang@example.cn", "no_mail"), ("json://127.0.0.1/", "not_allowed")):
        with pytest.raises(Unusable) as refusal:
            read(typed, allowed=Allowed())
        assert refusal.value.fault == fault
