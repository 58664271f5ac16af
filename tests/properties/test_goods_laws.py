"""Nothing is lost at the gate (M11): every piece is held, let in, returned or destroyed, at every instant.

The account of the registers is held against a book that is kept by hand, fact by fact, with loops.
"""

from datetime import datetime, timedelta
from uuid import UUID

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from lazaretto.facts import gate, record
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import seconds
from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.registers.events import FOREVER, Ints
from lazaretto.registers.pieces import UNCOUNTED
from lazaretto.registers.record import Record
from tests.properties.replacing import replaced
from tests.stating import house, moment

OPENED = moment("03-15 08:00")
HOUSES = ("QZ-D", "QZ-L")
LOTS = st.sampled_from(("rice", "pork", "fish"))
COUNTS = st.one_of(st.none(), st.integers(0, 12))
WAYS = ("let_in", "returned", "destroyed")


class Book:
    """One consignment at one house, told in the order in which things happened."""

    def __init__(self) -> None:
        self.known = False
        self.total: int | None = 0
        self.gone = dict.fromkeys(WAYS, 0)
        self.closed = True
        self.excess = 0

    @property
    def left(self) -> int | None:
        """Pieces that are held; None where nobody counted them."""
        if self.closed:
            return 0
        return None if self.total is None else self.total - sum(self.gone.values())

    def registered(self, count: int | None) -> None:
        """It came, or was counted again."""
        if self.closed or self.left == 0:
            self.gone = dict.fromkeys(WAYS, 0)
            self.known, self.total, self.closed = True, count, count == 0
        elif count is not None:
            gone = sum(self.gone.values())
            self.excess += max(gone - count, 0)
            self.total = max(count, gone)
            self.closed = self.total == gone

    def went(self, way: str, count: int | None) -> None:
        """So many went, or all that was left (None)."""
        left = self.left
        if not self.known:
            self.excess += 1 if count is None else count
        elif left is None:
            self.gone[way] += count or 0
            self.closed = count is None
        else:
            taken = left if count is None else min(left, count)
            self.gone[way] += taken
            self.excess += 0 if count is None else count - taken
            self.closed = left == taken


def told(facts: list[Fact], *, until: datetime) -> dict[tuple[str, str], Book]:
    """The book of what had happened by an instant, what was taken back or corrected left out."""
    gone = replaced(facts)
    lasting = [f for f in facts if f.id not in gone and f.occurred <= until]
    lasting.sort(key=lambda f: (f.occurred, not isinstance(f.body, gate.GoodsRegistered), f.recorded))
    books: dict[tuple[str, str], Book] = {}
    for one in lasting:
        body = one.body
        if isinstance(body, gate.GoodsRegistered | gate.GoodsReleased | gate.GoodsRemoved):
            book = books.setdefault((body.consignment, one.facility), Book())
            if isinstance(body, gate.GoodsRegistered):
                book.registered(body.pieces)
            else:
                way = body.how if isinstance(body, gate.GoodsRemoved) else "let_in"
                book.went(way, body.pieces)
    return books


