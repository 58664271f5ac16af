"""Every address says who may use it. What says nothing is closed (:mod:`.guarding` refuses it).

    @requires("read_board")
    def board(request): ...

Views that are not ours are declared by the name of their route, in ``project/urls.py``.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from lazaretto.access.roles import ACTS

View = TypeVar("View", bound=Callable[..., Any])

ANYONE = "anyone"
SIGNED_IN = "signed_in"
ATTRIBUTE = "lazaretto_requires"


def requires(act: str) -> Callable[[View], View]:
    """Declare the act that a view is: one of :data:`.roles.ACTS`, :data:`SIGNED_IN` or :data:`ANYONE`.

    Raises ValueError for an act nobody knows, at import.
    """
    if act not in ACTS and act not in (ANYONE, SIGNED_IN):
        raise ValueError(f"no role can do {act!r}: add it to access/roles.py first")

    def declare(view: View) -> View:
        setattr(view, ATTRIBUTE, act)
        return view

    return declare


def declared(view: Callable[..., Any], name: str, elsewhere: Mapping[str, str]) -> str | None:
    """The act of a view: its own declaration, else the one for its route's name or namespace, else None.

    ``name`` is the full name of the route, as in ``api:facts``; ``elsewhere`` maps names, or namespaces
    ending in a colon, to acts.
    """
    own = getattr(view, ATTRIBUTE, None) or getattr(getattr(view, "view_class", None), ATTRIBUTE, None)
    if own is not None:
        return str(own)
    namespace, colon, _ = name.partition(":")
    return elsewhere.get(name) or (elsewhere.get(namespace + colon) if colon else None)
