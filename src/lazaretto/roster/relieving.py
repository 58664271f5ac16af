"""Something is short → which rules collide, and what would help."""

from lazaretto.obligations.rostering.situation import Breach
from lazaretto.roster.answer import Collision, Relief
from lazaretto.roster.ground import Ground
from lazaretto.roster.pacing import Pace


def helped(
    ground: Ground, short: tuple[Breach, ...], pace: Pace, left: int
) -> tuple[tuple[Collision, ...], tuple[Relief, ...]]:
    """To be written."""
    return (), ()
