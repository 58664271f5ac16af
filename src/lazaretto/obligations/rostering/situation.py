"""What a roster is judged by: the people, posts and limits of one house over some days. Values only.

Days are facility-local calendar days. Planner and judge both read these values; they share nothing else.
"""

from datetime import date

import msgspec

from lazaretto.facts.custody import Sex
from lazaretto.facts.duty import Absence, Phase, StaffPost, Stand, Turn, Watch
from lazaretto.facts.fact import Code, Person
from lazaretto.facts.gate import Zone
from lazaretto.facts.places import Facility


class _Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The mould of every part of a situation."""


class Away(_Value, frozen=True, kw_only=True):
    """Days on which somebody cannot serve; ``last`` is None while nobody knows."""

    cause: Absence
    first: date
    last: date | None = None


class Known(_Value, frozen=True, kw_only=True):
    """A procedure that somebody has passed, and the last day on which the pass is good."""

    procedure: Code
    until: date


class Member(_Value, frozen=True, kw_only=True):
    """One of a house's strength, as they stand on the eve of the first day.

    phase, since, batch: the phase they are in and the day on which it began; None: in none. least: the days
    that it lasts where the pattern that was worked when it began has more than the one of now; else 0.
    nights: nights in a row up to the eve. rested_from: the minute of the eve (0…1440) at which their last
    watch ended; it may lie beyond midnight (a watch from 20:00 for 12 hours ends at 1920). posts: theirs by
    the three fixed.
    """

    person: Person
    sex: Sex
    post: StaffPost
    phase: Phase | None = None
    since: date | None = None
    batch: Code | None = None
    least: int = 0
    nights: int = 0
    rested_from: int | None = None
    away: tuple[Away, ...] = ()
    known: tuple[Known, ...] = ()
    posts: tuple[Code, ...] = ()


class Post(_Value, frozen=True, kw_only=True):
    """A post and its watches; ``procedures``: what whoever stands it must have passed."""

    post: Code
    zone: Zone
    staff: tuple[StaffPost, ...]
    procedures: tuple[Code, ...] = ()
    watches: tuple[Watch, ...] = ()


class Step(_Value, frozen=True, kw_only=True):
    """One phase of the pattern, in its order: how many days it lasts."""

    phase: Phase
    days: int


class Situation(_Value, frozen=True, kw_only=True):
    """One house, from a first day to a last one.

    steps: the pattern that is worked, in order; from the last step the loop goes on to the first.
    needs: post of staff → what they must have passed wherever they stand, besides what a post asks for.
    limits: rule of the judge → its settings, as the protocol in force states them; a rule that is not
    here is not asked, unless it needs no number.
    """

    facility: Facility
    first: date
    last: date
    pattern: Code
    steps: tuple[Step, ...]
    members: tuple[Member, ...]
    posts: tuple[Post, ...] = ()
    needs: dict[StaffPost, tuple[Code, ...]] = {}
    limits: dict[str, dict[str, int]] = {}


class Roster(_Value, frozen=True, kw_only=True):
    """What is judged: who is in which phase from when to when, and who stands which watch on which day."""

    turns: tuple[Turn, ...]
    stands: tuple[Stand, ...] = ()


class Breach(_Value, frozen=True, kw_only=True):
    """A rule that a roster breaks: whom and which day it concerns, and the numbers of its sentence."""

    rule: str
    person: Person | None = None
    day: date | None = None
    values: dict[str, str] = {}
