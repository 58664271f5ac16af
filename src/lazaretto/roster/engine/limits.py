"""When to stop: a deadline by a clock that is handed in, an effort that is counted, or somebody's word."""

from collections.abc import Callable


class Limits:
    """seconds: by the clock, from now; effort: in the engine's own measure. One of them is needed."""

    def __init__(
        self, clock: Callable[[], float] | None = None, seconds: float | None = None,
        effort: float | None = None,
    ) -> None:  # fmt: skip
        if (seconds is None) == (effort is None) or (seconds is not None and clock is None):
            raise ValueError("one of the two is needed: an effort, or seconds and a clock")
        self._clock, self._seconds, self.effort = clock, seconds, effort
        self._began = clock() if clock else 0.0
        self.work = 0.0
        self.stopped = False

    @property
    def passed(self) -> float:
        """Seconds since the beginning; 0 where there is no clock."""
        return self._clock() - self._began if self._clock else 0.0

    @property
    def left(self) -> float:
        """Seconds until the deadline; inf without one."""
        return float("inf") if self._seconds is None else max(0.0, self._seconds - self.passed)

    @property
    def over(self) -> bool:
        """Whether to stop now."""
        spent = self.effort is not None and self.work >= self.effort
        return self.stopped or spent or self.left <= 0.0

    def spend(self, work: float) -> None:
        """Count some work."""
        self.work += work
