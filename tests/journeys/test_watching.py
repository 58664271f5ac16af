"""The system's own list as page, over the interface and on a terminal: made when it is opened."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.db import connection
from django.test import Client

from lazaretto.access.actor import Scope
from lazaretto.access.beats import beat
from lazaretto.access.models import Token
from lazaretto.access.scope import scoped
from lazaretto.api.schema import components
from lazaretto.facts.custody import Released
from lazaretto.facts.directives import DirectiveIssued
from lazaretto.ledger.appending import append
from lazaretto.project import probing
from lazaretto.project.command import main
from tests.journeys.city import record, sign_in, told
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = "03-15 10:00"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Callable[[str], None]:
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    settings.VAR = tmp_path
    now = [moment(NOW)]
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: now[0])

    def to(at: str) -> None:
        now[0] = moment(at)

    return to


@pytest.fixture
def watch(client: Client) -> Client:
    record(
        fact(
            DirectiveIssued(directive="D-1", title="Masks", issuer="city", receive_by=moment("03-14 12:00")),
            "03-14 08:00", number=801,
        ),
    )  # fmt: skip
    client.cookies["django_language"] = "en"
    return sign_in(client, "W1", "detachment_officer", everywhere=True)


def shown(answer: Any) -> str:
    return str(answer.content.decode())


def rules(client: Client) -> dict[str, list[str | None]]:
    found: dict[str, list[str | None]] = {}
    for one in told(client.get("/api/v1/watch"))["lines"]:
        found.setdefault(one["rule"], []).append(one["facility"])
    return found


def test_what_needs_somebody_is_there_with_what_to_do_and_the_way_there(watch: Client) -> None:
    text = shown(watch.get("/watch"))
    assert "No message was ever sent" in text
    assert "Run lazaretto notify --watch as a service" in text
    assert "No backup was ever noted" in text
    assert "1 directives were not acknowledged in time" in text
    assert "/facilities/QZ-D/directives" in text
    assert "What was looked at" in text


def test_over_the_interface_it_has_the_shape_that_the_document_says(watch: Client) -> None:
    schema = {"$ref": "#/components/schemas/WatchPage", "components": {"schemas": components()}}
    jsonschema.validate(told(watch.get("/api/v1/watch")), schema, cls=jsonschema.Draft202012Validator)


def test_a_command_that_came_is_no_line_and_one_that_stays_away_is(
    watch: Client, clock: Callable[[str], None]
) -> None:
    assert "notify_never" in rules(watch)
    for job in ("notify", "backup", "erase-check-ins"):
        beat(job, now=moment(NOW))
    assert not {"notify_never", "backup_never", "erase_check_ins_never"} & set(rules(watch))
    clock("03-15 10:06")
    assert "notify" in rules(watch)
    clock("03-16 12:01")
    assert {"notify", "backup", "erase_check_ins"} <= set(rules(watch))


def test_a_station_that_fell_silent_with_rows_in_its_queue(
    watch: Client, clock: Callable[[str], None]
) -> None:
    Token.objects.create(
        device="QZ-D/gate-1", digest="0" * 64, role="gate_officer", facilities=["QZ-D"], post="gate-1",
        issued=moment("03-01 08:00"), issued_by="G1", expires=moment("04-01 08:00"), waiting=5,
        last_seen=moment("03-15 09:00"),
    )  # fmt: skip
    assert rules(watch)["station_waiting"] == ["QZ-D"]
    clock("03-25 09:00")
    assert rules(watch)["station_silent"] == ["QZ-D"]
    Token.objects.update(revoked=moment("03-25 08:00"))
    assert "station_silent" not in rules(watch)


def test_a_device_whose_clock_is_off(watch: Client) -> None:
    late = fact(Released(person="C", basis="law"), "03-15 09:00", number=805)
    record_more(msgspec.structs.replace(late, device="tablet-7", skew=-900))
    assert rules(watch)["clock_off"] == ["QZ-D"]


def record_more(*facts: Any) -> None:
    with scoped(Scope(everywhere=True)):
        append(list(facts))


def test_an_administrator_sees_the_machine_and_no_house(watch: Client) -> None:
    admin = sign_in(Client(), "A1", "system_admin")
    admin.cookies["django_language"] = "en"
    text = shown(admin.get("/watch"))
    assert "No backup was ever noted" in text
    assert "directives were not acknowledged" not in text
    assert "What the record says of facilities is for the detachment" in text
    assert set(rules(watch)) - set(rules(admin)) == {"directives_unread"}


@pytest.mark.parametrize("role", ["gate_officer", "duty_officer", "doctor", "leader", "security_admin"])
def test_nobody_else_opens_it(role: str) -> None:
    scope = () if role.endswith("admin") else ("QZ-D",)
    other = sign_in(Client(), "X1", role, *scope)
    assert other.get("/watch").status_code == 403
    assert other.get("/api/v1/watch").status_code == 403


def test_a_secret_that_others_may_read_is_red(watch: Client, tmp_path: Path) -> None:
    key = tmp_path / "secret.key"
    key.write_text("secret")
    key.chmod(0o600)
    assert "secret_files" not in rules(watch)
    key.chmod(0o640)
    assert "secret_files" in rules(watch)
    assert "may read secret.key" in shown(watch.get("/watch"))


def test_the_certificate_is_read_until_its_end(tmp_path: Path) -> None:
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "h")]),
    )
    ends = datetime(2022, 4, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(7).not_valid_before(ends - timedelta(days=90)).not_valid_after(ends)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = tmp_path / "house.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    assert probing.certificate_until(file) == ends
    file.write_text("no certificate")
    assert probing.certificate_until(file) is None
    assert probing.certificate_until(tmp_path / "nothing.pem") is None


def test_on_a_terminal_red_ends_with_one(watch: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    named = {**connection.settings_dict}
    monkeypatch.setitem(os.environ, "DATABASE_URL", f"postgresql://{named['HOST']}")  # it is open already
    run = CliRunner().invoke(main, ["watch", "--lang", "en"])
    assert run.exit_code == 1, run.output
    assert "red" in run.output
    assert "No backup was ever noted" in run.output
    run = CliRunner().invoke(main, ["watch", "--json"])
    assert run.exit_code == 1
    assert '"rule": "directives_unread"' in run.output
