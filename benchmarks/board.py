"""The board of a nation's size, asked for again and again over one assessment in memory."""

import time
from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np

from benchmarks.figures import Figure, figure, percentile
from benchmarks.nation import WHOLE, ZONE, Nation, nation
from benchmarks.nation_day import DOCUMENT, VERSION, document
from lazaretto.board.charting import chart_city, window_of
from lazaretto.facts.command import FacilityEstablished, LogSubmitted, ProtocolIssued
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.identity import uuid7
from lazaretto.facts.periods import instant, local_day
from lazaretto.obligations.assessing import assess
from lazaretto.obligations.force import in_force

CITY = 14  # facilities of a model city
QUERIES = 40


class Said(Sequence[Fact]):
    """Facts by number, made when asked for: a board reads a few hundred of thirteen million."""

    def __init__(self, land: Nation) -> None:
        self.land = land
        self.kept: dict[int, Fact] = {}
        self.kept = {number: self[number] for number in range(len(land.facilities))}

    def __len__(self) -> int:
        return self.land.facts

    @overload
    def __getitem__(self, number: int) -> Fact: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Fact]: ...
    def __getitem__(self, number: Any) -> Any:
        if number in self.kept:
            return self.kept[number]
        houses = len(self.land.facilities)
        when = instant(self.land.midnight)
        body: Body = LogSubmitted(day=local_day(when, zone=ZONE), incidents=0)
        if number < houses:
            body = FacilityEstablished(
                name=self.land.facilities.name(number), sort="detention_house",
                county=f"county {number // 2}", city=f"city {number // CITY}", zone=ZONE,
            )  # fmt: skip
        elif number == self.land.facts - 1:
            body = ProtocolIssued(document=DOCUMENT, version=VERSION, digest="0" * 64, authority="Ministry")
        return Fact(
            id=uuid7(when, int(number).to_bytes(10, "big")), occurred=when, recorded=when,
            facility=self.land.facilities.name(number % houses), actor="S1", device="desk", body=body,
        )  # fmt: skip


def measure() -> Iterator[Figure]:
    """A city's board by facility, the nation's by city: each query draws anew from one assessment."""
    land = nation(size=WHOLE, document=DOCUMENT, version=VERSION)
    standing = land.standing(at=land.midnight + 19 * 3600)
    forces = in_force(standing, shelf={(DOCUMENT, VERSION): document()})
    window, facts = window_of(instant(standing.at), zone=ZONE), Said(land)
    began = time.process_time()
    assessment = assess(forces=forces, standing=standing, window=window, fact_id=lambda n: facts[n].id)
    assessed = time.process_time() - began

    def drawn(codes: frozenset[str]) -> float:
        start = time.process_time()
        chart_city(assessment, forces=forces, facts=facts, codes=codes, window=window)
        return 1000 * (time.process_time() - start)

    codes = [land.facilities.name(n) for n in range(len(land.facilities))]
    scopes = [frozenset(codes[start : start + CITY]) for start in range(0, len(codes), CITY)]
    first = drawn(scopes[0])
    asked = np.random.default_rng(1).integers(0, len(scopes), QUERIES).tolist()
    cities = [drawn(scopes[number]) for number in asked]
    whole = [drawn(frozenset(codes)) for _ in range(QUERIES)]
    copied = 1000 * _read_once(assessment.judged)
    yield figure(
        "a city's board in a nation's record, p95", percentile(cities, 0.95), "ms", goal="<= 100",
        peer="every status and facility read once", peer_value=copied,
    )  # fmt: skip
    yield figure(
        "the board of all 2,500 facilities by city, p95", percentile(whole, 0.95), "ms", goal="<= 100",
        peer="every status and facility read once", peer_value=copied,
    )  # fmt: skip
    yield figure("the first board after a new fact", first, "ms")
    yield figure("the assessment behind it, for a new instant or fact", assessed, "s")


def _read_once(judged: Sequence[Any]) -> float:
    """Seconds for counting all obligations by facility and status: what a board cannot do without."""
    began = time.process_time()
    for part in judged:
        np.bincount(part.block.facility * 8 + part.status)
    return time.process_time() - began
