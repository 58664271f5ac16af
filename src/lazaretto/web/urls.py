"""The addresses of the screens."""

from django.urls import path

from lazaretto.web.design import design
from lazaretto.web.looks import set_theme

urlpatterns = [
    path("design", design, name="design"),
    path("theme", set_theme, name="set_theme"),
]
