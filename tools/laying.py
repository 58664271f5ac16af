"""Lay a checked bundle down beside what runs, and switch when it answers. Called by install.py.

Standard library only. Nothing is switched before the new version has answered; what was cut short is laid
anew.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

from tools.housing import (
    COMPLETE,
    House,
    Refused,
    Version,
    alone,
    command,
    environment,
    last,
    lead,
    numbers,
    owner,
    read_manifest,
    read_version,
    require_stopped,
    say,
    tell,
    version_of,
)

COMMAND = """\
#!/bin/sh
# The settings belong to whoever the data belong to: nobody else runs what stands in them.
owner=$(ls -ld "{data}" | awk '{{print $3}}')
if [ "$(id -u)" = 0 ] && [ "$owner" != root ]; then
    echo "run it as $owner: sudo -u $owner $0" >&2
    exit 1
fi
set -a
LAZARETTO_VAR="{data}"
[ -r "{settings}" ] && . "{settings}"
exec "{current}/venv/bin/lazaretto" "$@"
"""
ANSWER_SECONDS = 240  # for the first start of a version on a slow disk
_DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # no proxy knows this machine
HEAVY = ("wheels/", "uv/")  # what is not kept once it was installed
SETTINGS = """\
# Settings of this installation, NAME=value, a line each; all of them stand at the head of settings.py.
# LAZARETTO_HOSTS=lazaretto.example.org
# LAZARETTO_PROXY=1
# DATABASE_URL=postgresql://user:password@host/database
"""


def install(house: House, asked: argparse.Namespace) -> None:
    """The first version."""
    if house.current.exists():
        raise Refused(
            f"{house.root} has an installation already ({house.current.resolve().name}): use upgrade.",
            f"{house.root} 已有安装（{house.current.resolve().name}）：请用 upgrade。",
        )
    if house.root in (house.data, *house.data.parents) or house.data in house.root.parents:
        raise Refused(
            "the data must not lie inside the program, nor the other way round.", "数据与程序不得互相包含。"
        )
    _open_data(house, asked.user)
    version = lay(house, asked)
    bring_up(house, version)
    switch(house, version.folder)
    (house.root / "signer.key").write_text(asked.key.strip() + "\n")
    tell(house, "install", version=version.name)


def upgrade(house: House, asked: argparse.Namespace) -> None:
    """Another version beside the one that runs, over a copy made first."""
    before = read_version(house.current.resolve())
    if before is None:
        raise Refused(
            f"nothing is installed in {house.root}: use install.", f"{house.root} 里没有安装：请用 install。"
        )
    wanted = version_of(house, asked)
    if wanted.folder == before.folder:
        say(f"{wanted.name} is what runs already", f"正在运行的就是 {wanted.name}")
        return
    if wanted.order < before.order and not asked.allow_older:
        raise Refused(
            f"{wanted.name} is older than {before.name}, which runs. To go back by one, use rollback; to "
            "install an older one all the same, add --allow-older.",
            f"{wanted.name} 比正在运行的 {before.name} 旧。退回上一版本请用 rollback；"
            "确要安装旧版本，加 --allow-older。",
        )
    require_stopped(house)
    copy = copied(house, before)
    version = lay(house, asked)
    try:
        bring_up(house, version)
    except Refused as problem:
        tell(house, "upgrade", version=version.name, before=before.name, failed=str(problem), copy=copy)
        raise Refused(
            f"{problem}\nNothing was switched: {before.name} is what runs. The tables may have the newer "
            f"form already, with which it works. The copy: {copy or 'none'}.",
            f"{problem}\n没有切换：运行的仍是 {before.name}。数据表可能已是新格式，它可以照常使用。"
            f"备份：{copy or '无'}。",
        ) from None
    switch(house, version.folder)
    tell(house, "upgrade", version=version.name, before=before.name, copy=copy)
    forget_others(house)


def rollback(house: House, _asked: argparse.Namespace) -> None:
    """Back to the version before; the tables keep the newer form."""
    now, former = read_version(house.current.resolve()), read_version(house.former.resolve())
    if former is None or now is None:
        raise Refused("there is no version before this one.", "没有更早的版本可退回。")
    require_stopped(house)
    require_answer(house, former)
    switch(house, former.folder)
    tell(house, "rollback", version=former.name, before=now.name)


def uninstall(house: House, _asked: argparse.Namespace) -> None:
    """Remove the program. The data stay."""
    require_stopped(house)
    for name in ("versions", "bin"):
        shutil.rmtree(house.root / name, ignore_errors=True)
    for name in ("current", "former", "install.py", "signer.key", "history.jsonl", "last-start.log", ".lock"):
        (house.root / name).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        house.root.rmdir()
    say(f"removed; the data are kept in {house.data}", f"已卸载；数据保留在 {house.data}")


def status(house: House, _asked: argparse.Namespace) -> None:
    """What is installed, and what was done when."""
    for link in (house.current, house.former):
        found = read_version(link.resolve()) if link.exists() else None
        print(f"{link.name:8} {found.name if found else '-'}")
    history = house.root / "history.jsonl"
    print(history.read_text() if history.exists() else "", end="")


def lay(house: House, asked: argparse.Namespace) -> Version:
    """The bundle as a version with an environment of its own, from the bundle's files alone."""
    version, bundle = version_of(house, asked), Path(asked.bundle)
    require_fitting(read_manifest(bundle), house.root)
    if (version.folder / COMPLETE).exists():
        return version
    say(f"laying {version.name} down …", f"正在铺设 {version.name} ……")
    shutil.rmtree(version.folder, ignore_errors=True)
    version.folder.mkdir(parents=True)
    for path in sorted(bundle.rglob("*")):
        kept = str(path.relative_to(bundle))
        if path.is_file() and not kept.startswith(HEAVY):
            target = version.folder / kept
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    environment = version.folder / "venv"
    uv = _uv(bundle, version.folder)
    base = [
        str(uv),
        "--offline",
        "--no-config",
        "--no-python-downloads",
        "--cache-dir",
        str(version.folder / "cache"),
    ]
    pip = [
        *base,
        "pip",
        "install",
        "--python",
        str(environment),
        "--no-index",
        "--compile-bytecode",
        "--quiet",
    ]
    _run([*base, "venv", "--quiet", "--python", sys.executable, str(environment)])
    wheels = str(bundle / "wheels")
    _run([*pip, "--find-links", wheels, "--require-hashes", "-r", str(bundle / "requirements.txt")])
    _run([*pip, "--no-deps", *(str(own) for own in (bundle / "wheels").glob("lazaretto-*.whl"))])
    for path in (uv, version.folder / "cache"):
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()
    (version.folder / COMPLETE).write_text(version.name + "\n")
    return version


