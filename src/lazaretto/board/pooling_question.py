"""What the planner of pools is asked, and with what it begins: ``assumptions/pooling-*.yaml``, each cited."""

from dataclasses import dataclass

import msgspec
import yaml


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a number comes from; ``invented`` says so."""

    id: str
    title: str
    locator: str


class Number(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One number with its unit and source."""

    value: float
    unit: str
    cite: str


class Sizes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sizes of pool that are compared."""

    value: tuple[int, ...]
    unit: str
    cite: str


class Assumed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file, as values."""

    format: str
    id: str
    title: str
    sources: tuple[Source, ...]
    sizes: Sizes
    prevalence: Number
    attack: Number
    sensitivity: Number
    specificity: Number
    turnaround: Number
    retest: Number
    sampled: Number
    tested: Number
    confidence: Number
    looked_back: Number

    def source_of(self, name: str) -> Source:
        """Where one of the numbers comes from."""
        cite = getattr(self, name).cite
        return next(source for source in self.sources if source.id == cite)


@dataclass(frozen=True, slots=True)
class Question:
    """Shares are of 1, times in hours, rates an hour. cells: people in each. attack: None: independent."""

    cells: tuple[int, ...]
    sizes: tuple[int, ...]
    prevalence: float
    attack: float | None
    sensitivity: float
    specificity: float
    turnaround: float
    retest: float
    sampled: float
    tested: float
    tubes: int | None = None


LIMITS: dict[str, tuple[float, float]] = {
    "prevalence": (0, 1), "attack": (0, 1), "sensitivity": (0, 1), "specificity": (0, 1),
    "turnaround": (0, 240), "retest": (0, 240), "sampled": (1, 100_000), "tested": (1, 100_000),
    "tubes": (0, 10_000_000),
}  # fmt: skip


def assumed(data: bytes) -> Assumed:
    """The numbers of a file. Raises ValueError where it is none, or a source is lacking."""
    found = msgspec.convert(yaml.safe_load(data), type=Assumed)
    for name in (*LIMITS.keys() - {"tubes"}, "sizes", "confidence", "looked_back"):
        if getattr(found, name).cite not in {source.id for source in found.sources}:
            raise ValueError(f"{name} cites a source that is not there")
    return found


def question(cells: tuple[int, ...], *, begin: Assumed, **typed: float | None) -> Question:
    """What is asked, the rest as assumed. Raises ValueError for a number outside its range."""
    values: dict[str, float] = {name: float(getattr(begin, name).value) for name in LIMITS if name != "tubes"}
    values |= {name: value for name, value in typed.items() if value is not None}
    for name, value in values.items():
        low, high = LIMITS[name]
        if not low <= value <= high:
            raise ValueError(f"{name} lies outside {low:g} to {high:g}")
    tubes = values.pop("tubes", None)
    attack = values.pop("attack")
    return Question(
        cells=cells, sizes=begin.sizes.value, attack=attack or None,
        tubes=None if tubes is None else int(tubes), **values,
    )  # fmt: skip
