"""The Django application that holds the pages of nobody else: sign-in and refusals."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Sign-in and refusals."""

    name = "lazaretto.project"
    label = "project"
