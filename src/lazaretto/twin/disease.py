"""A disease as assumed: cited, dated values with their ranges, and the classes of infection that follow from
them.

    disease = reading.disease(data)                # assumptions/diseases/*.yaml
    kinds = classes(disease, incubations=16)       # what both engines work with

Both engines are built from the same classes, so that they cannot differ in what an infection is. The
incubation is cut into equally likely pieces; a class has the mean of its piece.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
import numpy as np

from lazaretto.twin.analytic.courses import AGES, STEP, Course, Floats, History, at

if TYPE_CHECKING:
    from lazaretto.twin.curves import Curve

Family = Literal["weibull", "gamma", "lognormal", "shifted_t"]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class _Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The mould of every part of a file of assumptions."""


class Cited(_Value, frozen=True, kw_only=True):
    """A number with its plausible range, its source, and what it means. low ≤ value ≤ high."""

    value: float
    low: float
    high: float
    unit: str
    cite: str
    note: str = ""


class Spread(_Value, frozen=True, kw_only=True):
    """A distribution over days. ``since``: counted from infection, or from the onset of symptoms.

    values may hold ``shift``: days by which the whole distribution is moved. until: it is cut there, and what
    is left is the whole (0: not cut).
    """

    family: Family
    values: dict[str, float]
    cite: str
    since: Literal["infection", "onset"] = "infection"
    until: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    note: str = ""


class Test(_Value, frozen=True, kw_only=True):
    """What a test finds: sensitivity at days since infection (or onset), straight between the points.

    sees: ``symptoms`` where it finds nobody who never shows any.
    """

    id: str
    title: dict[str, str]
    points: dict[float, Share]
    cite: str
    since: Literal["infection", "onset"] = "infection"
    sees: Literal["infection", "symptoms"] = "infection"
    turnaround: Cited
    specificity: Cited
    note: str = ""


class Immune(_Value, frozen=True, kw_only=True):
    """The share whom no meeting infects, for good: of residents, of those in quarantine, of staff."""

    inside: Cited
    arriving: Cited
    staff: Cited


class Grid(_Value, frozen=True, kw_only=True):
    """How finely and how far a course is reckoned. Left out: quarters of an hour over fifty days."""

    step_hours: Annotated[float, msgspec.Meta(gt=0, le=24)] = STEP * 24
    days: Annotated[int, msgspec.Meta(ge=1, le=4000)] = int(AGES[-1])

    @property
    def step(self) -> float:
        """Days between two ages."""
        return self.step_hours / 24

    @property
    def ages(self) -> Floats:
        """The ages at which everything is given: from 0 to ``days``."""
        return np.arange(round(self.days / self.step) + 1, dtype=np.float64) * self.step


class Source(_Value, frozen=True, kw_only=True):
    """Where a number comes from."""

    id: str
    title: str
    locator: str


class Disease(_Value, frozen=True, kw_only=True):
    """The natural history of one disease (or variant) as assumed at a date.

    kept_away: symptoms keep people from arriving, so that whoever arrives infected shows none yet.
    most_days: the longest horizon that the file claims anything about (0: no bound). note: what the file does
    not say, by language; whoever is shown a figure of this disease is shown it.
    """

    format: Literal["lazaretto-disease/1"]
    id: str
    title: dict[str, str]
    dated: str
    sources: tuple[Source, ...]
    asymptomatic: Cited
    asymptomatic_infectiousness: Cited
    incubation: Spread
    infectiousness: Spread
    reproduction: Cited  # in a free, susceptible population: what a whole course transmits
    dispersion: Cited  # k of the negative binomial
    tests: tuple[Test, ...]
    immune: Immune | None = None
    grid: Grid = Grid()
    kept_away: bool = True
    most_days: Annotated[int, msgspec.Meta(ge=0)] = 0
    note: dict[str, str] = {}


class NotADisease(ValueError):
    """A file of assumptions that cannot be meant: which value, and why."""


def first_test(disease: Disease, wanted: str) -> str:
    """The wanted test where the disease has it, else the first that its file names."""
    ids = [test.id for test in disease.tests]
    return wanted if wanted in ids else ids[0]


