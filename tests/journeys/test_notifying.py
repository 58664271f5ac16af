"""Messages from the record to a mailbox or webhook and back: told, seen, climbed, tried again, once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from lazaretto.access.actor import Scope
from lazaretto.access.models import Channel, Message, Told, Try
from lazaretto.access.scope import scoped
from lazaretto.actions.notify_people import Passed, notify_people
from lazaretto.facts.command import LeaderNamed
from lazaretto.facts.complaints import ComplaintLodged
from lazaretto.facts.custody import Admitted
from lazaretto.facts.hygiene import Isolated
from lazaretto.ledger.appending import append
from tests.journeys.city import record, sign_in, told
from tests.messengers.receiving import Hook, Mailbox, mail_server, web_hook
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Callable[[str], None]:
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    now = [moment("03-15 10:00")]
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: now[0])

    def to(at: str) -> None:
        now[0] = moment(at)

    return to


@pytest.fixture
def hook(settings: Any) -> Iterator[Hook]:
    with web_hook() as opened:
        settings.NOTIFY_TO = (f"json:127.0.0.1:{opened.port}",)
        settings.ADDRESS = "https://house.example"
        yield opened


@pytest.fixture
def house() -> None:
    """In QZ-D the doctor is nobody's post, L1 leads, D1 is the deputy, C1 leads the detachment."""
    record(
        fact(LeaderNamed(person="L1", title="director"), "03-10 08:00", number=701),
        fact(LeaderNamed(person="D1", title="deputy director", rank="deputy"), "03-10 08:00", number=702),
        fact(LeaderNamed(person="C1", title="head"), "03-10 08:00", number=703, facility="TS-Z"),
        # nobody ordered it: an alarm, for the doctor and the leader at once (law 15)
        fact(Admitted(person="ISO7", cell="QZ-D/T/02", sex="female"), "03-15 09:40", number=704),
        fact(Isolated(person="ISO7"), "03-15 09:45", number=705),
    )


@pytest.fixture
def leader(client: Client, house: None) -> Client:
    client.cookies["django_language"] = "en"
    return sign_in(client, "L1", "leader", "QZ-D")


def chief() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return sign_in(client, "C1", "detachment_leader", everywhere=True)


def adds(client: Client, hook: Hook, group: str) -> None:
    answer = client.post("/me", {"act": "add_channel", "address": f"json://127.0.0.1:{hook.port}/{group}"})
    assert answer.status_code == 302, answer.content.decode()


def passes(at: str, clock: Callable[[str], None]) -> Passed:
    clock(at)
    return notify_people(now=moment(at))


def shown(answer: Any) -> str:
    return str(answer.content.decode())


def test_an_alarm_is_told_seen_by_one_press_and_climbs_no_further(
    leader: Client, hook: Hook, clock: Callable[[str], None]
) -> None:
    adds(leader, hook, "leader")
    passed = passes("03-15 10:00", clock)
    assert (passed.sent, passed.failed) == (passed.made, 0)
    urgent = Message.objects.get(person="L1", urgent=True)
    [sent] = [one for one in hook.received if "Urgent" in one["title"] or "紧急" in one["title"]]
    assert f"https://house.example/notifications/{urgent.pk}" in sent["message"]
    assert "ISO7" not in sent["message"] + sent["title"]  # counts and houses, never whom
    clock("03-15 10:05")
    page = leader.get(f"/notifications/{urgent.pk}")
    assert "sent, nobody has acknowledged it" in shown(page)
    answer = leader.post(f"/notifications/{urgent.pk}", {"act": "seen"}, follow=True)
    assert "It climbs no further" in shown(answer)
    assert "L1 acknowledged it" in shown(answer)
    assert "Somebody had acknowledged it before" in shown(
        leader.post(f"/notifications/{urgent.pk}", {"act": "seen"}, follow=True)
    )
    boss = chief()
    adds(boss, hook, "chief")
    passes("03-15 12:00", clock)
    assert not Message.objects.filter(person="C1", urgent=True, lines__contains=urgent.lines).exists()


def test_unacknowledged_it_climbs_to_the_chief_and_shows_as_climbed(
    leader: Client, hook: Hook, clock: Callable[[str], None]
) -> None:
    boss = chief()
    adds(leader, hook, "leader")
    adds(boss, hook, "chief")
    passes("03-15 10:00", clock)
    assert not Message.objects.filter(person="C1", step__gt=0).exists()
    passes("03-15 10:30", clock)
    climbed = Message.objects.get(person="C1", urgent=True, step__gt=0)
    text = shown(boss.get("/notifications"))
    assert "climbed: nobody below acknowledged" in text
    assert "Nobody below you has acknowledged this." in hook.received[-1]["message"] or any(
        "此前无人确认" in one["message"] for one in hook.received
    )
    assert boss.post("/notifications", {"act": "seen", "message": str(climbed.pk)}).status_code == 302


