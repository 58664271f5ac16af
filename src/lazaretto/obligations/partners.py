"""Partners as one machine each, and which of them a house lacks by what the documents in force ask (M06)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lazaretto.facts.fact import Fact
from lazaretto.facts.partners import Matter, PartnerChanged, PartnerEnded, PartnerEnrolled, PartnerSort
from lazaretto.obligations.force import InForce
from lazaretto.obligations.machine import Course, Machine, Step, follow
from lazaretto.protocol.document import Clause, Coverage, Deadline, Refrain
from lazaretto.registers.partners import ACTS
from lazaretto.registers.standing import Standing

PARTNER = Machine(
    name="partner",
    start="unknown",
    states=("unknown", "enrolled", "ended"),
    acts={"enrol": PartnerEnrolled, "change": PartnerChanged, "end": PartnerEnded},
    moves={
        ("unknown", "enrol"): "enrolled",
        ("enrolled", "enrol"): "enrolled",  # said twice: the later entry counts
        ("enrolled", "change"): "enrolled",
        ("enrolled", "end"): "ended",
        ("ended", "enrol"): "enrolled",
    },
)
# What of a document calls for a party outside: events and conditions of its clauses, by the sort of partner.
_CALLS: dict[PartnerSort, frozenset[str]] = {
    "testing_team": frozenset({"round_opened", "rounds_ordered", "too_few_rounds"}),
    "laboratory": frozenset({"sampled", "tube_filled", "tube_result", "result", "goods_sampled"}),
    "hospital": frozenset({"symptoms", "classified", "went_home_unwell"}),
    "disease_control": frozenset({"linked_cases", "incident_opened", "result_told"}),
    "health_authority": frozenset({"released_unhanded", "release_unacknowledged", "person_handed_over"}),
    "community": frozenset({"release_unacknowledged"}),
}


@dataclass(frozen=True, slots=True)
class Partner:
    """A party as it stands on the register. card: what was said of it last. facility: where it was said."""

    partner: str
    facility: str
    card: PartnerEnrolled | PartnerChanged
    course: Course

    @property
    def state(self) -> str:
        """``enrolled`` or ``ended``."""
        return self.course.state

    def serves(self, facility: str, *, offices: Iterable[str]) -> bool:
        """Whether it is there for a house. offices: those that speak for every house of the city."""
        if self.card.houses:
            return facility in self.card.houses
        return self.facility == facility or self.facility in set(offices)

    def lapsed(self, today: date) -> bool:
        """Whether the last day of its agreement is over."""
        return self.card.agreed_until is not None and self.card.agreed_until < today


@dataclass(frozen=True, slots=True)
class Need:
    """A sort of partner that documents in force call for. clause, document, version: the first that does."""

    sort: PartnerSort
    clause: Clause
    document: str
    version: str


def partners(standing: Standing, facts: Sequence[Fact]) -> tuple[Partner, ...]:
    """Every partner that was ever put on the register, by sort and name."""
    return standing.once("partners", lambda: _partners(standing, facts))


def needs(forces: Sequence[InForce], *, at: int) -> tuple[Need, ...]:
    """The sorts of partners that clauses in force at an instant (seconds) call for, in the order of sorts."""
    found: dict[PartnerSort, Need] = {}
    for force in forces:
        if not force.since <= at < force.until:
            continue
        for clause in force.protocol.clauses:
            for sort, calls in _CALLS.items():
                if sort not in found and calls & _asks(clause):
                    found[sort] = Need(sort, clause, force.protocol.id, force.protocol.version)
    return tuple(found[sort] for sort in _CALLS if sort in found)


def takes(partner: Partner, matter: Matter) -> bool:
    """Whether a partner may be handed something of a sort; one of which nothing was said takes all."""
    return not partner.card.receives or matter in partner.card.receives


def _asks(clause: Clause) -> frozenset[str]:
    """The events and conditions that a clause speaks of."""
    duty = clause.duty
    if isinstance(duty, Deadline):
        return frozenset({duty.trigger, duty.evidence})
    if isinstance(duty, Refrain):
        return frozenset({duty.condition})
    return frozenset({"round_opened", "sampled"}) if isinstance(duty, Coverage) else frozenset()


def _partners(standing: Standing, facts: Sequence[Fact]) -> tuple[Partner, ...]:
    rows = standing.events("partner_said")
    said: dict[int, list[Step]] = {}
    told = zip(rows.fact.tolist(), rows.key.tolist(), rows.value.tolist(), strict=True)
    for number, key, act in sorted(told):  # acts of one second in the order in which they were recorded
        fact = facts[number]
        said.setdefault(key, []).append(Step(ACTS[act], frozenset({fact.actor}), fact))
    found = [one for steps in said.values() if (one := _partner(steps)) is not None]
    return tuple(sorted(found, key=lambda one: (one.card.sort, one.card.name, one.partner)))


def _partner(steps: Sequence[Step]) -> Partner | None:
    course = follow(PARTNER, steps)
    cards = [
        (step.fact, step.fact.body)
        for step in course.taken
        if isinstance(step.fact.body, PartnerEnrolled | PartnerChanged)
    ]
    if not cards:
        return None
    fact, card = cards[-1]
    return Partner(card.partner, fact.facility, card, course)
