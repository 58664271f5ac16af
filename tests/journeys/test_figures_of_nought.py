"""A figure leads to as many lines; a figure of nought leads nowhere, for nothing stands there."""

import re

import pytest
from django.test import Client

from tests.journeys.city import NOW, clock, record, sign_in

pytestmark = [pytest.mark.database, pytest.mark.django_db]
FIGURE = re.compile(r'<li>\s*<(a|span) class="figure ([^"]*)"(?: href="#([^"]+)")?>\s*<b>(\d+)</b>')


def figures(page: str) -> list[tuple[str, int]]:
    """The figures above a page's parts: (where one leads, empty for nowhere; how many)."""
    sums = page.partition('class="sums"')[2].partition("</nav>")[0]
    return [(place, int(count)) for _tag, _look, place, count in FIGURE.findall(sums)]


@pytest.mark.parametrize("house", ["QZ-D", "MJ-D"])
@pytest.mark.parametrize("page", ["", "/releases"])
def test_no_figure_leads_to_a_part_that_is_absent(
    client: Client, monkeypatch: pytest.MonkeyPatch, house: str, page: str
) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", clock(NOW))
    record()
    sign_in(client, "D1", "doctor", "QZ-D", "MJ-D")
    text = client.get(f"/facilities/{house}{page}").content.decode()
    found = figures(text)
    assert len(found) >= 5
    assert [place for place, _count in found if place and f'id="{place}"' not in text] == []
    assert [count for place, count in found if not place and count] == []
    assert [place for place, count in found if place and not count] == []


def test_a_figure_that_is_something_leads_there(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", clock(NOW))
    record()
    sign_in(client, "D1", "doctor", "QZ-D")
    found = figures(client.get("/facilities/QZ-D").content.decode())
    assert any(place and count for place, count in found)
    assert any(not count for _place, count in found)