def test_never_twice_and_never_lost_after_a_sleep(
    leader: Client, hook: Hook, clock: Callable[[str], None]
) -> None:
    adds(leader, hook, "leader")
    passes("03-15 10:00", clock)
    count = len(hook.received)
    assert count
    assert passes("03-15 10:01", clock) == Passed(0, 0, 0, passes("03-15 10:02", clock).waiting)
    assert len(hook.received) == count
    assert Told.objects.count() == Told.objects.values("line", "person").distinct().count()
    passes("03-15 23:00", clock)  # it slept over the evening's temperatures
    later = [one["message"] for one in hook.received[count:]]
    assert later


def test_what_a_dead_messenger_did_not_take_is_tried_again_with_rests(
    leader: Client, hook: Hook, clock: Callable[[str], None]
) -> None:
    adds(leader, hook, "leader")
    hook.status = 503
    first = passes("03-15 10:00", clock)
    assert first.failed == first.made > 0
    assert (passes("03-15 10:00", clock).failed, hook.received) == (0, [])  # it rests for a minute
    failed = passes("03-15 10:01", clock)
    assert failed.failed == first.made
    assert passes("03-15 10:02", clock).failed == 0  # and then for two
    assert "not delivered" in shown(leader.get("/notifications"))
    assert "503" in shown(leader.get("/notifications"))
    watch = sign_in(Client(), "W1", "detachment_officer", everywhere=True)
    assert "channels" in {one["rule"] for one in told(watch.get("/api/v1/watch"))["lines"]}
    hook.status = 200
    assert passes("03-15 10:03", clock).sent == first.made
    assert passes("03-15 10:04", clock).sent == 0
    assert len(hook.received) == first.made
    assert "channels" not in {one["rule"] for one in told(watch.get("/api/v1/watch"))["lines"]}


def test_quiet_hours_hold_what_can_wait_and_say_so(
    leader: Client, hook: Hook, clock: Callable[[str], None]
) -> None:
    adds(leader, hook, "leader")
    asleep = {"act": "quiet", "quiet_from": "09:00", "quiet_until": "11:00"}
    assert leader.post("/me", asleep).status_code == 302
    passes("03-15 10:00", clock)
    assert set(Message.objects.filter(person="L1").values_list("urgent", flat=True)) == {True}
    assert "waits for the end of their quiet hours" in shown(leader.get("/notifications"))
    passes("03-15 11:00", clock)
    assert Message.objects.filter(person="L1", urgent=False).exists()
    assert leader.post("/me", {"act": "quiet", "quiet_from": "09:00", "quiet_until": ""}).status_code == 422
    same = {"act": "quiet", "quiet_from": "09:00", "quiet_until": "09:00"}
    assert "must end at another time" in shown(leader.post("/me", same))
    assert leader.post("/me", {"act": "quiet", "quiet_from": "", "quiet_until": ""}).status_code == 302


def test_by_mail_in_ones_own_language(leader: Client, settings: Any, clock: Callable[[str], None]) -> None:
    with mail_server() as box:
        _lets_mail(settings, box)
        assert "is sealed, and never shown again" in shown(leader.get("/me"))
        stranger = leader.post("/me", {"act": "add_channel", "address": "l1@elsewhere.example"})
        assert "lets no message go to @elsewhere.example" in shown(stranger)
        assert (
            leader.post("/me", {"act": "add_channel", "address": "l1@police.example.cn"}).status_code == 302
        )
        passes("03-15 10:00", clock)
    assert {to for to, _ in ((tuple(to), mail) for to, mail in box.received)} == {("l1@police.example.cn",)}
    subjects = [str(mail["Subject"]) for _, mail in box.received]
    assert any(subject.startswith("【紧急】") for subject in subjects)


def _lets_mail(settings: Any, box: Mailbox) -> None:
    settings.NOTIFY_TO = (f"mailto:127.0.0.1:{box.port}",)
    settings.NOTIFY_DOMAINS = ("police.example.cn",)
    settings.NOTIFY_MAIL = f"mailto://127.0.0.1:{box.port}?from=house@example.org&mode=insecure"


