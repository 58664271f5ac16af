"""Lines about posts, rosters with turns, the three fixed, training and handovers, as facts."""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from typing import Any

from lazaretto.facts import duty, training
from lazaretto.facts.fact import Body

Line = dict[str, Any]
Tell = Callable[[Line, list[str], Any, Any], Iterator[Body]]


def _day(text: str) -> date:
    return date.fromisoformat(text if text[:2] == "20" else f"2022-{text}")


def _post(line: Line, who: list[str], post: str, cast: Any) -> Iterator[Body]:
    """``from`` and ``hours`` make one watch, ``day``; ``asks`` names what is asked for besides."""
    yield duty.PostSet(
        post=post, title="Post", zone=line.get("zone", "guarded"), staff=tuple(line["staff"]),
        procedures=tuple(line.get("asks", ())),
        watches=(duty.Watch(
            watch="day", begins=time.fromisoformat(line["from"]), hours=line["hours"], need=1),),
    )  # fmt: skip


def _rostered(line: Line, who: list[str], post: str, cast: Any) -> Iterator[Body]:
    """A roster with turns: each stands the day's watch of a post daily, between ``from`` and ``until``."""
    first, last = _day(line["from"]), _day(line["until"])
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    yield duty.RosterPublished(
        roster=line.get("roster", "R1"), first=first, last=last, persons=tuple(who), signed_by="L1",
        turns=tuple(
            duty.Turn(person=one, phase=line.get("phase", "A"), batch="1", first=first, last=last)
            for one in who
        ),
        stands=tuple(
            duty.Stand(person=one, post=post, watch="day", day=day) for one in who for day in days
        ),
    )  # fmt: skip


def _fixed(line: Line, who: list[str], matrix: str, cast: Any) -> Iterator[Body]:
    """``tasks``: task → person, or person/deputy."""
    rows = []
    for task, said in line["tasks"].items():
        person, _, deputy = said.partition("/")
        rows.append(duty.Fixing(task=task, post="wing", person=person, duty="As said", deputy=deputy or None))
    yield duty.Fixed(matrix=matrix, rows=tuple(rows), signed_by=line.get("by", "L1"))


def _assessed(line: Line, who: list[str], procedure: str, cast: Any) -> Iterator[Body]:
    for person in who:
        yield training.Assessed(
            person=person, procedure=procedure, passed=line.get("passed", True), assessor="Trainer"
        )


def _taught(line: Line, who: list[str], procedure: str, cast: Any) -> Iterator[Body]:
    yield training.SessionHeld(
        session=line.get("session", "S1"), procedure=procedure, trainer="Trainer", persons=tuple(who),
        minutes=line.get("minutes", 90),
    )  # fmt: skip


def _handed(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    for person in who:
        yield duty.HandedOver(
            handover=code, outgoing=person, held=line.get("held"), outstanding=tuple(line.get("open", ()))
        )


def _took(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    for person in who:
        yield duty.HandoverAcknowledged(
            handover=code, incoming=person, held=line.get("held"), outstanding=tuple(line.get("open", ()))
        )


SERVING: dict[str, Tell] = {
    "post set": _post,
    "rostered at": _rostered,
    "three fixed signed": _fixed,
    "assessed in": _assessed,
    "taught": _taught,
    "handed over": _handed,
    "took over": _took,
}
