"""``lazaretto replay``: what was owed at an instant, as known at another, and why; bad lines refused."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lazaretto.cli.main import main
from lazaretto.cli.replaying import Shelved, replay
from lazaretto.cli.statements import statements
from lazaretto.facts.command import ProtocolIssued
from lazaretto.facts.custody import Admitted
from lazaretto.facts.encoding import encode
from lazaretto.facts.fact import Fact
from lazaretto.facts.hygiene import Reading, TemperaturesTaken
from lazaretto.protocol.publishing import digest
from lazaretto.protocol.reading import read
from tests.stating import fact, house, moment
from tests.unit.cli.conftest import AT, SOUND, one_day


def run(*arguments: Any) -> Result:
    environment = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}
    return CliRunner(env=environment).invoke(main, ["replay", *(str(argument) for argument in arguments)])


def as_json(*arguments: Any) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code in (0, 1), result.output
    return json.loads(result.output)


def add(path: Path, *facts: Fact) -> Path:
    with path.open("ab") as file:
        file.writelines(encode(each) + b"\n" for each in facts)
    return path


def noon(number: int, at: str, recorded: str | None = None) -> Fact:
    body = TemperaturesTaken(readings=(Reading(person="D-1", celsius_tenths=366),))
    return fact(body, at, number=number, recorded=recorded)


def statuses(result: Any, clause: str = "hygiene.temperature") -> dict[str, str]:
    return {o["slot"]: o["status"] for o in result["obligations"] if o["clause"] == clause}


def test_each_slot_of_the_day_has_its_status(facts: Path, document: Path) -> None:
    result = as_json(facts, "--protocol", document, "--at", AT)
    assert statuses(result) == {"morning": "met", "noon": "missed", "night": "open"}


def test_a_finding_has_its_explanation(facts: Path, document: Path) -> None:
    result = as_json(facts, "--protocol", document, "--at", AT)
    (finding,) = [f for f in result["findings"] if f["rule"] == "hygiene.temperature"]
    assert (finding["kind"], finding["subject"], finding["slot"]) == ("missed", "D-1", "noon")
    explanation = result["explanations"][finding["explanation"]]
    assert explanation["parameters"][0]["id"] == "slots"
    assert explanation["sources"][0]["id"] == "practice"
    assert explanation["in_force_by"] is None


def test_people_read_it_in_aligned_tables(facts: Path, document: Path) -> None:
    result = run(facts, "--protocol", document, "--at", AT, "--lang", "zh-Hans")
    assert result.exit_code == 1
    assert "2022-03-15 16:00 (Asia/Shanghai)" in result.output
    assert "没有事实发布过 sound/1" in result.output
    assert "漏办" in result.output
    assert "为何如此" in result.output


def test_nothing_to_see_to_is_status_zero(facts: Path, document: Path) -> None:
    whole = add(facts, noon(3, "03-15 12:00"))
    result = run(whole, "--protocol", document, "--at", AT)
    assert result.exit_code == 0, result.output
    assert "Alerts: 0" in result.output


def test_as_known_at_forgets_what_was_said_later(facts: Path, document: Path) -> None:
    late = add(facts, noon(3, "03-15 12:00", recorded="03-15 20:00"))
    options = (late, "--protocol", document, "--at", AT)
    assert statuses(as_json(*options))["noon"] == "met"
    assert statuses(as_json(*options, "--as-known-at", AT))["noon"] == "missed"


def test_since_looks_back(facts: Path, document: Path) -> None:
    options = (facts, "--protocol", document, "--at", "2022-03-16T16:00:00+08:00")
    missed = [len(as_json(*options, *since)["findings"]) for since in ((), ("--since", AT))]
    assert missed == [3, 3 + 1]  # last night, this morning, this noon; and yesterday's human contact


def test_a_facility_is_looked_at_alone(facts: Path, document: Path) -> None:
    both = add(
        facts,
        house("MJ-D"),
        fact(
            Admitted(person="D-2", cell="MJ-D/G1/01", sex="female"),
            "03-14 10:00",
            number=8,
            facility="MJ-D",
        ),
    )
    result = as_json(both, "--protocol", document, "--at", AT, "--facility", "MJ-D")
    assert {o["facility"] for o in result["obligations"]} == {"MJ-D"}
    assert {f["facility"] for f in result["findings"]} == {"MJ-D"}
    unknown = run(both, "--protocol", document, "--at", AT, "--facility", "XX-D")
    assert unknown.exit_code == 2
    assert "no fact speaks of a facility" in unknown.output


def test_bad_lines_are_refused_one_by_one(facts: Path, document: Path) -> None:
    good = encode(one_day()[2])
    with facts.open("ab") as file:
        file.write(b"not json\n\n")
        file.write(good.replace(b"hygiene.temperatures_taken/1", b"hygiene.guessed/1") + b"\n")
        file.write(good.replace(b"365", b"366") + b"\n")
        file.write(good + b"\n")
        file.write(good.replace(b"2022-03-14T", b"1066-10-14T").replace(b"-000000000002", b"-00000000000a"))
    result = as_json(facts, "--protocol", document, "--at", AT)
    assert [refusal["line"] for refusal in result["refused"]] == [4, 6, 7, 9]
    assert "hygiene.guessed" in result["refused"][1]["reason"]
    assert "line 3 says something else under the same id" in result["refused"][2]["reason"]
    assert "before 1970" in result["refused"][3]["reason"]
    assert (result["facts"], result["repeated"]) == (3, 1)
    assert statuses(result)["morning"] == "met"


def issued(number: int, version: str, data: bytes) -> Fact:
    body = ProtocolIssued(document="sound", version=version, digest=digest(data), authority="detachment")
    return fact(body, "03-12 00:00", number=number, facility="TS-Z")


def test_an_issued_document_is_in_force_from_its_issue(facts: Path, document: Path) -> None:
    result = as_json(add(facts, issued(7, "1", document.read_bytes())), "--protocol", document, "--at", AT)
    (force,) = result["in_force"]
    assert force["since"] == "2022-03-11T16:00:00Z"
    assert force["issued_by"].endswith("7")
    assert result["notes"] == []


def test_a_document_with_other_bytes_than_were_issued_is_told(facts: Path, document: Path) -> None:
    whole = add(facts, noon(3, "03-15 12:00"), issued(7, "1", b"other bytes"))
    result = run(whole, "--protocol", document, "--at", AT)
    assert result.exit_code == 1
    assert "is not the file that was issued" in result.output


def test_an_issued_document_that_is_not_at_hand_is_told(facts: Path, document: Path) -> None:
    whole = add(facts, noon(3, "03-15 12:00"), issued(7, "9", b"nine"))
    notes = as_json(whole, "--protocol", document, "--at", AT)["notes"]
    assert {(note["kind"], note["document"]) for note in notes} == {
        ("not_at_hand", "sound/9"),
        ("other_version_issued", "sound/1"),
    }


def test_a_later_version_takes_over_from_its_effective_date(facts: Path, document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    later = document.with_name("later.yaml")
    later.write_text(
        text.replace('version: "1"', 'version: "2"').replace(
            "effective: 2022-03-10\ncounting", "effective: 2022-03-15\ncounting"
        ),
        encoding="utf-8",
    )
    result = as_json(facts, "--protocol", document, "--protocol", later, "--at", AT)
    one, two = result["in_force"]
    assert one["until"] == two["since"] == "2022-03-14T16:00:00Z"
    assert {o["version"] for o in result["obligations"] if o["slot"] == "noon"} == {"2"}


@pytest.mark.parametrize(
    "at", ["yesterday", "2022-03-15", "2022-03-15T08:00:00", "9999-12-31T23:59:59-12:00"]
)
def test_an_instant_needs_its_offset(facts: Path, document: Path, at: str) -> None:
    result = run(facts, "--protocol", document, "--at", at)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_document_that_cannot_be_run_ends_with_words(facts: Path, document: Path) -> None:
    text = document.read_text(encoding="utf-8").replace("evidence: temperature", "evidence: gossip")
    document.write_text(text, encoding="utf-8")
    result = run(facts, "--protocol", document, "--at", AT)
    assert result.exit_code == 1
    assert "there is no event `gossip`" in result.output
    assert isinstance(result.exception, SystemExit)


def test_no_facts_at_all_is_an_answer(tmp_path: Path, document: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_bytes(b"")
    assert run(empty, "--protocol", document, "--at", AT).exit_code == 0


def test_the_program_itself_runs_without_django(facts: Path, document: Path) -> None:
    """A real process: the pure half must not import the framework, nor need a database."""
    code = (
        "import sys\nfrom lazaretto.cli.main import main\n"
        "try:\n    main()\nfinally:\n    assert 'django' not in sys.modules, 'django was imported'\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "replay", str(facts), "--protocol", str(document), "--at", AT],
        capture_output=True, env={**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr.decode()
    assert done.stderr == b""
    assert b"Alerts: 1" in done.stdout
    assert b"\x1b[" not in done.stdout, "colour only on a terminal"


def test_a_hundred_thousand_facts_take_seconds() -> None:
    people = [f"D-{n}" for n in range(2_000)]
    admitted = (
        fact(Admitted(person=p, cell=f"QZ-D/G1/{n % 200:03}", sex="male"), "03-10 08:00", number=n + 1)
        for n, p in enumerate(people)
    )
    measured = (
        fact(
            TemperaturesTaken(readings=(Reading(person=p, celsius_tenths=365),)),
            f"03-{day} {hour:02}:30", number=100_000 + (day * 24 + hour) * 2_000 + n,
        )
        for day in range(11, 28) for hour in (7, 12, 23) for n, p in enumerate(people)
    )  # fmt: skip
    lines = [encode(each) for each in (house(), *admitted, *measured)]
    document = read(SOUND.read_bytes()).protocol
    assert document is not None
    started = time.perf_counter()
    stated = statements(lines)
    result = replay(stated.facts, shelf=[Shelved(document, "")], at=moment("03-20 16:00"))
    assert result.assessment.count() >= 6_000
    took = time.perf_counter() - started
    assert len(stated.facts) > 100_000
    assert took < 20, f"{took:.1f} s; a few seconds on an idle machine"
