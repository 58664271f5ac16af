"""Nothing committed knows the machine it was written on."""

import re
import subprocess
from pathlib import Path

from tests.house.tree import ROOT, name

HOMES = re.compile(r"(?<![\w.~-])/(?:work|root|home|Users|tmp)/[\w.-]")
TEXTS = {".py", ".md", ".toml", ".yaml", ".yml", ".html", ".css", ".js", ".json", ".po", ".cfg", ".sql", ""}
ALLOWED = {"uv.lock", "LICENSE"}


def committed() -> list[Path]:
    """The files under version control; all of them where the history was not shipped along."""
    asked = ["git", "-C", str(ROOT), "ls-files", "-z"]
    listed = subprocess.run(asked, capture_output=True, check=False)
    if listed.returncode:
        return [p for p in ROOT.rglob("*") if p.is_file() and not {".venv", "var"} & set(p.parts)]
    return [ROOT / path for path in listed.stdout.decode().split("\0") if path]


def test_no_machine_path_is_committed() -> None:
    found = [
        f"{name(path)}: {match.group()}"
        for path in committed()
        if path.suffix in TEXTS and path.name not in ALLOWED and path.exists() and path != Path(__file__)
        for match in HOMES.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert not found


def test_what_is_caught() -> None:
    assert HOMES.search("see " + "/" + "home/somebody/notes")
    assert not HOMES.search("https://example.org/home/page")
    assert not HOMES.search("src/work/x")
