"""Make one file that holds all that a machine without any network needs: ``make bundle``.

    python -m tools.bundle [--python 3.11 --python 3.13] [--machine x86_64] [--out dist]

Wheels of the locked versions for these Pythons on Linux with glibc (by their hashes, from the index that pip
is set to), our own wheel, the pinned uv, the papers, the list of parts, and a manifest of every file, signed
with Ed25519. The key is drawn once (var/bundle.key) and signs under LAZARETTO_BUNDLE_NAME; whoever installs
has its public half on paper. From the same commit and key come the same bytes.
"""

import argparse
import os
import re
import subprocess
import sys
import tarfile
import time
import tomllib
import zipfile
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from tools import bootstrap, parts
from tools.install import FIRST, MANIFEST, file_digest

from lazaretto.project.secrets import kept_secret
from lazaretto.proofs.notes import LOG, Signer, signed

ROOT = bootstrap.ROOT
EXTRAS = ("cameras", "telemetry")
PAPERS = (
    "docs", "deploy", "protocols", "assumptions", "LICENSE", "README.md", "README.zh-Hans.md", "CHANGELOG.md",
    "ARCHITECTURE.md", "THREAT_MODEL.md", "uv.lock",
)  # fmt: skip
NEWEST_GLIBC = 28  # 2.28: what the wheel of PostgreSQL asks for; Debian 10, RHEL 8, Anolis 8, openEuler 20.03
NAMED_GLIBC = {"manylinux1": (2, 5), "manylinux2010": (2, 12), "manylinux2014": (2, 17)}
GROWTH = 1.5  # an environment with its bytecode, beside what its wheels unpack to (measured: 1.36)


def signer() -> Signer:
    """Who signs here: a key of this checkout's own, drawn at the first use."""
    secret = kept_secret(ROOT / "var" / "bundle.key")
    name = os.environ.get("LAZARETTO_BUNDLE_NAME", "lazaretto.invalid/bundle")
    return Signer(name, LOG, sha256(b"lazaretto-bundle-key/1\n" + secret.encode()).digest())


def gather(folder: Path, *, pythons: list[str], machine: str) -> None:
    """Everything but our own wheel and the manifest, into a folder."""
    wheels, requirements = folder / "wheels", folder / "requirements.txt"
    wheels.mkdir(parents=True)
    extras = [word for extra in EXTRAS for word in ("--extra", extra)]
    plain = ["--quiet", "--frozen", "--no-emit-project", "--no-dev", "--no-header", "--no-annotate"]
    _run([bootstrap.fetch_uv(), "export", *plain, *extras, "--output-file", requirements])
    for python in pythons:
        _fetch(["--require-hashes", "-r", requirements], into=wheels, python=python, machine=machine)
    _fetch([f"uv=={bootstrap.UV}"], into=folder / "uv", python=pythons[0], machine=machine)
    pinned = bootstrap.WHEELS["linux", machine, "glibc"][1]
    if [file_digest(one) for one in (folder / "uv").iterdir()] != [pinned]:
        raise SystemExit("the uv that came is not the one that was pinned; nothing was made")
    for path in _papers():
        _copy(ROOT / path, folder / path)
    for name, place in (("install.py", ""), ("laying.py", "tools"), ("housing.py", "tools")):
        _copy(ROOT / "tools" / name, folder / place / name)
    parts.write(folder)


def build_own(folder: Path, source: Path) -> None:
    """Our own wheel, with its texts compiled."""
    _run([sys.executable, ROOT / "tools" / "messages.py", "--compile"])
    _run([bootstrap.fetch_uv(), "build", "--quiet", "--wheel", "--out-dir", folder / "wheels", source])


def seal(folder: Path, by: Signer, *, version: str, built: str, pythons: list[str], machine: str) -> None:
    """Write the manifest: what it is for, and every file with its digest and size, signed."""
    (folder / MANIFEST).unlink(missing_ok=True)
    (folder / "wheels" / ".gitignore").unlink(
        missing_ok=True
    )  # uv leaves one in a folder that it builds into
    wheels = sorted((folder / "wheels").glob("*.whl"))
    unpacked = sum(info.file_size for wheel in wheels for info in zipfile.ZipFile(wheel).infolist())
    glibc = ".".join(map(str, max(least_glibc(wheel.name) for wheel in wheels)))
    lines = [
        FIRST, f"version {version}", f"built {built}", f"commit {_said('git', 'rev-parse', 'HEAD') or '-'}",
        f"python {' '.join(pythons)}", f"platform linux {machine} glibc {glibc}",
        f"room {int(unpacked * GROWTH)}",
    ]  # fmt: skip
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        lines.append(f"file {file_digest(file)} {file.stat().st_size} {file.relative_to(folder).as_posix()}")
    (folder / MANIFEST).write_text(str(signed("\n".join(lines) + "\n", by)))


