"""Facts in: appended, projected and committed to the proof in the caller's transaction.

What physically happened is always recorded, disputed where it contradicts; a *request* that
contradicts is refused. Saying the same thing twice under one id is saying it once.
"""

import os
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import transaction
from django.dispatch import Signal

from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.commitment import SALT_BYTES, leaf
from lazaretto.facts.custody import PlaceRequested
from lazaretto.facts.encoding import decode, encode, places_of, same_statement
from lazaretto.facts.fact import Fact, tag_of
from lazaretto.facts.mentions import persons
from lazaretto.facts.places import facility_of
from lazaretto.facts.quarantine import IsolationOrdered
from lazaretto.facts.record import Retracted
from lazaretto.facts.retention import Erased
from lazaretto.ledger import rows
from lazaretto.ledger.ordering import Told, append_ordering
from lazaretto.ledger.placing import Source, append_placing
from lazaretto.ledger.projecting import JUST, locked_people, ordered_people, people_of, project
from lazaretto.ledger.receipts import Receipt, refused
from lazaretto.ledger.rows import Appended, Row
from lazaretto.registers.orders import stated
from lazaretto.registers.stays import cell_of, clock_rule

CONTESTED = (PlaceRequested, IsolationOrdered)  # requests that what is known already may forbid
LARGEST_SKEW = 2**62  # seconds; the column's type holds no more
appended = Signal()  # facts, receipts, seconds: for whoever counts; sent before the caller's transaction ends
NUL = "\\u0000"  # as it stands in JSON; text columns cannot hold it


def append(facts: Sequence[Fact]) -> list[Receipt]:
    """Append facts in order; one receipt each, in the same order.

    Runs inside the caller's transaction and under the caller's scope. Raises nothing for wrong
    data; database errors (a full disk, a lost connection) pass through and nothing is kept.
    """
    began = time.perf_counter()
    if len(facts) > 1:
        rows.lock(houses={fact.facility for fact in facts}, people=locked_people(facts))
    receipts: list[Receipt] = []
    for run in _runs(facts):
        receipts += _append_request(run[0]) if isinstance(run[0].body, CONTESTED) else _append_run(run)
    appended.send(append, facts=facts, receipts=receipts, seconds=time.perf_counter() - began)
    return receipts


def replaced_by(fact: Fact) -> UUID | None:
    """The fact that a correction or a retraction puts out of force."""
    return fact.body.fact if isinstance(fact.body, Retracted) else fact.corrects


