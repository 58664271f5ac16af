"""Colours keep WCAG 2.2 AA by day and by night: 4.5 for words, 3 for the edges of what is pressed."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[3] / "src" / "lazaretto" / "web" / "static" / "web"
MEANINGS = ("owed", "late", "missed", "held", "clear", "excused", "disputed")
PAPERS = ("paper", "paper-raised", "paper-sunk")


def tokens(*sheets: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for sheet in sheets:
        text = (STATIC / sheet).read_text()
        found |= dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})", text))
    return found


DAY, NIGHT = tokens("tokens.css"), tokens("tokens.css", "night.css")


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("ink", [*MEANINGS, "ink", "ink-soft", "link"])
@pytest.mark.parametrize("paper", PAPERS)
def test_words_stand_out_from_every_paper(theme: dict[str, str], ink: str, paper: str) -> None:
    assert contrast(theme[ink], theme[paper]) >= 4.5


@pytest.mark.parametrize("theme", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("meaning", MEANINGS)
def test_words_stand_out_from_their_own_wash(theme: dict[str, str], meaning: str) -> None:
    wash = theme[f"{meaning}-wash"]
    assert all(contrast(theme[ink], wash) >= 4.5 for ink in (meaning, "ink", "ink-soft"))


@pytest.mark.parametrize("theme", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize(
    ("one", "other"),
    [("rule", "paper"), ("rule", "paper-raised"), ("focus", "paper"), ("focus", "paper-raised")],
)
def test_edges_of_what_is_pressed_and_the_focus_can_be_seen(
    theme: dict[str, str], one: str, other: str
) -> None:
    assert contrast(theme[one], theme[other]) >= 3


@pytest.mark.parametrize("theme", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("paper", PAPERS)
def test_a_press_stands_out_from_every_paper(theme: dict[str, str], paper: str) -> None:
    assert contrast(theme["press-line"], theme[paper]) >= 3


@pytest.mark.parametrize("theme", [DAY, NIGHT], ids=["day", "night"])
def test_the_sign_can_be_read(theme: dict[str, str]) -> None:
    assert contrast(theme["on-sign"], theme["sign"]) >= 7
