"""Templates hold no words of their own, no style and no script: words go through gettext."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[3] / "src" / "lazaretto" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
# Names of keys and of digests are the same in every language.
SAID = {"SHA-256", "SM3", "n", "a", "c", "d", "p", "s", "x", "Enter"}
LETTERS = re.compile(r"[A-Za-z\u4e00-\u9fff]")


def without_tags_of_django(text: str) -> str:
    text = re.sub(r"\{#.*?#\}", "", text, flags=re.S)
    text = re.sub(r"\{%\s*block sheet\s*%\}[a-z-]*", "", text)  # a class of the page
    text = re.sub(r"\{%\s*block body\s*%\} class=\"[a-z-]*", "", text)  # the same, of the whole body
    text = re.sub(r"\{%\s*blocktranslate.*?endblocktranslate\s*%\}", "", text, flags=re.S)
    text = re.sub(r"\{%.*?%\}", "", text, flags=re.S)
    return re.sub(r"\{\{.*?\}\}", "", text, flags=re.S)


def visible(text: str) -> list[str]:
    text = re.sub(r"<script.*?</script>", "", without_tags_of_django(text), flags=re.S)
    text = re.sub(r"<[^>]*>", "\n", text, flags=re.S)
    text = re.sub(r"&[#a-z0-9]+;", " ", text)
    return [word for word in text.split() if LETTERS.search(word) and word not in SAID]


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(WEB / "templates")))
def test_every_visible_word_goes_through_gettext(file: Path) -> None:
    assert visible(file.read_text()) == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(WEB / "templates")))
def test_what_is_only_spoken_goes_through_gettext_too(file: Path) -> None:
    text = without_tags_of_django(file.read_text())
    spoken = re.findall(r'\s(?:aria-label|title|placeholder|alt|caption|word)="([^"]*)"', text)
    assert [value for value in spoken if LETTERS.search(value)] == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(WEB / "templates")))
def test_no_style_and_no_script_stands_in_a_page(file: Path) -> None:
    text = file.read_text()
    assert re.search(r"\sstyle=", text) is None
    assert re.search(r"\son[a-z]+=", text) is None
    scripts = re.findall(r"<script\b([^>]*)>", text)
    assert all("src=" in attributes or "application/json" in attributes for attributes in scripts)


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(WEB / "templates")))
def test_no_filter_stands_where_a_component_reads_a_value(file: Path) -> None:
    """A component reads ``:seconds="left"``; of a filter it makes nothing, and shows its default."""
    assert re.findall(r'\s:[a-z]+="[^"{]*\|[^"]*"', file.read_text()) == []


def blocks(file: Path) -> list[tuple[str, bool]]:
    """The blocks of a template, and whether each stands inside another."""
    found, depth = [], 0
    for opened in re.finditer(r"\{%\s*(?:block\s+(?P<name>\w+)|endblock\b.*?)\s*%\}", file.read_text()):
        if opened["name"]:
            found.append((opened["name"], depth > 0))
        depth += 1 if opened["name"] else -1
    return found


def base_of(file: Path) -> Path | None:
    extended = re.match(r'\{% extends "([^"]+)"', file.read_text())
    return WEB / "templates" / extended[1] if extended else None


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(WEB / "templates")))
def test_a_block_inside_another_takes_no_name_of_the_base(file: Path) -> None:
    """Else what it holds stands in both places, and what the base had there is gone."""
    inner, base = {name for name, inside in blocks(file) if inside}, base_of(file)
    while base is not None:
        assert inner & {name for name, _ in blocks(base)} == set(), base.name
        base = base_of(base)


def test_files_stay_short() -> None:
    files = [f for kind in ("css", "js", "html", "py") for f in WEB.rglob(f"*.{kind}")]
    assert [f.name for f in files if len(f.read_text().splitlines()) > 400] == []
