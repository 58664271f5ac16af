"""An installation: where its versions and its data lie, and the commands of a version over the data.

    root/versions/0.1.0-1a2b3c4d5e6f/   a version: its environment, its papers, the file COMPLETE at the end
    root/current, root/former           links to the version that runs, and to the one before
    root/bin/lazaretto                  the command of the current version, over the data
    data/                               database, secrets, log, lazaretto.env; never inside root

Standard library only. Commands over the data run as whoever the data belong to.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
import os
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPLETE, MANIFEST = "COMPLETE", "MANIFEST"
CHINESE = next((v for n in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(n))), "").startswith(
    "zh"
)


class Refused(Exception):
    """What is wrong, and what to do; in English and in Chinese."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(chinese if CHINESE else english)


class House(NamedTuple):
    """Where the program lies, and where its data."""

    root: Path
    data: Path

    @property
    def current(self) -> Path:
        """The link to the version that runs."""
        return self.root / "current"

    @property
    def former(self) -> Path:
        """The link to the version that ran before."""
        return self.root / "former"

    @property
    def settings(self) -> Path:
        """The file with this installation's settings."""
        return self.data / "lazaretto.env"


class Version(NamedTuple):
    """A version that lies there, or is to. order: by which one version is older than another."""

    folder: Path
    name: str
    order: tuple[tuple[int, ...], str]


def command(house: House, version: Version, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command of a version over the data."""
    program = str(version.folder / "venv" / "bin" / "lazaretto")
    return subprocess.run(
        [program, *arguments], env=environment(house), cwd=house.data, check=False,
        capture_output=True, text=True, **owner(house),
    )  # fmt: skip


def environment(house: House, **more: str) -> dict[str, str]:
    """This process's, then what the file of settings says, then what is said here."""
    said = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    for line in house.settings.read_text().splitlines() if house.settings.exists() else []:
        name, parted, value = line.strip().partition("=")
        if parted and not name.startswith("#"):
            said[name] = value.strip("\"'")
    return {**said, "HOME": str(house.data), "LAZARETTO_VAR": str(house.data), **more}


def read_manifest(folder: Path) -> dict[str, str]:
    """What the manifest says beside its files; install.py has checked it."""
    lines = (folder / MANIFEST).read_text().split("\n\n")[0].splitlines()[1:]
    return {word: rest for word, _, rest in (line.partition(" ") for line in lines) if word != "file"}


def version_of(house: House, asked: argparse.Namespace) -> Version:
    """The version that a bundle is, by its manifest's digest."""
    said = read_manifest(Path(asked.bundle))
    name = f"{said['version']}-{asked.digest[:12]}"
    return Version(house.root / "versions" / name, name, (numbers(said["version"]), said["built"]))


def read_version(folder: Path) -> Version | None:
    """The version that lies in a folder, or None."""
    if not (folder / COMPLETE).exists():
        return None
    said = read_manifest(folder)
    return Version(folder, folder.name, (numbers(said["version"]), said["built"]))


def tell(house: House, act: str, **more: object) -> None:
    """Say what was done, and keep it."""
    line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "act": act, **more}
    with (house.root / "history.jsonl").open("a") as out:
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
    if "failed" not in more:
        say(f"{act}: {more['version']} is what runs", f"{act}：现在运行的是 {more['version']}")


def say(english: str, chinese: str) -> None:
    """One line, at once."""
    print(chinese if CHINESE else english, flush=True)


def require_stopped(house: House) -> None:
    """Refuse where the database of these data runs. A number left by a crash names no PostgreSQL."""
    process = _postmaster(house.data / "postgres" / "postmaster.pid")
    if process is not None:
        raise Refused(
            f"Lazaretto runs over {house.data} (database process {process}): stop it first "
            "(systemctl stop 'lazaretto*').",
            f"{house.data} 上的系统正在运行（数据库进程 {process}）："
            "请先停止（systemctl stop 'lazaretto*'）。",
        )


def _postmaster(file: Path) -> int | None:
    try:
        process = int(file.read_text().split("\n", 1)[0])
        os.kill(process, 0)
    except PermissionError:
        return process  # somebody else's, and alive
    except (OSError, ValueError):
        return None
    return process


def owner_of(house: House) -> tuple[int, int]:
    """Whom the data belong to: user and group."""
    found = house.data.stat()
    return found.st_uid, found.st_gid


def owner(house: House) -> dict[str, Any]:
    """As whom a command over the data runs: whoever they belong to, where we may choose."""
    user, group = owner_of(house)
    return {"user": user, "group": group, "extra_groups": []} if os.geteuid() == 0 and user else {}


def lead(link: Path, target: Path) -> None:
    """Let a link lead to a folder, in one step."""
    made = link.with_name(link.name + ".new")
    made.unlink(missing_ok=True)
    made.symlink_to(target)
    made.replace(link)


def numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version, by which it is older or newer."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


def last(told: str) -> str:
    """The last lines of what a program said."""
    lines = [line for line in told.strip().splitlines() if line.strip()]
    return " / ".join(lines[-3:]) if lines else "-"


@contextlib.contextmanager
def alone(house: House) -> Iterator[None]:
    """One installer at a time."""
    house.root.mkdir(mode=0o755, parents=True, exist_ok=True)
    with (house.root / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refused("another installer is at work here.", "另一个安装程序正在运行。") from None
        yield