@dataclass(frozen=True, slots=True)
class Kind:
    """One class of infection. onset: days from infection to symptoms, None: none. emitted, sensitivity: at
    the ages of the disease's grid, which are ``step`` days apart.

    kept_away: symptoms would keep such a person from arriving.
    """

    name: str
    share: float
    onset: float | None
    emitted: Floats
    sensitivity: dict[str, Floats]
    step: float = STEP
    kept_away: bool = True


_LANGUAGES = ("zh-Hans", "zh-Hant", "en")
# What may be lost of a curve: beyond the last age, and before one's own infection (where it is counted from
# the onset of symptoms, its early tail may reach back further than a short incubation).
_LOST_LATE, _LOST_EARLY = 1e-3, 0.2


def checked(disease: Disease) -> Disease:
    """The disease, if it can be meant. Errors: NotADisease, naming the value."""
    cited = {source.id for source in disease.sources}
    _named(disease)
    for name, number in numbers(disease):
        ends = (number.low, number.value, number.high)
        if np.isnan(ends).any() or (np.isinf(ends).any() and name != "dispersion"):
            raise NotADisease(f"{name}: no number")  # nobody differs from anybody: an infinite dispersion
        if not number.low <= number.value <= number.high:
            raise NotADisease(
                f"{name}: {number.value} lies outside its own range {number.low} to {number.high}"
            )
        if number.low < 0:
            raise NotADisease(f"{name}: a value below zero")
        if (number.unit == "share" or name == "asymptomatic") and number.high > 1:
            raise NotADisease(f"{name}: a share above 1")
        if number.cite not in cited:
            raise NotADisease(f"{name}: the source {number.cite} is not in the list")
    if disease.dispersion.low <= 0:
        raise NotADisease("dispersion: must lie above 0")
    for test in disease.tests:
        if test.cite not in cited:
            raise NotADisease(f"tests.{test.id}: the source {test.cite} is not in the list")
    for name, spread in (("incubation", disease.incubation), ("infectiousness", disease.infectiousness)):
        if spread.cite not in cited:
            raise NotADisease(f"{name}: the source {spread.cite} is not in the list")
        _whole(name, spread, disease)
    return disease


def numbers(disease: Disease) -> Iterator[tuple[str, Cited]]:
    """Every cited number of a disease, by its name."""
    yield "asymptomatic", disease.asymptomatic
    yield "asymptomatic_infectiousness", disease.asymptomatic_infectiousness
    yield "reproduction", disease.reproduction
    yield "dispersion", disease.dispersion
    for test in disease.tests:
        yield f"tests.{test.id}.turnaround", test.turnaround
        yield f"tests.{test.id}.specificity", test.specificity
    if disease.immune is not None:
        yield "immune.inside", disease.immune.inside
        yield "immune.arriving", disease.immune.arriving
        yield "immune.staff", disease.immune.staff


def _named(disease: Disease) -> None:
    """Names, titles, the date, and that each test has a curve."""
    try:
        date.fromisoformat(disease.dated)
    except ValueError:
        raise NotADisease(f"dated: {disease.dated} is no date (year-month-day)") from None
    if disease.incubation.since != "infection":
        raise NotADisease("incubation: is counted from infection")
    ids = [test.id for test in disease.tests]
    if not ids:
        raise NotADisease("tests: a disease has at least one")
    titles = {"title": disease.title} | {f"tests.{test.id}.title": test.title for test in disease.tests}
    if disease.note:
        titles["note"] = disease.note
    for name, title in titles.items():
        for language in _LANGUAGES:
            if not title.get(language):
                raise NotADisease(f"{name}: not said in {language}")
    for test in disease.tests:
        if ids.count(test.id) > 1:
            raise NotADisease(f"tests.{test.id}: named twice")
        if len(test.points) <= 1:
            raise NotADisease(f"tests.{test.id}.points: a curve needs two points or more")
        if test.since == "infection" and min(test.points) < 0:
            raise NotADisease(f"tests.{test.id}.points: a day before the infection")


def _whole(name: str, spread: Spread, disease: Disease) -> None:
    """That a curve begins after the infection and ends within the grid, so that it sums to one."""
    curve, last = _curve(name, spread), disease.grid.days
    starts = np.zeros(1)
    if spread.since == "onset":
        starts = _curve("incubation", disease.incubation).quantiles(np.array([0.05, 0.5, 0.95]))
    late = 1.0 - curve.below(last - starts)
    if late.max() > _LOST_LATE:
        raise NotADisease(f"{name}: does not end within {last} days, so it is not a curve that sums to one")
    early = curve.below(-starts)
    if early.mean() > _LOST_EARLY:
        raise NotADisease(f"{name}: {early.mean():.0%} of it lies before the infection itself")


