"""Distributions over days, by family: the share that lies below a day, and the day below which a share lies.

    curve = drawn("lognormal", {"meanlog": 1.63, "sdlog": 0.5}, until=0.0)
    curve.below(np.array([7.0])), curve.quantiles(np.array([0.5]))

Kept apart from the values, because SciPy's distributions load slowly and a page that only shows a file needs
none of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy

from lazaretto.twin.analytic.courses import Floats

NAMES: Mapping[str, tuple[str, ...]] = {
    "weibull": ("shape", "scale"), "gamma": ("shape", "scale"), "lognormal": ("meanlog", "sdlog"),
    "shifted_t": ("df", "scale"),
}  # fmt: skip
_POSITIVE = ("shape", "scale", "sdlog", "df")


@dataclass(frozen=True, slots=True)
class Curve:
    """A distribution, cut at ``until`` (infinity: not cut): what lies below the cut is the whole."""

    distribution: Any  # a frozen distribution of SciPy, which has no public type
    until: float

    def below(self, days: Floats) -> Floats:
        """The share that lies at or below each day."""
        shares = self.distribution.cdf(np.minimum(days, self.until))
        return np.asarray(shares / self._whole(), dtype=np.float64)

    def quantiles(self, shares: Floats) -> Floats:
        """The day below which each share lies."""
        return np.asarray(self.distribution.ppf(shares * self._whole()), dtype=np.float64)

    def _whole(self) -> float:
        return float(self.distribution.cdf(self.until)) if np.isfinite(self.until) else 1.0


def drawn(family: str, values: Mapping[str, float], *, until: float) -> Curve:
    """The distribution of this family with these values; ``shift`` moves it. until: 0 where it is not cut.

    Errors: ValueError for a value that the family lacks, does not know, or cannot have.
    """
    names = NAMES[family]
    missing = [name for name in names if name not in values]
    if missing:
        raise ValueError(f"a {family} distribution needs a value for {missing[0]}")
    strange = sorted(set(values) - {*names, "shift"})
    if strange:
        raise ValueError(f"a {family} distribution knows no {strange[0]}")
    for name, value in values.items():
        if not np.isfinite(value) or (name in _POSITIVE and value <= 0):
            raise ValueError(f"{name} = {value} is no {name} of a {family} distribution")
    curve = Curve(_frozen(family, values), until or np.inf)
    if until and float(curve.distribution.cdf(until)) <= 0:
        raise ValueError(f"nothing is left of the {family} distribution before it is cut at {until:g} days")
    return curve


def _frozen(family: str, v: Mapping[str, float]) -> Any:
    moved = v.get("shift", 0.0)
    match family:
        case "weibull":
            return scipy.stats.weibull_min(v["shape"], loc=moved, scale=v["scale"])
        case "gamma":
            return scipy.stats.gamma(v["shape"], loc=moved, scale=v["scale"])
        case "lognormal":
            return scipy.stats.lognorm(v["sdlog"], loc=moved, scale=np.exp(v["meanlog"]))
        case _:
            return scipy.stats.t(v["df"], loc=moved, scale=v["scale"])
