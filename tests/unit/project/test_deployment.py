"""Behind a real name the house is served over https only, and Django's own deployment check finds nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECK = """
import django
from django.core.management import call_command
django.setup()
call_command("check", deploy=True, fail_level="WARNING")
"""
TELL = """
import json
from lazaretto.project import settings as s
cookies = [s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE]
print(json.dumps([*cookies, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS]))
"""


def run(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LAZARETTO_", "DJANGO_"))}
    kept |= {
        "DJANGO_SETTINGS_MODULE": "lazaretto.project.settings",
        "LAZARETTO_VAR": str(folder),
    } | environment
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=kept, check=False
    )


def test_a_deployment_is_clean(tmp_path: Path) -> None:
    told = run(CHECK, tmp_path, LAZARETTO_HOSTS="lazaretto.example.org")
    assert told.returncode == 0, told.stderr
    assert "no issues" in told.stdout


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, [False, False, False, False, 0]),
        ({"LAZARETTO_HOSTS": "gate.example.org"}, [True, True, True, True, 31536000]),
        (
            {"LAZARETTO_HOSTS": "gate.example.org", "LAZARETTO_HSTS_SECONDS": "60"},
            [True, True, True, True, 60],
        ),
        ({"LAZARETTO_HTTPS": "1"}, [True, True, True, True, 31536000]),
    ],
)
def test_cookies_travel_in_the_clear_on_loopback_only(
    tmp_path: Path, environment: dict[str, str], expected: list[object]
) -> None:
    assert json.loads(run(TELL, tmp_path, **environment).stdout) == expected


def test_a_second_factor_is_owed_by_leaders_and_administrators_except_in_the_demo(tmp_path: Path) -> None:
    script = "from lazaretto.project import settings as s; print(sorted(s.SECOND_FACTOR_ROLES))"
    owed = ["audit_admin", "detachment_leader", "leader", "security_admin", "system_admin"]
    assert run(script, tmp_path).stdout == f"{owed}\n"
    assert run(script, tmp_path, LAZARETTO_DEMO="1").stdout == "[]\n"
    assert run(script, tmp_path, LAZARETTO_SECOND_FACTOR="doctor, leader").stdout == "['doctor', 'leader']\n"
