"""Branching processes: does one introduction die out, and if so, how large does it grow?

Offspring are negative binomial with mean R and dispersion k (Lloyd-Smith et al., Nature 2005;438:355);
``k = inf`` is Poisson. Total progeny: Blumberg & Lloyd-Smith, PLoS Comput Biol 2013;9:e1002993.
"""

from math import exp, inf, isinf, lgamma, log

import numpy as np

from lazaretto.twin.analytic.courses import Floats


def spared(*, reproduction: float, dispersion: float, from_: float = 0.0) -> float:
    """The chance that one case infects nobody, where each of its offspring is itself spared with chance
    ``from_``.
    """
    mean = reproduction * (1.0 - from_)
    if isinf(dispersion):
        return exp(-mean)
    return float((1.0 + mean / dispersion) ** -dispersion)


def extinction(*, reproduction: float, dispersion: float) -> float:
    """The chance that the line of one case dies out: the smallest root of q = spared(from_=q) in [0, 1].

    Errors: ValueError for a reproduction number below zero or a dispersion that is not above it.
    """
    if reproduction < 0 or not dispersion > 0:
        raise ValueError("a reproduction number is not below 0, and a dispersion is above it")
    if reproduction <= 1:
        return 1.0
    low, high = 0.0, 1.0
    # Below the smallest root the map lies above the diagonal. Sixty halvings are past the last digit of a
    # float; the upper end stays below 1, which is always a root, because the slope there is R > 1.
    for _ in range(60):
        middle = (low + high) / 2
        if spared(reproduction=reproduction, dispersion=dispersion, from_=middle) > middle:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def outbreak(*, reproduction: float, dispersion: float, seeds: int = 1) -> float:
    """The chance that at least one of ``seeds`` independent introductions does not die out."""
    return 1.0 - extinction(reproduction=reproduction, dispersion=dispersion) ** seeds


def transmits(*, reproduction: float, dispersion: float) -> float:
    """The chance that one case infects anybody at all (Wells et al. 2021: post-quarantine transmission)."""
    return 1.0 - spared(reproduction=reproduction, dispersion=dispersion)


def progeny(*, reproduction: float, dispersion: float, seeds: int = 1, most: int) -> Floats:
    """The chance that ``seeds`` cases come to j cases in all, for j = seeds … most. Shape [most - seeds + 1].

    It sums to the chance of extinction, and to one where R ≤ 1, as ``most`` grows.
    """
    sizes = range(seeds, most + 1)
    if reproduction == 0:
        return np.array([1.0 if j == seeds else 0.0 for j in sizes])
    if dispersion == inf:
        return np.array(
            [
                exp(
                    log(seeds / j)
                    + (j - seeds) * log(j * reproduction)
                    - j * reproduction
                    - lgamma(j - seeds + 1)
                )
                for j in sizes
            ]
        )
    r, k = reproduction, dispersion
    return np.array(
        [
            exp(
                log(seeds / j) + lgamma(k * j + j - seeds) - lgamma(k * j) - lgamma(j - seeds + 1)
                + (j - seeds) * log(r / k) - (k * j + j - seeds) * log(1 + r / k)
            )
            for j in sizes
        ]
    )  # fmt: skip
