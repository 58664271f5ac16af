"""A round's book kept with a pencil: whom it mustered, which tube each was swabbed into, and what came of it.

Written from the words of the mission and the glossary; it shares with the house only the facts. Plain lists
and loops, person by person and tube by tube, so that it can be read and believed.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from lazaretto.facts import custody, testing
from lazaretto.facts.fact import Fact
from tests.properties.replacing import replaced

CAME = (custody.Admitted, custody.TransferredIn)
PLACED = (*CAME, custody.Moved, custody.CameBack)
GONE = (custody.Released, custody.TransferredOut, custody.LeftNetwork)


class RoundBook:
    """One round of detainees at one facility, at an instant, as known at another."""

    def __init__(
        self, facts: Iterable[Fact], *, round_: str, facility: str, at: datetime, known_at: datetime
    ) -> None:
        known = [f for f in facts if f.recorded <= known_at]
        gone = replaced(known)
        self.facts: list[Any] = sorted(
            (f for f in known if f.id not in gone and f.occurred <= at),
            key=lambda f: (f.occurred, f.recorded, f.id),
        )
        self.round, self.facility, self.at = round_, facility, at
        (self.opening, *_) = [f for f in self.of(testing.RoundOpened) if f.body.round == round_]
        self.muster = set(self.opening.body.muster)
        self.closes = self.opening.body.closes

    def of(self, *kinds: type) -> list[Any]:
        return [f for f in self.facts if isinstance(f.body, kinds)]

    def outcome(self, person: str) -> str:
        swabs = [f for f in self.swabs(person) if f.body.round == self.round]
        if not swabs:
            return self.without_a_swab(person)
        held = any(self.holds(f) and not self.released(person, f) for f in swabs)
        if held:
            return "held"
        clear = [f for f in swabs if self.single(f) and self.result(f) in ("negative", "positive")]
        clear += [f for f in self.swabs(person) if f.body.round != self.round and self.settles_any(f, swabs)]
        if clear:
            return str(self.result(max(clear, key=lambda f: (f.occurred, f.recorded, f.id))))
        said = [self.result(f) for f in swabs]
        if any(result == "negative" for result in said):
            return "negative_in_pool"
        if None in said:
            return "waiting"
        last = max(f.occurred for f in swabs)
        words = [f for f in self.words(person) if f.occurred > last]
        return str(words[-1].body.outcome) if words else "invalid"

    def without_a_swab(self, person: str) -> str:
        words = self.words(person)
        if words:
            return str(words[-1].body.outcome)
        return "left" if self.left(person) else "none"

    def words(self, person: str) -> list[Any]:
        return [
            f for f in self.of(testing.Unsampled)
            if f.body.person == person and f.body.round == self.round and f.occurred >= self.opening.occurred
        ]  # fmt: skip

    def swabs(self, person: str) -> list[Any]:
        """Every swab of a person since the opening whose tube was not voided after it."""
        return [
            f for f in self.of(testing.Sampled)
            if person in f.body.members and f.occurred >= self.opening.occurred and not self.voided(f)
        ]  # fmt: skip

    def voided(self, swab: Any) -> bool:
        return any(
            f.body.tube == swab.body.tube and f.body.why != "unused" and f.occurred >= swab.occurred
            for f in self.of(testing.TubeVoided)
        )

    def said(self, swab: Any) -> Any:
        """The last word of a laboratory on the tube, if it came after the swab."""
        words = [f for f in self.of(testing.ResultReported) if f.body.tube == swab.body.tube]
        return words[-1] if words and words[-1].occurred >= swab.occurred else None

    def result(self, swab: Any) -> str | None:
        said = self.said(swab)
        return None if said is None else str(said.body.result)

    def single(self, swab: Any) -> bool:
        """Whether one person alone had been in the tube when its result was said."""
        said = self.said(swab)
        if said is None:
            return False
        members = {
            member
            for f in self.of(testing.Sampled)
            if f.body.tube == swab.body.tube and f.occurred <= said.occurred
            for member in f.body.members
        }
        return len(members) == 1

    def holds(self, swab: Any) -> bool:
        result = self.result(swab)
        return result == "grey" or (result == "positive" and not self.single(swab))

    def settles(self, later: Any, held: Any) -> bool:
        said = self.said(held)
        assert said is not None
        clear = self.single(later) and self.result(later) in ("negative", "positive")
        again = later.body.purpose == "retest" and later.occurred > held.occurred
        return clear and (later.occurred >= said.occurred or again)

    def settles_any(self, later: Any, swabs: list[Any]) -> bool:
        return any(self.holds(f) and self.settles(later, f) for f in swabs)

    def released(self, person: str, held: Any) -> bool:
        return any(self.settles(later, held) for later in self.swabs(person))

    def left(self, person: str) -> bool:
        """Out of custody between opening and end, and not back in this house by then."""
        inside = True
        end = min(self.at, self.closes)
        moves = [f for f in self.of(*PLACED, *GONE) if f.body.person == person and f.occurred <= end]
        for f in sorted(moves, key=lambda f: (f.occurred, isinstance(f.body, PLACED))):
            if f.occurred < self.opening.occurred or f.occurred >= self.closes:
                continue
            inside = isinstance(f.body, PLACED) and f.facility == self.facility
        return not inside

    def arrived(self) -> set[str]:
        closed = [f.occurred for f in self.of(testing.RoundClosed) if f.body.round == self.round]
        end = min([self.closes, *closed[:1]])
        return {
            f.body.person for f in self.of(*CAME)
            if f.facility == self.facility and self.opening.occurred < f.occurred < end
        } - self.muster  # fmt: skip

    def held_in_pools(self) -> set[str]:
        """Whoever a pool holds, of whatever round."""
        filled = [f for f in self.of(testing.Sampled) if not self.voided(f)]
        held = [f for f in filled if self.holds(f) and not self.single(f)]
        return {
            person for f in held for person in f.body.members
            if not any(self.settles(later, f) for later in filled if person in later.body.members)
        }  # fmt: skip

    def labels(self) -> dict[str, set[str]]:
        """Every tube that was labelled for the round: filled, spoiled or unused."""
        sheets = [f for f in self.of(testing.TubesLabelled) if f.body.round == self.round]
        labelled = {tube for f in sheets for tube in f.body.tubes}
        filled = {f.body.tube for f in self.of(testing.Sampled)}
        void = {f.body.tube for f in self.of(testing.TubeVoided)}
        return {
            "labelled": labelled, "filled": labelled & filled, "spoiled": (labelled - filled) & void,
            "unused": labelled - filled - void,
        }  # fmt: skip