def bring_up(house: House, version: Version) -> None:
    """The tables in the form that this version needs, and an answer that it is ready."""
    say("making the tables …", "正在建立数据表 ……")
    done = command(house, version, "migrate")
    if done.returncode:
        raise Refused(
            f"the tables could not be made: {last(done.stderr)}", f"数据表建立失败：{last(done.stderr)}"
        )
    require_answer(house, version)


def require_answer(house: House, version: Version) -> None:
    """Start the version on a free port of this machine, ask whether it is ready, stop it again."""
    say("asking whether it answers …", "正在检查能否应答 ……")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    heard = house.root / "last-start.log"
    with heard.open("w") as out:
        server = subprocess.Popen(
            [str(version.folder / "venv" / "bin" / "lazaretto"), "serve", "--port", str(port)],
            env=environment(house, LAZARETTO_HOSTS="127.0.0.1", LAZARETTO_HTTPS="0"),
            stdout=out, stderr=out, cwd=house.data, **owner(house),
        )  # fmt: skip
        try:
            ready = _ready(server, f"http://127.0.0.1:{port}/readyz")
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()
    if not ready:
        told = last(heard.read_text())
        raise Refused(
            f"{version.name} does not answer: {told} (all of it: {heard})",
            f"{version.name} 没有应答：{told}（全文：{heard}）",
        )


def switch(house: House, folder: Path) -> None:
    """Let the links lead to a version; each in one step, so that there is always a current one."""
    if house.current.exists():
        lead(house.former, house.current.resolve())
    lead(house.current, folder)
    program = house.root / "bin" / "lazaretto"
    program.parent.mkdir(exist_ok=True)
    program.write_text(COMMAND.format(data=house.data, settings=house.settings, current=house.current))
    program.chmod(0o755)
    shutil.copyfile(folder / "install.py", house.root / "install.py")


