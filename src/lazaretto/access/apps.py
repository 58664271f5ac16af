"""The Django application of users, roles and scope."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Users, roles, facility scope."""

    name = "lazaretto.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let a new second factor end the sessions that came about without it."""
        from allauth.mfa.signals import authenticator_added

        from lazaretto.access.enrolling import end_other_sessions

        authenticator_added.connect(end_other_sessions, dispatch_uid="access.enrolling")
