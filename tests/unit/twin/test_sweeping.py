"""A grid of orders: the same bytes wherever it is lived, and whole points where somebody stops."""

import multiprocessing
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache

import msgspec
import pytest

from lazaretto.twin.comparing import compare
from lazaretto.twin.network import Policy
from lazaretto.twin.observing import Setting
from lazaretto.twin.sweeping import Stopped, sweep
from tests.unit.twin.assumed import ancestral, contacts
from tests.unit.twin.test_comparing import ALONE, LONG, SHORT, design

POLICIES = (LONG, SHORT, ALONE)


def setting(points: int = 3) -> Setting:
    """Two houses for two months."""
    return Setting(design(), ancestral(), contacts(), 60, points=points, replicates=50)


@cache
def here() -> bytes:
    """The sweep on one core."""
    return msgspec.json.encode(sweep(setting(), POLICIES))


def test_a_sweep_is_a_comparison_without_a_bound() -> None:
    """The same figures as orders side by side."""
    beside = compare(Setting(design(), ancestral(), contacts(), days=60, points=3, replicates=50), POLICIES)
    assert here() == msgspec.json.encode(beside)


def test_threads_change_no_byte() -> None:
    """Pieces of work come back in any order, and are put together in theirs."""
    with ThreadPoolExecutor(3) as pool:
        assert msgspec.json.encode(sweep(setting(), POLICIES, executor=pool, workers=3)) == here()


@pytest.mark.slow
def test_processes_change_no_byte() -> None:
    """Two processes of their own."""
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert msgspec.json.encode(sweep(setting(), POLICIES, executor=pool, workers=2)) == here()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_a_cluster_changes_no_byte() -> None:
    """A cluster of Dask with two workers, each a process."""
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        executor = client.get_executor(pure=False)
        assert msgspec.json.encode(sweep(setting(), POLICIES, executor=executor, workers=2)) == here()


def test_a_stop_keeps_whole_points() -> None:
    """Stopped in the middle of the second point: the first one, and the number that was asked for."""
    stopped = sweep(setting(), POLICIES, progress=lambda done, _: done < 5)
    assert (stopped.points, stopped.asked_points) == (1, 3)
    assert stopped.answers == sweep(setting(points=1), POLICIES).answers


def test_a_stop_before_the_first_point_says_nothing() -> None:
    """There is no figure without every order at one point at least."""
    with pytest.raises(Stopped):
        sweep(setting(), POLICIES, progress=lambda done, _: done < 2)


class _Interrupted(Executor):
    """Lives pieces at once, and at the eighth somebody presses Ctrl-C."""

    def __init__(self) -> None:
        self.taken = 0

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        """One piece of work."""
        self.taken += 1
        if self.taken == 8:
            raise KeyboardInterrupt
        future: Future[object] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def test_ctrl_c_keeps_whole_points() -> None:
    """What had come back by then, at as many points as are whole."""
    stopped = sweep(setting(), POLICIES, executor=_Interrupted(), workers=1)
    assert stopped.points < stopped.asked_points == 3


@pytest.mark.parametrize(("policies", "points"), [((), 3), (POLICIES, 0)])
def test_nothing_to_sweep(policies: tuple[Policy, ...], points: int) -> None:
    """No order, or no point."""
    with pytest.raises(ValueError, match="at least"):
        sweep(setting(points=points), policies)
