"""Why quarantine lasts so many days: the finding of the twin for the document in force, kept for a day."""

from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.ask_what_if import ASKING, READING
from lazaretto.actions.assuming import known_diseases
from lazaretto.actions.open_what_if import Choice, offered, question_of
from lazaretto.actions.viewing import view
from lazaretto.actions.working_apart import Sort
from lazaretto.actions.working_once import Piece, begin, pieces, sort_of
from lazaretto.protocol.document import Protocol
from lazaretto.twin.answer import Finding
from lazaretto.twin.asking import canonical, digest
from lazaretto.twin.reading import Known

FOUND = "finding.json"
DISEASE = "covid-ancestral"  # the published finding is about it
POINTS, REPLICATES = 16, 200  # ranges to a few per cent, in some seconds of two cores


class _About(msgspec.Struct, frozen=True, kw_only=True):
    """Of which document and disease, with which digest of its question, and when it was worked out."""

    document: str
    version: str
    disease: str
    question: str
    begun: datetime


@dataclass(frozen=True, slots=True)
class WhyPage:
    """Why so many days. protocol: None where no document orders quarantine. found: None until it is there."""

    protocol: Protocol | None
    disease: str
    diseases: tuple[Known, ...]
    found: Finding | None
    begun: datetime | None
    running: bool
    failed: bool
    may_ask: bool


def open_why(disease: str = DISEASE, *, actor: Actor, now: datetime) -> WhyPage:
    """The newest finding, for a disease, of the document that comes first: the one in force, if any.

    Raises :class:`Refused` for a disease that is not there.
    """
    actor.require(READING)
    documents, diseases = offered(view(now=now)), known_diseases()
    if disease not in {one.id for one in diseases}:
        raise Refused("not_in_record", what=disease)
    page = WhyPage(None, disease, diseases, None, None, False, False, actor.may(ASKING))
    if not documents:
        return page
    protocol = documents[0].protocol
    for piece in pieces(_sort(), result=FOUND):
        about = msgspec.json.decode(piece.about, type=_About)
        if (about.document, about.version, about.disease) == (protocol.id, protocol.version, disease):
            found = _finding(piece)
            failed = not piece.running and found is None
            return replace(
                page, protocol=protocol, found=found, begun=about.begun, running=piece.running, failed=failed
            )
    return replace(page, protocol=protocol)


def work_out_why(disease: str = DISEASE, *, actor: Actor, now: datetime) -> str:
    """Set the twin to work it out, unless the same question is at work or answered; gives its number.

    Raises :class:`Refused` by role, for a disease that is not there, and ``twins_busy``.
    """
    actor.require(ASKING)
    choice = Choice(start="designed", disease=disease, points=POINTS, replicates=REPLICATES)
    question = question_of(choice, actor=actor, now=now)
    named = digest(question)
    for piece in pieces(_sort(), result=FOUND):
        same = msgspec.json.decode(piece.about, type=_About).question == named
        if same and (piece.running or piece.result is not None):
            return piece.number
    about = _About(
        document=question.protocol.id, version=question.protocol.version, disease=disease, question=named,
        begun=now,
    )  # fmt: skip
    return begin(_sort(), canonical(question), about=msgspec.json.encode(about))


def _finding(piece: Piece) -> Finding | None:
    return None if piece.result is None else msgspec.json.decode(piece.result, type=Finding)


def _sort() -> Sort:
    return sort_of("why", "lazaretto.cli.finding")
