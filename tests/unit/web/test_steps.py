"""Three counts of a day as a picture: a line a source, broken where it is silent, differences marked."""

from lazaretto.audit.counts import SILENT, Column, Window
from lazaretto.audit.reconciling import reconcile
from lazaretto.web.steps import HEIGHT, NARROW, WIDE, steps

HOUR = 3600


def column(*windows: Window, of: str = "person", opens: int | None = 3) -> Column:
    return Column(of, windows, (opens, None, None))  # type: ignore[arg-type]


def window(number: int, came: tuple[int | None, ...], went: tuple[int | None, ...] = (0, 0, 0)) -> Window:
    return Window(number * HOUR, (number + 1) * HOUR, came, went)


def test_a_line_a_source_over_the_whole_width() -> None:
    made = steps(column(window(0, (2, 2, 2)), window(1, (0, 0, 0), (1, 1, 1))), ())
    assert made is not None
    assert [source for source, _ in made.lines] == ["register", "tally", "replay"]
    assert made.inside
    register = dict(made.lines)["register"]
    assert register.startswith(f"M0.0 {HEIGHT:.1f}H{WIDE / 2:.1f}V")
    assert made.marks == ()
    assert [number for _, number in made.grid][:2] == [3, 4]


def test_a_silent_source_has_no_line_there_and_goes_on_where_the_register_is() -> None:
    day = column(window(0, (2, None, 2), (0, None, 0)), window(1, (1, 1, 1)))
    made = steps(day, ())
    assert made is not None
    lines = dict(made.lines)
    assert lines["tally"].count("M") == 1
    assert lines["register"].count("M") == 2
    ends = [path.rpartition("V")[2] for path in (lines["register"], lines["tally"], lines["replay"])]
    assert float(ends[1]) - float(ends[0]) == float(ends[2]) - float(ends[1])  # set apart, and on one level


def test_stretches_that_differ_are_marked_once() -> None:
    day = column(window(0, (2, 2, 2)), window(1, (1, 5, 1), (0, 1, 0)))
    made = steps(day, reconcile(day), width=NARROW)
    assert made is not None
    assert made.marks == ((f"{NARROW / 2:.1f}", f"{NARROW / 2:.1f}"),)


def test_nothing_that_passed_is_no_picture() -> None:
    quiet = Column("sampling", (Window(0, HOUR, (0, 0, None), SILENT),), SILENT)
    assert steps(quiet, ()) is None


def test_things_done_are_summed() -> None:
    day = Column(
        "sampling", (Window(0, HOUR, (4, 4, None), SILENT), Window(HOUR, 2 * HOUR, (3, 3, None), SILENT))
    )
    made = steps(day, ())
    assert made is not None
    assert not made.inside
    assert made.grid[-1][1] <= 8
