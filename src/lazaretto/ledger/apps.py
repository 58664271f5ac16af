"""The Django application of the append-only record."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Rows: facts appended, registers projected, leaves of the proof."""

    name = "lazaretto.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
