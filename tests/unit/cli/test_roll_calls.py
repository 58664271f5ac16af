"""``lazaretto roll-calls verify``: a told draw is checked by anybody, in three languages."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from lazaretto.cli.main import main
from lazaretto.cli.roll_calls_words import ROLL_CALLS_WORDS
from lazaretto.cli.words import WORDS
from lazaretto.facts.encoding import encode
from lazaretto.facts.fact import Fact
from tests.unit.audit.test_draw_checking import MINUTES, TOLD, called, committed


def run(*arguments: Any) -> Result:
    blank = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}
    return CliRunner(env=blank).invoke(main, ["roll-calls", "verify", *map(str, arguments)])


@pytest.fixture
def draw(tmp_path: Path) -> Path:
    path = tmp_path / "draw.json"
    path.write_bytes(msgspec.json.encode(TOLD))
    return path


def kept(folder: Path, *facts: Fact) -> Path:
    path = folder / "facts.jsonl"
    path.write_bytes(b"".join(encode(one) + b"\n" for one in facts))
    return path


def test_a_draw_that_holds(draw: Path) -> None:
    result = run(draw)
    assert result.exit_code == 0, result.output
    assert "leads to the published anchor" in result.output
    assert f"{MINUTES[0] // 60:02d}:{MINUTES[0] % 60:02d}" in result.output


def test_times_that_were_changed_are_told_beside_those_that_were_drawn(draw: Path) -> None:
    draw.write_bytes(msgspec.json.encode(msgspec.structs.replace(TOLD, minutes=(8 * 60,))))
    result = run(draw)
    assert result.exit_code == 1
    assert "08:00 is what was told" in result.output


def test_the_facts_must_hold_the_promise(draw: Path, tmp_path: Path) -> None:
    promised = run(draw, "--facts", kept(tmp_path, committed("03-11 18:00"), called("03-15 09:00", 1)))
    assert promised.exit_code == 0, promised.output
    assert "recorded at 2022-03-11 18:00" in promised.output
    assert "called at 09:00" in promised.output
    late = run(draw, "--facts", kept(tmp_path, committed("03-15 08:00")))
    assert late.exit_code == 1
    assert "none of these facts publishes this anchor" in late.output


@pytest.mark.parametrize("text", [b"{}", b"\xff", b"[]", b'{"format": "x"}'])
def test_what_is_no_draw_is_wrong_usage(draw: Path, text: bytes) -> None:
    draw.write_bytes(text)
    result = run(draw)
    assert result.exit_code == 2
    assert "not a draw" in result.output


def test_it_speaks_three_languages(draw: Path) -> None:
    assert "重新抽得" in run(draw, "--lang", "zh-Hans").output
    assert "重新抽得" in run(draw, "--lang", "zh-Hant").output
    assert ROLL_CALLS_WORDS.items() <= WORDS.items()  # no other phrase stands in for one of these
