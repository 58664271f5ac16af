"""Open the messages: one's own, those about the houses of one's scope, and what is due and waits."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.beats import beats
from lazaretto.access.messaging import Kept, message, messages_in
from lazaretto.actions.telling_whom import ask_due
from lazaretto.actions.viewing import View, view
from lazaretto.board.message_words import Told, titles
from lazaretto.board.notifications_page import (
    HeldLine,
    LineWords,
    MessageLine,
    NotificationsPage,
    TryLine,
    line_words,
)
from lazaretto.facts.periods import instant
from lazaretto.obligations.notifying import CHAIN, Held, takes

SHOWN_FOR = timedelta(days=2)  # what nobody has seen by then was told on every page meanwhile
MOST = 200  # messages of one page


def open_notifications(*, actor: Actor, now: datetime) -> NotificationsPage:
    """The page of whoever asks. Others' messages need ``read_person``, as the pages that they lead to do."""
    seen, everybody = view(now=now), actor.may("read_person")
    kept = messages_in(actor.scope, person=actor.code, everybody=everybody, since=now - SHOWN_FOR, limit=MOST)
    lines = sorted((message_line(one, seen=seen, actor=actor) for one in kept), key=_gravest_first)
    held = ask_due(seen, now=now).due.held if everybody else ()
    return NotificationsPage(
        now,
        tuple(one for one in lines if one.person == actor.code),
        tuple(one for one in lines if one.person != actor.code),
        tuple(_together([one for one in held if _may_learn(one, actor)], seen)),
        beats().get("notify"), int(settings.NOTIFY_EVERY.total_seconds()), settings.NOTIFY_SINK is not None,
    )  # fmt: skip


def open_message(number: UUID, *, actor: Actor, now: datetime) -> MessageLine:
    """One message. Raises :class:`Refused` for one that is not the reader's to see."""
    kept = message(number)
    if kept is None or not _may_see(kept, actor):
        raise Refused("not_in_record", what=str(number))
    return message_line(kept, seen=view(now=now), actor=actor)


def may_acknowledge(kept: Kept, actor: Actor) -> bool:
    """Whether it is this person's, or they are of its chain and all its houses are theirs to look after."""
    if kept.person == actor.code:
        return True
    of = next((role for role in CHAIN if role == kept.role), None)
    return of is not None and takes(actor.role, of=of) and _may_see(kept, actor)


def message_line(kept: Kept, *, seen: View, actor: Actor) -> MessageLine:
    """A message as its reader sees it."""
    told = [Told(sort, rule, facility, count) for sort, rule, _, facility, count in kept.lines]  # type: ignore[arg-type]
    return MessageLine(
        kept.id, kept.person, kept.role, kept.behalf, kept.urgent, kept.step, kept.made, _words(told, seen),
        tuple(TryLine(one.kind, one.began, one.outcome, one.answer) for one in kept.tries),
        kept.acknowledged, kept.acknowledged_by, kept.acknowledged is None and may_acknowledge(kept, actor),
    )  # fmt: skip


def _may_see(kept: Kept, actor: Actor) -> bool:
    if actor.code in kept.kept_from:
        return False
    others = actor.may("read_person") and all(code in actor.scope for code in kept.facilities)
    return others or kept.person == actor.code


def _gravest_first(one: MessageLine) -> tuple[bool, bool]:
    """What nobody has seen above, urgent before the rest; of each the newest first, as they came."""
    return one.acknowledged is not None, not one.urgent


def _may_learn(held: Held, actor: Actor) -> bool:
    return held.line.facility in actor.scope and actor.code not in held.line.kept_from


def _together(held: Sequence[Held], seen: View) -> Iterator[HeldLine]:
    """Lines of one rule and house that wait for one person and reason as one, their counts added up."""
    found: dict[tuple[str, str, str | None, str, bool], list[Held]] = {}
    for one in held:
        key = (one.line.rule, one.line.facility, one.person, one.reason, one.line.urgent)
        found.setdefault(key, []).append(one)
    for several in found.values():
        first = several[0]
        count = sum({(one.line.at, one.line.sort): one.line.count for one in several}.values())
        yield HeldLine(
            _words([Told(first.line.sort, first.line.rule, first.line.facility, count)], seen)[0],
            first.line.urgent, first.role, first.person, first.reason,
            None if first.until is None else instant(first.until),
        )  # fmt: skip


def _words(told: list[Told], seen: View) -> tuple[LineWords, ...]:
    houses = {one.code: one.name for one in seen.houses(None)}
    return line_words(told, houses=houses, known=seen.keeping("rule titles", lambda: titles(seen.forces)))
