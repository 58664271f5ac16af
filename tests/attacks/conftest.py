"""One world for the tests of a file: it takes a second to build, and they only look at it, or try to."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from lazaretto.actions import working_apart
from tests.attacks import world
from tests.attacks.world import World


@pytest.fixture(scope="module")
def attacked(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    """The two houses, at a time that stands still; undone when the file is through."""
    folder: Path = tmp_path_factory.mktemp("attacked")
    changed = override_settings(
        SECOND_FACTOR_ROLES=frozenset(), CLOCK="tests.attacks.world.clock", PLANS_DIR=folder / "plans",
        WHAT_IFS_DIR=folder / "what-ifs",
    )  # fmt: skip
    nothing = SimpleNamespace(executable=shutil.which("true"))  # what forms let be worked out is not attacked
    with (
        changed, pytest.MonkeyPatch.context() as patched, django_db_blocker.unblock(), transaction.atomic()
    ):  # fmt: skip
        patched.setattr(working_apart, "sys", nothing)
        yield world.build()
        transaction.set_rollback(True)
    for child in working_apart._children.values():
        child.wait()
    working_apart._reap()
