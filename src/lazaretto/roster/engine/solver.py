"""CP-SAT, loaded when it is first asked: it brings a table library along, and most commands ask nothing."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import *  # noqa: F403
else:

    def __getattr__(name: str) -> object:
        from ortools.sat.python import cp_model

        return getattr(cp_model, name)