class Goods(RuleBasedStateMachine):
    """A gate where consignments come and go in parts; facts are doubled, late, corrected and taken back."""

    said = Bundle("said")

    def __init__(self) -> None:
        super().__init__()
        self.now = OPENED
        self.record = Record()
        self.record.append([house(), house("QZ-L")])
        self.facts: list[Fact] = []

    def _say(self, body: Body, at: str, back: int, corrects: UUID | None = None) -> Fact:
        self.now += timedelta(minutes=1)
        one = Fact(
            id=UUID(int=len(self.facts) + 1), occurred=self.now - timedelta(minutes=back), recorded=self.now,
            facility=at, actor="officer", device="desk", body=body, corrects=corrects,
        )  # fmt: skip
        self.facts.append(one)
        self.record.append([one])
        return one

    @rule(target=said, lot=LOTS, at=st.sampled_from(HOUSES), count=COUNTS, back=st.integers(0, 9))
    def register(self, lot: str, at: str, count: int | None, back: int) -> Fact:
        body = gate.GoodsRegistered(consignment=lot, goods="food", supplier="Market", pieces=count)
        return self._say(body, at, back)

    @rule(target=said, lot=LOTS, at=st.sampled_from(HOUSES), count=COUNTS, back=st.integers(0, 9))
    def let_in(self, lot: str, at: str, count: int | None, back: int) -> Fact:
        return self._say(gate.GoodsReleased(consignment=lot, pieces=count), at, back)

    @rule(target=said, lot=LOTS, at=st.sampled_from(HOUSES), count=COUNTS, back=st.integers(0, 9),
          how=st.sampled_from(("returned", "destroyed")))  # fmt: skip
    def remove(self, lot: str, at: str, count: int | None, back: int, how: str) -> Fact:
        body = gate.GoodsRemoved(consignment=lot, how=how, pieces=count)  # type: ignore[arg-type]  # of two
        return self._say(body, at, back)

    @rule(target=said, one=said)
    def double(self, one: Fact) -> object:
        """A second station says the same once more, as a fact of its own."""
        return self._say(one.body, one.facility, 0)

    @rule(target=said, one=consumes(said), count=COUNTS)
    def correct(self, one: Fact, count: int | None) -> object:
        if not isinstance(one.body, gate.GoodsReleased):
            return multiple()
        body = gate.GoodsReleased(consignment=one.body.consignment, pieces=count)
        back = int((self.now - one.occurred) / timedelta(minutes=1)) + 1
        return self._say(body, one.facility, back, corrects=one.id)

    @rule(one=consumes(said))
    def take_back(self, one: Fact) -> None:
        self._say(record.Retracted(fact=one.id, reason="never happened"), one.facility, 0)

    @invariant()
    def the_account_is_the_book(self) -> None:
        for until in (self.now, self.now - timedelta(minutes=4)):
            self._held_against(told(self.facts, until=until), until)

    def _held_against(self, books: dict[tuple[str, str], Book], until: datetime) -> None:
        standing = self.record.standing(at=seconds(until))
        account = standing.goods
        excess: dict[tuple[str, str], int] = {}
        for n in range(len(account.rows)):
            key = (standing.names.name(int(account.rows.key[n])),
                   standing.facilities.name(int(account.rows.facility[n])))  # fmt: skip
            excess[key] = excess.get(key, 0) + int(account.excess[n])
            if account.last[n]:
                self._same(books[key], account.total[n], account.left[n], account.moved[:, n])
        assert excess == {key: book.excess for key, book in books.items()}

    def _same(self, book: Book, total: int, left: int, moved: Ints) -> None:
        assert moved.tolist() == list(book.gone.values())
        assert left == (UNCOUNTED if book.left is None else book.left)
        assert total == (UNCOUNTED if book.total is None else book.total)
        if total != UNCOUNTED:
            assert total == moved.sum() + left  # nothing is lost, and nothing comes from nowhere
            assert 0 <= left <= total
            assert (moved >= 0).all()

    @invariant()
    def what_is_too_much_is_found(self) -> None:
        standing = self.record.standing(at=seconds(self.now))
        found = CONDITIONS["goods_unbalanced"].find(standing, {}, 0, FOREVER)
        assert sorted(found.fact.tolist()) == sorted(
            standing.goods.rows.fact[standing.goods.excess > 0].tolist()
        )
        books = told(self.facts, until=self.now)
        over = {lot for (lot, _at), book in books.items() if book.excess}
        assert {standing.names.name(int(key)) for key in found.key} == over

    @invariant()
    def goods_gone_are_those_of_which_nothing_is_left(self) -> None:
        standing = self.record.standing(at=seconds(self.now))
        gone = standing.events("goods_gone")
        account = standing.goods
        over = account.rows.fact[(account.left == 0) & (account.rows.aux >= 2) & (account.since >= 0)]
        assert sorted(gone.fact.tolist()) == sorted(over.tolist())


Goods.TestCase.settings = settings(Goods.TestCase.settings, stateful_step_count=30)
TestGoods = Goods.TestCase
