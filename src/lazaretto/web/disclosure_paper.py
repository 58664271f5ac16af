"""A disclosure on paper, for a court: every word out of the file that is attached to it."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import segno
from django.utils import translation

from lazaretto.actions.open_disclosure import DisclosurePage
from lazaretto.board.sentences import sentence
from lazaretto.facts import case, custody, quarantine
from lazaretto.facts.encoding import decode
from lazaretto.facts.fact import Body, Fact, kind_of
from lazaretto.facts.record import Retracted
from lazaretto.proofs.checkpoints import read_checkpoint
from lazaretto.proofs.disclosing import Disclosed
from lazaretto.proofs.notes import Verifier, read_note, verifier
from lazaretto.reports.disclosure_words import DISCLOSURE
from lazaretto.web.labels.kinds import KINDS
from lazaretto.web.typesetting import date_of, language, say, typeset
from lazaretto.web.verifier import NAME

TEMPLATE = "disclosure.typ"
DECISIONS: tuple[type[Body], ...] = (
    quarantine.Ordered, quarantine.Served, quarantine.LegStarted, quarantine.ClockRestarted,
    quarantine.EndOrdered, quarantine.Cleared, quarantine.LegEnded, quarantine.Reviewed,
    quarantine.IsolationOrdered, quarantine.IsolationEnded, custody.Admitted, custody.TransferredOut,
    custody.Released, custody.LeftNetwork, custody.DeadlineSet, case.Classified, case.ContactDecided,
)  # fmt: skip
# Who decided, where the body names the office; else whoever stated it.
_ENTRIES = 12  # that say what was erased; so many are named on the paper
_BY = ("ordered_by", "decided_by", "signed_by", "reviewed_by", "served_by")
_UNTIL = ("ends_on", "until", "legal_deadline")
_REVIEW = ("review_on", "next_on")
_SQUARE = 1_200  # bytes of a note that a square holds and a telephone still reads


@dataclass(frozen=True, slots=True)
class _Voice:
    """The language in which the paper speaks, and its clock."""

    lang: str
    zone: str

    def of(self, key: str, /, **values: object) -> str:
        return say(DISCLOSURE[key], self.lang).format(**values)

    def at(self, moment: datetime | str | None) -> str:
        found = datetime.fromisoformat(moment) if isinstance(moment, str) and moment else moment
        if not isinstance(found, datetime):
            return "–"
        return f"{found.astimezone(ZoneInfo(self.zone)):%Y-%m-%d %H:%M}"

    def kind(self, kind: str) -> str:
        code = kind.partition("/")[0]
        with translation.override(self.lang):
            return str(KINDS.get(code, code))


def fingerprint(key: Verifier) -> str:
    """SHA-256 of a public key, in groups of four: what is compared by eye."""
    digest = sha256(key.public).hexdigest()
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def disclosure_paper(page: DisclosurePage, *, lang: str) -> bytes:
    """The paper as a PDF with the disclosure attached. Raises as :func:`typeset` does."""
    said = {
        **language(lang), **_said(page, lang), "file": bytes(page.made).decode(), "code": _square(page),
    }  # fmt: skip
    return typeset(TEMPLATE, said, at=page.at, standard="a-3b")


def _said(page: DisclosurePage, lang: str) -> dict[str, Any]:
    made, voice = page.made, _Voice(lang, page.zone)
    read = [(one, decode(one.words)) if one.words is not None else (one, None) for one in made.facts]
    gone = set(_replaced(fact for _, fact in read if fact is not None))
    known = {fact.id: fact for _, fact in read if fact is not None}
    decisions = [(one, fact) for one, fact in read if fact is not None and isinstance(fact.body, DECISIONS)]
    rest = [(one, fact) for one, fact in read if fact is None or not isinstance(fact.body, DECISIONS)]
    root = read_checkpoint(read_note(made.checkpoint))
    return {
        "title": voice.of("title"), "about": voice.of("about", person=made.person),
        "made": voice.of(
            "made", at=voice.at(page.at), zone=page.zone,
            houses=" ".join(made.houses) or voice.of("everywhere"),
        ),
        "decided": voice.of("decided"), "none": voice.of("none"), "replaced": voice.of("replaced"),
        "decisions": [_decision(one, fact, page, voice, gone) for one, fact in decisions],
        "rest_title": voice.of("rest"), "columns": voice.of("columns").split("|"),
        "rest": [_row(one, fact, made.person, voice, gone, known) for one, fact in rest],
        "left_out": voice.of("left_out"),
        "left_out_said": voice.of(
            "left_out_said", others=made.count("names_others"), erased=made.count("erased"),
            unlogged=made.left_out.unlogged, unknown=made.left_out.erased,
        ) + _said_in(made.left_out.said_in, voice),
        "object": voice.of("object"), "object_said": voice.of("object_said"),
        "proof": voice.of("proof"), "log": [list(row) for row in _log(page, voice)],
        "check": voice.of("check"), "check_said": voice.of("check_said", page=NAME),
        "foot": voice.of("foot", person=made.person, log=root.origin, size=root.size, root=root.root.hex()),
    }  # fmt: skip


def _said_in(entries: Sequence[int], voice: _Voice) -> str:
    """The entries that say what was erased; the file has them all."""
    if not entries:
        return ""
    named = ", ".join(str(one) for one in entries[:_ENTRIES]) + (" …" if len(entries) > _ENTRIES else "")
    return " " * (voice.lang == "en") + voice.of("said_in", entries=named)


def _replaced(facts: Iterator[Fact]) -> Iterator[Any]:
    """The facts that others of the file correct or withdraw."""
    for fact in facts:
        if fact.corrects is not None:
            yield fact.corrects
        if isinstance(fact.body, Retracted):
            yield fact.body.fact


def _decision(
    one: Disclosed, fact: Fact, page: DisclosurePage, voice: _Voice, gone: set[Any]
) -> Mapping[str, Any]:
    body = fact.body
    by = next((getattr(body, name) for name in _BY if hasattr(body, name)), fact.actor)
    lines = [voice.of("by", by=by, house=page.name(fact.facility))]
    basis = getattr(body, "basis", None) or getattr(body, "reason", None)
    lines += [voice.of("basis", basis=basis)] if basis else []
    lines += [voice.of("until", until=until) for until in _until(body, voice)]
    lines += [
        voice.of("review", day=date_of(getattr(body, name), voice.lang))
        for name in _REVIEW
        if hasattr(body, name)
    ]
    versions = " / ".join(f"{one.document} {one.version}" for one in page.in_force(fact.occurred))
    lines += [voice.of("version", version=versions)] if versions else []
    return {
        "at": voice.at(fact.occurred), "kind": voice.kind(kind_of(body)), "replaced": fact.id in gone,
        "say": say(sentence(fact, zone=page.zone, about=page.made.person), voice.lang),
        "lines": ["; ".join(lines) if voice.lang == "en" else "；".join(lines)],
        "place": voice.of(
            "place", house=one.house, position=one.position, index=one.index, commitment=one.commitment
        ),
    }  # fmt: skip


def _until(body: Body, voice: _Voice) -> Iterator[str]:
    if isinstance(body, quarantine.Ordered):
        legs = [voice.of("leg", facility=leg.facility, days=leg.days) for leg in body.legs if leg.days]
        if legs:
            yield (", " if voice.lang == "en" else "、").join(legs)
    days = [getattr(body, name, None) for name in _UNTIL]
    yield from (date_of(day, voice.lang) for day in days if day is not None)


def _row(
    one: Disclosed, fact: Fact | None, person: str, voice: _Voice, gone: set[Any], known: Mapping[UUID, Fact]
) -> Mapping[str, Any]:
    place = f"{one.house} {one.position} · {one.index}"
    if fact is None:
        state = "erased_said" if one.said_in is not None else one.state
        said = voice.of(state, kind=voice.kind(one.kind or ""), rule=one.rule or "", entry=one.said_in)
        return {"at": voice.at(one.occurred), "say": said, "place": place, "replaced": False}
    if isinstance(fact.body, Retracted):
        told = _withdrawn(fact.body, known.get(fact.body.fact), voice)
    else:
        told = say(sentence(fact, zone=voice.zone, about=person), voice.lang)
    return {"at": voice.at(fact.occurred), "say": told, "place": place, "replaced": fact.id in gone}


def _withdrawn(body: Retracted, old: Fact | None, voice: _Voice) -> str:
    """What was withdrawn, by its kind and when; of a fact without words here that it is such a one."""
    if old is None:
        return voice.of("withdrawn_apart", reason=body.reason)
    kind, at = voice.kind(kind_of(old.body)), voice.at(old.occurred)
    return voice.of("withdrawn", kind=kind, at=at, reason=body.reason)


def _log(page: DisclosurePage, voice: _Voice) -> Iterator[tuple[str, str]]:
    made = page.made
    note = read_note(made.checkpoint)
    root = read_checkpoint(note)
    yield voice.of("log"), root.origin
    yield voice.of("key"), made.key
    yield voice.of("print"), fingerprint(verifier(made.key))
    yield voice.of("size"), str(root.size)
    yield voice.of("root"), root.root.hex()
    yield voice.of("signatures"), ", ".join(line.split(" ")[1] for line in note.lines)


def _square(page: DisclosurePage) -> str:
    """The key and the checkpoint as a square code (an SVG); of a long note the log's own line alone."""
    note = page.made.checkpoint
    if len(note.encode()) > _SQUARE:
        held = read_note(note)
        origin = read_checkpoint(held).origin
        note = f"{held.text}\n" + "".join(line for line in held.lines if f"— {origin} " in line)
    drawn = io.BytesIO()
    text = f"{page.made.key}\n\n{note}"
    segno.make(text, error="l", micro=False, encoding="utf-8").save(drawn, kind="svg", border=2)
    return drawn.getvalue().decode()
