"""What is shipped for running it: units, an image, proxies, alerts; each tried by its own tool."""

import json
import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from lazaretto.project import metrics, scraping
from lazaretto.project.command import main
from tests.house.tree import ROOT, name

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
RULES = DEPLOY / "prometheus" / "lazaretto.rules.yml"
MOST_EXPOSED = 20  # tenths of systemd's own scale, on which 10 is everything; below 2 it says "OK"
NAME = re.compile(r"\blazaretto_[a-z_]+")


def expressions() -> dict[str, str]:
    """Every question that is asked of Prometheus, by where it stands."""
    rules = yaml.safe_load(RULES.read_text())["groups"][0]["rules"]
    panels = json.loads((DEPLOY / "grafana" / "lazaretto.json").read_text())["panels"]
    asked = {rule["alert"]: rule["expr"] for rule in rules}
    return asked | {f"{p['title']} {t['refId']}": t["expr"] for p in panels for t in p["targets"]}


def told() -> set[str]:
    """The names that /metrics tells, as Prometheus keeps them."""
    counted = {family.name for family in metrics.OWN.collect()}
    suffixed = {f"{one}{end}" for one in counted for end in ("_total", "_bucket", "_count", "_sum")}
    return suffixed | set(NAME.findall(Path(str(scraping.__file__)).read_text()))


@pytest.mark.parametrize("where", sorted(expressions()))
def test_what_is_asked_for_is_told(where: str) -> None:
    assert set(NAME.findall(expressions()[where])) <= told()


def test_what_is_not_told_is_noticed() -> None:
    assert "lazaretto_flown_total" not in told()
    assert "lazaretto_requests_total" in told()


@pytest.mark.skipif(shutil.which("promtool") is None, reason="there is no promtool to try the rules with")
def test_prometheus_itself_takes_the_rules_and_they_call() -> None:
    for command in (
        ("check", "rules", RULES.name),
        ("test", "rules", "lazaretto.test.yml"),
        ("check", "config", "--syntax-only", "prometheus.yml"),
    ):
        asked = ["promtool", *command]
        done = subprocess.run(asked, cwd=RULES.parent, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def unit(path: Path) -> ConfigParser:
    read = ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(path)
    return read


@pytest.mark.parametrize("path", UNITS, ids=name)
def test_a_unit_starts_a_command_that_there_is(path: Path) -> None:
    read = unit(path)
    if path.suffix == ".timer":
        assert path.with_suffix(".service").exists()
        assert read["Timer"]["Persistent"] == "yes"  # a day that the machine slept through is made up for
        return
    program, command, *_ = read["Service"]["ExecStart"].split()
    assert program == "/opt/lazaretto/bin/lazaretto"
    assert command in main.commands
    for guard in ("NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices", "RestrictNamespaces"):
        assert read["Service"][guard] == "yes"
    assert read["Service"]["User"] == "lazaretto"
    assert read["Service"]["ProtectSystem"] == "strict"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd to try units with")
def test_systemd_itself_takes_the_units_and_finds_them_closed(tmp_path: Path) -> None:
    for path in UNITS:
        text = path.read_text().replace("/opt/lazaretto/bin/lazaretto", "/bin/true")
        (tmp_path / path.name).write_text(text)
    verify = ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / path.name) for path in UNITS)]
    done = subprocess.run(verify, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    for path in (path for path in UNITS if path.suffix == ".service"):
        asked = ["systemd-analyze", "security", "--offline=yes", f"--threshold={MOST_EXPOSED}", str(path)]
        exposed = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert exposed.returncode == 0, exposed.stdout[-300:]


def steps(text: str) -> list[list[str]]:
    """The instructions of a Containerfile, stage by stage."""
    lines = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)).splitlines()
    stages: list[list[str]] = []
    for line in filter(None, lines):
        if line.startswith("FROM"):
            stages.append([])
        stages[-1].append(line)
    return stages


def test_the_image_fetches_nothing_and_runs_as_nobody() -> None:
    build, last = steps((DEPLOY / "container" / "Containerfile").read_text())
    installs = [part for line in build for part in line.split("&&") if "pip install" in part]
    assert len(installs) == 2
    assert all("--no-index" in part for part in installs)
    assert "USER 10001:10001" in last
    assert any(line.startswith("HEALTHCHECK") and "/readyz" in line for line in last)
    assert not [line for line in build + last if line.startswith("ADD") or "curl" in line or "apt" in line]


def builder() -> str | None:
    """A program that can build an image here, with the base image at hand."""
    for program in ("podman", "docker"):
        asked: list[Any] = [program, "image", "inspect", "docker.io/library/python:3.11-slim-bookworm"]
        if shutil.which(program) and subprocess.run(asked, capture_output=True, check=False).returncode == 0:
            return program
    return None


@pytest.mark.slow
def test_the_image_is_built_where_one_can_be(tmp_path: Path) -> None:
    program = builder()
    if program is None:
        pytest.skip("no builder with the base image is on this machine")
    from tools.bundle import build_own, gather

    folder = tmp_path / "lazaretto"
    gather(folder, pythons=["3.11"], machine="x86_64")
    build_own(folder, ROOT)
    recipe = DEPLOY / "container" / "Containerfile"
    made: list[Any] = [program, "build", "--network=none", "-f", recipe, "-t", "lazaretto", folder]
    assert subprocess.run(made, check=False).returncode == 0
    run = [program, "run", "--rm", "--read-only", "lazaretto", "--version"]
    said = subprocess.run(run, capture_output=True, text=True, check=False)
    assert "lazaretto" in said.stdout


def test_the_proxies_keep_no_addresses_and_say_that_it_was_https() -> None:
    nginx = (DEPLOY / "proxy" / "nginx.conf").read_text()
    assert nginx.count("proxy_set_header X-Forwarded-Proto https;") == nginx.count("proxy_pass")
    assert nginx.count("proxy_set_header X-Forwarded-For $remote_addr;") == nginx.count("proxy_pass")
    assert "access_log off;" in nginx
    assert "log" not in re.sub(r"^#.*$", "", (DEPLOY / "proxy" / "Caddyfile").read_text(), flags=re.MULTILINE)
