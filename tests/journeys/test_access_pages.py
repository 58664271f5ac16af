"""What the pages of access show: one clock, and the log as whoever audits after an intrusion looks for it."""

import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from lazaretto.access.deeds import note
from lazaretto.access.tokens import new_token
from lazaretto.actions.open_accounts import QUARTER
from tests.journeys.test_accounts import auditor, door, opened, secret_in, security

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own


def test_no_page_of_accounts_has_two_clocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A demo's city lives in another year than the machine that its doors are counted by."""
    back = timedelta(days=1700)
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: timezone.now() - back)
    administrator = security()
    secret = opened(administrator)
    door("QZ0007", secret_in(secret))
    then, today = timezone.now() - back, timezone.now()
    new_token(
        device="D1", role="duty_officer", facilities=("QZ-D",), issued=then, issued_by="SEC1",
        expires=then + timedelta(days=1),
    )  # fmt: skip
    one = administrator.get("/access/accounts/QZ0007").content.decode()
    for page in (administrator.get("/access").content.decode(), one, secret.content.decode()):
        assert f"{today:%Y-}" not in page
        assert f" {today:%Y}" not in page
        assert f"{then:%Y}" in page
    assert "past its day" not in administrator.get("/access").content.decode()  # the token is good till then
    assert "the review is due" in administrator.get("/access").content.decode()
    digest = re.search(r'name="digest" value="(\w+)"', administrator.get("/access").content.decode())
    assert digest is not None
    assert administrator.post("/access", {"act": "review", "digest": digest[1]}).status_code == 302
    by = (then + QUARTER).astimezone(ZoneInfo("Asia/Shanghai"))  # the house's day, which begins before ours
    assert f"next by {by:%Y-%m-%d}" in administrator.get("/access").content.decode()


def test_after_an_intrusion_all_of_the_log_is_narrowed_by_who_from_where_and_when() -> None:
    door("CHIEF9", "not theirs")  # nobody has this number: it is not kept
    security("SEC9")
    then = timezone.now() - timedelta(days=3)
    lines = (("203.0.113.9", then), ("198.51.100.7", timezone.now()))
    for address, at in lines:
        note(
            sort="sign_in_failed", actor=None, at=at, subject="SEC9", said={"by": "password", "from": address}
        )
    standing = {"role": "doctor", "facilities": [], "everywhere": False}
    said = {"from": standing, "to": standing | {"everywhere": True}}
    note(sort="changed", actor=None, at=timezone.now(), subject="QZ0007", said=said)
    watcher = auditor()

    def shown(**asked: str) -> str:
        answer = watcher.get("/access/log", {"part": "all", **asked})
        assert answer.status_code == 200
        return str(answer.content.decode())

    about = shown(by="SEC9")  # done to it, too
    assert "203.0.113.9" in about
    assert "QZ0007" not in about
    there = shown(address="203.0.113.9")
    assert "198.51.100.7" not in there
    assert 'href="?part=all&amp;address=203.0.113.9"' in there
    day = timezone.localtime(then, ZoneInfo("Asia/Shanghai")).date()
    assert "203.0.113.9" in shown(to=f"{day}")
    assert "198.51.100.7" not in shown(to=f"{day}")
    assert "203.0.113.9" not in shown(**{"from": f"{day + timedelta(days=1)}"})
    assert "Facility doctor" in shown(subject="QZ0007")
    for day_ in ("tomorrow", "9999-12-31"):
        assert watcher.get("/access/log", {"to": day_}).status_code == 400
    assert f"by=SEC9&amp;to={day}" in shown(by="SEC9", to=f"{day}")  # kept from one part to the next
    reads = watcher.get("/access/log", {"part": "reads", "to": f"{day}"})
    assert reads.status_code == 200
