"""A command is there at once: what is heavy is loaded by whoever asks it."""

import subprocess
import sys

import pytest

HEAVY = ("numba", "scipy.stats", "pandas", "ortools.sat.python.cp_model", "dask")


@pytest.mark.parametrize("edge", ["lazaretto.project.command", "lazaretto.project.urls"])
def test_neither_solver_nor_compiler_is_loaded_before_it_is_asked(edge: str) -> None:
    setting_up = "import django; django.setup()" if edge.endswith("urls") else ""
    asked = f"import sys; {setting_up}\nimport {edge}\nprint(*[one for one in {HEAVY} if one in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
