"""Tell people what is due to be told: one pass. Nothing is due because it runs, or lost because it did not.

A message is noted before it is sent, and each try before it is made, so a pass that breaks off says which
message nobody knows about: that one alone may arrive twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from lazaretto.access.beats import beat
from lazaretto.access.messaging import (
    Kept,
    begin_try,
    end_try,
    keep_message,
    sending,
    standing_messages,
)
from lazaretto.access.reaching import Reached, address_of, reached
from lazaretto.actions.telling_whom import Asked, allowed, ask_due
from lazaretto.actions.viewing import View, view
from lazaretto.board.message_words import Told, Words, compose, titles
from lazaretto.board.sentences import Language
from lazaretto.facts.periods import seconds
from lazaretto.messengers import sink
from lazaretto.messengers.addresses import SECONDS, Allowed
from lazaretto.messengers.delivering import Delivered, deliver
from lazaretto.obligations.notifying import Message, Try, tries_due

AT_ONCE = 8  # channels that are spoken to at once: one that hangs does not hold the others up
LOST = 3 * SECONDS  # of a try that nobody finished, this pass knows no more after three times its limit
_SINK = 0  # the number under which the demo's file counts as a channel; those of tables begin at 1
LANGUAGES: Mapping[str, Language] = {"zh-hans": "zh_hans", "zh-hant": "zh_hant", "en": "en"}


@dataclass(frozen=True, slots=True)
class Passed:
    """What one pass did. busy: another process was sending, and this one did nothing."""

    made: int = 0
    sent: int = 0
    failed: int = 0
    waiting: int = 0
    busy: bool = False


@dataclass(frozen=True, slots=True)
class _Errand:
    """One message to one channel, with everything that is needed without a database."""

    number: int
    url: str | None
    words: Words


def notify_people(*, now: datetime) -> Passed:
    """One pass over the whole network: an act of the server itself. Speaks to the network."""
    with sending() as mine:
        if not mine:
            return Passed(busy=True)
        seen = view(now=now)
        asked = ask_due(seen, now=now)
        made = sum(_keep(message, now=now) for message in asked.due.messages)
        sent, failed = _send(seen, asked, now=now)
        beat("notify", now=now, note=f"{made}/{sent}/{failed}")
    return Passed(made, sent, failed, len(asked.due.held))


def words_of(kept: Kept, *, houses: Mapping[str, str], seen: View, language: Language) -> Words:
    """A message as it is sent, in a language."""
    return compose(
        [Told(sort, rule, facility, count) for sort, rule, _, facility, count in kept.lines],  # type: ignore[arg-type]
        urgent=kept.urgent, climbed=kept.step > 0, houses=houses, language=language,
        known=seen.keeping("rule titles", lambda: titles(seen.forces)), link=link_to(kept.id),
    )  # fmt: skip


def link_to(message: UUID) -> str:
    """The address of a message for whoever gets it."""
    return f"{settings.ADDRESS}/notifications/{message}"


def language_of(spoken: str) -> Language:
    """The language of a person, as texts of the house are kept; the installation's where they chose none."""
    return LANGUAGES.get(spoken) or LANGUAGES[settings.LANGUAGE_CODE]


def _keep(message: Message, *, now: datetime) -> bool:
    once = {(one.sort, one.rule, one.document, one.facility, one.at): one.count for one in message.lines}
    lines = [(*key[:4], count) for key, count in once.items()]  # told as doctor and leader: counted once
    return keep_message(
        message.id, person=message.person, role=message.role, behalf=message.behalf or "",
        urgent=message.urgent, step=message.step, lines=lines, now=now, kept_from=message.kept_from,
        told=list(zip([one.id for one in message.lines], message.steps, strict=True)),
    )  # fmt: skip


def _send(seen: View, asked: Asked, *, now: datetime) -> tuple[int, int]:
    """(how many tries succeeded, how many failed) of everything that still stands and is not delivered."""
    standing = [kept for kept, _ in standing_messages([line.id for line in asked.lines])]
    people = {**reached({kept.person for kept in standing}), **asked.people}
    houses = {one.code: one.name for one in seen.houses(None)}
    errands = list(_errands(standing, people, seen, houses, now))
    places = allowed()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = list(pool.map(lambda one: _delivered(one, places), errands))
    for errand, outcome in zip(errands, outcomes, strict=True):
        end_try(errand.number, outcome=outcome.outcome, answer=outcome.answer, now=now)
    sent = sum(one.outcome == "sent" for one in outcomes)
    return sent, len(outcomes) - sent


def _errands(
    standing: Sequence[Kept], people: Mapping[str, Reached], seen: View, houses: Mapping[str, str],
    now: datetime,
) -> Iterator[_Errand]:  # fmt: skip
    for kept in standing:
        person = people.get(kept.person)
        channels = dict(person.channels) if person else {}
        if not channels and settings.NOTIFY_SINK is not None:
            channels = {_SINK: "sink"}
        language = language_of(person.language if person else "")
        tries = [Try(one.channel or _SINK, seconds(one.began), _known(one.outcome)) for one in kept.tries]
        for channel in tries_due(
            channels, tries=tries, at=seconds(now), first=int(settings.NOTIFY_EVERY.total_seconds()),
            most=int(settings.NOTIFY_REST.total_seconds()), lost=LOST,
        ):  # fmt: skip
            url = sink.ADDRESS if channel == _SINK else address_of(channel)
            number = begin_try(kept.id, channel=channel or None, kind=channels[channel], now=now)
            yield _Errand(number, url, words_of(kept, houses=houses, seen=seen, language=language))


def _known(outcome: str) -> bool | None:
    return None if not outcome else outcome == "sent"


def _delivered(errand: _Errand, places: Allowed) -> Delivered:
    if errand.url is None:  # sealed with another key: a backup was put back without channels.key
        return Delivered("not_allowed")
    return deliver(errand.url, title=errand.words.title, body=errand.words.body, allowed=places)
