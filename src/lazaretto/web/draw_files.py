"""A day's draw as a file: what whoever wants to check its times takes along."""

from datetime import date

import msgspec
from django.http import Http404, HttpResponse

from lazaretto.audit.draw_checking import ToldDraw

_NAMES = {"roll_call": "draw", "gate_look": "looks"}


def draw_file(told: ToldDraw | None) -> HttpResponse:
    """The draw to be kept as a file. Raises Http404 before the day is over, or where none was promised."""
    if told is None:
        raise Http404
    data = msgspec.json.format(msgspec.json.encode(told), indent=2)
    answer = HttpResponse(data, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name_of(told.purpose, told.facility, told.day)}"'
    return answer


def command_of(purpose: str, facility: str, day: date) -> str:
    """What checks the file on any machine."""
    return f"lazaretto roll-calls verify {name_of(purpose, facility, day)}"


def name_of(purpose: str, facility: str, day: date) -> str:
    """draw-QZ-D-2022-03-16.json"""
    return f"{_NAMES[purpose]}-{facility}-{day.isoformat()}.json"
