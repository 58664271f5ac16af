"""Lives of a house beside one who knew all arrivals, in the small; `make bench` has them in full."""

from collections import Counter

import pytest
from benchmarks.placing.arrivals import arrivals, counted, expected
from benchmarks.placing.clairvoyant import Hindsight
from benchmarks.placing.deciding import far_sighted, first_fit, short_sighted
from benchmarks.placing.living import BEDS, MEASURED, QUARANTINE, WINDOW, Decide, live
from benchmarks.placing.questions import crowded, tangled
from benchmarks.placing.single_days import judged

from lazaretto.placement.asking import Rules
from lazaretto.placement.solving import solve

RULES = Rules(quarantine_days=QUARANTINE, window_days=WINDOW, same_day=False, prices=MEASURED)
DAYS = 18
SECONDS = 30.0


def test_a_seed_is_one_row_of_arrivals() -> None:
    assert arrivals(1) == arrivals(1)
    assert arrivals(1) != arrivals(2)
    people = sum(len(case) for seed in range(1, 9) for day in arrivals(seed) for case in day)
    assert abs(people / (8 * 60) - 6) < 0.5


@pytest.mark.parametrize("decide", [first_fit, short_sighted, far_sighted])
def test_no_life_breaks_a_rule_or_beats_hindsight(decide: Decide) -> None:
    days = arrivals(3, days=DAYS)
    life = live(days, decide, cells=20, rules=RULES, expected=expected(seed=1))
    assert life.wrong == []
    assert life.placed == sum(len(case) for day in days for case in day)
    hindsight = Hindsight(days, window=WINDOW)
    hindsight.hint(life.cells)
    bound = hindsight.least_delay(cells=20, overflow=life.overflow, seconds=SECONDS)
    assert 0 <= bound.least <= bound.found <= life.delayed


@pytest.mark.parametrize("seed", [4, 5])
def test_under_the_same_day_rule_the_house_opens_the_fewest_cells(seed: int) -> None:
    """The closed form: of each sort and day, as many as its people fill or its largest case has people."""
    days = arrivals(seed, days=DAYS)
    must = 0
    for cases in days:
        each = [counted(case) for case in cases]
        for like in set().union(*each) if each else set():
            people = [case[like] for case in each]
            must += max(-(-sum(people) // BEDS), *people)
    strict = Rules(quarantine_days=QUARANTINE, window_days=WINDOW, same_day=True, prices=MEASURED)
    life = live(days, short_sighted, cells=30, rules=strict)
    assert (life.opened, life.delayed) == (must, 0)
    assert Hindsight(days, window=0).least_opened(seconds=SECONDS).least == must


def test_hindsight_never_gains_from_a_cell_less_or_an_overflow_less() -> None:
    days = arrivals(6, days=12)
    delays = [
        Hindsight(days, window=WINDOW).least_delay(cells=cells, overflow=over, seconds=SECONDS).found
        for cells, over in ((25, 20), (25, 5), (22, 60), (20, 60))
    ]
    assert delays[0] <= delays[1]
    assert delays[2] <= delays[3]


def test_a_crowded_day_is_proved_best() -> None:
    found = solve(crowded(1))
    assert (found.proved, len(found.assigned)) == (True, 30)


def test_what_is_placed_on_tangled_days_breaks_no_rule() -> None:
    answers = [judged(tangled(seed)) for seed in range(10)]
    assert sum(placed for placed, _ in answers) > 200
    assert [wrong for _, wrong in answers] == [0] * 10


@pytest.mark.slow
def test_ten_thousand_placements_break_no_rule() -> None:
    total = Counter[str]()
    for seed in range(1000, 1400):
        placed, wrong = judged(tangled(seed))
        total.update(placed=placed, wrong=wrong)
    assert total["placed"] > 10_000
    assert total["wrong"] == 0
