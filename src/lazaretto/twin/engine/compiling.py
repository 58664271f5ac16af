"""How the engine is compiled: one decorator, which keeps the types of what it compiles.

A world is some fifty arrays, and handing them to a function would count fifty references up and down:
measured, a hundred times the work itself. So nothing in the engine allocates, references are not counted (the
caller holds every array while it runs), and what runs at every step is laid into its caller.

What is compiled comes from many files, and numba's disk cache looks only at the file of the outermost
function: a change elsewhere would leave old machine code in use. It also numbers its files anew after each
change, so that of two processes with different sources one may load what the other has just written. So the
machine code lies under a name of everything that it is made of.
"""

from collections.abc import Callable, Iterator
from hashlib import blake2b
from numbers import Number
from typing import TypeVar

import numpy as np
from numba import njit
from numba.core.dispatcher import Dispatcher

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """A function of the engine that runs at every step: laid into its caller. It must not allocate."""
    return njit(nogil=True, forceinline=True, error_model="numpy", _nrt=False)(function)  # type: ignore[call-overload, no-any-return]


def called(function: F) -> F:
    """A function of the engine that runs seldom: called, so compiled once. It must not allocate."""
    return njit(nogil=True, error_model="numpy", _nrt=False)(function)  # type: ignore[call-overload, no-any-return]


def outermost(function: F) -> F:
    """The function that the interpreter calls: kept on disk, without the interpreter's lock."""
    function.__qualname__ = f"{function.__qualname__}-{digest(function)}"  # the cache names its files by it
    return njit(cache=True, nogil=True, error_model="numpy", _nrt=False)(function)  # type: ignore[call-overload, no-any-return]


def digest(function: Callable[..., object]) -> str:
    """What a function is made of, in fourteen digits: its code, its constants, and those of all it calls."""
    said = blake2b(digest_size=7)
    for part in _parts(function, set()):
        said.update(part)
    return said.hexdigest()


def _parts(function: Callable[..., object], seen: set[object]) -> Iterator[bytes]:
    code = function.__code__
    said = [one for one in code.co_consts if one != function.__doc__]
    yield repr((code.co_name, code.co_code, said)).encode()
    for name in code.co_names:
        one = function.__globals__.get(name)
        if isinstance(one, Number):
            yield repr((name, one)).encode()
        elif isinstance(one, np.ndarray):
            yield one.tobytes()
        elif isinstance(one, Dispatcher) and one.py_func not in seen:
            seen.add(one.py_func)
            yield repr(sorted(one.targetoptions.items())).encode()
            yield from _parts(one.py_func, seen)
