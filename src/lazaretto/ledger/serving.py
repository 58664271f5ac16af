"""While the house serves, its connections act under a role that can add facts and edit none.

``SERVING`` in the settings is true for the web server and for background work; migrations, tests
and rebuilding run as the owner, whom the triggers and row-level security bind all the same.
"""

from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

ROLE = "lazaretto_app"


def give_up_rights(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Put a new connection under the serving role, where no statement may take for ever (0: it may)."""
    if getattr(settings, "SERVING", False):
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {ROLE}")
            milliseconds = round(1000 * getattr(settings, "STATEMENT_SECONDS", 0))
            cursor.execute("SELECT set_config('statement_timeout', %s, false)", [str(milliseconds)])
