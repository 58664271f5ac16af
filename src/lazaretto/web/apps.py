"""The Django application of the screens: templates, static files, translations."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Screens."""

    name = "lazaretto.web"
    label = "web"
