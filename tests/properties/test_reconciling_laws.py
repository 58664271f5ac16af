"""Laws of reconciling three counts: errors are found and named; every least correction, and no other.

Two judges that know nothing of the programme: one tries every truth of a small day; a solver (CP-SAT) finds
the least cost of a larger one.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from lazaretto.audit.counts import SILENT, SOURCES, Column, Correction, Said, Window
from lazaretto.audit.reconciling import reconcile

WHATS = ("came", "went")
few = st.integers(0, 3)
some = st.integers(0, 40)


@st.composite
def true_days(draw: st.DrawFn, *, numbers: st.SearchStrategy[int] = some, most: int = 6) -> Column:
    """A day of which all three sources tell the truth; some of them say who was inside, too."""
    inside = 200
    windows = []
    for number in range(draw(st.integers(1, most))):
        came, went = draw(numbers), draw(numbers)
        inside += came - went
        counted = (None, draw(st.sampled_from([None, inside])), draw(st.sampled_from([None, inside])))
        windows.append(Window(number, number + 1, (came,) * 3, (went,) * 3, counted))
    return Column("person", tuple(windows), draw(st.sampled_from([SILENT, (200, None, None)])))


def misread(column: Column, window: int, what: str, source: int, by: int) -> Column:
    """The same day with one reading off by so many."""
    said = list(getattr(column.windows[window], what))
    said[source] += by
    windows = list(column.windows)
    windows[window] = replace(windows[window], **{what: tuple(said)})  # type: ignore[arg-type]
    return replace(column, windows=tuple(windows))


off = st.integers(1, 30)


@given(column=true_days())
def test_sources_that_agree_have_no_discord(column: Column) -> None:
    assert reconcile(column) == ()


@given(column=true_days(), data=st.data(), by=off)
def test_every_error_of_one_source_is_found_and_named(column: Column, data: st.DataObject, by: int) -> None:
    """The goal itself: an error of one or more in a window, of one source, where the other two agree."""
    window = data.draw(st.integers(0, len(column.windows) - 1))
    what, source = data.draw(st.sampled_from(WHATS)), data.draw(st.integers(0, 2))
    wrong = misread(column, window, what, source, by)
    (found,) = reconcile(wrong)
    said = getattr(wrong.windows[window], what)[source]
    assert found.wrong == SOURCES[source]
    assert found.explanations == ((Correction(window, what, SOURCES[source], said, said - by),),)  # type: ignore[arg-type]
    assert (found.by, found.first, found.last) == (by, window, window)


@given(column=true_days(), data=st.data())
def test_errors_in_different_readings_are_each_found_and_named(column: Column, data: st.DataObject) -> None:
    """However many: as long as each reading has one wrong source at most."""
    cells = [(window, what) for window in range(len(column.windows)) for what in WHATS]
    chosen = data.draw(st.lists(st.sampled_from(cells), unique=True, min_size=1))
    wanted = set()
    for window, what in chosen:
        source, by = data.draw(st.integers(0, 2)), data.draw(off)
        column = misread(column, window, what, source, by)
        wanted.add((window, what, SOURCES[source], by))
    found = {
        (d.explanations[0][0].window, d.explanations[0][0].what, d.wrong, d.by) for d in reconcile(column)
    }
    assert found == wanted


@given(column=true_days(), data=st.data(), by=off)
def test_an_error_that_a_source_carries_on_into_who_is_inside_is_its_own(
    column: Column, data: st.DataObject, by: int
) -> None:
    """A tally that works out who is inside from its own count repeats its error, and outvotes nobody."""
    window = data.draw(st.integers(0, len(column.windows) - 1))
    wrong = misread(column, window, "came", 1, by)
    windows = [
        w
        if number < window or w.inside[1] is None
        else replace(w, inside=(None, w.inside[1] + by, w.inside[2]))
        for number, w in enumerate(wrong.windows)
    ]
    found = reconcile(replace(wrong, windows=tuple(windows)))
    assert next(d for d in found if d.explanations[0][0].what == "came").wrong == "tally"
    assert {one.source for d in found if d.wrong for row in d.explanations for one in row} == {"tally"}


@given(column=true_days(), data=st.data(), by=off)
def test_two_sources_wrong_in_the_same_way_accuse_the_third(
    column: Column, data: st.DataObject, by: int
) -> None:
    """What nobody can do: it is found that they differ, and the wrong one is named. The page says so."""
    assume(column.opening == SILENT and all(w.inside == SILENT for w in column.windows))
    window = data.draw(st.integers(0, len(column.windows) - 1))
    honest = data.draw(st.integers(0, 2))
    for source in {0, 1, 2} - {honest}:
        column = misread(column, window, "came", source, by)
    (found,) = reconcile(column)
    assert found.wrong == SOURCES[honest]


@given(column=true_days(), missing=st.integers(0, 2))
def test_a_missing_source_is_unknown_and_not_zero(column: Column, missing: int) -> None:
    def without(said: Said) -> Said:
        return tuple(None if number == missing else one for number, one in enumerate(said))

    windows = [replace(w, came=without(w.came), went=without(w.went)) for w in column.windows]
    assert reconcile(replace(column, windows=tuple(windows))) == ()


@given(column=true_days(), data=st.data(), by=off)
def test_of_two_sources_neither_is_believed(column: Column, data: st.DataObject, by: int) -> None:
    """Unless somebody counted who was inside: the two alternatives are listed."""
    assume(column.opening == SILENT and all(w.inside == SILENT for w in column.windows))
    windows = [replace(w, came=(w.came[0], None, w.came[2])) for w in column.windows]
    window = data.draw(st.integers(0, len(windows) - 1))
    (found,) = reconcile(misread(replace(column, windows=tuple(windows)), window, "came", 0, by))
    assert (found.wrong, found.by, len(found.explanations)) == (None, by, 2)
    assert {row[0].source for row in found.explanations} == {"register", "replay"}


@given(
    came=st.integers(0, 40),
    extra=off,
    begins=st.integers(0, 90),
    wrong=st.sampled_from([0, 2]),
    late=st.integers(0, 2),
)
def test_who_was_counted_inside_decides_between_two(
    came: int, extra: int, begins: int, wrong: int, late: int
) -> None:
    """The balance names the wrong one of two, even where the count inside came windows later."""
    said = tuple(came + extra if n == wrong else None if n == 1 else came for n in range(3))
    rest = [Window(n, n + 1, (0, None, 0), (0, None, 0)) for n in range(1, late + 1)]
    windows = [Window(0, 1, said, (0, None, 0)), *rest]
    windows[-1] = replace(windows[-1], inside=(None, begins + came, None))
    (found,) = reconcile(Column("person", tuple(windows), (begins, None, None)))
    assert (found.wrong, found.by) == (SOURCES[wrong], extra)


maybe = st.one_of(st.none(), few)


@st.composite
def small_days(draw: st.DrawFn) -> Column:
    """Any readings at all, small; what passed is read by somebody."""
    windows = []
    for number in range(draw(st.integers(1, 2))):
        came = draw(st.tuples(few, maybe, maybe))
        went = draw(st.tuples(few, maybe, maybe))
        windows.append(Window(number, number + 1, came, went, draw(st.tuples(st.none(), maybe, maybe))))
    return Column("person", tuple(windows), draw(st.tuples(few, st.none(), maybe)))


def every_truth(column: Column) -> Iterator[tuple[tuple[int, int, int], frozenset[Correction]]]:
    """Each day that could have been: what it costs, and what it corrects."""
    many = range(4)
    count = len(column.windows)
    for begins in range(16):
        for flows in product(many, repeat=2 * count):
            inside, found = begins, list(_wrong(0, "opening", column.opening, begins))
            for number, window in enumerate(column.windows):
                came, went = flows[2 * number : 2 * number + 2]
                inside += came - went
                if inside < 0:
                    break
                found += _wrong(number, "came", window.came, came)
                found += _wrong(number, "went", window.went, went)
                found += _wrong(number, "inside", window.inside, inside)
            else:
                passed = sum(abs(c.said - c.right) for c in found if c.what in WHATS)
                here = sum(abs(c.said - c.right) for c in found if c.what not in WHATS)
                yield (passed, here, len(found)), frozenset(found)


def _wrong(number: int, what: str, said: Said, right: int) -> Iterator[Correction]:
    for source, one in zip(SOURCES, said, strict=True):
        if one is not None and one != right:
            yield Correction(number, what, source, one, right)  # type: ignore[arg-type]


@given(column=small_days())
@settings(max_examples=30, deadline=None)
def test_all_least_corrections_are_listed_and_no_other(column: Column) -> None:
    truths = list(every_truth(column))
    least = min(cost for cost, _ in truths)
    wanted = {corrections for cost, corrections in truths if cost == least}
    found = reconcile(column)
    together = {
        frozenset(one for row in rows for one in row) for rows in product(*(d.explanations for d in found))
    }
    assert together == wanted
    assert all(discord.more == 0 for discord in found)


any_number = st.one_of(st.none(), st.integers(0, 30))


@st.composite
def larger_days(draw: st.DrawFn) -> Column:
    windows = []
    for number in range(draw(st.integers(1, 4))):
        came = draw(st.tuples(st.integers(0, 30), any_number, any_number))
        went = draw(st.tuples(st.integers(0, 30), any_number, any_number))
        windows.append(
            Window(number, number + 1, came, went, draw(st.tuples(st.none(), any_number, any_number)))
        )
    return Column("person", tuple(windows), (draw(st.integers(0, 60)), None, None))


@given(column=larger_days())
@settings(max_examples=25, deadline=None)
def test_a_solver_finds_no_smaller_correction(column: Column) -> None:
    found = reconcile(column)
    corrections = [one for discord in found for one in discord.explanations[0]]
    passed = sum(abs(one.said - one.right) for one in corrections if one.what in WHATS)
    here = sum(abs(one.said - one.right) for one in corrections if one.what not in WHATS)
    assert _solved(column) == 1000 * passed + here


def _solved(column: Column) -> int:
    """The least weighted sum of corrections, what passed weighing a thousand times who is inside."""
    model = cp_model.CpModel()
    cost: list[cp_model.LinearExprT] = []

    def apart(said: Said, right: cp_model.IntVar, weight: int) -> None:
        for one in said:
            if one is not None:
                by = model.new_int_var(0, 1000, "")
                model.add_abs_equality(by, right - one)
                cost.append(weight * by)

    inside = model.new_int_var(0, 500, "")
    apart(column.opening, inside, 1)
    for window in column.windows:
        came, went, after = (model.new_int_var(0, 500, "") for _ in range(3))
        model.add(after == inside + came - went)
        apart(window.came, came, 1000)
        apart(window.went, went, 1000)
        apart(window.inside, after, 1)
        inside = after
    model.minimize(sum(cost))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value)


@pytest.mark.parametrize("gap", [65, 10_000, 999_999])
def test_a_slip_of_the_pen_costs_no_more_than_a_small_error(gap: int) -> None:
    """Two sources a million apart: one of them is right, and no value between them is tried."""
    windows = tuple(Window(n, n + 1, (3 + gap, 3, None), (1, 1, None)) for n in range(6))
    column = Column("person", windows, (40, None, None))
    windows = (*windows[:-1], replace(windows[-1], inside=(None, 52, None)))
    found = reconcile(replace(column, windows=windows))
    assert [(one.first, one.wrong, one.by) for one in found] == [(n, "register", gap) for n in range(6)]
