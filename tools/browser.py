"""Find the Chromium that the browser tests drive, or get one by the platform's own means.

Prints its path. Order: LAZARETTO_CHROMIUM, PATH, one that playwright has; apt as root, playwright's download.
A headless shell goes before a whole browser: the same engine without the windows and menus that nobody sees,
and with it a new page costs a fifth of the work.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = (*SHELLS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
ADVICE = (
    "The browser tests need Chromium and none could be had: install it "
    "(Debian: sudo apt-get install chromium fonts-noto-cjk; macOS: brew install --cask chromium), "
    "or set LAZARETTO_CHROMIUM to one, then run make test again."
)


def find() -> str | None:
    """The path of a Chromium on this machine, or None."""
    given = os.environ.get("LAZARETTO_CHROMIUM")
    if given:
        return given if Path(given).exists() else None
    on_path = next((path for name in NAMES if (path := shutil.which(name))), None)
    return on_path or (str(MAC) if MAC.exists() else _playwrights())


def obtain() -> str | None:
    """The path of a Chromium after trying to get one."""
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        print("getting Chromium with apt-get …", file=sys.stderr, flush=True)
        _try([apt, "update", "-qq"])
        for package in (SHELLS[0], "chromium"):  # not every system has the shell
            _try([apt, "install", "-y", "-qq", "--no-install-recommends", package, "fonts-noto-cjk"])
            if found := find():
                return found
    print("getting Chromium with playwright …", file=sys.stderr, flush=True)
    _try([sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"])
    return find()


def _playwrights() -> str | None:
    """The browser that playwright downloads, where it has been downloaded."""
    folders = [Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")]
    folders.append(Path.home() / "Library" / "Caches" / "ms-playwright")
    shells = ("chromium_headless_shell-*/chrom*/*headless*shell",)
    whole = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")
    for patterns in (shells, whole):
        found = sorted(str(p) for folder in folders for pattern in patterns for p in folder.glob(pattern))
        if found:
            return found[-1]
    return None


def _try(command: list[str]) -> None:
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.run(command, env=environment, stdout=sys.stderr, check=False)


if __name__ == "__main__":
    path = find() or obtain()
    if path is None:
        sys.exit(ADVICE)
    print(path)
