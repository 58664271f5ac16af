"""While a house is called out nobody passes its gate: whoever comes then waits until it is over."""

from collections import defaultdict
from datetime import datetime, timedelta

_QUEUE = timedelta(minutes=10)  # in which the queue of a long roll-call has passed; invented


class Freezes:
    """When each house's gate is shut. Planned in the first minute of a day, before anything passes on it."""

    def __init__(self) -> None:
        self._of: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)

    def freeze(self, house: str, since: datetime, until: datetime) -> None:
        """Nobody passes in ``[since, until)``."""
        self._of[house].append((since, until))

    def passes(self, house: str, moment: datetime) -> datetime:
        """When whoever comes at a moment passes: as ever, or in the queue afterwards, in the same order."""
        for since, until in self._of.get(house, ()):
            queue = min((until - since) / 2, _QUEUE)
            if since <= moment < until + queue:
                return until + (moment - since) * (queue / (until - since + queue))
        return moment

    def clear_of(self, house: str, moment: datetime, *, before: timedelta = timedelta()) -> datetime:
        """The moment, or when the queue has passed if the gate is shut then, or soon will be."""
        for since, until in sorted(self._of.get(house, ())):
            over = until + min((until - since) / 2, _QUEUE)
            if since - before <= moment < over:
                moment = over
        return moment
