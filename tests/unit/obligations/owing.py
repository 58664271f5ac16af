"""A document of one clause, and what it owes in a story."""

from datetime import date, time, timedelta
from typing import Any

from lazaretto.facts.command import ProtocolIssued
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import Period
from lazaretto.obligations.assessing import Assessment, assess
from lazaretto.obligations.force import in_force
from lazaretto.obligations.owed import Obligation
from lazaretto.protocol.document import Clause, Counting, Duty, Protocol, Recurring, Slot, Text
from lazaretto.registers.record import Record
from tests.examples.telling import Line, facts_of
from tests.stating import fact, house, moment, record_of, second

WORDS = Text(zh_hans="文", zh_hant="文", en="Text")
ALL = ("routine", "heightened", "closed", "outbreak")


def at(moment_: str, who: str | list[str] | None = None, **verbs: Any) -> Line:
    """One line of a story; an underscore in a verb is a space."""
    told = {key.rstrip("_").replace("_", " "): value for key, value in verbs.items()}
    return {"at": moment_, **({"who": who} if who else {}), **told}


def slot(opens: str, closes: str, name: str = "slot") -> Slot:
    """A slot of the day."""
    return Slot(id=name, label=WORDS, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))


def temperatures(*slots: Slot, grace: int = 0, **more: Any) -> Recurring:
    """Everybody held owes a temperature in each slot."""
    return Recurring(who="detainees", slots=slots, evidence="temperature", grace=grace, **more)


def document(duty: Duty, *, version: str = "1", levels: tuple[str, ...] = ALL) -> Protocol:
    """A protocol of one clause, ``test.duty``."""
    clause = Clause(
        id="test.duty", measure="M23", family="hygiene", title=WORDS, why=WORDS, levels=levels,  # type: ignore[arg-type]
        owner="doctor", severity="warning", duty=duty, cite=(),
    )  # fmt: skip
    return Protocol(
        format="lazaretto-protocol/1", id="test", version=version, title=WORDS, disease=WORDS,
        jurisdiction=WORDS,
        kind="protocol", effective=date(2022, 1, 1), sources=(), parameters=(), clauses=(clause,),
        counting=Counting(day_zero="event_day", release_hour=time(8), text=WORDS),
    )  # fmt: skip


def issue(version: str, when: str, number: int) -> Fact:
    """A version of the document put in force."""
    body = ProtocolIssued(document="test", version=version, digest="0" * 64, authority="City")
    return fact(body, when, number=number, facility="TS-Z")


def assessed(
    duty: Duty | tuple[Protocol, ...], *lines: Line, until: str, since: str | None = None,
    zone: str = "Asia/Shanghai", extra: tuple[Fact, ...] = (), known: str | None = None,
) -> tuple[Assessment, Record, tuple[Any, ...]]:  # fmt: skip
    """Everything owed between two instants; one document from 1 January, unless ``extra`` issues others."""
    papers = duty if isinstance(duty, tuple) else (document(duty),)
    first = () if isinstance(duty, tuple) else (issue("1", "01-01 00:00", 7001),)
    record = record_of([house(zone=zone), *first, *extra, *facts_of({"facts": list(lines)})])
    standing = record.standing(at=second(until), **({"known_at": second(known)} if known else {}))
    forces = in_force(standing, shelf={(p.id, p.version): p for p in papers})
    window = Period(moment(since or f"{until[:-6]} 00:00"), moment(until) + timedelta(seconds=1))
    found = assess(
        forces=forces, standing=standing, window=window, fact_id=lambda number: record.facts[number].id
    )
    return found, record, forces


def owed(duty: Duty | tuple[Protocol, ...], *lines: Line, **asked: Any) -> list[tuple[str, str]]:
    """(subject, status) of each obligation, by when it opened, then by subject."""
    assessment, _, _ = assessed(duty, *lines, **asked)
    rows = sorted(assessment.obligations(), key=_by_time)
    return [(row.subject, row.status.name.lower()) for row in rows]


def _by_time(row: Obligation) -> tuple[Any, str]:
    return row.opens, row.subject
