"""What becomes of findings and must not, one worked example a rule."""

from msgspec.structs import replace

from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.inspections import InspectionClosed
from lazaretto.facts.notices import FindingRectified, FindingReinspected, FindingReopened, NoticeReceived
from lazaretto.obligations.conditions import CONDITIONS
from tests.stating import fact, moment, second, standing_of
from tests.unit.registers.noticed import LINE, asked, decided, issued, raised


def said(*told: tuple[Body, str, str]) -> list[Fact]:
    """(what, when, by whom), in order."""
    return [replace(fact(body, at, number=n), actor=who) for n, (body, at, who) in enumerate(told, 1)]


def found(
    condition: str, facts: list[Fact], at: str = "04-30 00:00", **settings: int
) -> list[tuple[str, int]]:
    """(subject, when) of what broke it."""
    standing = standing_of(facts, at=at)
    rows = CONDITIONS[condition].find(standing, settings, second("03-01 00:00"), second(at) + 1)
    keys = zip(rows.key.tolist(), rows.occurred.tolist(), strict=True)
    return [(standing.names.name(key), occurred) for key, occurred in keys]


def right(by: str = "S1") -> Body:
    return FindingRectified(finding="F1", done="x", evidence=("0" * 64,), rectified_by=by)


def look(outcome: str, by: str) -> Body:
    return FindingReinspected(finding="F1", outcome=outcome, seen="x", reinspected_by=by)  # type: ignore[arg-type]


def test_finding_repeated() -> None:
    facts = said(
        (raised(finding="F1"), "03-01 09:00", "D1"),
        (raised(finding="F2", about="stores"), "03-02 09:00", "D1"),
        (raised(finding="F3"), "03-20 09:00", "D1"),
        (raised(finding="F4"), "03-31 09:00", "D1"),  # of the first one thirty days are over
        (raised(finding="F5"), "04-10 09:00", "D1"),
    )
    elsewhere = replace(fact(raised(finding="F6"), "03-03 09:00", number=99), facility="MJ-D")
    twice = found("finding_repeated", [*facts, elsewhere], days=30, times=2)
    assert [subject for subject, _ in twice] == ["QZ-D|F3", "QZ-D|F4", "QZ-D|F5"]
    thrice = found("finding_repeated", [*facts, elsewhere], days=30, times=3)
    assert [subject for subject, _ in thrice] == ["QZ-D|F5"]


def test_finding_overdue() -> None:
    def due(at: str) -> Body:
        return issued(LINE, sort="order", due=moment(at))

    raise_, noticed = (raised(), "03-15 09:00", "D1"), (due("03-16 09:00"), "03-15 10:00", "D9")
    late = [("QZ-D|F1", second("03-17 09:00"))]
    assert found("finding_overdue", said(raise_, noticed), hours=24) == late
    assert found("finding_overdue", said(raise_, noticed), at="03-17 08:59", hours=24) == []
    in_time = (right(), "03-17 08:00", "S1")
    assert found("finding_overdue", said(raise_, noticed, in_time), hours=24) == []
    returned = (look("returned", "D2"), "03-17 08:30", "D2")
    assert found("finding_overdue", said(raise_, noticed, in_time, returned), hours=24) == late
    later = (issued(LINE, sort="order", due=moment("03-20 09:00"), notice="N2"), "03-17 08:00", "D9")
    moved = [("QZ-D|F1", second("03-21 09:00"))]
    assert found("finding_overdue", said(raise_, noticed, later), hours=24) == moved
    more = ((asked(), "03-15 11:00", "S1"), (decided(), "03-15 12:00", "D2"))  # until 03-18 18:00
    assert found("finding_overdue", said(raise_, noticed, *more), hours=24) == [
        ("QZ-D|F1", second("03-19 18:00"))
    ]


def test_reinspected_by_same() -> None:
    told = ((raised(), "03-15 09:00", "D1"), (right(), "03-15 10:00", "S1"))
    for by in ("D1", "S1"):
        assert found("reinspected_by_same", said(*told, (look("passed", by), "03-15 11:00", "D2"))) == [
            ("QZ-D|F1", second("03-15 11:00"))
        ]
        assert found("reinspected_by_same", said(*told, (look("passed", "D2"), "03-15 11:00", by))) != []
    good = (look("passed", "D2"), "03-15 11:00", "D2")
    assert found("reinspected_by_same", said(*told, good)) == []
    reopened = (FindingReopened(finding="F1", reason="x", reopened_by="D3"), "03-15 12:00", "D3")
    again = (right("S2"), "03-15 13:00", "S2")
    own = (look("passed", "D3"), "03-15 14:00", "D3")
    assert len(found("reinspected_by_same", said(*told, good, reopened, again, own))) == 1
    raise_, ask = (raised(), "03-15 09:00", "D1"), (asked(), "03-15 11:00", "S1")
    for given in ((decided(decided_by="S1"), "03-15 12:00", "D2"), (decided(), "03-15 12:00", "S1")):
        assert found("reinspected_by_same", said(raise_, ask, given)) == [("QZ-D|E1", second("03-15 12:00"))]
    assert found("reinspected_by_same", said(raise_, ask, (decided(), "03-15 12:00", "D2"))) == []


def test_supervision_out_of_turn() -> None:
    closed = InspectionClosed(inspection="I1", checklist="c", score=0, failed=0, closed_by="S1")
    facts = said(
        (raised(), "03-15 09:00", "D1"),
        (look("passed", "D2"), "03-15 10:00", "D2"),  # nothing was put right yet
        (NoticeReceived(notice="N9", received_by="S1"), "03-15 11:00", "S1"),  # which nobody issued
        (closed, "03-15 12:00", "S1"),  # which nobody opened
        (decided("refused"), "03-15 13:00", "D2"),  # which nobody asked for
    )
    subjects = [subject for subject, _ in found("supervision_out_of_turn", facts)]
    assert subjects == ["QZ-D|F1", "QZ-D|N9", "QZ-D|I1", "QZ-D|E1"]
