"""The Django application that holds the pages of nobody else: sign-in and refusals."""

from collections.abc import Sequence

from django.apps import AppConfig

from lazaretto.facts.fact import Fact
from lazaretto.ledger.receipts import Receipt
from lazaretto.project import metrics, telemetry


class ProjectConfig(AppConfig):
    """Sign-in and refusals."""

    name = "lazaretto.project"
    label = "project"

    def ready(self) -> None:
        """Count what is appended."""
        from lazaretto.ledger.appending import appended

        appended.connect(_count, dispatch_uid="lazaretto.project")


def _count(*, facts: Sequence[Fact], receipts: Sequence[Receipt], seconds: float, **_sent: object) -> None:
    metrics.count_facts(facts=facts, receipts=receipts, seconds=seconds)
    telemetry.count_facts(metrics.tally(facts, receipts))
