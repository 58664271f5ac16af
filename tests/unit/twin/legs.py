"""One leg as long as a test wants it, and a disease that outlasts it."""

import msgspec

from lazaretto.protocol.document import Protocol
from lazaretto.twin.disease import Disease
from tests.unit.obligations.legs import PROTOCOL
from tests.unit.twin.assumed import ancestral


def lasting(days: int, tests: tuple[int, ...]) -> Protocol:
    """The document with these days and tests in the leg of the transition wing, and no other leg."""
    (leg,) = [leg for leg in PROTOCOL.legs if leg.layer == 3]
    return msgspec.structs.replace(PROTOCOL, legs=(msgspec.structs.replace(leg, days=days, tests_on=tests),))


def endless() -> Disease:
    """A disease that is still infectious when any leg here ends, which no test finds and nobody shows."""
    return msgspec.structs.replace(
        ancestral(),
        infectiousness=msgspec.structs.replace(
            ancestral().infectiousness, values={"shape": 3.0, "scale": 22.0}
        ),
        tests=(msgspec.structs.replace(ancestral().tests[0], points={0: 0.0, 50: 0.0}),),
    )
