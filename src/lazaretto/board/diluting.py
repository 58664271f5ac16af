"""How much water makes a disinfectant as strong as it should be: water = V · (stock / target - 1)."""

import re
from dataclasses import dataclass
from fractions import Fraction

_WRITTEN = re.compile(r"\d{1,3}(\.\d{1,6})?", re.ASCII)
MG_L_OF_A_PERCENT = 10_000  # 5 % available chlorine is about 50,000 mg/L


@dataclass(frozen=True, slots=True)
class Dilution:
    """Concentrate and water in whole millilitres: as strong as wanted, or a little more."""

    stock_mg_l: int
    target_mg_l: int
    concentrate_ml: int
    water_ml: int

    @property
    def total_ml(self) -> int:
        """What is in the bucket."""
        return self.concentrate_ml + self.water_ml

    @property
    def parts(self) -> Fraction:
        """Parts of water to one part of concentrate."""
        return Fraction(self.water_ml, self.concentrate_ml)


def of_percent(percent: str) -> int:
    """``5`` or ``5.5`` per cent of available chlorine as mg/L. Raises ValueError."""
    if not _WRITTEN.fullmatch(percent):  # a fraction of "1e99999999" would be worked out for hours
        raise ValueError(f"{percent[:12]!r} is not a number of per cent")
    return round(Fraction(percent) * MG_L_OF_A_PERCENT)


def watered(*, concentrate_ml: int, stock_mg_l: int, target_mg_l: int) -> Dilution:
    """So much water to so much concentrate: rounded down, so that it never gets weaker than asked for."""
    _possible(concentrate_ml, stock_mg_l, target_mg_l)
    water = concentrate_ml * (Fraction(stock_mg_l, target_mg_l) - 1)
    return Dilution(stock_mg_l, target_mg_l, concentrate_ml, int(water))


def to_fill(*, total_ml: int, stock_mg_l: int, target_mg_l: int) -> Dilution:
    """So much concentrate and water to fill a bucket: the concentrate rounded up, never weaker."""
    _possible(total_ml, stock_mg_l, target_mg_l)
    concentrate = -(-total_ml * target_mg_l // stock_mg_l)
    return Dilution(stock_mg_l, target_mg_l, concentrate, total_ml - concentrate)


def _possible(volume: int, stock: int, target: int) -> None:
    if volume < 1 or target < 1 or stock < target:
        raise ValueError(
            "the concentrate must be at least as strong as what is wanted, and there must be some"
        )
