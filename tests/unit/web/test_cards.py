"""The card of a facility is drawn once for each thing that it can show, and is what its component draws."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.template.loader import get_template
from django.utils import timezone, translation

from lazaretto.board.city import Tile
from lazaretto.web.samples import QUIET, SILENT, TILE
from lazaretto.web.templatetags.cards import facility_card

HERE, THERE = "Asia/Shanghai", "Asia/Urumqi"
CHANGED = replace(TILE.counts, owed=TILE.counts.owed + 1)
LATER = TILE.heard + timedelta(minutes=1) if TILE.heard else None


def shown(tile: Tile, *, language: str = "zh-hans", zone: str = HERE, lens: str = "") -> str:
    with translation.override(language), timezone.override(zone):
        return facility_card({"lens": lens}, tile)


@pytest.mark.parametrize("tile", [TILE, QUIET, SILENT, replace(TILE, heads=0, counts=CHANGED)])
@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_a_kept_card_is_the_component(tile: Tile, language: str) -> None:
    drawn = shown(tile, language=language)
    with translation.override(language), timezone.override(HERE):
        fresh = get_template("web/facility_card.html").render({"tile": tile, "lens": ""})
    assert drawn == fresh
    assert tile.code in drawn


def test_the_same_card_is_drawn_once() -> None:
    assert shown(TILE) is shown(replace(TILE))


@pytest.mark.parametrize(
    "other",
    [
        {"tile": replace(TILE, counts=CHANGED)}, {"tile": replace(TILE, heard=LATER)}, {"language": "en"},
        {"zone": THERE}, {"lens": "2022-03-20T12:00:00+08:00"},
    ],
    ids=["a figure", "a fact", "a language", "a clock", "an instant of the past"],
)  # fmt: skip
def test_whatever_a_card_shows_makes_another(other: dict[str, object]) -> None:
    assert shown(**{"tile": TILE} | other) != shown(TILE)  # type: ignore[arg-type]
