"""Problem → roster, with what is proved of it: column generation, dives, and people's rows given anew in parts."""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

import numpy as np

from lazaretto.roster.generating import generate
from lazaretto.roster.improving import Sizes, Tried, improve, in_turn
from lazaretto.roster.judging import broken
from lazaretto.roster.limits import Limits
from lazaretto.roster.lines import ahead, lines
from lazaretto.roster.master import Master
from lazaretto.roster.problem import Answer, Ints, Problem, Progress
from lazaretto.roster.stock import Floats, Stock
from lazaretto.roster.streams import stream

SEED = 2022
Tell = Callable[[Progress], bool]


def solve(
    problem: Problem, *, clock: Callable[[], float] | None = None, seconds: float | None = None,
    effort: float | None = None, hint: Ints | None = None, seed: int = SEED, tell: Tell | None = None,
    workers: int = 2,
) -> Answer:  # fmt: skip
    """Look for the cheapest roster until it is proved, the time or the effort is out, or ``tell`` says no.

    clock: seconds that pass, as ``time.monotonic`` tells them (nothing below looks up the time itself); needed
    with ``seconds``. effort: the engine's own measure, about a second of a core each; with it alone one worker
    is used and the answer is the same on every machine. hint: a roster to begin from, shape (members, steps).
    tell: called with each better cost or bound; what it returns says whether to go on. workers: cores to use.
    """
    limits = Limits(clock, seconds, effort)
    rows = lines(problem)
    stuck = tuple(n for n, line in enumerate(rows) if not ahead(line)[0, line.start])
    if stuck:
        return Answer(None, None, 0, proved=True, stuck=stuck)
    search = _Search(Stock(problem, rows, limits), seed, tell)
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
        self.early = Sizes(len(stock.lines), 1 / 3)
        self.number = 0

    @property
    def proved(self) -> bool:
        return self.cost is not None and self.cost <= self.bound

    def offer(self, letters: Ints) -> None:
        """Take a roster if it is better."""
        cost = self.stock.cost(letters)
        if self.cost is None or cost <= self.cost:  # one as good leads elsewhere
            better = self.cost is None or cost < self.cost
            self.letters, self.cost = letters.copy(), cost
            if better:
                self.say()

    def raise_bound(self, bound: float) -> None:
        whole = self.stock.whole(bound)
        if whole > self.bound:
            self.bound = whole
            self.say()

    def say(self) -> None:
        limits = self.stock.limits
        told = Progress(limits.passed, self.cost, self.bound)
        self.progress.append(told)
        if (self.tell and not self.tell(told)) or self.proved:
            limits.stopped = True

    def run(self, workers: int) -> None:
        """Begin with everybody's replies in turn; then the whole programme, and parts beside and after it."""
        self.offer(in_turn(self.stock, self.letters, stream(self.seed, "in turn")))
        with ThreadPoolExecutor(workers) as pool:
            root: Future[None] = pool.submit(self._root)
            if workers == 1:
                root.result()
            running: set[Future[None]] = {root} if workers > 1 else set()
            while not self.stock.limits.over:
                while len(running) < workers:
                    running.add(pool.submit(self._try, self.number))
                    self.number += 1
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for each in done:
                    each.result()

    def _root(self) -> None:
        stock = self.stock
        people = range(len(stock.lines))
        master = Master(stock.cover, people, np.zeros(len(stock.cover.need), dtype=np.int64))
        if self.letters is not None:
            master.add(stock.column(n, self.letters[n]) for n in people)
        relaxed = generate(stock, master, tell=self.raise_bound)
        self.duals, self.own = relaxed.mix.duals, relaxed.mix.own

    def _try(self, number: int) -> None:
        letters, cost = self.letters, self.cost
        if letters is None or cost is None:
            return
        noise = stream(self.seed, "part", number)
        sizes = self.sizes if self.duals is not None else self.early
        weights = self._weights(letters) if number % 2 and self.duals is not None else None
        free = sizes.choose(noise, weights)
        target = cost if number % 3 == 0 else cost - self.stock.unit
        tried = improve(self.stock, letters, target, free, self.duals, noise)
        sizes.learn(tried)
        if tried.letters is not None:
            self.offer(tried.letters)
            both = self.letters.copy()  # what was found meanwhile may go with it
            both[free] = tried.letters[free]
            self.offer(both)

    def _weights(self, letters: Ints) -> Floats:
        """How much dearer than it need be each row is, at the values of the whole programme."""
        duals, own = self.duals, self.own
        assert duals is not None
        columns = [self.stock.column(n, row) for n, row in enumerate(letters)]
        dear = np.array([c.cost - duals[c.found] @ c.times for c in columns]) - own
        dear = np.maximum(dear, 0.0)
        return dear + dear.mean() + 0.1

    def answer(self) -> Answer:
        letters = self.letters
        if letters is not None and broken(self.stock.problem, letters):
            letters = None
        cost = None if letters is None else self.cost
        return Answer(
            letters, cost, self.bound if cost is None else min(self.bound, cost), self.proved,
            progress=tuple(self.progress), work=self.stock.limits.work,
        )  # fmt: skip
