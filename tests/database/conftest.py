"""A ledger that really commits, for tests with threads; emptied before and after."""

from collections.abc import Iterator

import pytest

from tests.database.sql import wipe


@pytest.fixture
def committed() -> Iterator[None]:
    """The tables are empty at the start and at the end. Goes with the mark COMMITTING."""
    wipe()
    yield
    wipe()
