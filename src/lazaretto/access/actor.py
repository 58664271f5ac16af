"""Who acts: a signed-in person or a device, with a role and a scope. An argument of every action."""

from dataclasses import dataclass

from lazaretto.access.roles import Role, permitted


class Refused(Exception):
    """An act that is not allowed, or a request that cannot be granted.

    ``rule`` is a short code with a sentence in every language (``web``); ``values`` fill it in.
    """

    def __init__(self, rule: str, **values: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values


@dataclass(frozen=True, slots=True)
class Scope:
    """The facilities whose rows may be read and stated. ``everywhere`` is the detachment's."""

    facilities: frozenset[str] = frozenset()
    everywhere: bool = False

    def __contains__(self, facility: object) -> bool:
        return self.everywhere or facility in self.facilities


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. ``code`` is a staff or device number and stands in every fact that is stated.

    ``withheld``: acts that the role has and this actor has not, as a device does not look people up.
    """

    code: str
    role: Role
    scope: Scope
    withheld: frozenset[str] = frozenset()

    def may(self, act: str) -> bool:
        """True when the role allows the act."""
        return act not in self.withheld and permitted(self.role, act)

    def require(self, act: str, *, facility: str | None = None) -> None:
        """Raise :class:`Refused` unless the role allows the act, at that facility."""
        if not self.may(act):
            raise Refused("not_permitted", act=act, role=self.role)
        if facility is not None and facility not in self.scope:
            raise Refused("out_of_scope", facility=facility)
