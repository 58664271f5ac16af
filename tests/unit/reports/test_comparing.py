"""Versions of a report side by side: which figures changed, and which facts recorded since may be why."""

from dataclasses import replace
from uuid import UUID

from lazaretto.facts import custody, hygiene, record
from lazaretto.facts.vocabulary import FAMILIES
from lazaretto.reports.comparing import READ_FROM, Change, changes, learned_between
from lazaretto.reports.report import Sheet
from tests.stating import fact, moment, record_of
from tests.unit.reports.world import CODES, G1, KNOWN, MJ, QZ, STORY, admitted, city, told

AGAIN = "03-17 06:00"
LATE = fact(admitted("Z", G1), "03-15 10:00", number=9001, recorded="03-16 06:01")
SYMPTOMS = fact(
    hygiene.SymptomsReported(person="D", symptoms=("cough",)), "03-15 12:00", number=9002,
    recorded="03-17 06:00",
)  # fmt: skip
TAKEN_BACK = fact(record.Retracted(fact=UUID(int=9001), reason="never came"), "03-17 05:00", number=9003)
EARLY = fact(custody.Moved(person="B", cell=G1), "03-15 18:00", number=9004, recorded="03-16 06:00")
AFTER = fact(custody.Moved(person="B", cell=G1), "03-15 18:00", number=9005, recorded="03-17 06:01")


def learned(*facts: object, codes: tuple[str, ...] = CODES) -> list[int]:
    found = learned_between(record_of([*STORY, *facts]), after=KNOWN, until=moment(AGAIN), codes=codes)  # type: ignore[list-item]
    return [one.id.int for one in found]


def test_learned_since_is_after_the_one_and_by_the_other() -> None:
    assert learned(AFTER, SYMPTOMS, TAKEN_BACK, LATE, EARLY) == [9001, 9003, 9002]
    assert learned(LATE, codes=(MJ,)) == []
    twins = [
        fact(admitted(f"T{n}", G1), "03-15 10:00", number=9010 - n, recorded="03-16 07:00") for n in (0, 1)
    ]
    assert learned(*twins) == [9009, 9010]


def test_each_changed_figure_is_named_once_a_sheet_with_what_may_explain_it() -> None:
    facts = [*STORY, LATE, SYMPTOMS]
    since = learned_between(record_of(facts), after=KNOWN, until=moment(AGAIN), codes=CODES)
    found = changes(told(), city(LATE, SYMPTOMS, known=AGAIN), learned=since)
    assert {one.of for one in found} == {"TS", QZ}
    own = [(one.where, one.was, one.now, [f.int for f in one.facts]) for one in found if one.of == QZ]
    assert ("custody_layers.general.came", 1, 2, [9001]) in own
    assert ("custody_sexes.male.today", 5, 6, [9001]) in own
    assert ("health.symptoms.count", 1, 2, [9002]) in own
    assert {where for where, *_ in own if not where.startswith("obligations")} == {
        "custody_layers.general.came", "custody_layers.general.today", "custody_sexes.male.came",
        "custody_sexes.male.today", "custody_moves.admitted.count", "custody_places.in_cell.count",
        "custody_places.persons.count", "health.symptoms.count",
    }  # fmt: skip
    owed = [one for one in found if one.table == "obligations"]
    assert owed
    assert {tuple(f.int for f in one.facts) for one in owed} == {(9001, 9002)}
    assert [one.of for one in found] == ["TS"] * (len(found) // 2) + [QZ] * (len(found) // 2)
    assert found[0] == Change("TS", "custody_layers", "general", "came", 3, 4, (LATE.id,))


def test_nothing_changes_between_a_report_and_itself() -> None:
    assert changes(told(), city()) == ()


def test_what_is_taken_back_may_explain_anything() -> None:
    since = (TAKEN_BACK,)
    found = changes(city(LATE, known="03-17 04:00"), city(LATE, TAKEN_BACK, known=AGAIN), learned=since)
    assert found
    assert {one.facts for one in found} == {(TAKEN_BACK.id,)}


def test_a_house_that_one_version_does_not_have_is_nought_in_it() -> None:
    whole = told()
    less = replace(whole, sheet=replace(whole.sheet, houses=whole.sheet.houses[1:]))
    gone = [one for one in changes(whole, less) if one.where == "custody_layers.leg2.today"]
    assert gone == [Change(QZ, "custody_layers", "leg2", "today", 2, 0)]
    come = [one for one in changes(less, whole) if one.where == "custody_layers.leg2.today"]
    assert come == [Change(QZ, "custody_layers", "leg2", "today", 0, 2)]


def test_a_table_or_a_row_that_one_version_does_not_have_is_nought_in_it() -> None:
    whole = told()
    bare = replace(whole, sheet=Sheet("TS", (), whole.sheet.houses))
    lost = changes(whole, bare)
    assert {one.table for one in lost} >= {"gate", "legs", "between"}
    assert all(one.now == 0 != one.was for one in lost)
    won = changes(bare, whole)
    assert [(one.where, one.now) for one in won] == [(one.where, one.was) for one in lost]
    gate = whole.sheet.table("gate")
    cut = replace(gate, rows=gate.rows[:1], columns=gate.columns[:5], cells=(gate.cells[0][:5],))
    sheet = replace(whole.sheet, tables=tuple(cut if one.id == "gate" else one for one in whole.sheet.tables))
    missing = {one.where for one in changes(whole, replace(whole, sheet=sheet))}
    assert missing == {
        "gate.person.refused", "gate.vehicle.yesterday", "gate.vehicle.came", "gate.vehicle.went",
        "gate.vehicle.today", "gate.vehicle.let_out", "gate.vehicle.refused",
    }  # fmt: skip
    back = {one.where for one in changes(replace(whole, sheet=sheet), whole)}
    assert back == missing


def test_families_are_the_house_s_own() -> None:
    named = frozenset().union(*READ_FROM.values())
    assert named <= set(FAMILIES)
    tables = {table.id for table in told().sheet.tables}
    assert set(READ_FROM) == tables - {"obligations", "findings", "bottom_lines"}
