"""A document that was changed since its issue decides nothing, and no screen takes that for an all-clear."""

import shutil
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.journeys.city import DOCUMENT, record, sign_in

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def officer(client: Client) -> Client:
    record()
    return sign_in(client, "P1", "duty_officer", "QZ-D")


def page(client: Client, address: str, at: str) -> str:
    asked = f"{address}?at=2022-03-15T{at}:00%2B08:00"
    answer = client.get(asked, headers={"accept-language": "en"})
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("address", ["/", "/facilities/QZ-D"])
def test_a_changed_document_is_an_alarm_and_no_green_line(
    address: str, officer: Client, settings: LazySettings, tmp_path: Path
) -> None:
    sound = page(officer, address, "07:00")
    shutil.copytree(settings.PROTOCOLS_DIR, tmp_path / "protocols")
    settings.PROTOCOLS_DIR = tmp_path / "protocols"
    document, version = DOCUMENT
    with (tmp_path / "protocols" / document / f"{version}.yaml").open("a") as file:
        file.write("# one more line\n")
    broken = page(officer, address, "07:01")  # another instant: of 07:00 the sound page is laid by
    assert "its file is gone or was changed since" in broken
    assert "its file is gone or was changed since" not in sound
    for line in ("nobody and nothing missed", "Nothing missed, late, breached or contradicting"):
        assert line not in broken
