"""A proposal in the reader's words: each newcomer's cell, why, what else it could be, and what would help."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from lazaretto.access.actor import Actor
from lazaretto.actions.propose_places import Placing
from lazaretto.board.placing_words import PLACING_WORDS
from lazaretto.placement.answer import Alternative, Reason, Relief
from lazaretto.placement.asking import Newcomer, Room
from lazaretto.placement.coming import Coming
from lazaretto.web.templatetags.lazaretto import on_day, say, where

NEAREST = 3  # other cells shown at once; the rest unfold


@dataclass(frozen=True, slots=True)
class Option:
    """Another cell for somebody, and how many person-days more it costs with everybody else as proposed."""

    place: str
    more: int


@dataclass(frozen=True, slots=True)
class Row:
    """One newcomer. place: the proposed cell, if there is one. given: a kept place that gives way."""

    number: int
    newcomer: Newcomer
    coming: Coming
    health: str
    place: str | None
    reasons: tuple[str, ...]
    nearest: tuple[Option, ...]
    others: tuple[Option, ...]
    forbidden: tuple[tuple[str, tuple[str, ...]], ...]
    given: str | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A cell after the proposal: who is in it, who joins, for whom it is kept, how many beds stay free."""

    room: Room
    entering: tuple[str, ...]
    kept: tuple[str, ...]
    free: range


@dataclass(frozen=True, slots=True)
class Help:
    """Something that would let more people be placed, and where it is done."""

    says: str
    gain: str
    everybody: bool
    href: str


def phrase(name: str, **values: str) -> str:
    """A phrase of proposals in the reader's language."""
    text = say(PLACING_WORDS[name])
    for blank, value in values.items():
        text = text.replace("{" + blank + "}", value)
    return text


def rows(placing: Placing) -> list[Row]:
    """Whom somebody has to decide about: everybody but those whose kept place simply stands."""
    changed = {change.person: change.given for change in placing.changes}
    people = {newcomer.person: newcomer for newcomer in placing.request.newcomers}
    assigned = {each.person: each for each in placing.proposal.assignments}
    left = {each.person: each for each in placing.proposal.unplaced}
    found: list[Row] = []
    for coming in placing.coming:
        if coming.kept is not None and coming.person not in changed:
            continue
        each, person = assigned.get(coming.person), coming.person
        alternatives = each.alternatives if each else left[person].alternatives
        options = _options(alternatives, but=each.place if each else None)
        found.append(
            Row(
                number=len(found), newcomer=people[person], coming=coming,
                health=phrase(f"health_{people[person].health}"), place=each.place if each else None,
                reasons=tuple(map(_reason, each.reasons)) if each else (),
                nearest=tuple(options[:NEAREST]), others=tuple(options[NEAREST:]),
                forbidden=tuple(_forbidden(alternatives)), given=changed.get(person),
            )
        )  # fmt: skip
    return found


def stands(placing: Placing) -> list[Coming]:
    """Whose kept place stands as it is."""
    changed = {change.person for change in placing.changes}
    kept = [one for one in placing.coming if one.kept is not None and one.person not in changed]
    return [*kept, *placing.unknown]


def pictures(placing: Placing) -> list[Picture]:
    """The cells that take somebody in, as they are then."""
    entering: dict[str, list[str]] = {}
    for each in placing.proposal.assignments:
        entering.setdefault(each.place, []).append(each.person)
    found = []
    for room in placing.request.rooms:
        if room.place in entering:
            joins = tuple(sorted(entering[room.place]))
            kept = tuple(person for person in room.kept_for if person not in joins)
            taken = len(room.occupants) + len(joins) + len(kept)
            found.append(Picture(room, joins, kept, range(max(room.capacity - taken, 0))))
    return found


def costs(placing: Placing) -> list[tuple[str, int]]:
    """The parts of the price that are not nothing."""
    held = placing.proposal.costs
    parts = [(name, getattr(held, name)) for name in held.__struct_fields__]
    return [(phrase(f"cost_{name}"), value) for name, value in parts if value]


def separation(placing: Placing) -> list[tuple[str, int]]:
    """What each rule of separation costs: the sentence, and the cells that it costs."""
    cost, rules = placing.proposal.separation, placing.request.rules
    same_day = phrase(
        "separation_same_day", with_rule=str(cost.with_same_day), without=str(cost.with_window),
        window=str(rules.window_days),
    )  # fmt: skip
    groups = phrase(
        "separation_case_groups", with_rule=str(cost.rooms), without=str(cost.without_case_groups)
    )
    found = [(same_day, cost.same_day)] if rules.window_days else []
    return [*found, (groups, cost.case_groups)] if rules.separate_case_groups else found


def reliefs(placing: Placing, *, code: str, actor: Actor) -> list[Help]:
    """What would help whoever finds no place, with the way to where it is done, if the reader may do it."""
    return [
        Help(
            says=phrase(
                f"relief_{each.code}", place=where(each.place), count=str(each.count or ""),
                day=on_day(each.day), use=phrase(f"use_{each.use}") if each.use else "",
            ),
            gain=phrase("relief_gain", placed=str(each.placed), total=str(each.costs.total)),
            everybody=each.everybody, href=_way(each, code, actor),
        )
        for each in placing.proposal.relief
    ]  # fmt: skip


def _way(each: Relief, code: str, actor: Actor) -> str:
    """The address where a relief is done; empty where it cannot be done, or not by the reader."""
    stated = {
        "disinfect": {"kind": "hygiene.disinfected", "place": each.place or ""},
        "repair": {"kind": "custody.cell_returned", "cell": each.place or ""},
        "transfer": {"kind": "custody.transferred_out"},
    }.get(each.code)
    if stated is not None:
        allowed = actor.may(f"state:{stated['kind']}")
        return f"{reverse('state', args=[code])}?{urlencode(stated)}" if allowed else ""
    if each.code == "more_rooms":
        return reverse("conversion", args=[code])
    return reverse("protocols") if each.code == "lift_same_day" else ""


def _options(alternatives: Sequence[Alternative], *, but: str | None) -> list[Option]:
    priced = [(each.more, each.place) for each in alternatives if each.more is not None and each.place != but]
    return [Option(place, more) for more, place in sorted(priced)]


def _forbidden(alternatives: Sequence[Alternative]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each rule that forbids cells, with those cells; the commonest first."""
    found: dict[str, list[str]] = {}
    for each in alternatives:
        if each.rule is not None:
            found.setdefault(each.rule, []).append(each.place)
    for rule, places in sorted(found.items(), key=lambda item: -len(item[1])):
        yield phrase(f"rule_{rule}"), tuple(places)


def _reason(reason: Reason) -> str:
    values = dict(reason.values)
    if "health" in values:
        values["health"] = phrase(f"health_{values['health']}")
    if "place" in values:
        values["place"] = where(values["place"])
    if "day" in values:
        values["day"] = on_day(date.fromisoformat(values["day"]))
    return phrase(f"reason_{reason.code}", **values)
