"""How much presses from outside: from a model of the community to a hazard a day, and to infected arrivals.

    stated(design, disease, pressure, days=180)    # → Design: the mean with its range, and its days
    suited(design, disease, pressures, days=180)   # → Design: the same, where its own is another disease's

Reported cases are a share of the infections; before a peak they double, after it they halve. The chance that
somebody who arrives is infected is what was caught during the days for which an infection lets people still
arrive, so that staff and arrivals meet one community.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
import numpy as np

from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.designing import Design
from lazaretto.twin.disease import Cited, Disease, NotADisease, Source, classes
from lazaretto.twin.entering import windows


class Pressure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A model of the community. form: ``constant``, or ``wave``, which doubles up to its peak, then halves.

    reported: cases reported a person and a day, at the peak of a wave. peak: day of the horizon. arriving:
    how many times the community's risk those who arrive ran before.
    """

    format: Literal["lazaretto-pressure/1"]
    id: str
    title: dict[str, str]
    dated: str
    sources: tuple[Source, ...]
    diseases: tuple[str, ...]
    form: Literal["constant", "wave"]
    reported: Cited
    ascertainment: Cited
    arriving: Cited
    peak: Cited | None = None
    doubling: Cited | None = None
    halving: Cited | None = None
    note: str = ""


_OF_WAVE = ("peak", "doubling", "halving")


def numbers(pressure: Pressure) -> Iterator[tuple[str, Cited]]:
    """Every cited number, by its name."""
    for name in ("reported", "ascertainment", "arriving", *_OF_WAVE):
        number = getattr(pressure, name)
        if number is not None:
            yield name, number


def meant(pressure: Pressure) -> Pressure:
    """The pressure, if it can be meant. Errors: NotADisease, naming the value."""
    cited = {source.id for source in pressure.sources}
    lacking = [name for name in _OF_WAVE if getattr(pressure, name) is None]
    if pressure.form == "wave" and lacking:
        raise NotADisease(f"{lacking[0]}: a wave has one")
    if pressure.form == "constant" and len(lacking) < len(_OF_WAVE):
        raise NotADisease("form: what is constant has no peak, and neither doubles nor halves")
    for name, number in numbers(pressure):
        if not number.low <= number.value <= number.high or not np.isfinite([number.low, number.high]).all():
            raise NotADisease(
                f"{name}: {number.value} lies outside its own range {number.low} to {number.high}"
            )
        if number.low < 0 and name != "peak":  # a peak may lie before the horizon
            raise NotADisease(f"{name}: a value below zero")
        if name in ("ascertainment", "doubling", "halving") and number.low <= 0:
            raise NotADisease(f"{name}: must lie above 0")
        if number.cite not in cited:
            raise NotADisease(f"{name}: the source {number.cite} is not in the list")
    if pressure.ascertainment.high > 1:
        raise NotADisease("ascertainment: a share above 1")
    return pressure


def hazards(pressure: Pressure, *, first: int, days: int) -> Floats:
    """Infections a person and a day on ``days`` days of the horizon from ``first`` on. Shape [days]."""
    top = pressure.reported.value / pressure.ascertainment.value
    if pressure.peak is None or pressure.doubling is None or pressure.halving is None:
        return np.full(days, top)
    since = np.arange(first, first + days) - pressure.peak.value
    rising, falling = -since / pressure.doubling.value, since / pressure.halving.value
    return np.asarray(top * 2.0 ** -np.maximum(rising, falling))


def arriving(disease: Disease, pressure: Pressure, *, days: int) -> Floats:
    """The chance that somebody who arrives on a day of the horizon is infected. Shape [days].

    A class of infection lets people arrive for its own number of days; what was caught within them is there.
    """
    kinds = classes(disease)
    shares = np.array([kind.share for kind in kinds])
    spans = np.array(windows(kinds))
    back = int(np.ceil(spans.max())) + 1
    daily = hazards(pressure, first=-back, days=back + days) * pressure.arriving.value
    caught = np.concatenate([[0.0], np.cumsum(daily)])  # up to the morning of each day
    mornings = np.arange(back, back + days, dtype=np.float64)
    begun = np.interp(mornings[:, None] - spans[None, :], np.arange(len(caught)), caught)
    return np.asarray(1.0 - np.exp(-((caught[back:-1, None] - begun) @ shares)))


def stated(design: Design, disease: Disease, pressure: Pressure, *, days: int) -> Design:
    """The design with this pressure in the place of its own: the mean over the horizon with its range, and
    how many times that each day is.

    low and high are those of what is reported, of the share that is, and (for arrivals) of their risk, all at
    their ends at once: as wide as it can be. Errors: NotADisease where the pressure is said for others.
    """
    _of(disease, pressure)
    ends = [_at(pressure, end) for end in ("low", "value", "high")]
    outside = [hazards(one, first=0, days=days) for one in ends]
    inside = [-np.log1p(-arriving(disease, one, days=days)) for one in ends]
    note = f"from {pressure.id}, the mean over {days} days"
    known = {source.id for source in design.sources}
    return msgspec.structs.replace(
        design,
        sources=(*design.sources, *(one for one in pressure.sources if one.id not in known)),
        diseases=pressure.diseases,
        pressure=_cited(design.pressure, [one.mean() for one in outside], pressure.reported.cite, note),
        infected=_cited(
            design.infected, [-np.expm1(-one.mean()) for one in inside], pressure.arriving.cite, note
        ),
        outside=_days(outside[1], pressure),
        entering=_days(inside[1], pressure),
    )


def _days(daily: Floats, pressure: Pressure) -> tuple[float, ...]:
    """How many times its mean each day is; nothing where all are alike."""
    mean = daily.mean()
    return tuple((daily / mean).tolist()) if pressure.form == "wave" and mean > 0 else ()


def suited(design: Design, disease: Disease, pressures: Sequence[Pressure], *, days: int) -> Design:
    """The design, with figures of the community that are this disease's: its own, else the first pressure's.

    Errors: NotADisease where its own are of another disease and no pressure is stated for this one.
    """
    if not design.diseases or disease.id in design.diseases:
        return design
    found = next((one for one in pressures if disease.id in one.diseases), None)
    if found is None:
        known = ", ".join(design.diseases)
        raise NotADisease(
            f"{design.id}: its figures are of {known}, and no pressure is stated for {disease.id}"
        )
    return stated(design, disease, found, days=days)


def _of(disease: Disease, pressure: Pressure) -> None:
    if disease.id not in pressure.diseases:
        known = ", ".join(pressure.diseases)
        raise NotADisease(f"{pressure.id}: is a pressure of {known}, not of {disease.id}")


def _at(pressure: Pressure, end: Literal["low", "value", "high"]) -> Pressure:
    """The pressure where what is uncertain of its height lies at one end; fewer reported is the lower end."""
    other = {"low": "high", "value": "value", "high": "low"}[end]
    moved = {
        name: msgspec.structs.replace(
            number, value=getattr(number, other if name == "ascertainment" else end)
        )
        for name, number in numbers(pressure)
        if name not in _OF_WAVE
    }
    return msgspec.structs.replace(pressure, **moved)


def _cited(old: Cited, ends: Sequence[float], cite: str, note: str) -> Cited:
    low, value, high = (float(end) for end in ends)
    return msgspec.structs.replace(old, value=value, low=low, high=high, cite=cite, note=note)
