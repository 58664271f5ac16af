"""What the twin would have said on a past day, beside what came: by page, in scope, from the record."""

import fcntl
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.test import Client

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.actions.open_what_if_then import open_what_if_then
from lazaretto.actions.read_network_today import level_today, read_network_today
from lazaretto.actions.working_apart import LOCK, Sort
from lazaretto.cli.foreseeing import foresee
from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.custody import Admitted
from lazaretto.facts.duty import Enrolled
from lazaretto.facts.quarantine import LegStarted, Ordered, PlannedLeg
from lazaretto.facts.testing import ResultReported, Sampled
from lazaretto.twin.designing import ELSEWHERE, Design
from lazaretto.twin.reviewing import FOUND
from tests.journeys.city import clock, record, sign_in
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db, pytest.mark.slow]
PAGE, FILE = "/what-if/then", "/what-if/today.json"
LEGS = tuple(PlannedLeg(layer=n, facility="QZ-D", days=d) for n, d in ((3, 14), (4, 0)))
NEW = [
    (PlaceEstablished(established="QZ-D/T/11", use="transition", capacity=4), "03-01 08:00"),
    (PlaceEstablished(established="QZ-D/G/11", use="general", capacity=9), "03-01 08:00"),
    (Enrolled(person="P1", post="officer", sex="male"), "03-01 08:00"),
    (Admitted(person="N0", cell="QZ-D/G/11", sex="male"), "03-01 08:30"),
    (Admitted(person="N1", cell="QZ-D/T/11", sex="male"), "03-04 09:00"),
    (
        Ordered(
            order="O1", person="N1", basis="law", ordered_by="L1", legs=LEGS, review_on=date(2022, 3, 30)
        ),
        "03-04 09:05",
    ),
    (LegStarted(order="O1", person="N1", layer=3, cohort="K1"), "03-04 09:10"),
    (Sampled(tube="T1", members=("N1",), purpose="leg"), "03-11 08:00"),
    (ResultReported(tube="T1", result="positive", laboratory="L"), "03-11 20:00"),
]  # fmt: skip


def _lived(_sort: Sort, folder: Path, _place: int, *, seconds: float) -> None:
    """What the process does, done here: the folder is given back when it has ended."""
    assert seconds > 0
    foresee(folder)
    (folder / LOCK).touch()


