"""How many of a cell are infected in the end: Ball's triangular equations, exact for any infectious period.

F. Ball, Adv Appl Prob 1986;18:289. With n who can be infected and m who are, and phi(j) the chance that one
infectious period spares j given people, the chances P(0 … n) of the final size solve

    sum over j ≤ l of  C(n - j, l - j) · P(j) / phi(n - l)^(j + m)  =  C(n, l)      for every l.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import comb, exp

import numpy as np

from lazaretto.twin.analytic.courses import Floats

# The equations subtract numbers of like size: floats lose every digit near twenty people. Up to here they are
# solved in fractions, which lose none.
LARGEST = 60


def final_size(*, susceptible: int, infected: int, sparing: Callable[[int], float]) -> Floats:
    """The chances that 0 … n of those who can be infected are in the end. Shape [n + 1].

    sparing(j): the chance that one infectious period infects none of j given people. Errors: ValueError
    for more than ``LARGEST`` people, nobody infected, or a chance outside (0, 1].
    """
    if not 0 <= susceptible <= LARGEST or infected < 1:
        raise ValueError(f"a final size is reckoned for 0 to {LARGEST} people and at least one infected")
    spares = [sparing(j) for j in range(susceptible + 1)]
    if any(not 0 < chance <= 1 for chance in spares):
        raise ValueError("the chance of sparing somebody lies above 0 and not above 1")
    phi = [Fraction(chance) for chance in spares]
    found: list[Fraction] = []
    for size in range(susceptible + 1):
        base = phi[susceptible - size]
        known = sum(
            comb(susceptible - j, size - j) * chance / base ** (j + infected)
            for j, chance in enumerate(found)
        )
        found.append((comb(susceptible, size) - known) * base ** (size + infected))
    return np.array([float(chance) for chance in found])


def constant(*, hazard: float) -> Callable[[int], float]:
    """Everyone is infectious as long (Reed-Frost): each meeting infects with chance 1 - exp(-hazard)."""
    return lambda j: exp(-hazard * j)


def exponential(*, hazard: float) -> Callable[[int], float]:
    """The infectious period is exponential; hazard: infections of one given person in a mean period."""
    return lambda j: 1.0 / (1.0 + hazard * j)


def erlang(*, hazard: float, shape: int) -> Callable[[int], float]:
    """The infectious period is Erlang with this shape; hazard as for ``exponential``."""
    return lambda j: (1.0 + hazard * j / shape) ** -shape


def mixed(*, shares: Sequence[float], sparing: Sequence[Callable[[int], float]]) -> Callable[[int], float]:
    """Each case is of one of several kinds, with these shares."""
    return lambda j: sum(share * spares(j) for share, spares in zip(shares, sparing, strict=True))
