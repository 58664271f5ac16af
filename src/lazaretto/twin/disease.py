"""A disease as assumed: cited, dated values with their ranges, and the classes of infection that follow from
them.

    disease = read_disease(text)                   # assumptions/diseases/*.yaml
    kinds = classes(disease, incubations=16)       # what both engines work with

Both engines are built from the same classes, so that they cannot differ in what an infection is. The
incubation
is cut into equally likely pieces; a class has the mean of its piece.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec
import numpy as np
from scipy import stats

from lazaretto.twin.analytic.courses import AGES, STEP, Course, Floats, History, at

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
    """A distribution over days. ``since``: counted from infection, or from the onset of symptoms."""

    family: Family
    values: dict[str, float]
    cite: str
    since: Literal["infection", "onset"] = "infection"


class Test(_Value, frozen=True, kw_only=True):
    """What a test finds: sensitivity at days since infection (or onset), straight between the points."""

    id: str
    title: dict[str, str]
    points: dict[float, Share]
    cite: str
    since: Literal["infection", "onset"] = "infection"
    turnaround: Cited
    specificity: Cited


class Source(_Value, frozen=True, kw_only=True):
    """Where a number comes from."""

    id: str
    title: str
    locator: str


class Disease(_Value, frozen=True, kw_only=True):
    """The natural history of one disease (or variant) as assumed at a date."""

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
    note: str = ""


class NotADisease(ValueError):
    """A file of assumptions that cannot be meant: which value, and why."""


def _distribution(spread: Spread) -> Any:
    v = spread.values
    try:
        match spread.family:
            case "weibull":
                return stats.weibull_min(v["shape"], scale=v["scale"])
            case "gamma":
                return stats.gamma(v["shape"], scale=v["scale"])
            case "lognormal":
                return stats.lognorm(v["sdlog"], scale=np.exp(v["meanlog"]))
            case "shifted_t":
                return stats.t(v["df"], loc=v["shift"], scale=v["scale"])
    except KeyError as missing:
        raise NotADisease(f"a {spread.family} distribution needs a value for {missing}") from None


def checked(disease: Disease) -> Disease:
    """The disease, if it can be meant. Errors: NotADisease, naming the value."""
    cited = {source.id for source in disease.sources}
    numbers = {
        "asymptomatic": disease.asymptomatic,
        "asymptomatic_infectiousness": disease.asymptomatic_infectiousness,
        "reproduction": disease.reproduction, "dispersion": disease.dispersion,
        **{f"tests.{test.id}.turnaround": test.turnaround for test in disease.tests},
        **{f"tests.{test.id}.specificity": test.specificity for test in disease.tests},
    }  # fmt: skip
    for name, number in numbers.items():
        if not number.low <= number.value <= number.high:
            raise NotADisease(
                f"{name}: {number.value} lies outside its own range {number.low} to {number.high}"
            )
        if number.low < 0:
            raise NotADisease(f"{name}: a value below zero")
        if number.cite not in cited:
            raise NotADisease(f"{name}: the source {number.cite} is not in the list")
    if disease.asymptomatic.high > 1:
        raise NotADisease("asymptomatic: a share above 1")
    if disease.dispersion.low <= 0:
        raise NotADisease("dispersion: must lie above 0")
    for name, spread in {"incubation": disease.incubation, "infectiousness": disease.infectiousness}.items():
        drawn = _distribution(spread)
        if not np.isfinite(drawn.mean()) or (spread.since == "infection" and drawn.cdf(AGES[-1]) < 0.999):
            raise NotADisease(
                f"{name}: does not end within {AGES[-1]:.0f} days, so it is not a curve that sums to one"
            )
        if spread.cite not in cited:
            raise NotADisease(f"{name}: the source {spread.cite} is not in the list")
    return disease


@dataclass(frozen=True, slots=True)
class Kind:
    """One class of infection. onset: days from infection to symptoms, None: none. emitted: on
    ``courses.AGES``.
    """

    name: str
    share: float
    onset: float | None
    emitted: Floats
    sensitivity: dict[str, Floats]


def classes(disease: Disease, *, incubations: int = 16) -> tuple[Kind, ...]:
    """The classes of a disease: the asymptomatic and the symptomatic of each piece of the incubation."""
    checked(disease)
    drawn = _distribution(disease.incubation)
    middles = (np.arange(incubations) + 0.5) / incubations
    onsets = np.maximum(drawn.ppf(middles), STEP)
    found: list[Kind] = []
    hidden = disease.asymptomatic.value
    for shown, weight in ((True, 1 - hidden), (False, hidden)):
        if weight == 0:
            continue
        # Where nothing hangs on the onset, all who show nothing are one class.
        alike = (
            not shown
            and disease.infectiousness.since == "infection"
            and all(test.since == "infection" for test in disease.tests)
        )
        for number, onset in enumerate(onsets[:1] if alike else onsets):
            level = 1.0 if shown else disease.asymptomatic_infectiousness.value
            emitted = level * _emitted(disease.infectiousness, float(onset))
            found.append(
                Kind(
                    name=f"{'shown' if shown else 'hidden'}-{number}",
                    share=weight / (1 if alike else incubations),
                    onset=float(onset) if shown else None,
                    emitted=emitted,
                    sensitivity={test.id: _sensitivity(test, float(onset)) for test in disease.tests},
                )
            )
    return tuple(found)


def _emitted(spread: Spread, onset: float) -> Floats:
    drawn = _distribution(spread)
    start = onset if spread.since == "onset" else 0.0
    curve = drawn.cdf(AGES - start)
    curve = curve - curve[0]  # nothing is transmitted before one's own infection
    return np.asarray(curve / curve[-1], dtype=np.float64)


def _sensitivity(test: Test, onset: float) -> Floats:
    start = onset if test.since == "onset" else 0.0
    days = sorted(test.points)
    curve = np.interp(AGES - start, days, [test.points[day] for day in days])
    curve[0] = 0.0
    return curve


def history(kinds: tuple[Kind, ...]) -> History:
    """The classes as the analytic engine takes them."""
    courses = []
    for kind in kinds:
        watched = kind.emitted
        if kind.onset is not None:
            watched = np.minimum(kind.emitted, at(kind.emitted, np.array([kind.onset]))[0])
        courses.append(Course(kind.name, kind.share, kind.emitted, watched, kind.sensitivity))
    return History(tuple(courses))
