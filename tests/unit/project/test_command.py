"""The command's two halves: the pure one starts without Django; what a person can mend is one sentence."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PROGRAM = [sys.executable, "-m", "lazaretto.project.command"]


def lazaretto(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "PORT", "DJANGO_SETTINGS_MODULE")
    }
    return subprocess.run(
        [*PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=kept | environment,
    )


def test_help_names_both_halves() -> None:
    told = lazaretto("--help")
    assert told.returncode == 0
    ours = ("serve", "demo", "rebuild", "migrate", "create-user", "erase-check-ins")
    for command in ("protocol", "replay", *ours):
        assert f"  {command} " in told.stdout


def test_the_pure_half_needs_no_django_and_no_database() -> None:
    script = (
        "import sys\nsys.argv = ['lazaretto', '--help']\n"
        "from lazaretto.project.command import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'django', 'psycopg', 'granian'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_port_that_is_taken_is_said_in_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        told = lazaretto("serve", "--port", port, LAZARETTO_VAR=str(tmp_path))
    assert told.returncode == 1
    assert told.stderr == f"Error: port {port} is taken by another program: stop it, or set PORT to another\n"
    assert not (tmp_path / "postgres").exists()  # nothing was started for it


@pytest.mark.parametrize(
    "target",
    [
        "run",
        "test",
        "test-all",
        "bench",
        "contracts",
        "lint",
        "types",
        "messages",
        "help",
        "clean-demo",
        "wheel",
    ],
)
def test_every_promised_target_exists(target: str) -> None:
    told = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


def test_make_help_tells_every_target_for_people() -> None:
    told = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("run", "test", "clean-demo", "bench"):
        assert f"make {target} " in told
