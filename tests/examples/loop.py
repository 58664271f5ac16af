"""Lines about the closed loop, its posts and its rosters, as facts; other verbs stand in telling."""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from typing import Any

from lazaretto.facts import duty
from lazaretto.facts.fact import Body

Line = dict[str, Any]
Tell = Callable[[Line, list[str], Any, Any], Iterator[Body]]


def _day(text: str) -> date:
    return date.fromisoformat(text if text[:2] == "20" else f"2022-{text}")


def _shared(line: Line, who: list[str], sort: Any, cast: Any) -> Iterator[Body]:
    yield duty.SharedPlace(persons=tuple(who), sort=sort, of=line["of"])


def _post_set(line: Line, who: list[str], post: str, cast: Any) -> Iterator[Body]:
    watches = tuple(
        duty.Watch(watch=name, begins=time.fromisoformat(begins), hours=hours, need=line.get("need", 1))
        for name, (begins, hours) in line["watches"].items()
    )
    yield duty.PostSet(
        post=post, title=post, zone=line.get("zone", "guarded"), staff=("officer",), watches=watches
    )


def _rostered(line: Line, who: list[str], last: str, cast: Any) -> Iterator[Body]:
    """``turns``: person → phase, or phases one after the other, each with its last day (``C 03-05``).

    ``stands``: person → watches, each ``day watch`` of the post ``at post``.
    """
    first = _day(line["from"])
    turns = tuple(
        turn for person, said in line["turns"].items() for turn in _turns(person, said, first, _day(last))
    )
    stands = tuple(
        duty.Stand(person=person, post=line["at post"], watch=said.split()[1], day=_day(said.split()[0]))
        for person, told in line.get("stands", {}).items()
        for said in told
    )
    yield duty.RosterPublished(
        roster=line.get("called", "R"), first=first, last=_day(last), persons=tuple(line["turns"]),
        signed_by="L1", turns=turns, stands=stands, despite=tuple(line.get("despite", ())),
        reason=line.get("reason"),
    )  # fmt: skip


def _turns(person: str, said: Any, first: date, last: date) -> Iterator[duty.Turn]:
    for told in [said] if isinstance(said, str) else said:
        phase, _, until = told.partition(" ")
        ends = _day(until) if until else last
        yield duty.Turn(person=person, phase=phase, batch="1", first=first, last=ends)  # type: ignore[arg-type]
        first = ends + timedelta(days=1)


def _pattern_ordered(line: Line, who: list[str], pattern: str, cast: Any) -> Iterator[Body]:
    yield duty.PatternOrdered(
        pattern=pattern, first=_day(line["from"]), authority="Detachment", reason="Cases in the county"
    )


def _absent(line: Line, who: list[str], cause: Any, cast: Any) -> Iterator[Body]:
    for person in who:
        yield duty.Absent(person=person, cause=cause, first=_day(line["from"]))


LOOP: dict[str, Tell] = {
    "cannot serve": _absent,
    "shared a": _shared,
    "watches set at": _post_set,
    "roster with turns until": _rostered,
    "pattern ordered": _pattern_ordered,
}
