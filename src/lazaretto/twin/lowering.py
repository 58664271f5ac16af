"""From a protocol document to a policy of the twin: the same legs, tests and phases that live operation owes.

    policy(protocol, level="closed", cohort=8, groups=3)    # → Policy, each part with its source

A document that the twin cannot live is refused, naming the leg, pattern or parameter: nothing is guessed.
"""

from lazaretto.protocol.document import Leg, Level, Pattern, Phase, Protocol
from lazaretto.twin.network import Duty, LegPlan, Policy
from lazaretto.twin.network import Phase as Serving

# The general wing is no leg of quarantine: what it owes are rounds and daily temperatures.
GENERAL_WING = "general_wing"
SERVING: dict[str, Serving] = {"A": "inside", "B": "standby", "C": "home"}
# Where no pattern is worked at a level, staff come and go: one phase, every day.
OPEN = Duty(cycle=(("open", 1),), groups=1)


class CannotBeLowered(ValueError):
    """A document that the twin cannot live: which part, and why."""


def policy(
    protocol: Protocol, *, level: Level, cohort: int, test: str = "pcr", rounds_every: int = 0,
    answer: tuple[int, ...] = (), freeze_days: int = 0, name: str | None = None,
) -> Policy:  # fmt: skip
    """What a document orders at a level. cohort: people in one cell of quarantine, which the houses say.

    rounds_every, answer, freeze_days: rounds are ordered one by one and not by the document, so they are said
    here. Errors: CannotBeLowered.
    """
    legs, source = [], {}
    for wing in protocol.legs:
        if wing.role == GENERAL_WING and wing.days:
            raise CannotBeLowered(
                f"leg {wing.layer}: a general wing is no leg that ends after {wing.days} days"
            )
    for leg in quarantine_legs(protocol):
        if leg.days <= 0:
            raise CannotBeLowered(f"leg {leg.layer}: a leg of {leg.days} days is none")
        late = [day for day in leg.tests_on if not 0 <= day <= leg.days]
        if late:
            raise CannotBeLowered(f"leg {leg.layer}: tests on days {late} of a leg of {leg.days} days")
        legs.append(LegPlan(days=leg.days, tests_on=tuple(leg.tests_on)))
        source[f"leg.{leg.layer}"] = f"{protocol.id}/{protocol.version} leg {leg.layer}"
    pattern = _pattern(protocol, level)
    source["duty"] = (
        f"{protocol.id}/{protocol.version} pattern {pattern.id}"
        if pattern
        else f"no pattern at level {level}"
    )
    return Policy(
        name=name or f"{protocol.id}/{protocol.version}", legs=tuple(legs),
        duty=duty(pattern) if pattern else OPEN, cohort=cohort, test=test,
        rounds_every=rounds_every, answer=answer, freeze_days=freeze_days, source=source,
    )  # fmt: skip


def quarantine_legs(protocol: Protocol) -> tuple[Leg, ...]:
    """The legs of quarantine, in the order in which ``policy`` gives them: an order counts them from 1."""
    legs = (leg for leg in protocol.legs if leg.role != GENERAL_WING)
    return tuple(sorted(legs, key=lambda leg: leg.layer))


def quarantine_layers(protocol: Protocol) -> tuple[int, ...]:
    """Their layers."""
    return tuple(leg.layer for leg in quarantine_legs(protocol))


def duty(pattern: Pattern) -> Duty:
    """A pattern as the twin serves it: as many groups as phases. Errors: CannotBeLowered for a phase
    without days.
    """
    for phase in pattern.phases:
        if phase.days <= 0 or any(not 0 <= day <= phase.days for day in phase.tests_on):
            raise CannotBeLowered(
                f"pattern {pattern.id}: phase {phase.phase} has no days, or tests outside them"
            )
    return Duty(
        cycle=tuple((SERVING[phase.phase], phase.days) for phase in pattern.phases),
        tests_on=tuple(_swabbed(phase) for phase in pattern.phases),
        groups=len(pattern.phases),
    )


def _swabbed(phase: Phase) -> tuple[int, ...]:
    # A test on the day on which a phase ends is taken before the step; the engine's days of a phase are 0 …
    # N - 1.
    return tuple(sorted({min(day, phase.days - 1) for day in phase.tests_on}))


def _pattern(protocol: Protocol, level: Level) -> Pattern | None:
    """The pattern worked at a level; an order may choose another of the same level, the first is the
    document's own.
    """
    return next((pattern for pattern in protocol.patterns if level in pattern.levels), None)