def test_an_address_is_sealed_masked_tried_out_and_forgotten(leader: Client, hook: Hook) -> None:
    adds(leader, hook, "a-secret-path")
    [kept] = Channel.objects.all()
    assert "a-secret-path" not in kept.sealed + kept.shown
    text = shown(leader.get("/me"))
    assert "a-secret-path" not in text
    assert "never tried" in text
    answer = leader.post("/me", {"act": "try_channel", "channel": str(kept.pk)}, follow=True)
    assert "The test message was delivered" in shown(answer)
    hook.status = 500
    answer = leader.post("/me", {"act": "try_channel", "channel": str(kept.pk)}, follow=True)
    assert "not accepted, or not reached" in shown(answer)
    stranger = sign_in(Client(), "ZZ9", "gate_officer", "QZ-D")
    for act in ("try_channel", "remove_channel"):
        assert stranger.post("/me", {"act": act, "channel": str(kept.pk)}).status_code == 422
    assert Channel.objects.exists()
    leader.post("/me", {"act": "remove_channel", "channel": str(kept.pk)})
    assert not Channel.objects.exists()
    assert Try.objects.count() == 2  # what came of them stays


def test_nothing_leaves_a_house_that_allows_nothing(leader: Client, clock: Callable[[str], None]) -> None:
    text = shown(leader.get("/me"))
    assert "This installation lets no message leave the house." in text
    answer = leader.post("/me", {"act": "add_channel", "address": "json://127.0.0.1:9/"})
    assert answer.status_code == 422
    assert "lets no message go to json:127.0.0.1:9" in shown(answer)
    passed = passes("03-15 10:00", clock)
    assert (passed.made, passed.sent) == (0, 0)
    assert passed.waiting > 0
    assert "nobody of its chain has a channel" in shown(leader.get("/notifications"))


def test_whoever_may_not_see_a_message_does_not(
    leader: Client, hook: Hook, clock: Callable[[str], None]
) -> None:
    adds(leader, hook, "leader")
    passes("03-15 10:00", clock)
    urgent = Message.objects.get(person="L1", urgent=True)
    elsewhere = sign_in(Client(), "ZZ1", "leader", "MJ-D")
    gate = sign_in(Client(), "ZZ2", "gate_officer", "QZ-D")
    for client in (elsewhere, gate):
        assert client.get(f"/notifications/{urgent.pk}").status_code in (403, 404)
        assert str(urgent.pk) not in shown(client.get("/notifications"))
        client.post("/notifications", {"act": "seen", "message": str(urgent.pk)})
    officer = sign_in(Client(), "ZZ3", "duty_officer", "QZ-D")
    officer.cookies["django_language"] = "en"
    assert officer.get(f"/notifications/{urgent.pk}").status_code == 200  # sees it, and cannot take it on
    refused = officer.post("/notifications", {"act": "seen", "message": str(urgent.pk)})
    assert "This message went to L1" in shown(refused)
    urgent.refresh_from_db()
    assert urgent.acknowledged is None
    assert Client().get(f"/notifications/{urgent.pk}").status_code == 302


def test_in_the_demo_every_message_ends_in_a_file(
    leader: Client, settings: Any, tmp_path: Path, clock: Callable[[str], None]
) -> None:
    settings.NOTIFY_SINK, settings.NOTIFY_TO = tmp_path / "told.jsonl", ("sink",)
    passed = passes("03-15 10:00", clock)
    assert passed.sent == passed.made > 0
    assert "ISO7" not in settings.NOTIFY_SINK.read_text("utf-8")
    assert "none leaves it" in shown(leader.get("/notifications"))
    assert leader.post("/me", {"act": "add_channel", "address": "sink://demo"}).status_code == 302
    assert Channel.objects.get().kind == "sink"


def test_a_complaint_is_kept_from_whom_it_is_about(
    leader: Client, hook: Hook, clock: Callable[[str], None]
) -> None:
    """H5: the leader learns of it by no message, by no list, nor by the address of another message."""
    about = ComplaintLodged(complaint="C-9", way="paper", addressed="detachment", against=("L1",))
    with scoped(Scope(everywhere=True)):
        append([fact(about, "03-14 05:00", number=790)])  # to be received within 24 h
    boss = chief()
    adds(leader, hook, "leader")
    adds(boss, hook, "chief")
    passes("03-15 10:00", clock)
    passes("03-15 23:00", clock)  # and it climbs past them
    kept = Message.objects.filter(kept_from=["L1"])
    assert {one.person for one in kept} == {"C1"}
    assert not Message.objects.filter(person="L1", lines__icontains="complaint_").exists()
    listed, theirs = shown(leader.get("/notifications")), shown(boss.get("/notifications"))
    for one in kept:
        assert str(one.pk) in theirs
        assert str(one.pk) not in listed
        assert leader.get(f"/notifications/{one.pk}").status_code in (403, 404)