def pack(folder: Path, target: Path, *, at: int) -> None:
    """The folder as a tar that says nothing of who made it where. at: seconds since 1970, of every file."""
    with tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as tar:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = tarfile.TarInfo(f"{folder.name}/{file.relative_to(folder).as_posix()}")
            entry.size, entry.mtime, entry.mode = file.stat().st_size, at, 0o644
            with file.open("rb") as content:
                tar.addfile(entry, content)


def least_glibc(wheel: str) -> tuple[int, int]:
    """The oldest glibc on which a wheel runs, by its name; (0, 0) where it needs none."""
    found = []
    for tag in wheel.removesuffix(".whl").rsplit("-", 1)[1].split("."):
        numbered = re.match(r"manylinux_(\d+)_(\d+)_", tag)
        named = NAMED_GLIBC.get(tag.split("_")[0])
        found += [(int(numbered[1]), int(numbered[2]))] if numbered else [named] if named else [(0, 0)]
    return min(found)


def _fetch(what: list[str | Path], *, into: Path, python: str, machine: str) -> None:
    tags = [f"manylinux_2_{least}_{machine}" for least in range(5, NEWEST_GLIBC + 1)]
    platforms = [f"--platform={tag}" for tag in [*tags, *(f"{named}_{machine}" for named in NAMED_GLIBC)]]
    abis = [f"--abi={abi}" for abi in ("cp" + python.replace(".", ""), "abi3", "none")]
    _run([sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps",
          "--only-binary=:all:", f"--python-version={python}", "--implementation=cp", *abis, *platforms,
          "--dest", into, *what])  # fmt: skip


def _papers() -> list[str]:
    """The files under version control among the papers; all of them where there is no history."""
    listed = _said("git", "ls-files", "-z", *PAPERS).split("\0")
    if any(listed):
        return [path for path in listed if path and (ROOT / path).exists()]
    found = (p for name in PAPERS for p in [ROOT / name, *(ROOT / name).rglob("*")] if p.is_file())
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())


def _said(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return "" if done.returncode else done.stdout.strip("\n")


def _run(command: list[str | Path]) -> None:
    done = subprocess.run([str(word) for word in command], cwd=ROOT, check=False)
    if done.returncode:
        raise SystemExit("the bundle could not be made; above is why")


def main() -> None:
    """Make the bundle, and say what goes on the paper."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument(
        "--python", action="append", help="a Python of the target, such as 3.11; again for more"
    )
    parser.add_argument("--machine", default="x86_64", choices=("x86_64", "aarch64"))
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    asked, started, by = parser.parse_args(), time.monotonic(), signer()
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    at = int(_said("git", "log", "-1", "--format=%ct") or time.time())
    os.environ["SOURCE_DATE_EPOCH"] = str(at)
    made, pythons = ROOT / "var" / "bundle" / f"lazaretto-{version}", asked.python or ["3.11"]
    _run(["rm", "-rf", made])
    gather(made, pythons=pythons, machine=asked.machine)
    build_own(made, ROOT)
    built = datetime.fromtimestamp(at, UTC).isoformat()
    seal(made, by, version=version, built=built, pythons=pythons, machine=asked.machine)
    asked.out.mkdir(parents=True, exist_ok=True)
    target = asked.out / f"lazaretto-{version}-{asked.machine}.tar"
    pack(made, target, at=at)
    print(f"{target}: {target.stat().st_size // 1_000_000} MB in {time.monotonic() - started:.0f} s")
    print(f"On the paper:\n  key        {by.verifier}")
    for name, file in (("install.py", made / "install.py"), ("tar", target)):
        print(f"  {name:10} {file_digest(file)}")


if __name__ == "__main__":
    main()