@pytest.fixture(autouse=True)
def _told(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    settings.WHAT_IFS_DIR, settings.WHAT_IFS_AT_ONCE = tmp_path / "what", 1
    monkeypatch.setattr("lazaretto.actions.working_apart._start", _lived)
    monkeypatch.setattr("lazaretto.web.what_if_then.now", clock("03-15 07:00"))
    record(*[fact(body, at, number=400 + n, facility="QZ-D") for n, (body, at) in enumerate(NEW)])


def _actor(*facilities: str, role: str = "leader") -> Actor:
    return Actor("A1", role, Scope(frozenset(facilities)))  # type: ignore[arg-type]


def test_the_page_sets_bands_beside_what_came(client: Client) -> None:
    """From 8 March: one person found in quarantine since; every figure is called simulated."""
    sign_in(client, "QZ8", "leader", "QZ-D")
    wanted = {"day": "2022-03-08", "disease": "covid-ancestral"}
    first = client.get(PAGE, wanted).content.decode()
    assert 'hx-get="/what-if/then?day=2022-03-08&amp;disease=covid-ancestral"' in first  # it asks again
    assert "fan-band" not in first
    answer = client.get(PAGE, wanted)
    assert answer.status_code == 200
    assert "hx-get" not in answer.content.decode().partition('id="then"')[2][:80]
    said = answer.content.decode()
    assert 'class="chip"' in said
    assert said.count('class="fan-band" d="') == 8  # four pictures, each for a desk and a phone
    assert "N1" not in said
    page = open_what_if_then(
        actor=_actor("QZ-D"), now=moment("03-15 07:00"), first=date(2022, 3, 8), disease="covid-ancestral"
    )
    assert page.review is not None
    lines = {line.name: line for line in page.review.lines}
    assert tuple(lines) == FOUND
    assert lines["found_in_quarantine"].happened == (0, 0, 0, 1, 1, 1, 1)
    assert lines["found_in_wings"].happened[-1] == 0
    assert page.network is not None
    assert [one.day for one in page.network.begun] == [4]


def _never(_sort: Sort, folder: Path, _place: int, *, seconds: float) -> None:
    """A process that was killed before it said a word."""
    assert seconds > 0
    (folder / LOCK).touch()


def test_what_is_asked_again_is_not_lived_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One folder for two looks; one that was killed is said, and begun anew by who comes next."""
    seen = partial(open_what_if_then, actor=_actor("QZ-D"), now=moment("03-15 07:00"), first=date(2022, 3, 8))
    assert seen().lacking == "working"
    assert seen().review is not None
    assert len(_folders(tmp_path)) == 1
    monkeypatch.setattr("lazaretto.actions.working_apart._start", _never)
    other = partial(seen, disease="covid-ancestral")
    assert [other().lacking, other(anew=False).lacking, other().lacking] == ["working", "lost", "working"]
    assert len(_folders(tmp_path)) == 3


def test_a_node_that_is_busy_says_so(settings: Any) -> None:
    """No place is free: nothing is begun, and the rule that refused it is told."""
    settings.WHAT_IFS_AT_ONCE = 0
    page = open_what_if_then(actor=_actor("QZ-D"), now=moment("03-15 07:00"), first=date(2022, 3, 8))
    assert page.lacking == "busy"
    assert page.refusal is not None
    assert page.refusal.rule == "twins_busy"


def test_it_shares_its_places_with_the_questions_of_what_if(tmp_path: Path) -> None:
    """As many as the node allows work at once, whatever they work on."""
    place = tmp_path / "what" / "place-0"
    place.parent.mkdir()
    with place.open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        seen = partial(
            open_what_if_then, actor=_actor("QZ-D"), now=moment("03-15 07:00"), first=date(2022, 3, 8)
        )
        assert seen().lacking == "busy"
    assert seen().lacking == "working"


def _folders(home: Path) -> list[Path]:
    return [path for path in (home / "what-then").iterdir() if path.is_dir()]


def test_a_day_outside_the_record_is_brought_to_its_nearest() -> None:
    """Long before the record, and today: its second day, and yesterday; no day: the usual one."""
    seen = [
        open_what_if_then(actor=_actor("QZ-D"), now=moment("03-15 07:00"), first=day)
        for day in (date(2021, 1, 1), date(2022, 3, 15), None)
    ]
    assert seen[0].first == seen[0].earliest
    assert seen[1].first == seen[1].latest == date(2022, 3, 14)
    assert seen[2].earliest is not None
    assert seen[2].earliest <= seen[2].first <= seen[2].latest


def test_who_may_not_read_what_if_is_refused(client: Client) -> None:
    """The gate is not told; an inspector is; a disease that is not there is named."""
    sign_in(client, "QZ7", "gate_officer", "QZ-D")
    assert client.get(PAGE).status_code == 403
    assert client.get(FILE).status_code == 403
    with pytest.raises(Refused, match="not_in_record"):
        open_what_if_then(actor=_actor("QZ-D"), now=moment("03-15 07:00"), disease="plague")
    inspected = open_what_if_then(actor=_actor("QZ-D", role="inspector"), now=moment("03-15 07:00"))
    assert inspected.lacking == "working"


def test_the_network_is_a_file_of_counts_of_ones_own_house(client: Client) -> None:
    """It is read by the command line as it is; no person is in it, and no other house."""
    sign_in(client, "QZ8", "leader", "QZ-D")
    answer = client.get(FILE)
    assert answer["Content-Disposition"] == 'attachment; filename="today-2022-03-15.json"'
    design = msgspec.json.decode(answer.content, type=Design)
    assert [house.code for house in design.houses] == ["QZ-D"]
    assert {code for one in design.begun for code in one.path} <= {"QZ-D", ELSEWHERE}
    assert b"N1" not in answer.content
    assert b"P1" not in answer.content
    assert level_today(actor=_actor("QZ-D"), now=moment("03-15 07:00")) in ("routine", "closed", "heightened")


def test_a_scope_without_anybody_has_nothing_to_begin_with() -> None:
    """No house, no network: refused by the rule, and told on the page."""
    with pytest.raises(Refused, match="network_empty"):
        read_network_today(actor=_actor("XX-D"), now=moment("03-15 07:00"))
    page = open_what_if_then(actor=_actor("XX-D"), now=moment("03-15 07:00"), first=date(2022, 3, 8))
    assert page.lacking == "network"