def _runs(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Stretches that are appended in one call. A request that may be refused must see what came before
    it, and a correction must find what it corrects."""
    run: list[Fact] = []
    held: set[UUID] = set()
    for fact in facts:
        alone = isinstance(fact.body, CONTESTED)
        if run and (alone or isinstance(run[0].body, CONTESTED) or replaced_by(fact) in held):
            yield run
            run, held = [], set()
        run.append(fact)
        held.add(fact.id)
    if run:
        yield run


def _append_request(request: Fact) -> list[Receipt]:
    """Append a request tentatively: where it contradicts, it is taken back and refused."""
    savepoint = transaction.savepoint()
    receipts = _append_run([request])
    if receipts[0].outcome != "disputed":
        transaction.savepoint_commit(savepoint)
        return receipts
    transaction.savepoint_rollback(savepoint)
    return [Receipt(request.id, "refused", receipts[0].rules, values=values_of(request))]


def _append_run(facts: Sequence[Fact]) -> list[Receipt]:
    """Append facts that need nothing of each other."""
    replacing = [old for fact in facts if (old := replaced_by(fact)) is not None]
    replaced = rows.said(replacing) if replacing else {}
    first = {fact.id: fact for fact in reversed(facts)}
    receipts: dict[UUID, Receipt] = {}
    accepted: list[Row] = []
    for row in _rows([fact for fact in facts if first[fact.id] is fact]):
        refusal = _refusal(first[row.id], row, replaced)
        if refusal is None:
            accepted.append(row)
        else:
            receipts[row.id] = refusal
    if accepted:
        receipts |= _write(accepted, first, replaced)
    return [
        receipts[fact.id] if first[fact.id] is fact else _twice(fact, first[fact.id], receipts[fact.id])
        for fact in facts
    ]


def _write(
    accepted: Sequence[Row], facts: dict[UUID, Fact], replaced: dict[UUID, Fact]
) -> dict[UUID, Receipt]:
    """Store rows, project their facts, and say what became of each."""
    answers, source, told = _stored(accepted, facts, replaced)
    if any(answer.outcome == "collision" for answer in answers):
        return _write_the_rest(accepted, facts, replaced)
    receipts: dict[UUID, Receipt] = {}
    positions: dict[UUID, int] = {}
    for fact_id, outcome, position, said in answers:
        if outcome == "fresh":
            positions[fact_id] = position
        else:
            held = decode(said) if said is not None else None
            receipts[fact_id] = _said_again(facts[fact_id], held, position)
    fresh = [facts[row.id] for row in accepted if row.id in positions]
    disputes = _disputes(fresh, replaced, source, told) if fresh else {}
    for fact_id, position in positions.items():
        rules = disputes.get(fact_id)
        if rules is None:
            receipts[fact_id] = Receipt(fact_id, "accepted", (), position)
        else:
            receipts[fact_id] = Receipt(fact_id, "disputed", rules, position, values_of(facts[fact_id]))
    return receipts


def _stored(
    accepted: Sequence[Row], facts: dict[UUID, Fact], replaced: dict[UUID, Fact]
) -> tuple[list[Appended], Source, Told | None]:
    """What the tables answered to rows, and what surrounds them or where the projection may read it.

    Where capacities change they are read after that, and so not together with the fact.
    """
    said = [*(facts[row.id] for row in accepted), *replaced.values()]
    people, ordered = people_of(said), ordered_people(said)
    if len(accepted) == 1 and ordered and not people:
        one, told = append_ordering(accepted[0], people=sorted(ordered), node=settings.NODE)
        return [one], rows, told
    if len(accepted) > 1 or not people or any(_established(fact) for fact in said):
        return rows.append(accepted, people=people | ordered, node=settings.NODE), rows, None
    answer, source = append_placing(
        accepted[0], people=sorted(people), cell=cell_of(facts[accepted[0].id].body),
        since=min(fact.occurred for fact in said) - JUST, node=settings.NODE,
    )  # fmt: skip
    return [answer], source, None


def _write_the_rest(
    accepted: Sequence[Row], facts: dict[UUID, Fact], replaced: dict[UUID, Fact]
) -> dict[UUID, Receipt]:
    """Some id is used in a facility that the caller may not see: refuse it, append the others."""
    taken = rows.taken([row.id for row in accepted])
    hidden = taken - rows.said(taken).keys()
    receipts = {fact_id: refused(fact_id, "id_taken", id=str(fact_id)) for fact_id in hidden}
    rest = [row for row in accepted if row.id not in receipts]
    return receipts | (_write(rest, facts, replaced) if rest else {})


def _disputes(
    fresh: Sequence[Fact], replaced: dict[UUID, Fact], source: Source, told: Told | None
) -> dict[UUID, tuple[str, ...]]:
    """Project fresh facts; the rules that those break which are disputed."""
    old = {of: replaced[of] for fact in fresh if (of := replaced_by(fact)) is not None}
    found = project(fresh=fresh, replaced=[*old.values()], source=source, told=told)
    wrong = found_wrong(fresh, found.broken, replaced=old)
    if isinstance(fresh[0].body, CONTESTED):  # it is alone; what was granted before is not taken back for it
        others = {who for fact, who in found.displaced.items() if fact != fresh[0].id}
        if others:
            own = fresh[0].body.person in others
            wrong.setdefault(fresh[0].id, ("already_reserved" if own else "cell_full",))
    return wrong


def found_wrong(
    facts: Sequence[Fact], broken: Mapping[UUID, str], *, replaced: Collection[UUID]
) -> dict[UUID, tuple[str, ...]]:
    """Store what no fold finds of facts that stand: times that cannot be true, and one correction too many.

    broken: the rules that folds found broken. replaced: what some of the facts put out of force. Gives
    every rule that is broken, of whatever fact.
    """
    disputes: dict[UUID, tuple[str, ...]] = {fact: (rule,) for fact, rule in broken.items()}
    twice = rows.contest(replaced) if replaced else set()
    unfolded: list[tuple[UUID, str, str]] = []
    for fact in facts:
        rules = disputes.get(fact.id, ())
        clock = clock_rule(fact)
        if clock is not None and clock not in rules:
            unfolded.append((fact.id, clock, fact.facility))
            rules = (*rules, clock)
        if fact.id in twice:
            rules = (*rules, "already_corrected")
        if rules:
            disputes[fact.id] = rules
    rows.dispute(unfolded)
    return disputes


def _refusal(fact: Fact, row: Row, replaced: dict[UUID, Fact]) -> Receipt | None:
    """Why a fact cannot be recorded, whatever else is; None when it can."""
    for place in filter(None, places_of(fact.body)):
        if facility_of(place) != fact.facility or place == fact.facility:
            return refused(fact.id, "place_elsewhere", place=place, facility=fact.facility)
    if fact.body.request and clock_rule(fact) is not None:
        return refused(fact.id, "in_the_future", **values_of(fact))
    lacking = stated(fact)
    if lacking is not None:
        return refused(fact.id, lacking, **values_of(fact))
    old = row.replaces
    if old == fact.id:
        return refused(fact.id, "corrects_itself", id=str(old))
    if old is not None and old not in replaced:
        return refused(fact.id, "corrects_unknown", id=str(old))
    if old is not None and replaced[old].facility != fact.facility:
        return refused(fact.id, "corrects_elsewhere", id=str(old), facility=replaced[old].facility)
    if old is not None and isinstance(replaced[old].body, Erased):
        return refused(fact.id, "erased_for_good", id=str(old))
    if NUL in row.canonical or abs(fact.skew) > LARGEST_SKEW:
        return Receipt(
            fact.id, "malformed", ("malformed",), values={"why": "a NUL character or a number too large"}
        )
    return None


def _established(fact: Fact) -> str | None:
    return fact.body.established if isinstance(fact.body, PlaceEstablished) else None


def _twice(fact: Fact, first: Fact, receipt: Receipt) -> Receipt:
    """A statement that came twice in one batch, once it is known what became of the first."""
    again = _said_again(fact, first, receipt.position)
    return again if receipt.recorded or again.outcome == "refused" else receipt


def _said_again(fact: Fact, held: Fact | None, position: int | None) -> Receipt:
    """An id that is known. Only what the node measured (recorded, skew) may differ; erased words cannot."""
    if held is None or same_statement(msgspec.structs.replace(fact, skew=held.skew), held):
        return Receipt(fact.id, "duplicate", position=position)
    return refused(fact.id, "id_taken", id=str(fact.id))


def values_of(fact: Fact) -> dict[str, str]:
    """What fills in the sentence of a rule."""
    values = {"occurred": fact.occurred.isoformat(), "now": fact.recorded.isoformat()}
    named = {name: getattr(fact.body, name, None) for name in ("person", "cell", "order")}
    days = {name: getattr(fact.body, f"{name}_on", None) for name in ("review", "ends")}
    values |= {name: day.isoformat() for name, day in days.items() if isinstance(day, date)}
    values |= {"facility": fact.facility}
    return values | {name: value for name, value in named.items() if isinstance(value, str)}


def _rows(facts: Sequence[Fact]) -> list[Row]:
    salts = os.urandom(SALT_BYTES * len(facts))
    return [_row(fact, salts[n * SALT_BYTES : (n + 1) * SALT_BYTES]) for n, fact in enumerate(facts)]


def _row(fact: Fact, salt: bytes) -> Row:
    canonical = encode(fact)
    return Row(
        id=fact.id, facility=fact.facility, kind=tag_of(fact.body), occurred=fact.occurred,
        recorded=fact.recorded, actor=fact.actor, device=fact.device, place=fact.place, skew=fact.skew,
        replaces=replaced_by(fact), leaf=leaf(canonical, salt=salt).hex(), salt=salt.hex(),
        canonical=canonical.decode(), subjects=persons(fact.body),
    )  # fmt: skip
