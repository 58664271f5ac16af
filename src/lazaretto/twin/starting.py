"""The network as it stands at an instant: registers → a document of a network, in counts and nothing else.

    today(standing, forces=…, facts=…, codes=scope, infected=…, pressure=…, sources=…)      # → Design

Day 0 of what is lived is the local day of the instant. No name and no number of a person is in it. Houses
outside ``codes`` are one nameless place: who comes from there appears when they come, who goes there is gone.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Sequence

import numpy as np

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.facts.places import zone_of
from lazaretto.obligations.contaminating import infectious
from lazaretto.obligations.force import InForce
from lazaretto.obligations.groups import quarantine_beds
from lazaretto.obligations.looping import following, phased
from lazaretto.obligations.rostering.force import pattern_in_force, ruling_document
from lazaretto.obligations.strength import strength
from lazaretto.registers.command import USES
from lazaretto.registers.spans import Spans
from lazaretto.registers.standing import Standing
from lazaretto.twin.designing import Begun, Design, HousePlan
from lazaretto.twin.disease import Cited, Source
from lazaretto.twin.expecting import MOST_DAYS, arriving, expected
from lazaretto.twin.lowering import SERVING
from lazaretto.twin.network import Stand
from lazaretto.twin.present import Present, present
from lazaretto.twin.quarantined import begun

_COUNTED = "Counted in the record"
RECORD = "record"  # the source of what was counted here
_TITLE = {
    "zh-Hans": "{day} 的在押与在岗情况",
    "zh-Hant": "{day} 的在押與在崗情況",
    "en": "As it stood on {day}",
}


def today(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], codes: Container[str],
    infected: Cited, pressure: Cited, sources: Sequence[Source],
) -> Design:  # fmt: skip
    """The network at the standing's instant. infected, pressure: assumptions, with their sources."""
    seen = present(standing, forces=forces, facts=facts, codes=codes)
    ill = infectious(standing, (beds := _beds(seen)).key) >= 0
    running, unexplained = begun(seen, beds.where(~ill))
    coming = expected(seen)
    return Design(
        format="lazaretto-network/1",
        id=f"today-{seen.today.isoformat()}",
        title={language: text.format(day=seen.today.isoformat()) for language, text in _TITLE.items()},
        sources=(*sources, Source(id=RECORD, title=_COUNTED, locator=f"the last {MOST_DAYS} days at most")),
        houses=tuple(_house(seen, code, beds.where(~ill)) for code in seen.numbers),
        infected=infected, pressure=pressure, quarantine_cell=_usual(seen, running),
        quarantine_cells=len(_cells(seen).key),
        dated=instant(standing.at).isoformat(), begun=running, coming=coming,
        arriving=arriving(seen, cite=RECORD), left_out=unexplained + int(ill.sum()),
    )  # fmt: skip


def _beds(seen: Present) -> Spans:
    beds = seen.standing.in_cell.at(seen.standing.at)
    return beds.where(np.isin(beds.facility, list(seen.numbers.values())))


def _house(seen: Present, code: str, beds: Spans) -> HousePlan:
    staff, stands = _staff(seen, code)
    return HousePlan(code=code, wings=_wings(seen, code, beds), staff=staff, stands=stands)


def _wings(seen: Present, code: str, beds: Spans) -> tuple[tuple[int, ...], ...]:
    """People in each cell of the general wings, wing by wing."""
    mine = beds.where((beds.facility == seen.numbers[code]) & ~quarantine_beds(beds, seen.standing))
    wings: dict[str, list[int]] = defaultdict(list)
    for cell, people in sorted(Counter(map(seen.standing.names.name, mine.value.tolist())).items()):
        wings[zone_of(cell) or code].append(people)
    return tuple(tuple(cells) for _, cells in sorted(wings.items()))


def _staff(seen: Present, code: str) -> tuple[int, tuple[Stand, ...]]:
    """How many serve in a house, and in which phase of the pattern that is worked there."""
    serving = len(strength(seen.standing, seen.numbers[code]))
    protocol = ruling_document(seen.forces, seen.standing.at)
    pattern = pattern_in_force(seen.standing, protocol, code, seen.today) if protocol else None
    if protocol is None or pattern is None or not serving:
        return serving, ()
    found: Counter[tuple[str, int, int]] = Counter()
    for one in phased(seen.standing, protocol, facility=code):
        days = max((one.ends - one.since).days, 1)
        found[one.now, min((seen.today - one.since).days, days - 1), days] += 1
    # Whoever is in no phase begins with the one before they serve inside.
    first = following(pattern, "")
    rest = serving - sum(found.values())
    if rest and first is not None:
        found[first.phase, 0, max(first.days, 1)] += rest
    return serving, tuple(
        Stand(phase=SERVING[phase], day=day, days=days, people=people)
        for (phase, day, days), people in sorted(found.items())
    )


def _usual(seen: Present, running: Sequence[Begun]) -> int:
    """The number of people that most cells of quarantine hold, the smaller one of two that are as common."""
    counts = Counter(capacity for capacity in _cells(seen).aux.tolist() if capacity)
    if counts:
        return int(min(counts, key=lambda capacity: (-counts[capacity], capacity)))
    return max((one.size for one in running), default=1)


def _cells(seen: Present) -> Spans:
    """The cells of quarantine of the houses."""
    places = seen.standing.places.at(seen.standing.at)
    wanted = [USES.index("transition"), USES.index("isolation")]
    return places.where(np.isin(places.facility, list(seen.numbers.values())) & np.isin(places.value, wanted))
