"""Disinfectants by the codes under which they are stated, and which of them must never meet.

Source: National Health Commission, guide to the use of disinfectants, 2020 (letter 147): preparations of
chlorine are not used together with acids, with alcohol or with other disinfectants; peracetic is an acid.
"""

from typing import Literal

Family = Literal["chlorine", "alcohol", "acid", "peracetic", "peroxide", "quaternary"]

# Code of an agent → what it is made of. An agent that is not here is let be.
AGENTS: dict[str, Family] = {
    "chlorine": "chlorine",
    "alcohol": "alcohol",
    "alcohol_75": "alcohol",
    "acid": "acid",
    "peracetic_acid": "peracetic",
    "hydrogen_peroxide": "peroxide",
    "quaternary": "quaternary",
}
NEVER: frozenset[frozenset[Family]] = frozenset(
    frozenset(pair)
    for pair in (("chlorine", "alcohol"), ("chlorine", "acid"), ("chlorine", "peracetic"))  # poisonous gas
)


def never_together(one: str, other: str) -> bool:
    """Whether two agents must not be used at the same time and place. An unknown one is let be."""
    families = {AGENTS.get(code) for code in (one, other)}
    return None not in families and frozenset(families) in NEVER
