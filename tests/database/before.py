"""Run by a former version of the house, over a database that today's has migrated: state, read, look.

    python before.py FIRST        FIRST: the number of the first fact

Speaks to the code that PYTHONPATH leads to, and only to what that had from the beginning.
"""

import json
import os
import sys
from datetime import UTC, datetime
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lazaretto.project.settings")

import django

django.setup()

from lazaretto.access.actor import Scope  # noqa: E402
from lazaretto.facts import custody, hygiene  # noqa: E402
from lazaretto.facts.fact import Fact  # noqa: E402
from lazaretto.ledger.appending import append  # noqa: E402
from lazaretto.ledger.rebuilding import rebuild  # noqa: E402
from lazaretto.ledger.tailing import live  # noqa: E402
from lazaretto.ledger.transacting import written  # noqa: E402

AT = datetime(2022, 3, 15, 8, tzinfo=UTC)


def told(number: int) -> Fact:
    """A person who comes in, or a temperature of one."""
    body = (
        custody.Admitted(person=f"D{number}", cell="QZ-D/T/01", sex="male")
        if number % 2
        else hygiene.TemperaturesTaken(
            readings=(hygiene.Reading(person=f"D{number - 1}", celsius_tenths=365),)
        )
    )
    return Fact(
        id=UUID(int=number), occurred=AT, recorded=AT, facility="QZ-D", actor="officer", device="desk",
        body=body,
    )  # fmt: skip


first = int(sys.argv[1])
facts = [told(first + number) for number in range(10)]
outcomes = [one.outcome for one in written(lambda: append(facts), scope=Scope(everywhere=True))]
again = [one.outcome for one in written(lambda: append(facts), scope=Scope(everywhere=True))]
one = written(lambda: append([told(first + 11)]), scope=Scope(everywhere=True))[0].outcome
print(
    json.dumps(
        {
            "outcomes": outcomes,
            "again": again,
            "one": one,
            "read": len(live().facts),
            "differences": [str(found) for found in rebuild().differences],
        }
    )
)
