"""A bundle on a machine without any network: installed, upgraded, cut short, rolled back, removed."""

import os
import platform
import shutil
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools.bundle import build_own, gather, pack, seal
from tools.install import MANIFEST

from lazaretto.proofs.notes import LOG, Signer
from tests.house.tree import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.database]
KEY = Signer("example.org/bundle", LOG, bytes(range(32)))
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
PLAIN_PYTHON = getattr(sys, "_base_executable", sys.executable)  # that of the machine, with nothing of ours
NAMESPACE = ["unshare", "--net", "--map-root-user"] if os.geteuid() else ["unshare", "--net"]
LOOPBACK_UP = (
    "import fcntl, os, socket, struct, sys; "
    "fcntl.ioctl(socket.socket(), 0x8914, struct.pack('16sh', b'lo', 0x41)); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)


class Machine:
    """A machine with Python and nothing else: no network, no home, no settings of ours."""

    def __init__(self, folder: Path) -> None:
        self.root, self.data = folder / "program", folder / "data"
        self.alone = [*NAMESPACE, PLAIN_PYTHON, "-c", LOOPBACK_UP]
        nowhere = "http://127.0.0.1:9"
        self.environment = {
            "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "HOME": str(folder / "nobody's"), "LANG": "C.UTF-8",
            "PIP_INDEX_URL": nowhere, "UV_DEFAULT_INDEX": nowhere,
            "HTTPS_PROXY": nowhere, "HTTP_PROXY": nowhere,
        }  # fmt: skip

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        asked = [*self.alone, *(str(word) for word in command)]
        return subprocess.run(asked, env=self.environment, capture_output=True, text=True, check=False)

    def installer(self, act: str, *more: str | Path) -> subprocess.CompletedProcess[str]:
        program = next((Path(one).parent / "install.py" for one in more if str(one).endswith(MANIFEST)), None)
        said = [one for one in more if not str(one).endswith(MANIFEST)]
        places = ("--root", self.root, "--data", self.data)
        return self.run(PLAIN_PYTHON, program or self.root / "install.py", act, *said, *places)

    def refused(self, act: str, *more: str | Path) -> str:
        done = self.installer(act, *more)
        assert done.returncode, done.stdout
        return done.stderr

    def done(self, act: str, *more: str | Path) -> str:
        done = self.installer(act, *more)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def lazaretto(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run(self.root / "bin" / "lazaretto", *arguments)

    @property
    def current(self) -> str:
        return (self.root / "current").resolve().name.partition("-")[0]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of this checkout, as a folder."""
    if subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network namespace can be made here")
    folder = tmp_path_factory.mktemp("bundle") / "lazaretto-0.1.0"
    try:
        gather(folder, pythons=[PYTHON], machine=platform.machine())
        build_own(folder, ROOT)
    except SystemExit as why:
        pytest.skip(f"the wheels cannot be had here: {why}")
    return sealed(folder, "0.1.0")


def sealed(folder: Path, version: str) -> Path:
    seal(folder, KEY, version=version, built="2026-11-29T00:00:00+00:00", pythons=[PYTHON],
         machine=platform.machine())  # fmt: skip
    return folder


def following(first: Path, version: str, statement: str) -> Path:
    """A later version, whose only news is one statement to the database."""
    source, folder = first.parent / f"source-{version}", first.parent / f"lazaretto-{version}"
    for name in ("src", "protocols", "assumptions"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("README.md", "LICENSE"):
        shutil.copyfile(ROOT / name, source / name)
    project = (ROOT / "pyproject.toml").read_text()
    (source / "pyproject.toml").write_text(project.replace('version = "0.1.0"', f'version = "{version}"', 1))
    migrations = source / "src" / "lazaretto" / "access" / "migrations"
    newest = sorted(migrations.glob("0*.py"))[-1].stem
    (migrations / f"9{version.replace('.', '')}_trial.py").write_text(
        "from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n"
        f'    dependencies = [("access", "{newest}")]\n'
        f'    operations = [migrations.RunSQL("{statement}", migrations.RunSQL.noop)]\n'
    )
    shutil.copytree(first, folder, copy_function=os.link)
    next((folder / "wheels").glob("lazaretto-*.whl")).unlink()
    build_own(folder, source)
    return sealed(folder, version)


@pytest.fixture(scope="module")
def machine(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A machine on which the first version was installed, out of the tar, with an account made."""
    found = Machine(tmp_path_factory.mktemp("machine"))
    tar = first.parent / "lazaretto.tar"
    pack(first, tar, at=0)
    print(f"the tar: {tar.stat().st_size / 1e6:.0f} MB")
    started = time.monotonic()
    done = found.run(PLAIN_PYTHON, first / "install.py", "install", "--key", str(KEY.verifier), tar,
                     "--root", found.root, "--data", found.data)  # fmt: skip
    print(f"installed in {time.monotonic() - started:.0f} s")
    assert done.returncode == 0, done.stderr
    assert found.current == "0.1.0"
    assert account(found).returncode == 0
    yield found
    shutil.rmtree(found.root, ignore_errors=True)


def account(machine: Machine) -> subprocess.CompletedProcess[str]:
    return machine.lazaretto(
        "create-user", "S1", "--role", "duty_officer", "--facility", "QZ-D", "--password", "long enough 1"
    )


def test_it_goes_on_and_back_and_the_data_stay(machine: Machine, first: Path) -> None:
    second = following(first, "0.1.1", "CREATE TABLE access_trial (id integer)")
    started = time.monotonic()
    machine.done("upgrade", second / MANIFEST)
    print(f"upgraded in {time.monotonic() - started:.0f} s")
    assert machine.current == "0.1.1"
    assert "account" in account(machine).stderr or account(machine).returncode  # S1 is there already
    third = following(first, "0.1.2", "SELECT 1/0")
    said = machine.refused("upgrade", third / MANIFEST)
    assert "the tables could not be made" in said
    assert "division by zero" in said
    assert "Nothing was switched: 0.1.1-" in said
    assert machine.current == "0.1.1"
    started = time.monotonic()
    machine.done("rollback")
    print(f"rolled back in {time.monotonic() - started:.1f} s")
    assert machine.current == "0.1.0"
    assert account(machine).returncode
    assert "0.1.1-" in machine.done("status")


def test_an_older_one_needs_to_be_meant(machine: Machine, first: Path) -> None:
    older = first.parent / "lazaretto-0.0.9"
    shutil.copytree(first, older, copy_function=os.link)
    sealed(older, "0.0.9")
    said = machine.refused("upgrade", older / MANIFEST)
    assert "0.0.9-" in said
    assert "is older than" in said
    assert "--allow-older" in said


def test_what_was_changed_or_cut_short_is_refused_and_named(machine: Machine, first: Path) -> None:
    changed = first.parent / "changed"
    shutil.copytree(first, changed, copy_function=os.link)
    wheel = next((changed / "wheels").glob("django-5*.whl"))
    content = bytearray(wheel.read_bytes())
    content[len(content) // 2] ^= 1
    wheel.unlink()
    wheel.write_bytes(content)
    assert f"changed: wheels/{wheel.name} (SHA-256 " in machine.refused("verify", changed / MANIFEST)
    short = first.parent / "short.tar"
    whole = (first.parent / "lazaretto.tar").read_bytes()
    short.write_bytes(whole[: len(whole) // 2])
    assert machine.refused("verify", short)
    with tarfile.open(first.parent / "lazaretto.tar") as tar:
        assert all(one.isfile() and one.mode == 0o644 and not one.uname for one in tar)


def test_a_running_house_is_not_upgraded(machine: Machine, first: Path) -> None:
    process = subprocess.Popen(
        [*machine.alone, str(machine.root / "bin" / "lazaretto"), "serve", "--port", "48911"],
        env=machine.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while not (machine.data / "postgres" / "postmaster.pid").exists() and time.monotonic() < until:
            time.sleep(0.2)
        assert "stop it first" in machine.refused("rollback")
        assert "use upgrade" in machine.refused("install", first / MANIFEST)
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_removed_it_leaves_the_data(machine: Machine) -> None:
    """The last of this file: afterwards there is no program."""
    assert "the data are kept" in machine.done("uninstall")
    assert not machine.root.exists()
    assert (machine.data / "postgres" / "PG_VERSION").exists()
    assert (machine.data / "secret.key").exists()
