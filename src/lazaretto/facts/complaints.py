"""Complaints and objections of the people inside: lodged, received, answered, handed over, reviewed, closed.

What is addressed to the inspector stays sealed: the record holds the number of its envelope and when it was
carried on, and nothing of what is in it. A complaint is *guarded*: nobody reads who complained, and of
whom, but those who answer it and the inspector.
"""

from typing import Literal

from lazaretto.facts.fact import Body, Code, Person, Words

About = Literal[
    "conditions",
    "food",
    "health",
    "quarantine",
    "treatment",
    "law",
    "family",
    "property",
    "discipline",
    "other",
]
Way = Literal["paper", "oral", "box", "inspector"]
Addressee = Literal["house", "detachment", "inspector"]
Outcome = Literal["upheld", "partly", "not_upheld", "passed_on"]


class ComplaintLodged(Body, kw_only=True, frozen=True, tag="regime.complaint_lodged/1"):
    """Somebody inside complained. person: None where they gave no number, or where it is sealed.

    against: staff complained about; none of them answers it. form: the line of the paper form.
    """

    guarded = True
    complaint: Code
    way: Way
    addressed: Addressee
    person: Person | None = None
    about: About | None = None
    against: tuple[Person, ...] = ()
    words: Words | None = None
    form: Code | None = None


class ComplaintForwarded(Body, kw_only=True, frozen=True, tag="regime.complaint_forwarded/1"):
    """A sealed envelope was handed to the inspector, who signed for it."""

    guarded = True
    complaint: Code
    forwarded_by: Code


class ComplaintReceived(Body, kw_only=True, frozen=True, tag="regime.complaint_received/1"):
    """Whoever answers for it has read it, and the person was told so."""

    guarded = True
    complaint: Code
    received_by: Person


class ComplaintAnswered(Body, kw_only=True, frozen=True, tag="regime.complaint_answered/1"):
    """It was looked into and answered, by nobody who is complained about."""

    request = True
    guarded = True
    complaint: Code
    answered_by: Person
    outcome: Outcome
    answer: Words
    measures: Words | None = None


class AnswerHanded(Body, kw_only=True, frozen=True, tag="regime.answer_handed/1"):
    """The answer was given to the person on paper and explained, in a language that they read."""

    guarded = True
    complaint: Code
    handed_by: Person
    signed: bool = True


class ComplaintObjected(Body, kw_only=True, frozen=True, tag="regime.complaint_objected/1"):
    """The person objects to the answer: somebody else must look again."""

    guarded = True
    complaint: Code
    words: Words | None = None


class ComplaintReviewed(Body, kw_only=True, frozen=True, tag="regime.complaint_reviewed/1"):
    """Another person than the one who answered looked again, and decided."""

    request = True
    guarded = True
    complaint: Code
    reviewed_by: Person
    outcome: Outcome
    answer: Words


class ComplaintClosed(Body, kw_only=True, frozen=True, tag="regime.complaint_closed/1"):
    """Nothing more is owed: answered and not objected to, reviewed, or taken back by the person on paper."""

    request = True
    guarded = True
    complaint: Code
    closed_by: Person
    ground: Literal["not_objected", "reviewed", "taken_back"]


KINDS: tuple[type[Body], ...] = (
    ComplaintLodged, ComplaintForwarded, ComplaintReceived, ComplaintAnswered, AnswerHanded,
    ComplaintObjected, ComplaintReviewed, ComplaintClosed,
)  # fmt: skip
