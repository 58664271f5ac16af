"""Goods that are held: what each consignment waits for, until when, and what is to be done with it next.

registered → disinfected outside → sampled → held until the later of the hold's end and the result → let in,
returned or destroyed. Which of it is asked for, and for how long, stands in the clauses in force.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np

from lazaretto.facts.gate import Goods
from lazaretto.facts.periods import instant
from lazaretto.facts.testing import Result
from lazaretto.obligations.days import HOUR
from lazaretto.obligations.force import InForce, at_level
from lazaretto.obligations.refraining.gate import FORBIDDEN
from lazaretto.obligations.seeking import row_before
from lazaretto.obligations.swabbing_goods import WAITING, Swabs, cleared, swabs
from lazaretto.protocol.document import Clause, Deadline, Refrain
from lazaretto.registers.events import Columns, Flags
from lazaretto.registers.gate import GOODS
from lazaretto.registers.pieces import UNCOUNTED, Pieces, pieces
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS

MINUTE = 60
State = Literal["remove", "disinfect", "sample", "wait", "ready", "gone"]
Wait = Literal["disinfection", "sample", "result", "hold"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the clauses in force at a house ask of goods, in seconds; None where none of them asks.

    hold: of food, from its arrival. sampled: from its arrival. removed: from a positive result.
    """

    hold: int | None = None
    sampled: int | None = None
    removed: int | None = None
    disinfected: bool = False
    barred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A swab of a consignment; result: None as long as nobody has said one."""

    tube: str
    taken: datetime
    result: Result | None
    fact: int


@dataclass(frozen=True, slots=True)
class Consignment:
    """One consignment at one house. Pieces are None where nobody counted them; fact: its registration.

    due: until when the next act is owed, where a clause says so. over: pieces that went and were not there.
    """

    code: str
    goods: Goods
    state: State
    waits: tuple[Wait, ...]
    since: datetime
    fact: int
    total: int | None
    left: int | None
    let_in: int
    returned: int
    destroyed: int
    over: int
    disinfected: bool
    samples: tuple[Sample, ...]
    rests_until: datetime | None
    due: datetime | None
    said: datetime

    @property
    def positive(self) -> bool:
        """Whether a sample of it was positive."""
        return any(sample.result == "positive" for sample in self.samples)


def asked(standing: Standing, *, forces: Sequence[InForce], facility: int) -> Asked:
    """What is asked of goods at a house now; of two clauses the stricter counts."""
    duties = [clause.duty for clause in _binding(standing, forces, facility)]
    refrains = {duty.condition: duty.settings for duty in duties if isinstance(duty, Refrain)}
    hours = [
        d.settings["hours"]
        for d in duties
        if isinstance(d, Refrain) and d.condition == "goods_released_early"
    ]
    return Asked(
        hold=max(hours) * HOUR if hours else None,
        sampled=_within(duties, "goods_registered", "goods_sampled"),
        removed=_within(duties, "goods_result", "goods_gone"),
        disinfected="goods_undisinfected" in refrains,
        barred=FORBIDDEN if "forbidden_goods" in refrains else (),
    )  # fmt: skip


def _binding(standing: Standing, forces: Sequence[InForce], facility: int) -> Iterator[Clause]:
    where, when = np.array([facility], np.int64), np.array([standing.at], np.int64)
    for force in forces:
        if force.since <= standing.at < force.until:
            for clause in force.protocol.clauses:
                if at_level(clause, standing=standing, facility=where, instants=when)[0]:
                    yield clause


def _within(duties: Sequence[object], trigger: str, evidence: str) -> int | None:
    found = [
        duty.within * MINUTE
        for duty in duties
        if isinstance(duty, Deadline) and (duty.trigger, duty.evidence) == (trigger, evidence)
        if duty.within is not None
    ]
    return min(found, default=None)


def consignments(
    standing: Standing, *, forces: Sequence[InForce], facility: int, gone_since: int = 0
) -> tuple[Consignment, ...]:
    """The consignments that a house holds, and those that went since an instant, in order of arrival."""
    rows = standing.events("goods_pieces")
    account = pieces(rows.where(rows.facility == facility))
    over = np.zeros(len(standing.names), np.int64)
    np.add.at(over, account.rows.key, account.excess)
    account = account.where(account.last & (account.since >= 0))
    account = account.where((account.left != 0) | (account.rows.occurred >= gone_since))
    rule = asked(standing, forces=forces, facility=facility)
    now = np.full(len(account.rows), standing.at, np.int64)
    found = swabs(standing, keys=account.rows.key, since=account.since, instants=now)
    registered = _registered(standing, account, facility)
    order = np.argsort(account.since, kind="stable")
    taken = _samples(standing, found)
    clear, clean = cleared(found, len(now)), _disinfected(standing, account, registered)
    return tuple(
        _consignment(
            standing, account, registered, n, over=int(over[account.rows.key[n]]), rule=rule,
            samples=taken.get(n, ()), clear=bool(clear[n]), clean=bool(clean[n]),
        )
        for n in order.tolist()
    )  # fmt: skip


def _registered(standing: Standing, account: Pieces, facility: int) -> Columns:
    """The registration with which each account began; one row each."""
    rows = standing.events("goods_registered")
    mine = rows.where(rows.facility == facility)
    return mine.where(row_before(mine, account.rows.key, account.since))


def _disinfected(standing: Standing, account: Pieces, registered: Columns) -> Flags:
    rows = standing.events("goods_disinfected")
    row = row_before(rows, account.rows.key, np.full(len(account.rows), standing.at, np.int64))
    later = row >= 0
    if len(rows):
        later &= rows.occurred[np.maximum(row, 0)] >= account.since
    clean: Flags = (registered.aux == 1) | later
    return clean


def _samples(standing: Standing, found: Swabs) -> dict[int, tuple[Sample, ...]]:
    """The samples of each consignment by its row."""
    rows, of = standing.events("goods_sampled"), dict[int, tuple[Sample, ...]]()
    for n, row, result in zip(*(column.tolist() for column in found), strict=True):
        one = Sample(
            standing.names.name(int(rows.value[row])), instant(int(rows.occurred[row])),
            None if result == WAITING else RESULTS[result], int(rows.fact[row]),
        )  # fmt: skip
        of[n] = (*of.get(n, ()), one)
    return of


def _consignment(
    standing: Standing, account: Pieces, registered: Columns, n: int, *, over: int, rule: Asked,
    samples: tuple[Sample, ...], clear: bool, clean: bool,
) -> Consignment:  # fmt: skip
    goods, since, left = GOODS[int(registered.value[n])], int(account.since[n]), int(account.left[n])
    rests = goods == "food" and rule.hold is not None
    until = since + (rule.hold or 0) if rests else None
    waits = tuple(_waits(standing.at, until, samples, clear=clear, clean=clean or not rule.disinfected))
    state = _state(waits, left=left, barred=goods in rule.barred, samples=samples)
    return Consignment(
        code=standing.names.name(int(account.rows.key[n])), goods=goods, state=state, waits=waits,
        since=instant(since), fact=int(registered.fact[n]), total=_counted(account.total[n]),
        left=_counted(left), let_in=int(account.moved[0, n]), returned=int(account.moved[1, n]),
        destroyed=int(account.moved[2, n]), over=over, disinfected=clean, samples=samples,
        rests_until=None if until is None else instant(until),
        due=_due(standing, rule, state, waits, since=since, samples=samples),
        said=instant(int(account.rows.occurred[n])),
    )  # fmt: skip


def _waits(
    at: int, until: int | None, samples: tuple[Sample, ...], *, clear: bool, clean: bool
) -> Iterator[Wait]:
    """What still stands against letting it in. until: of what must rest, the end of its rest."""
    if not clean:
        yield "disinfection"
    if until is not None and not clear:
        awaited = any(sample.result is None for sample in samples)
        yield "result" if awaited else "sample"
    if until is not None and at < until:
        yield "hold"


def _state(waits: tuple[Wait, ...], *, left: int, barred: bool, samples: tuple[Sample, ...]) -> State:
    if left == 0:
        return "gone"
    if barred or any(sample.result == "positive" for sample in samples):
        return "remove"
    if "disinfection" in waits:
        return "disinfect"
    return "sample" if "sample" in waits else "wait" if waits else "ready"


def _due(
    standing: Standing, rule: Asked, state: State, waits: tuple[Wait, ...], *, since: int,
    samples: tuple[Sample, ...],
) -> datetime | None:  # fmt: skip
    """Until when the next act is owed. A positive result counts from the instant at which it was reported."""
    if state in ("disinfect", "sample") and "sample" in waits and rule.sampled is not None and not samples:
        return instant(since + rule.sampled)
    if state == "remove" and rule.removed is not None:
        said = standing.events("tube_result")
        tubes = [standing.names.find(s.tube) for s in samples if s.result == "positive"]
        found = said.occurred[np.isin(said.key, tubes) & (said.value == RESULTS.index("positive"))]
        return instant(int(found.min()) + rule.removed) if len(found) else None
    return None


def _counted(count: int) -> int | None:
    return None if count == UNCOUNTED else int(count)
