"""The reply to a question: its orders lived at every point, finer and finer. Equal questions, equal bytes."""

from collections.abc import Callable
from hashlib import sha256

from lazaretto.twin.answer import Comparison
from lazaretto.twin.asking import Question, Reply, digests, policies, written
from lazaretto.twin.comparing import compare
from lazaretto.twin.observing import setting_of


def reply(
    question: Question, *, threads: int = 1, progress: Callable[[int, int], bool] | None = None,
    told: Callable[[Reply], None] | None = None,
) -> Reply:  # fmt: skip
    """Live the orders of a question. progress(done, of): after each point; false stops with what is there.

    told: takes the reply so far, a few times before the end. Errors: CannotBeLowered, CannotBeBuilt,
    NotADisease; ``vetting.faults`` finds what can be known beforehand.
    """
    said, held = sha256(written(question)).hexdigest(), digests(question)

    def so_far(comparison: Comparison) -> Reply:
        return Reply(question=said, digests=held, comparison=comparison)

    return so_far(
        compare(
            setting_of(question), policies(question), threads=threads, progress=progress,
            told=None if told is None else lambda found: told(so_far(found)),
        )
    )  # fmt: skip
