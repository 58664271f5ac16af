"""Following contacts: from some people over their meetings to those they met, and on from there.

The rule. An index person counts as exposed from the beginning of the window. Anybody else is exposed from
the first instant at which they were in company with somebody exposed, *at or after that one's own exposure*:
who left the cell before the index person came is no contact, and who met a contact before that one was
exposed is none either. The degree of a contact is the fewest meetings of any such chain from an index
person. A contact of degree k has been near people who had been reached in fewer than k meetings by then;
the minutes are the time spent so, two at once counted once.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, get_args

import numpy as np

from lazaretto.facts.case import Company
from lazaretto.registers.events import Flags, Ints
from lazaretto.registers.spans import moment
from lazaretto.tracing.presences import Meetings, Presences

COMPANIES: tuple[Company, ...] = get_args(Company)
# Who shares a wing, a shift or a post is under one roof, and not within reach all the time.
WIDE: tuple[Company, ...] = ("wing", "shift", "post")
CLOSE: tuple[Company, ...] = tuple(company for company in COMPANIES if company not in WIDE)
_MINUTE = 60


class Met(NamedTuple):
    """Somebody exposed, in one company. first, last: seconds since 1970, of the company with the exposed.

    via: the first exposed person they were near in that company. assumed: some of the time is, because
    nobody stated how long a journey or a check took.
    """

    person: str
    degree: int
    minutes: int
    company: Company
    via: str
    first: int
    last: int
    assumed: bool = False


def contacts(
    copresences: Presences, index: Sequence[str], since: int, until: int, depth: int, *,
    companies: Iterable[Company] = COMPANIES,
) -> tuple[Met, ...]:  # fmt: skip
    """The contacts of some people in ``[since, until)`` to a depth, by degree, person and company.

    A person has one row a company in which they were exposed at their degree. Index people are no
    contacts, also of each other. Longer windows and greater depths add contacts and take none away.
    """
    names = copresences.names
    known = np.unique(np.array([number for one in index if (number := names.find(one)) >= 0], np.int64))
    since_when, degree = np.full(len(known), since, np.int64), np.zeros(len(known), np.int64)
    counted = np.array(sorted(COMPANIES.index(one) for one in set(companies)), np.int64)
    people, exposed, found = known, since_when, []
    for step in range(1, depth + 1):
        met = copresences.meetings(people, exposed, until, counted)
        if not len(met.person):
            break
        people, exposed = _earliest(met)
        before, was = _looked_up(known, since_when, people)
        found.append(_of(met, ~np.isin(met.person, known)))
        earlier = (before < 0) | (exposed < was)
        people, exposed, before = people[earlier], exposed[earlier], before[earlier]
        since_when[before[before >= 0]] = exposed[before >= 0]
        known, since_when, degree = _with(
            known, since_when, degree, people[before < 0], exposed[before < 0], step
        )
    return _told(copresences, found)


def _earliest(met: Meetings) -> tuple[Ints, Ints]:
    """Who was met, and since when."""
    order = np.lexsort((met.start, met.person))
    people, first = np.unique(met.person[order], return_index=True)
    return people, met.start[order][first]


def _looked_up(known: Ints, values: Ints, people: Ints) -> tuple[Ints, Ints]:
    """Each one's place among the known (-1: none) and the value there."""
    at = np.minimum(np.searchsorted(known, people), len(known) - 1)
    place = np.where(known[at] == people, at, -1)
    return place, np.where(place >= 0, values[at], 0)


def _with(
    known: Ints, since: Ints, degree: Ints, people: Ints, exposed: Ints, step: int
) -> tuple[Ints, Ints, Ints]:
    """The known with more people, in order."""
    at = np.searchsorted(known, people)
    return np.insert(known, at, people), np.insert(since, at, exposed), np.insert(degree, at, step)


def _of(met: Meetings, chosen: Ints | Flags) -> Meetings:
    return Meetings(*(column[chosen] for column in met))


def _told(copresences: Presences, found: list[Meetings]) -> tuple[Met, ...]:
    """One row a person and company, by degree."""
    rows = (row for degree, met in enumerate(found, 1) for row in _summed(copresences, met, degree))
    return tuple(sorted(rows, key=lambda one: (one.degree, one.person, COMPANIES.index(one.company))))


def _summed(copresences: Presences, met: Meetings, degree: int) -> Iterator[Met]:
    """The meetings of one degree by person and company; the time with several at once is counted once."""
    if not len(met.person):
        return
    names = copresences.names
    exposing, of = np.unique(met.by, return_inverse=True)
    rank = np.argsort(np.argsort(np.array([names.name(n) for n in exposing.tolist()])))[of]
    group = met.person * len(COMPANIES) + met.company
    order = np.lexsort((rank, met.start, group))
    _, first, group = np.unique(group[order], return_index=True, return_inverse=True)
    rows = _of(met, order)
    ends = np.maximum.accumulate(moment(group, rows.end))
    until = np.append([0], ends[:-1])  # of the same group, or of one before: then less than any start
    minutes = (
        np.add.reduceat(np.maximum(ends - np.maximum(moment(group, rows.start), until), 0), first) // _MINUTE
    )
    assumed, last = np.maximum.reduceat(rows.assumed, first), np.maximum.reduceat(rows.end, first)
    one = _of(rows, first)
    columns = (one.person, minutes, one.company, one.by, one.start, last, assumed)
    for who, n, company, by, start, end, guess in zip(*(c.tolist() for c in columns), strict=True):
        yield Met(names.name(who), degree, n, COMPANIES[company], names.name(by), start, end, bool(guess))
