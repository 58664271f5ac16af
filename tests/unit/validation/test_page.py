"""The page of validation is what was found, and nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest
from validation import chains, results, telling
from validation.__main__ import DOCS, PARTS, main
from validation.drawing import draw
from validation.part import Part, by_chance, in_proportion, inside, near

from tests.house.tree import ROOT

STORED = results.read()


def test_the_page_is_what_is_stored() -> None:
    """Written again from the stored figures, it is the committed page."""
    assert telling.page(STORED) == (DOCS / "validation.md").read_text("utf-8")


def test_every_part_is_stored_with_its_pictures() -> None:
    """No part is left out of the page, and no picture is missing or left over."""
    assert [one.name for one in STORED] == list(PARTS)
    drawn = {path.stem for path in (ROOT / "docs" / "img" / "validation").glob("*.svg")}
    assert drawn == {plot for one in STORED for plot in one.plots}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_lives_quickly(name: str) -> None:
    """Every part can be asked for a glance, and finds numbers of the names that are stored."""
    part = PARTS[name](quick=True)
    stored = next(one for one in STORED if one.name == name)
    assert part.title == stored.title
    assert {row.name for row in part.rows} <= {row.name for row in stored.rows}
    assert part.rows


def test_misses_come_first() -> None:
    """A miss stands above the table, and is counted."""
    one = results.result("one", Part("One", "Is it?", (near("a", 1.0, "said", 2.0, by=0.1),)))
    page = telling.page((one, replace(one, name="two", title="Two")))
    assert "**2 of 2 numbers are missed.**" in page
    assert page.index("Missed, One: a; expected 1, ours 2 (± 0.1)") < page.index("| part |")


def test_a_picture_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    """Neither a date nor chance is in it."""
    for name in ("one", "two"):
        draw(chains.draw, tmp_path / f"{name}.svg")
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


def test_what_is_stored_is_read_again(tmp_path: Path) -> None:
    """Both ways, and what was not asked now stays."""
    results.write(STORED, tmp_path / "stored.json")
    assert results.read(tmp_path / "stored.json") == STORED
    fresh = replace(STORED[0], note="anew")
    assert results.merged(STORED, [fresh], order=list(PARTS))[0].note == "anew"
    assert len(results.merged(STORED, [fresh], order=list(PARTS))) == len(STORED)


def test_when_a_number_holds() -> None:
    """Within a distance, a share, four standard errors, a band; and not beyond."""
    assert near("a", 1.0, "s", 1.1, by=0.1 + 1e-9).holds
    assert not near("a", 1.0, "s", 1.2, by=0.1).holds
    assert in_proportion("a", 100.0, "s", 102.9, error=1.0, share=0.03).holds
    assert not in_proportion("a", 100.0, "s", 103.1, error=9.0, share=0.03).holds
    assert by_chance("a", 0.0, "s", 3.9, error=1.0).holds
    assert not by_chance("a", 0.0, "s", 4.1, error=1.0).holds
    assert not by_chance("a", 0.0, "s", 0.1, error=0.0).holds
    assert inside("a", 5.0, "s", 9.0, low=5.0, high=10.0, band="band").holds
    assert not inside("a", 4.9, "s", 9.0, low=5.0, high=10.0, band="band").holds


def test_a_stranger_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A part that there is not: which there are."""
    assert main(["nothing"]) == 2
    assert "there are travellers" in capsys.readouterr().err
