"""Problem → roster, and what is proved of it: column generation, dives, and rows given anew in parts.

Where rows keep no sums the programme of walks comes first: it is as tight, and soon solved.
"""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

import numpy as np

from lazaretto.roster.engine.diving import dive
from lazaretto.roster.engine.flowing import Flow, flows
from lazaretto.roster.engine.generating import generate
from lazaretto.roster.engine.improving import Sizes, improve, in_turn
from lazaretto.roster.engine.judging import broken
from lazaretto.roster.engine.limits import Limits
from lazaretto.roster.engine.lines import lines
from lazaretto.roster.engine.master import Master, Mix
from lazaretto.roster.engine.problem import Answer, Ints, Problem, Progress
from lazaretto.roster.engine.proving import Proof, is_small
from lazaretto.roster.engine.stock import Floats, Stock
from lazaretto.roster.engine.streams import stream

SEED = 2022
_BEFORE_PROOF = 10  # parts tried before the exact search, where one thing is done after the other
_IDLE = 12  # tries in vain, after which the search sets out from another roster
_WORSE = 0.005  # of the price: how much dearer that one may be
_EARLY = 8  # people freed at once before the whole programme is solved
_FLOOR = 0.1  # of every weight: whoever costs nothing too much is freed now and then as well
_WATCH = 0.2  # seconds between two looks at whether the exact search is to stop
Tell = Callable[[Progress], bool]


def solve(
    problem: Problem, *, clock: Callable[[], float] | None = None, seconds: float | None = None,
    effort: float | None = None, hint: Ints | None = None, seed: int = SEED, tell: Tell | None = None,
    workers: int = 2,
) -> Answer:  # fmt: skip
    """Look for the cheapest roster until it is proved, the time or the effort is out, or ``tell`` says no.

    clock: seconds that pass, as ``time.monotonic`` tells them (nothing below looks up the time itself);
    needed with ``seconds``. effort: the engine's own measure, about a second of a core each; with it alone
    one worker is used and the answer is the same on every machine. hint: a roster to begin from, shape
    (members, steps). tell: called with each better cost or bound; what it returns says whether to go on.
    workers: cores to use.
    """
    limits = Limits(clock, seconds, effort)
    stock = Stock(problem, lines(problem), limits)
    if stock.stuck:
        return Answer(None, None, 0, proved=True, stuck=stock.stuck)
    search = _Search(stock, seed, tell)
    if hint is not None and not broken(problem, hint):
        search.offer(hint)
    search.run(1 if effort is not None else workers)
    return search.answer()


