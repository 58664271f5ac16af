"""The Django application of users, roles and scope."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Users, roles, facility scope."""

    name = "lazaretto.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let a new second factor end the sessions that came about without it; note who comes in."""
        from allauth.account.signals import password_changed
        from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
        from axes.signals import user_locked_out
        from django.contrib.auth.signals import user_logged_in, user_login_failed

        from lazaretto.access import doors
        from lazaretto.access.enrolling import end_other_sessions

        authenticator_added.connect(end_other_sessions, dispatch_uid="access.enrolling")
        for signal, receiver in (
            (user_logged_in, doors.came_in), (user_login_failed, doors.was_refused),
            (user_locked_out, doors.was_locked_out), (authentication_failed, doors.factor_failed),
            (authenticator_added, doors.factor_added), (authenticator_removed, doors.factor_removed),
            (password_changed, doors.password_changed),
        ):  # fmt: skip
            signal.connect(receiver, dispatch_uid=f"access.doors.{receiver.__name__}")
