"""The WSGI application that the server runs."""

import logging
import os
import sys
import threading

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template

from lazaretto.project.telemetry import begin

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lazaretto.project.settings")
application = get_wsgi_application()
# Whoever states asks the database a dozen times, and after each answer waits until a thread that makes a page
# lets go: a fifth of Python's 5 ms makes the waits of one statement 15 ms instead of 75.
sys.setswitchinterval(0.001)
get_template("refusal.html")  # kept in memory: it must be there when no file can be opened any more
if settings.OTEL:
    begin(settings.OTEL)


def warm() -> None:
    """Read the record into memory before the first person asks for it."""
    import psycopg
    from django.db import Error, connection

    from lazaretto.ledger.tailing import live

    try:
        live()
    except (Error, psycopg.Error):
        logging.getLogger(__name__).warning("the record could not be read ahead; the first page will be slow")
    finally:
        connection.close()


threading.Thread(target=warm, name="warm", daemon=True).start()
