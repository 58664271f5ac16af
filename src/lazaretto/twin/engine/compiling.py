"""How the engine is compiled: one decorator, which keeps the types of what it compiles.

A world is some fifty arrays, and handing them to a function would count fifty references up and down:
measured, a hundred times the work itself. So nothing in the engine allocates, references are not counted (the
caller holds every array while it runs), and what runs at every step is laid into its caller.

What is compiled comes from many files, and numba's disk cache looks only at the file of the outermost
function: a change elsewhere would leave old machine code in use. ``digest`` changes with any of them.
"""

from collections.abc import Callable
from hashlib import blake2b
from numbers import Number
from typing import TypeVar

import numpy as np
from numba import njit

F = TypeVar("F", bound=Callable[..., object])
_laid_in = blake2b(digest_size=7)


def compiled(function: F) -> F:
    """A function of the engine that runs at every step: laid into its caller. It must not allocate."""
    _note("laid in", function)
    return njit(nogil=True, forceinline=True, error_model="numpy", _nrt=False)(function)  # type: ignore[call-overload, no-any-return]


def called(function: F) -> F:
    """A function of the engine that runs seldom: called, so compiled once. It must not allocate."""
    _note("called", function)
    return njit(nogil=True, error_model="numpy", _nrt=False)(function)  # type: ignore[call-overload, no-any-return]


def _note(how: str, function: Callable[..., object]) -> None:
    code = function.__code__
    constants = [function.__globals__.get(name) for name in code.co_names]
    said = (
        how,
        code.co_name,
        code.co_code,
        code.co_consts,
        [one for one in constants if isinstance(one, Number)],
        [one.tobytes() for one in constants if isinstance(one, np.ndarray)],
    )
    _laid_in.update(repr(said).encode())


def outermost(function: F) -> F:
    """The function that the interpreter calls: kept on disk, without the interpreter's lock."""
    return njit(cache=True, nogil=True, error_model="numpy", _nrt=False)(function)  # type: ignore[call-overload, no-any-return]


def digest() -> int:
    """A number of everything compiled so far, in the order of import."""
    return int.from_bytes(_laid_in.digest(), "big")
