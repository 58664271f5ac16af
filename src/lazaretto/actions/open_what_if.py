"""Open what can be asked of the twin: documents, diseases, where to begin, ready-made orders."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec
from django.conf import settings

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.ask_what_if import ASKING, READING, AskedLine, list_what_ifs
from lazaretto.actions.assuming import assumed_contacts, known_diseases, known_pressures
from lazaretto.actions.read_network_today import level_today, read_network_today
from lazaretto.actions.shelf import Version, stock
from lazaretto.actions.viewing import View, view
from lazaretto.protocol.document import Level, Protocol
from lazaretto.registers.record import Record
from lazaretto.twin.asking import DAYS, MOST_DAYS, POINTS, REPLICATES, Question, Start
from lazaretto.twin.designing import Change, Design
from lazaretto.twin.disease import first_test
from lazaretto.twin.lowering import CannotBeLowered, quarantine_legs
from lazaretto.twin.pressing import suited
from lazaretto.twin.reading import Known, value
from lazaretto.twin.suggesting import Idea, suggested
from lazaretto.twin.vetting import Fault, faults

DESIGNED = "prefecture-2022"  # the invented network that comes with the program
DISEASE, TEST = "covid-omicron", "pcr"  # of the model city, spring 2022
LEVEL: Level = "closed"  # at which the documents order quarantine in full
Status = Literal["in_force", "issued", "shelf"]


class Choice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked. What is left out: the version in force, the houses as they stand today (an invented
    network where nobody is there yet), the level that they stand at.

    orders: others beside the one of the document; ideas: ready-made ones, by their names.
    """

    document: str = ""
    version: str = ""
    level: Level | None = None
    start: Start | None = None
    disease: str = DISEASE
    test: str = TEST
    days: int = DAYS
    points: int = POINTS
    replicates: int = REPLICATES
    seed: int = 1
    orders: tuple[Change, ...] = ()
    ideas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """A document with legs of quarantine. status: whether it is in force, was issued, or only lies there."""

    protocol: Protocol
    status: Status

    @property
    def version(self) -> Version:
        """Its id and its version."""
        return self.protocol.id, self.protocol.version


@dataclass(frozen=True, slots=True)
class WhatIfPage:
    """What can be asked. question: as chosen, without other orders; faults: why it cannot be asked at all."""

    at: datetime
    choice: Choice
    documents: tuple[Offered, ...]
    diseases: tuple[Known, ...]
    question: Question | None
    ideas: tuple[Idea, ...]
    faults: tuple[Fault, ...]
    asked: tuple[AskedLine, ...]
    may_ask: bool


def open_what_if(choice: Choice, *, actor: Actor, now: datetime, record: Record | None = None) -> WhatIfPage:
    """The page for a choice. Raises :class:`Refused` for a document or a disease that is not there."""
    actor.require(READING)
    seen = view(now=now, record=record)
    documents, may_ask = offered(seen), actor.may(ASKING)
    question, ideas, wrong = None, tuple[Idea, ...](), tuple[Fault, ...]()
    if may_ask and documents:
        question = _question(choice, documents, actor=actor, now=now, record=record)
        wrong = faults(question)
        ideas = _ideas(question)
    return WhatIfPage(
        at=seen.at, choice=choice, documents=documents, diseases=known_diseases(), question=question,
        ideas=ideas, faults=wrong, asked=list_what_ifs(actor=actor), may_ask=may_ask,
    )  # fmt: skip


def question_of(
    choice: Choice, *, actor: Actor, now: datetime, named: Callable[[Idea], str] = lambda idea: idea.id,
    record: Record | None = None,
) -> Question:  # fmt: skip
    """The whole question that a choice means. named: the name of a ready-made order.

    Raises :class:`Refused` for a document, a disease or a ready-made order that is not there.
    """
    actor.require(ASKING)
    documents = offered(view(now=now, record=record))
    question = _question(choice, documents, actor=actor, now=now, record=record)
    return msgspec.structs.replace(question, orders=(*choice.orders, *_ready(choice, question, named)))


def offered(seen: View) -> tuple[Offered, ...]:
    """Documents with legs that somebody serves: those in force first, then those issued, then the others."""
    at = seen.standing.at
    force = {(f.protocol.id, f.protocol.version) for f in seen.forces if f.since <= at < f.until}
    issued = {(issue.document, issue.version) for issue in seen.standing.issues} - set(seen.missing)
    found = []
    for version, held in stock().documents.items():
        if held.protocol.kind == "protocol" and quarantine_legs(held.protocol):
            status: Status = "in_force" if version in force else "issued" if version in issued else "shelf"
            found.append(Offered(held.protocol, status))
    order: Sequence[Status] = ("in_force", "issued", "shelf")
    return tuple(sorted(found, key=lambda one: (order.index(one.status), one.version)))


def _question(
    choice: Choice, documents: Sequence[Offered], *, actor: Actor, now: datetime, record: Record | None
) -> Question:
    said = (choice.document, choice.version)
    found = [one for one in documents if said == one.version] if choice.document else list(documents[:1])
    if not found:
        raise Refused("not_in_record", what=f"{choice.document} {choice.version}".strip())
    chosen, (start, network) = found[0], _begun(choice, actor=actor, now=now, record=record)
    disease = next((one.disease for one in known_diseases() if one.id == choice.disease), None)
    if disease is None:
        raise Refused("not_in_record", what=choice.disease)
    level = choice.level or _level(start, actor=actor, now=now, record=record)
    return Question(
        protocol=chosen.protocol, digest=stock().documents[chosen.version].digest,
        level=level,
        start=start, as_of=now if start == "today" else None,
        network=suited(network, disease, known_pressures(), days=_bounded(choice.days)), disease=disease,
        contacts=assumed_contacts(), test=first_test(disease, choice.test), days=choice.days,
        points=choice.points, replicates=choice.replicates, seed=choice.seed,
    )  # fmt: skip


def _bounded(days: int) -> int:
    """Days that can be reckoned: a mistyped number is told as a fault, and never worked on."""
    return min(max(days, 1), MOST_DAYS)


def _level(start: Start, *, actor: Actor, now: datetime, record: Record | None) -> Level:
    return level_today(actor=actor, now=now, record=record) if start == "today" else LEVEL


def _begun(choice: Choice, *, actor: Actor, now: datetime, record: Record | None) -> tuple[Start, Design]:
    """Where it begins. Raises :class:`Refused` where today was asked for, and nobody is there."""
    if choice.start == "designed":
        return "designed", designed()
    try:
        return "today", read_network_today(actor=actor, now=now, record=record)
    except Refused:
        if choice.start == "today":
            raise
        return "designed", designed()


def designed() -> Design:
    """The invented network that comes with the program."""
    return value((Path(settings.ASSUMPTIONS_DIR) / "networks" / f"{DESIGNED}.yaml").read_bytes(), Design)


def _ideas(question: Question) -> tuple[Idea, ...]:
    """Ready-made orders; none for a document that cannot be lived, whose faults are told when it is asked."""
    try:
        return suggested(msgspec.structs.replace(question, days=_bounded(question.days)))
    except CannotBeLowered:
        return ()


def _ready(choice: Choice, question: Question, named: Callable[[Idea], str]) -> list[Change]:
    known = {idea.id: idea for idea in _ideas(question)} if choice.ideas else {}
    for name in choice.ideas:
        if name not in known:
            raise Refused("not_in_record", what=name)
    return [msgspec.structs.replace(known[name].change, name=named(known[name])) for name in choice.ideas]
