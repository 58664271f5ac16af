"""What calls somebody: overdue and broken rules by house and role, counted; what is urgent."""

from lazaretto.board.charting import window_of
from lazaretto.facts.fact import Fact
from lazaretto.facts.hygiene import Isolated
from lazaretto.facts.periods import instant
from lazaretto.obligations.assessing import assess
from lazaretto.obligations.force import in_force
from lazaretto.obligations.outstanding import Line, is_urgent, outstanding, roles_of
from lazaretto.protocol.document import Recurring, Refrain
from tests.stating import fact, record_of, second
from tests.unit.board.world import FOUNDING, PROTOCOL, clause

SHELF = {("small", "1"): PROTOCOL}


def lines(at: str, *more: Fact) -> tuple[Line, ...]:
    record = record_of([*FOUNDING, *more])
    standing = record.standing(at=second(at))
    forces = in_force(standing, shelf=SHELF)
    window = window_of(instant(second(at)), zone="Asia/Shanghai")
    assessment = assess(forces=forces, standing=standing, window=window, fact_id=lambda n: record.facts[n].id)
    return outstanding(assessment, forces=forces)


def test_what_is_not_due_calls_nobody_and_what_is_left_lying_does() -> None:
    recurring = {one.id for one in PROTOCOL.clauses if isinstance(one.duty, Recurring)}
    before = {one.id for one in lines("03-15 08:59") if one.rule in recurring}
    after = [one for one in lines("03-15 09:00") if one.rule in recurring and one.id not in before]
    assert {one.facility for one in after} == {"QZ-D", "MJ-D"}
    assert {(one.sort, one.at) for one in after} == {("overdue", second("03-15 09:00"))}


def test_a_line_counts_whom_it_concerns_and_keeps_its_id() -> None:
    early, late = lines("03-15 09:00"), lines("03-15 13:00")
    assert {one.id for one in early if one.at == second("03-15 09:00")} <= {one.id for one in late}
    assert len({one.id for one in late}) == len(late)


def test_each_role_that_a_clause_tells_has_a_line_and_the_inspector_has_none() -> None:
    told = clause(
        "x.y", Refrain(condition="isolated_without_order"), owner="doctor", tell=("leader", "inspector")
    )
    assert list(roles_of(told)) == ["doctor", "leader"]


def test_alarms_of_a_document_and_bottom_lines_are_urgent_and_nothing_else() -> None:
    duty = Refrain(condition="isolated_without_order")
    assert is_urgent(clause("x.y", duty, severity="alarm"))
    assert is_urgent(clause("x.y", duty, severity="note", bottom_line="nobody-mixed"))
    assert not is_urgent(clause("x.y", duty, severity="warning"))


def test_nobody_is_named_by_a_line() -> None:
    found = lines("03-15 13:00", fact(Isolated(person="A"), "03-15 10:00", number=90))
    for one in found:
        assert not {"A", "B", "C", "D"} & {one.rule, one.document, one.facility, one.role, one.sort}
