"""Lines about directives, assignments and dispatches, as facts; other verbs stand in telling."""

from collections.abc import Callable, Iterator
from typing import Any

from lazaretto.facts import assignments, directives, dispatches
from lazaretto.facts.fact import Body
from tests.stating import moment

Line = dict[str, Any]
Tell = Callable[[Line, list[str], Any, Any], Iterator[Body]]


def _issued(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    """``sets: {parameter: value}``, ``demands`` and ``forbids``: subjects."""
    asks = [directives.Asked(subject=one, demand="do") for one in line.get("demands", [])]
    asks += [directives.Asked(subject=one, demand="refrain") for one in line.get("forbids", [])]
    yield directives.DirectiveIssued(
        directive=code, title="Directive", issuer=line.get("from", "province"),
        receive_by=moment(line["due"]) if "due" in line else None,
        pass_on_by=moment(line["pass on by"]) if "pass on by" in line else None,
        parent=line.get("passes on"), supersedes=line.get("supersedes"),
        settings=tuple(
            directives.Setting(document="four-layer-2022", parameter=name, value=str(value))
            for name, value in line.get("sets", {}).items()
        ),
        asks=tuple(asks),
    )  # fmt: skip


def _received(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    yield directives.DirectiveReceived(directive=code)


def _settled(line: Line, who: list[str], over: str, cast: Any) -> Iterator[Body]:
    yield directives.ContradictionSettled(
        over=over,
        prevails=line["prevails"],
        yields=line["yields"],
        settled_by=line["by"],
        reason="It is later",
    )


def _set(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    yield assignments.AssignmentSet(
        assignment=code, title="Seal the door", owner=line["to"], due=moment(line["due"]), set_by=line["by"]
    )


def _done(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    yield assignments.AssignmentDone(assignment=code, done_by=line["by"], evidence="Sealed")


def _verified(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    yield assignments.AssignmentVerified(assignment=code, verified_by=line["by"])


def _returned(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    yield assignments.AssignmentReturned(
        assignment=code, returned_by=line["by"], reason="The seal is broken", due=moment(line["due"])
    )


def _withdrawn(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    yield assignments.AssignmentWithdrawn(assignment=code, withdrawn_by=line["by"], reason="Walled up")


def _opened(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    yield dispatches.DispatchOpened(
        dispatch=code, chaired_by=line["by"], present=(line["by"],), since=moment(line["since"])
    )


def _called(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    """``lines``: how many the facility is to answer, numbered from 1."""
    yield dispatches.AgendaDrawn(
        dispatch=code,
        lines=tuple(
            dispatches.AgendaLine(
                line=str(n + 1), sort="missed", rule="hygiene.three", count=1, first=moment(line["at"])
            )
            for n in range(line.get("lines", 0))
        ),
    )


def _answered(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    yield dispatches.LineAnswered(dispatch=code, line=str(line["line"]), answer="It was made good")


def _noted(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    yield dispatches.LineNoted(dispatch=code, line=str(line["line"]))


def _closed(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    yield dispatches.DispatchClosed(dispatch=code, recorded_by=line["by"])


def _signed(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    yield dispatches.MinutesSigned(dispatch=code, signed_by=line["by"])


ASSIGNING: dict[str, Tell] = {
    "directive issued": _issued,
    "directive received": _received,
    "settled over": _settled,
    "assigned": _set,
    "assignment done": _done,
    "assignment verified": _verified,
    "assignment sent back": _returned,
    "assignment withdrawn": _withdrawn,
    "dispatch opened": _opened,
    "called to dispatch": _called,
    "line answered in": _answered,
    "line noted in": _noted,
    "dispatch closed": _closed,
    "minutes signed of": _signed,
}
NAMED = ("set_by", "done_by", "verified_by", "returned_by", "chaired_by", "recorded_by")


def said_by(body: Body) -> str | None:
    """Who says it in person, of what this module tells; None of anything else."""
    if isinstance(body, dispatches.MinutesSigned):
        return body.signed_by
    if type(body) not in (*assignments.KINDS, *dispatches.KINDS):
        return None
    return next((getattr(body, name) for name in NAMED if hasattr(body, name)), None)