class _Search:
    """The state of one search: the best roster, the best bound, and what the next try begins from."""

    def __init__(self, stock: Stock, seed: int, tell: Tell | None) -> None:
        self.stock, self.seed, self.tell = stock, seed, tell
        self.letters: Ints | None = None
        self.cost: int | None = None
        self.bound = 0
        self.duals: Floats | None = None
        self.own: Floats | None = None
        self.progress: list[Progress] = []
        self.sizes = Sizes(len(stock.lines))
        self.early = Sizes(len(stock.lines), min(1 / 3, _EARLY / len(stock.lines)))
        self.standing: tuple[Ints, int] | None = None  # the roster that tries begin from, and its price
        self.idle = 0  # tries since the best was found, or since the last setting out
        self.exact: Proof | Flow | None = None  # the exact search that runs, if any
        self.number = 0

    @property
    def allowed(self) -> int | None:
        """The price of the best roster, where it breaks nothing."""
        return self.cost if self.cost is not None and self.cost < self.stock.cover.forbidden else None

    @property
    def proved(self) -> bool:
        """Whether nothing is cheaper, or nothing is possible at all."""
        return self.bound >= min(self.stock.cover.forbidden, self.cost or 0) and self.cost is not None

    def offer(self, letters: Ints) -> None:
        """Take a roster if it is better than the best, or as good as the one the next tries begin from."""
        cost = self.stock.cost(letters)
        if self.standing is None or cost <= self.standing[1]:  # one as good leads elsewhere
            self.standing = letters.copy(), cost
        if self.cost is None or cost < self.cost:
            self.letters, self.cost, self.idle = letters.copy(), cost, 0
            self.say()

    def raise_bound(self, bound: float) -> None:
        whole = self.stock.whole(bound)
        if whole > self.bound:
            self.bound = whole
            self.say()

    def say(self) -> None:
        """Tell how far it is; stop where it is proved, or where who is told says so."""
        limits = self.stock.limits
        told = Progress(limits.passed, self.allowed, self.bound)
        self.progress.append(told)
        if (self.tell and not self.tell(told)) or self.proved:
            limits.stopped = True

    def run(self, workers: int) -> None:
        """Begin with everybody's replies in turn; then the whole programme, and parts beside and after it."""
        self.offer(in_turn(self.stock, self.letters, stream(self.seed, "in turn")))
        if workers == 1:
            self._alone()
            return
        with ThreadPoolExecutor(workers) as pool:
            if flows(self.stock):
                self._watch(pool, self._flow, 1)
            self._watch(pool, self._whole, workers)

    def _watch(self, pool: ThreadPoolExecutor, work: Callable[[], None], workers: int) -> None:
        """Do some work, and parts beside it and after it where there are more workers than one."""
        limits, running = self.stock.limits, {pool.submit(work)}
        while running:
            while workers > 1 and len(running) < workers and not limits.over:
                running.add(pool.submit(self._try))
            done, running = wait(running, timeout=_WATCH, return_when=FIRST_COMPLETED)
            for each in done:
                each.result()
            if limits.over and self.exact:
                self.exact.stop()

    def _alone(self) -> None:
        """One thing after the other, always in the same order."""
        limits = self.stock.limits
        if flows(self.stock):
            self._flow(alone=True)
        self._root()
        while not limits.over and self.number < _BEFORE_PROOF:
            self._try()
        self._prove()
        while not limits.over:
            self._try()

    def _flow(self, *, alone: bool = False) -> None:
        """The programme of walks."""
        if self.letters is not None and not self.stock.limits.over:
            self.exact = flow = Flow(self.stock, self.seed, self.offer, self.raise_bound, alone=alone)
            flow.run(self.letters)
            self.exact = None

    def _whole(self) -> None:
        self._root()
        self._prove()

    def _root(self) -> None:
        """The whole programme."""
        stock = self.stock
        if stock.limits.over:
            return
        people = range(len(stock.lines))
        master = Master(stock.cover, people, np.zeros(len(stock.cover.need), dtype=np.int64))
        if self.letters is not None:
            master.add(stock.column(n, self.letters[n]) for n in people)
        relaxed = generate(stock, master, tell=self.raise_bound)
        self.duals, self.own = relaxed.mix.duals, relaxed.mix.own
        self._dive(master, relaxed.mix)

    def _dive(self, master: Master, mix: Mix) -> None:
        """A first roster from the whole programme, where it leads to a better one than there is."""
        if self.stock.limits.over or self.proved:
            return
        target = self.stock.cover.forbidden if self.cost is None else self.cost - self.stock.unit
        rows = dive(self.stock, master, mix, target=target, noise=stream(self.seed, "dive"))
        if rows is not None:
            letters = np.zeros((len(self.stock.lines), self.stock.problem.steps), dtype=np.int64)
            for column in rows:
                letters[column.member] = column.row
            self.offer(letters)

    def _prove(self) -> None:
        """Of a small question, the exact search."""
        if is_small(self.stock) and self.letters is not None and not self.stock.limits.over:
            self.exact = proof = Proof(self.stock, self.letters, self.bound, self.seed)
            proof.run(self.offer, self.raise_bound)

    def _try(self) -> None:
        """Some people's rows given anew."""
        if self.standing is None:
            return
        letters, cost = self.standing
        number = self.number
        self.number += 1
        self.idle += 1
        target = cost if number % 3 == 0 else cost - self.stock.unit
        sizes = self.sizes if self.duals is not None else self.early
        leaving = self.idle > _IDLE  # nothing more is found from here: set out from elsewhere
        if leaving:
            self.idle, sizes = 0, Sizes(len(letters))
            target = cost + max(self.stock.unit, int(cost * _WORSE))
        noise = stream(self.seed, "part", number)
        weights = self._weights(letters) if number % 2 else None
        free = sizes.choose(noise, weights)
        tried = improve(self.stock, letters, target, free, self.duals, noise)
        sizes.learn(tried)
        if tried.letters is not None and leaving:
            self.standing = tried.letters, self.stock.cost(tried.letters)
        if tried.letters is not None:
            newest = self.standing[0] if self.standing else letters
            self.offer(tried.letters)
            both = newest.copy()  # what was found meanwhile may go with it
            both[free] = tried.letters[free]
            self.offer(both)

    def _weights(self, letters: Ints) -> Floats:
        """How much dearer than it need be each row is, at the values of the whole programme."""
        duals, own = self.duals, self.own
        if duals is None:
            return np.ones(len(letters))
        columns = [self.stock.column(n, row) for n, row in enumerate(letters)]
        dear = np.array([c.cost - duals[c.found] @ c.times for c in columns]) - own
        dear = np.maximum(dear, 0.0)
        return np.asarray(dear + dear.mean() + _FLOOR)

    def answer(self) -> Answer:
        """What was found."""
        cost, work = self.allowed, self.stock.limits.work
        return Answer(
            None if cost is None else self.letters, cost,
            self.bound if cost is None else min(self.bound, cost), self.proved,
            progress=tuple(self.progress), work=work,
        )  # fmt: skip
