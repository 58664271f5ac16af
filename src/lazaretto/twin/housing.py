"""Kinds of cells and what they do to meetings: cited ratios of the pair hazard beside a solid door's.

ratio(housing, "open-cell")                # → Cited: 1.59 (1.54 to 1.64)
ratio(housing, 1.3)                        # → a number that a design states itself
"""

from typing import Literal

import msgspec
import numpy as np

from lazaretto.twin.designing import Design
from lazaretto.twin.disease import Cited, NotADisease, Source


class Housing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``assumptions/housing.yaml``. kinds: by name, the ratio; titles: what each is called."""

    format: Literal["lazaretto-housing/1"]
    id: str
    title: dict[str, str]
    dated: str
    sources: tuple[Source, ...]
    reference: str
    kinds: dict[str, Cited]
    titles: dict[str, dict[str, str]]
    note: str = ""


def housed(housing: Housing) -> Housing:
    """The file, if it can be meant. Errors: NotADisease, naming the kind."""
    cited = {source.id for source in housing.sources}
    if housing.reference not in housing.kinds or housing.kinds[housing.reference].value != 1.0:
        raise NotADisease(f"reference: {housing.reference} is a kind whose ratio is 1")
    for name, number in housing.kinds.items():
        if not 0 < number.low <= number.value <= number.high or not np.isfinite(number.high):
            raise NotADisease(
                f"kinds.{name}: {number.value} lies outside its own range {number.low} to {number.high}"
            )
        if number.cite not in cited:
            raise NotADisease(f"kinds.{name}: the source {number.cite} is not in the list")
        if not all(housing.titles.get(name, {}).get(language) for language in ("zh-Hans", "zh-Hant", "en")):
            raise NotADisease(f"titles.{name}: not said in each language")
    return housing


def ratio(housing: Housing, said: float | str) -> Cited:
    """The ratio of a kind, or the number that a design states. Errors: NotADisease for an unknown kind."""
    if isinstance(said, str):
        if said not in housing.kinds:
            raise NotADisease(f"housing {said}: the file has {', '.join(housing.kinds)}")
        return housing.kinds[said]
    if not np.isfinite(said) or said <= 0:
        raise NotADisease(f"housing {said}: a ratio lies above 0")
    return Cited(value=said, low=said, high=said, unit="ratio", cite="stated by the design")


def settled(design: Design, housing: Housing) -> Design:
    """The design with a ratio for each kind that it names. Errors: NotADisease, naming house and kind."""
    houses = []
    for house in design.houses:
        try:
            number = ratio(housing, house.housing)
        except NotADisease as wrong:
            raise NotADisease(f"{house.code}: {wrong}") from None
        houses.append(msgspec.structs.replace(house, housing=number.value))
    return msgspec.structs.replace(design, houses=tuple(houses))
