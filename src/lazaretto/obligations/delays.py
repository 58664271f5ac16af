"""How long it took from a symptom to a round that reached everybody (M20): what Rencheng was about."""

from collections.abc import Sequence

import numpy as np

from lazaretto.facts.fact import Fact
from lazaretto.facts.testing import RoundOpened
from lazaretto.registers.events import FOREVER, Columns, joined
from lazaretto.registers.standing import Standing

MINUTE = 60


def delay(
    standing: Standing, facts: Sequence[Fact], *, incident: str, since: int
) -> tuple[tuple[str, ...], int | None]:
    """The rounds opened because of an incident, and the minutes until they had reached everybody.

    Of each stratum the first such round that became full counts; the slowest stratum gives the number.
    """
    opened = standing.events("round_opened")
    mine = [
        n for n, fact in enumerate(opened.fact.tolist())
        if isinstance(body := facts[fact].body, RoundOpened) and body.incident == incident
    ]  # fmt: skip
    codes = tuple(standing.names.name(int(opened.key[n])) for n in mine)
    full: dict[int, int] = {}
    for n in mine:
        reached = full_at(standing, opened.where(np.array([n])))
        full[int(opened.value[n])] = min(full.get(int(opened.value[n]), FOREVER), reached)
    if not full or max(full.values()) >= FOREVER:
        return codes, None
    return codes, (max(full.values()) - since) // MINUTE


def full_at(standing: Standing, opened: Columns) -> int:
    """When everybody on a round's muster had an outcome or had left the house; FOREVER while somebody lacks.

    opened: the row of the round's opening.
    """
    began, muster = int(opened.occurred[0]), standing.events("mustered")
    people = muster.key[(muster.value == opened.key[0]) & (muster.fact == opened.fact[0])]
    covered, gone = standing.events("covered"), standing.events("unplaced")
    covered = covered.where((covered.aux == opened.key[0]) & (covered.occurred >= began))
    told = joined([covered, gone.where(gone.occurred >= began)])
    keys, first = np.unique(told.key, return_index=True)  # rows stand in order of time
    reached = dict(zip(keys.tolist(), told.occurred[first].tolist(), strict=True))
    return max((reached.get(person, FOREVER) for person in people.tolist()), default=began)
