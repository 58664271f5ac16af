"""A second factor that is set up ends every other session of its owner.

Whoever had only the password and waited would else be let in by the factor that another set up.
"""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from lazaretto.access.models import User


def end_other_sessions(*, request: HttpRequest, user: User, **_: Any) -> None:
    """A receiver of ``authenticator_added``: only the session in which it was set up goes on."""
    kept = request.session.session_key
    for session in Session.objects.exclude(session_key=kept).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
