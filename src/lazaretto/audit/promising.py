"""One house's chain from its first day on: what is published of it, and what each of its days draws."""

from dataclasses import dataclass
from datetime import date

from lazaretto.audit.drawing import Commitment, commitment, drawn, root, secret_of
from lazaretto.facts.supervision import DrawnFor


@dataclass(frozen=True, slots=True)
class Promised:
    """A chain whose root is known here: for whoever draws, and not for whoever is drawn."""

    facility: str
    purpose: DrawnFor
    commitment: Commitment
    root: bytes

    @property
    def anchor(self) -> str:
        """What is published before the first day."""
        return self.commitment.anchor

    def minutes(self, day: date, slot: str, *, count: int, among: range) -> tuple[int, ...]:
        """The drawn minutes of a day's slot, in order; none on a day that was not promised."""
        secret = secret_of(self.root, day, promised=self.commitment)
        if secret is None:
            return ()
        return drawn(
            secret,
            facility=self.facility,
            day=day,
            count=count,
            minutes=among,
            purpose=self.purpose,
            slot=slot,
        )


def promised(master: bytes, facility: str, first: date, days: int, *, purpose: DrawnFor) -> Promised:
    """The chain of a house for so many days, from the secret that the installation keeps."""
    chain = root(master, facility=facility, first=first, purpose=purpose)
    return Promised(facility, purpose, commitment(chain, first=first, days=days), chain)
