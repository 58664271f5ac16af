"""Who answers for a facility: relieved, left to somebody else for a while, taken back."""

from lazaretto.facts.fact import Body, Code, Instant, Person, Words
from lazaretto.facts.gate import Approver


class LeaderRelieved(Body, kw_only=True, frozen=True, tag="command.leader_relieved/1"):
    """Somebody who had been named for a facility, as its leader or a deputy, answers for it no longer."""

    person: Person
    reason: Words


class ResponsibilityDelegated(Body, kw_only=True, frozen=True, tag="command.responsibility_delegated/1"):
    """Somebody leaves all that is theirs at this facility to somebody else, between two instants.

    It ends by itself. ``gate.approval_delegated`` leaves approving entries alone to somebody.
    level: whose it is, the facility's leader's or the detachment's.
    """

    request = True
    delegation: Code
    delegated_by: Person
    delegate: Person
    level: Approver
    opens: Instant
    closes: Instant
    reason: Words


class DelegationEnded(Body, kw_only=True, frozen=True, tag="command.delegation_ended/1"):
    """What had been left to somebody, all of it or approving alone, is theirs no longer before its end."""

    request = True
    delegation: Code
    ended_by: Person
    reason: Words


KINDS: tuple[type[Body], ...] = (LeaderRelieved, ResponsibilityDelegated, DelegationEnded)
