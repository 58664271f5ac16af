"""A roster as a chart: people by batch and watches by post, day by day, and what it changes for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from lazaretto.board.roster_loads import Load, Spread, loads, spreads
from lazaretto.facts.custody import Sex
from lazaretto.facts.duty import Phase, StaffPost, Stand, Turn, Watch
from lazaretto.obligations.rostering.situation import Away, Member, Post, Roster

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Square:
    """A person's day. turn: the turn that holds it; nth: which of its days this is, from 1.

    away: why they cannot serve. changed: another roster said something else of this day; was: its phase.
    """

    day: date
    turn: Turn | None
    nth: int
    stands: tuple[Stand, ...]
    away: Away | None
    changed: bool = False
    was: Phase | None = None

    @property
    def clash(self) -> bool:
        """True where the roster asks for somebody who cannot serve."""
        return self.away is not None and (
            bool(self.stands) or (self.turn is not None and self.turn.phase in ("A", "B"))
        )


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of the chart, with a square a day. sex, post: None where the strength does not know them."""

    person: str
    sex: Sex | None
    post: StaffPost | None
    squares: tuple[Square, ...]
    load: Load


@dataclass(frozen=True, slots=True)
class Filled:
    """A watch on a day: who stands it, and how many people and women are missing.

    ruled: False on a day for which no roster speaks: then nobody is missing from one.
    """

    day: date
    people: tuple[str, ...]
    short: int
    short_of_women: int
    ruled: bool


@dataclass(frozen=True, slots=True)
class WatchLine:
    """One watch of a post, with an entry a day."""

    post: str
    watch: Watch
    days: tuple[Filled, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """What a roster changes for somebody on days in a row: the phase before and after, and the watches."""

    person: str
    first: date
    last: date
    was: Phase | None
    now: Phase | None
    lost: tuple[Stand, ...] = ()
    gained: tuple[Stand, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart between two days. batches: (batch, its people); each stands in that which is first theirs."""

    days: tuple[date, ...]
    batches: tuple[tuple[str, tuple[PersonLine, ...]], ...]
    places: tuple[WatchLine, ...]
    spreads: tuple[Spread, ...]


@dataclass(slots=True)
class _Book:
    """A roster by person and day."""

    turns: dict[str, list[Turn]] = field(default_factory=dict)
    stands: dict[tuple[str, date], list[Stand]] = field(default_factory=dict)

    def on(self, person: str, day: date) -> Turn | None:
        return next((turn for turn in self.turns.get(person, ()) if turn.first <= day <= turn.last), None)


def chart(
    roster: Roster, *, members: Sequence[Member], posts: Sequence[Post], first: date, last: date,
    before: Roster | None = None,
) -> Chart:  # fmt: skip
    """The days from ``first`` to ``last`` of a roster; with ``before`` it shows what is not as it was there.

    Loads and spreads are of these days. Whoever is in the strength stands in the chart, rostered or not.
    """
    days = _days(first, last)
    book, old = _book(roster), _book(before) if before is not None else None
    weight, known = loads(roster, posts=posts, first=first, last=last), {one.person: one for one in members}
    people = sorted({*known, *(turn.person for turn in roster.turns if turn.last >= first)})
    found: dict[str, list[PersonLine]] = {}
    for person in people:
        member = known.get(person)
        line = PersonLine(
            person, member.sex if member else None, member.post if member else None,
            tuple(_square(person, day, book, old, member) for day in days), weight.get(person, Load()),
        )  # fmt: skip
        found.setdefault(_batch(line, member), []).append(line)
    batches = tuple((batch, tuple(lines)) for batch, lines in sorted(found.items(), key=_named_first))
    serving = [person for person in weight if weight[person].inside]
    return Chart(days, batches, _places(roster, posts, known, days), spreads(weight, among=serving))


def moves(before: Roster, after: Roster, *, first: date, last: date) -> tuple[Move, ...]:
    """What changes for whom from one roster to another between two days; alike days in a row are one move."""
    old, new, found = _book(before), _book(after), []
    for person in sorted({*old.turns, *new.turns, *(p for p, _day in (*old.stands, *new.stands))}):
        run: Move | None = None
        for day in _days(first, last):
            move = _move(person, day, old, new)
            if move is not None and run is not None and _goes_on(run, move):
                run = replace(run, last=day, lost=run.lost + move.lost, gained=run.gained + move.gained)
                continue
            if run is not None:
                found.append(run)
            run = move
        if run is not None:
            found.append(run)
    return tuple(found)


def _move(person: str, day: date, old: _Book, new: _Book) -> Move | None:
    was, now = old.on(person, day), new.on(person, day)
    stood, stands = old.stands.get((person, day), []), new.stands.get((person, day), [])
    lost = tuple(stand for stand in stood if stand not in stands)
    gained = tuple(stand for stand in stands if stand not in stood)
    phases = (was.phase if was else None, now.phase if now else None)
    if phases[0] == phases[1] and not lost and not gained:
        return None
    return Move(person, day, day, *phases, lost, gained)


def _goes_on(run: Move, move: Move) -> bool:
    return run.last + DAY == move.first and (run.was, run.now) == (move.was, move.now)


def _square(person: str, day: date, book: _Book, old: _Book | None, member: Member | None) -> Square:
    turn = book.on(person, day)
    nth = (day - turn.first).days + 1 if turn else 0
    away = next((one for one in (member.away if member else ()) if _lies(one, day)), None)
    stands = tuple(book.stands.get((person, day), ()))
    if old is None:
        return Square(day, turn, nth, stands, away)
    move = _move(person, day, old, book)
    return Square(day, turn, nth, stands, away, move is not None, move.was if move else None)


def _lies(away: Away, day: date) -> bool:
    return away.first <= day and (away.last is None or day <= away.last)


def _batch(line: PersonLine, member: Member | None) -> str:
    """The batch in which somebody is first; that which they are in already where the roster says none."""
    turn = next((square.turn for square in line.squares if square.turn is not None), None)
    return turn.batch if turn else (member.batch or "") if member else ""


def _named_first(batch: tuple[str, list[PersonLine]]) -> tuple[bool, str]:
    return not batch[0], batch[0]


def _places(
    roster: Roster, posts: Sequence[Post], known: Mapping[str, Member], days: Sequence[date]
) -> tuple[WatchLine, ...]:
    standing: dict[tuple[str, str, date], list[str]] = {}
    for stand in roster.stands:
        standing.setdefault((stand.post, stand.watch, stand.day), []).append(stand.person)
    women = {person for person, member in known.items() if member.sex == "female"}
    ruled = {day for day in days if any(turn.first <= day <= turn.last for turn in roster.turns)}

    def filled(post: Post, watch: Watch, day: date) -> Filled:
        people = tuple(sorted(standing.get((post.post, watch.watch, day), ())))
        if day not in ruled:
            return Filled(day, people, 0, 0, ruled=False)
        missing = max(watch.need - len(people), 0), max(watch.women - len(women & set(people)), 0)
        return Filled(day, people, *missing, ruled=True)

    return tuple(
        WatchLine(post.post, watch, tuple(filled(post, watch, day) for day in days))
        for post in posts
        for watch in post.watches
    )


def _book(roster: Roster) -> _Book:
    book = _Book()
    for turn in sorted(roster.turns, key=lambda turn: turn.first):
        book.turns.setdefault(turn.person, []).append(turn)
    for stand in roster.stands:
        book.stands.setdefault((stand.person, stand.day), []).append(stand)
    return book


def _days(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + DAY * n for n in range(max((last - first).days + 1, 0)))
