"""Everything that the killed processes need, imported once. No connection is opened here."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lazaretto.project.settings")
django.setup()

import granian  # noqa: E402, F401
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.urls import get_resolver  # noqa: E402

import lazaretto.project.passing  # noqa: E402
import lazaretto.project.proving  # noqa: E402, F401

len(get_resolver().url_patterns)
WSGIHandler()
