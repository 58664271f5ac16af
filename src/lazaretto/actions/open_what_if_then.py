"""Open what the twin would have said on a past day beside what happened since.

Nothing of it is recorded: the twin lives it anew in a process of its own, whose folder is thrown away after a
day.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

import msgspec
import numpy as np

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.ask_what_if import READING
from lazaretto.actions.assuming import assumed_contacts, known_diseases, known_pressures
from lazaretto.actions.read_network_today import level_of, network_of
from lazaretto.actions.shelf import shelf_for, stock
from lazaretto.actions.viewing import View, view
from lazaretto.actions.working_apart import Sort
from lazaretto.actions.working_once import begin, pieces, sort_of
from lazaretto.board.houses import zone_of
from lazaretto.facts.periods import at_local, instant, local_day, seconds
from lazaretto.obligations.force import in_force
from lazaretto.protocol.document import Level, Protocol
from lazaretto.registers.record import Record
from lazaretto.twin.asking import Question, canonical, digest
from lazaretto.twin.counting_finds import finds
from lazaretto.twin.designing import Design
from lazaretto.twin.disease import Disease, first_test
from lazaretto.twin.present import leading
from lazaretto.twin.pressing import suited
from lazaretto.twin.reading import Known
from lazaretto.twin.reviewing import Review, reviewed
from lazaretto.twin.vetting import Fault

DISEASE, SEED = "covid-omicron", 1
USUAL_DAYS, MOST_DAYS = 14, 60
_DAY = timedelta(days=1)
POINTS, REPLICATES = 16, 40  # six hundred lives: a twentieth of them is thirty
FORESEEN = "foreseen.json"
# Why there is nothing to set side by side: the first three of the record, the others of the twin, which works
# on it, ended without a word, or has no place free.
Lacking = Literal["days", "network", "document", "working", "lost", "busy"]


@dataclass(frozen=True, slots=True)
class ThenPage:
    """A past day, what was foreseen on it, and what happened since. All that is foreseen is simulated.

    first: the day; earliest, latest: which days may be chosen, None of a record that is too young. days: from
    it to yesterday. level, document: in force then. lacking: why ``review`` is None; fault: what cannot be
    lived; refusal: why the twin did not begin.
    """

    at: datetime
    zone: str
    first: date
    earliest: date | None
    latest: date
    days: int
    disease: Disease
    diseases: tuple[Known, ...]
    network: Design | None
    level: Level
    document: Protocol | None
    review: Review | None
    lacking: Lacking | None
    fault: Fault | None = None
    refusal: Refused | None = None


def open_what_if_then(
    *, actor: Actor, now: datetime, first: date | None = None, disease: str = DISEASE,
    record: Record | None = None, anew: bool = True,
) -> ThenPage:  # fmt: skip
    """What would have been said on a day (None: two weeks ago) and what happened, in the actor's scope.

    The twin is set to live it where nobody asked the same before. anew: also where that ended without a word.
    A day outside the record is brought to its nearest. Raises :class:`Refused` ``not_permitted``, and
    ``not_in_record`` for a disease that is not there.
    """
    actor.require(READING)
    actor.require("read_day_sheet")
    seen = view(now=now, record=record)
    diseases = known_diseases()
    found = next((one.disease for one in diseases if one.id == disease), None)
    if found is None:
        raise Refused("not_in_record", what=disease)
    key = ("what_if_then", actor.scope, first, disease)
    page, question = seen.keeping(key, lambda: _page(seen, actor, first, found, diseases))
    return page if question is None else _told(page, question, seen=seen, actor=actor, anew=anew)


def _page(
    seen: View, actor: Actor, first: date | None, disease: Disease, diseases: tuple[Known, ...]
) -> tuple[ThenPage, Question | None]:
    """The page before the twin is asked, and the question to it; None where there is nothing to ask."""
    zone = zone_of(seen.houses(actor.scope))
    today = local_day(seen.at, zone=zone)
    earliest, latest = _earliest(seen, zone, today), today - _DAY
    chosen = min(max(first or today - USUAL_DAYS * _DAY, earliest or latest), latest)
    then = seconds(at_local(chosen, time(), zone=zone))
    standing = seen.standing.earlier(at=then, known_at=then)
    forces = in_force(standing, shelf=shelf_for(standing)[0])
    document = leading(forces, at=then)
    page = ThenPage(
        at=seen.at, zone=zone, first=chosen, earliest=earliest, latest=latest, days=(today - chosen).days,
        disease=disease, diseases=diseases, network=None, level=level_of(standing, codes=actor.scope),
        document=document, review=None, lacking=None,
    )  # fmt: skip
    if earliest is None or document is None:
        ruled = any(one.protocol.legs for one in seen.forces)
        return replace(page, lacking="days" if ruled and earliest is None else "document"), None
    try:
        network = network_of(standing, forces=forces, facts=seen.record.facts, codes=actor.scope)
    except Refused:
        return replace(page, lacking="network"), None
    network = suited(network, disease, known_pressures(), days=page.days)
    return replace(page, network=network), _question(page, network, document, then=instant(then))


def _earliest(seen: View, zone: str, today: date) -> date | None:
    """The first whole day that was recorded as it happened and on which a document with legs was in force,
    not longer ago than can be set side by side.
    """
    ruled = [one.since for one in seen.forces if one.protocol.legs]
    if not seen.record.facts or not ruled:
        return None
    began = max(seen.record.facts[0].recorded, instant(min(ruled)))
    earliest = max(local_day(began, zone=zone) + _DAY, today - MOST_DAYS * _DAY)
    return earliest if earliest < today else None


def _question(page: ThenPage, network: Design, held: Protocol, *, then: datetime) -> Question:
    return Question(
        protocol=held, digest=stock().documents[held.id, held.version].digest, level=page.level,
        start="today", as_of=then, network=network, disease=page.disease, contacts=assumed_contacts(),
        test=first_test(page.disease, "pcr"), days=page.days, points=POINTS, replicates=REPLICATES,
        seed=SEED,
    )  # fmt: skip


def _told(page: ThenPage, question: Question, *, seen: View, actor: Actor, anew: bool) -> ThenPage:
    """The page with what was foreseen beside what happened, or with why that is not there (yet)."""
    named = digest(question)
    piece = next((one for one in pieces(_sort(), result=FORESEEN) if one.about == named.encode()), None)
    if piece is None or (anew and piece.lost):
        return _begun(page, question, named)
    faults = [msgspec.convert(one["fault"], Fault) for one in piece.lines if one["kind"] == "fault"]
    if faults:
        return replace(page, fault=faults[0])
    said = piece.result
    if said is None:
        return replace(page, lacking="working" if piece.running else "lost")
    key = ("what_if_then", "review", actor.scope, named)
    return replace(page, review=seen.keeping(key, lambda: _review(page, said, seen=seen, actor=actor)))


def _begun(page: ThenPage, question: Question, named: str) -> ThenPage:
    try:
        begin(_sort(), canonical(question), about=named.encode())
    except Refused as refusal:
        return replace(page, lacking="busy", refusal=refusal)
    return replace(page, lacking="working")


def _review(page: ThenPage, said: bytes, *, seen: View, actor: Actor) -> Review:
    happened = finds(seen.standing, codes=actor.scope, first=page.first, days=page.days)
    rows = msgspec.json.decode(said, type=dict[str, list[list[int]]])
    lives = {name: np.array(of_lives, dtype=np.int64) for name, of_lives in rows.items()}
    return reviewed(lives, happened, points=POINTS, replicates=REPLICATES, seed=SEED)


def _sort() -> Sort:
    return sort_of("then", "lazaretto.cli.foreseeing")
