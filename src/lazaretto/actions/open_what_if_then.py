"""Open what the twin would have said on a past day beside what happened since. Nothing of it is stored."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.ask_what_if import READING
from lazaretto.actions.assuming import assumed_contacts, known_diseases, known_pressures
from lazaretto.actions.read_network_today import level_of, network_of
from lazaretto.actions.shelf import shelf_for
from lazaretto.actions.viewing import View, view
from lazaretto.board.houses import zone_of
from lazaretto.facts.periods import at_local, instant, local_day, seconds
from lazaretto.obligations.force import in_force
from lazaretto.protocol.document import Level, Protocol
from lazaretto.registers.record import Record
from lazaretto.twin.asking import ANSWER, FREEZE_DAYS
from lazaretto.twin.building import CannotBeBuilt
from lazaretto.twin.counting_finds import finds
from lazaretto.twin.designing import Design
from lazaretto.twin.disease import Disease, first_test
from lazaretto.twin.lowering import CannotBeLowered, policy
from lazaretto.twin.pressing import suited
from lazaretto.twin.reading import Known
from lazaretto.twin.reviewing import POINTS, REPLICATES, Review, predicted, reviewed

DISEASE, SEED = "covid-omicron", 1
USUAL_DAYS, MOST_DAYS = 14, 60
_DAY = timedelta(days=1)
Lacking = Literal["days", "network", "document"]  # why there is nothing to set side by side


@dataclass(frozen=True, slots=True)
class ThenPage:
    """A past day, what was foreseen on it, and what happened since. All that is foreseen is simulated.

    first: the day; earliest, latest: which days may be chosen, None of a record that is too young. days: from
    it to yesterday. level, document: in force then. lacking: why ``review`` is None; fault: what cannot be
    lived, in the words of the twin.
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
    fault: str = ""


def open_what_if_then(
    *, actor: Actor, now: datetime, first: date | None = None, disease: str = DISEASE,
    record: Record | None = None,
) -> ThenPage:  # fmt: skip
    """What would have been said on a day (None: two weeks ago) and what happened, in the actor's scope.

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
    return seen.keeping(key, lambda: _page(seen, actor, first, found, diseases))


def _page(
    seen: View, actor: Actor, first: date | None, disease: Disease, diseases: tuple[Known, ...]
) -> ThenPage:
    zone = zone_of(seen.houses(actor.scope))
    today = local_day(seen.at, zone=zone)
    earliest, latest = _earliest(seen, zone, today), today - _DAY
    chosen = min(max(first or today - USUAL_DAYS * _DAY, earliest or latest), latest)
    then = seconds(at_local(chosen, time(), zone=zone))
    standing = seen.standing.earlier(at=then, known_at=then)
    forces = in_force(standing, shelf=shelf_for(standing)[0])
    held = [one.protocol for one in forces if one.since <= then < one.until and one.protocol.legs]
    page = ThenPage(
        at=seen.at, zone=zone, first=chosen, earliest=earliest, latest=latest, days=(today - chosen).days,
        disease=disease, diseases=diseases, network=None, level=level_of(standing, codes=actor.scope),
        document=held[-1] if held else None, review=None, lacking=None,
    )  # fmt: skip
    if earliest is None or not held:
        ruled = any(one.protocol.legs for one in seen.forces)
        return replace(page, lacking="days" if ruled and earliest is None else "document")
    try:
        network = network_of(standing, forces=forces, facts=seen.record.facts, codes=actor.scope)
    except Refused:
        return replace(page, lacking="network")
    network = suited(network, disease, known_pressures(), days=max(page.days, 1))
    return _told(replace(page, network=network), network, held[-1], seen=seen, actor=actor)


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


def _told(page: ThenPage, network: Design, held: Protocol, *, seen: View, actor: Actor) -> ThenPage:
    """The page with what was foreseen beside what happened, or with what the twin cannot live."""
    try:
        ordered = policy(
            held, level=page.level, cohort=network.quarantine_cell,
            test=first_test(page.disease, "pcr"), answer=ANSWER, freeze_days=FREEZE_DAYS,
        )  # fmt: skip
        said = predicted(network, ordered, page.disease, assumed_contacts(), days=page.days, seed=SEED)
    except (CannotBeBuilt, CannotBeLowered) as wrong:
        return replace(page, fault=str(wrong))
    happened = finds(seen.standing, codes=actor.scope, first=page.first, days=page.days)
    review = reviewed(said, happened, points=POINTS, replicates=REPLICATES, seed=SEED)
    return replace(page, review=review)
