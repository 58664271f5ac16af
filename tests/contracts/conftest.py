"""Both ledgers, one after the other."""

from collections.abc import Callable

import pytest

from tests.contracts.ledgers import Ledger, StoredLedger
from tests.contracts.memory import MemoryLedger


@pytest.fixture(params=[MemoryLedger, StoredLedger])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """A ledger in which nothing stands."""
    made: Callable[[], Ledger] = request.param
    return made()