def copied(house: House, version: Version) -> str | None:
    """A copy of the data by the running version's own command; where it is, or None where it has none."""
    if "\n  backup" not in command(house, version, "--help").stdout:
        say("this version has no command for a copy: make one yourself", "此版本没有备份命令：请自行备份")
        return None
    target = house.data / "before-upgrade"  # made by the command: what root makes there, a link could move
    say(f"copying the data to {target} …", f"正在把数据备份到 {target} ……")
    done = command(house, version, "backup", str(target), "--without-keys")  # these stay where they are
    if done.returncode:
        raise Refused(
            f"the data could not be copied, so nothing was begun: {last(done.stderr)}",
            f"备份失败，升级没有开始：{last(done.stderr)}",
        )
    return str(max(target.iterdir()))


def require_fitting(said: dict[str, str], root: Path) -> None:
    """Refuse a machine for which the bundle has no wheels, or that has no room for it."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    system, machine, library, least = said["platform"].split()
    here = (platform.system().lower(), platform.machine().lower(), platform.libc_ver()[0] or "-")
    if python not in said["python"].split() or here != (system, machine, library):
        raise Refused(
            f"the bundle is for Python {said['python']} on {system} {machine} {library}; this is "
            f"Python {python} on {' '.join(here)}.",
            f"安装包适用于 {system} {machine} {library} 上的 Python {said['python']}；"
            f"这里是 {' '.join(here)} 上的 Python {python}。",
        )
    if library == "glibc" and numbers(platform.libc_ver()[1]) < numbers(least):
        raise Refused(
            f"the bundle needs glibc {least} or later; this is {platform.libc_ver()[1]}.",
            f"安装包需要 glibc {least} 或更高版本；这里是 {platform.libc_ver()[1]}。",
        )
    root.mkdir(mode=0o755, parents=True, exist_ok=True)
    free, needed = shutil.disk_usage(root).free // 1_000_000, int(said["room"]) // 1_000_000
    if free < needed:
        raise Refused(
            f"{root} has {free} MB free and {needed} MB are needed.",
            f"{root} 剩余 {free} MB，需要 {needed} MB。",
        )


def forget_others(house: House) -> None:
    """Remove every version but the current one and the one before."""
    kept = {house.current.resolve(), house.former.resolve()}
    for folder in (house.root / "versions").iterdir():
        if folder not in kept:
            shutil.rmtree(folder, ignore_errors=True)


def _open_data(house: House, user: str | None) -> None:
    house.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not house.settings.exists() and not house.settings.is_symlink():
        house.settings.touch(mode=0o600)
        house.settings.write_text(SETTINGS)
    if user is not None:
        entry = pwd.getpwnam(user)
        for path in (house.data, house.settings):
            os.chown(path, entry.pw_uid, entry.pw_gid, follow_symlinks=False)  # a link is not what it names


def _uv(bundle: Path, folder: Path) -> Path:
    """uv out of its wheel."""
    program = folder / "uv"
    with zipfile.ZipFile(next((bundle / "uv").glob("uv-*.whl"))) as wheel:
        program.write_bytes(wheel.read(next(n for n in wheel.namelist() if n.endswith("/scripts/uv"))))
    program.chmod(0o755)
    return program


def _run(asked: list[str]) -> None:
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refused(f"the installation stopped: {last(done.stderr)}", f"安装中止：{last(done.stderr)}")


def _ready(server: subprocess.Popen[bytes], address: str) -> bool:
    until = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(urllib.error.URLError, OSError), _DIRECTLY.open(address, timeout=5):
            return True
        time.sleep(0.2)
    return False


ACTS = {act.__name__: act for act in (install, upgrade, rollback, uninstall, status)}


def main(arguments: list[str]) -> None:
    """Do what is asked. Errors: Refused."""
    parser = argparse.ArgumentParser()
    parser.add_argument("act", choices=sorted(ACTS))
    for option in ("--root", "--data"):
        parser.add_argument(option, type=lambda said: Path(said).absolute(), required=True)
    for option in ("--bundle", "--digest", "--key", "--user"):
        parser.add_argument(option)
    parser.add_argument("--allow-older", action="store_true")
    asked = parser.parse_args(arguments)
    os.umask(
        0o022
    )  # the program is for everybody to read; the data and their settings are closed by themselves
    house = House(asked.root, asked.data)
    with alone(house):
        ACTS[asked.act](house, asked)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Refused as refused:
        sys.exit(str(refused))
    except KeyboardInterrupt:
        sys.exit(130)
