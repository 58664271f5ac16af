"""The Django application of the append-only record."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class LedgerConfig(AppConfig):
    """Rows: facts appended, registers projected, leaves of the proof."""

    name = "lazaretto.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every new connection take the serving role."""
        from lazaretto.ledger.serving import give_up_rights

        connection_created.connect(give_up_rights, dispatch_uid="ledger.serving")