def _curve(name: str, spread: Spread) -> "Curve":
    from lazaretto.twin.curves import drawn  # SciPy's distributions load slowly: only where they are reckoned

    try:
        return drawn(spread.family, spread.values, until=spread.until)
    except ValueError as wrong:
        raise NotADisease(f"{name}: {wrong}") from None


def classes(disease: Disease, *, incubations: int = 16) -> tuple[Kind, ...]:
    """The classes of a disease: the asymptomatic and the symptomatic of each piece of the incubation.

    Arrays are shared between callers that ask for the same disease, and cannot be written.
    """
    return _classes(msgspec.msgpack.encode(disease), incubations)


@lru_cache(maxsize=32)  # every order of a comparison is lived with the same disease at a point
def _classes(said: bytes, incubations: int) -> tuple[Kind, ...]:
    disease = checked(msgspec.msgpack.decode(said, type=Disease))
    middles = (np.arange(incubations) + 0.5) / incubations
    drawn = _curve("incubation", disease.incubation).quantiles(middles)
    onsets = np.maximum(drawn, disease.grid.step)
    curves = _Curves(disease)
    found: list[Kind] = []
    hidden = disease.asymptomatic.value
    for shown, weight in ((True, 1 - hidden), (False, hidden)):
        if weight == 0:
            continue
        # Where nothing hangs on the onset, all who show nothing are one class.
        alike = not shown and not curves.hang_on_onset
        for number, onset in enumerate(onsets[:1] if alike else onsets):
            found.append(
                Kind(
                    name=f"{'shown' if shown else 'hidden'}-{number}",
                    share=weight / (1 if alike else incubations),
                    onset=float(onset) if shown else None,
                    emitted=curves.emitted(float(onset), shown=shown),
                    sensitivity=curves.sensitivity(float(onset), shown=shown),
                    step=disease.grid.step,
                    kept_away=disease.kept_away,
                )
            )
    return tuple(found)


class _Curves:
    """The curves of one disease at each onset."""

    def __init__(self, disease: Disease) -> None:
        self._disease, self._ages = disease, disease.grid.ages
        self._drawn = _curve("infectiousness", disease.infectiousness)
        self.hang_on_onset = disease.infectiousness.since == "onset" or any(
            test.since == "onset" and test.sees == "infection" for test in disease.tests
        )

    def emitted(self, onset: float, *, shown: bool) -> Floats:
        start = onset if self._disease.infectiousness.since == "onset" else 0.0
        curve = self._drawn.below(self._ages - start)
        curve = curve - curve[0]  # nothing is transmitted before one's own infection
        level = 1.0 if shown else self._disease.asymptomatic_infectiousness.value
        return _kept(level * (curve / curve[-1]))

    def sensitivity(self, onset: float, *, shown: bool) -> dict[str, Floats]:
        return {test.id: self._seen(test, onset, shown=shown) for test in self._disease.tests}

    def _seen(self, test: Test, onset: float, *, shown: bool) -> Floats:
        if test.sees == "symptoms" and not shown:
            return _kept(np.zeros(len(self._ages)))
        days = sorted(test.points)
        start = onset if test.since == "onset" else 0.0
        curve = np.interp(self._ages - start, days, [test.points[day] for day in days])
        curve[0] = 0.0
        return _kept(curve)


def _kept(curve: Floats) -> Floats:
    curve.flags.writeable = False
    return curve


def history(kinds: tuple[Kind, ...]) -> History:
    """The classes as the analytic engine takes them. Errors: NotADisease for a course of another grid."""
    courses = []
    for kind in kinds:
        if kind.step != STEP or len(kind.emitted) != len(AGES):
            raise NotADisease(
                f"grid: time since infection is reckoned over {AGES[-1]:.0f} days in steps of "
                f"{STEP * 24:g} h; a disease that lasts longer can only be lived"
            )
        watched = kind.emitted
        if kind.onset is not None:
            watched = np.minimum(kind.emitted, at(kind.emitted, np.array([kind.onset]))[0])
        courses.append(Course(kind.name, kind.share, kind.emitted, watched, kind.sensitivity))
    return History(tuple(courses))
