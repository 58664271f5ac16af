"""The Django application of users, roles and scope."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Users, roles, facility scope."""

    name = "lazaretto.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
