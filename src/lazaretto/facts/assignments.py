"""Assignments: what one facility is to do by a day, who answers for it, and how it is shown to be done."""

from typing import Literal

from lazaretto.facts.attachments import Attachment
from lazaretto.facts.fact import Body, Code, Instant, Words

Origin = Literal["directive", "dispatch", "own"]


class AssignmentSet(Body, kw_only=True, frozen=True, tag="command.assignment_set/1"):
    """A facility is to do something by an instant, and one person answers for it.

    origin, of: what it came from: a directive, a dispatch (``line``: of which line), or the facility itself.
    subject: the word under which directives demand or forbid it.
    """

    request = True
    personal = False
    assignment: Code
    title: Words
    owner: Code
    due: Instant
    set_by: Code
    origin: Origin = "own"
    of: Code | None = None
    line: Code | None = None
    subject: Code | None = None


class AssignmentDone(Body, kw_only=True, frozen=True, tag="command.assignment_done/1"):
    """An assignment was said to be done, with what shows it."""

    personal = False
    assignment: Code
    done_by: Code
    evidence: Words
    attachment: Attachment | None = None


class AssignmentVerified(Body, kw_only=True, frozen=True, tag="command.assignment_verified/1"):
    """Somebody other than whoever did it looked, and found an assignment done."""

    request = True
    personal = False
    assignment: Code
    verified_by: Code
    words: Words | None = None


class AssignmentReturned(Body, kw_only=True, frozen=True, tag="command.assignment_returned/1"):
    """Somebody other than whoever did it looked, and found it not done; it is due anew."""

    request = True
    personal = False
    assignment: Code
    returned_by: Code
    reason: Words
    due: Instant


class AssignmentWithdrawn(Body, kw_only=True, frozen=True, tag="command.assignment_withdrawn/1"):
    """An assignment is asked for no longer."""

    request = True
    personal = False
    assignment: Code
    withdrawn_by: Code
    reason: Words


KINDS: tuple[type[Body], ...] = (
    AssignmentSet, AssignmentDone, AssignmentVerified, AssignmentReturned, AssignmentWithdrawn,
)  # fmt: skip
