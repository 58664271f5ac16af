"""The page of what is due: who sees it, what each may press there, and what an empty one teaches."""

import re
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from lazaretto.access.scope import everywhere
from lazaretto.facts.custody import Admitted, Released
from lazaretto.facts.hygiene import Reading, TemperaturesTaken
from tests.database.sql import sql
from tests.journeys.city import record, sign_in
from tests.retaining import keep_health_for_a_week
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
READ = TemperaturesTaken(readings=(Reading(person="W", celsius_tenths=366),))
STORY = (
    fact(Admitted(person="W", cell="QZ-D/T/02", sex="male"), "03-12 20:00", number=152),
    fact(READ, "03-13 08:00", number=153), fact(READ, "03-14 08:00", number=154),
    fact(Released(person="W", basis="law"), "03-15 10:00", number=156),
)  # fmt: skip
NOW = "03-23 08:00"
SEERS = ("doctor", "leader", "detachment_officer", "detachment_leader", "inspector")
OTHERS = ("gate_officer", "duty_officer", "system_admin", "security_admin", "audit_admin")


@pytest.fixture(autouse=True)
def _a_document_that_keeps_health_for_a_week(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    keep_health_for_a_week(settings, tmp_path)
    at(monkeypatch, NOW)


def at(monkeypatch: pytest.MonkeyPatch, clock: str) -> datetime:
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment(clock))
    return moment(clock)


def somebody(role: str, *facilities: str, code: str = "") -> Client:
    return sign_in(Client(), code or f"{role}-1".replace("_", "-"), role, *(facilities or ("QZ-D",)))


def page(client: Client, status: int = 200) -> str:
    answer = client.get("/retention", headers={"accept-language": "en"})
    assert answer.status_code == status
    return unescape(answer.content.decode())


def acts(text: str) -> set[str]:
    return set(re.findall(r'name="act" value="(\w+)"', text))


def press(client: Client, act: str, status: int = 302, **said: str) -> str:
    text = page(client)
    found = {
        name: re.search(rf'name="{name}" value="([^"]+)"', text) for name in ("made", "proposal", "hold")
    }
    typed = {name: match[1] for name, match in found.items() if match is not None} | said | {"act": act}
    answer = client.post("/retention", typed, headers={"accept-language": "en"})
    assert answer.status_code == status, answer.content.decode()
    return page(client) if status == 302 else unescape(answer.content.decode())


def test_each_sees_what_they_may_press_and_nothing_else() -> None:
    record(*STORY)
    seen = {role: acts(page(somebody(role))) for role in SEERS}
    assert seen == {
        "doctor": set(), "leader": {"propose", "hold"}, "detachment_officer": {"hold"},
        "detachment_leader": {"hold"}, "inspector": set(),
    }  # fmt: skip


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_opens_it(role: str) -> None:
    record(*STORY)
    client = sign_in(
        Client(), f"{role}-1".replace("_", "-"), role, *(() if role.endswith("admin") else ("QZ-D",))
    )
    page(client, status=403)


def test_two_people_erase_by_two_presses_each() -> None:
    record(*STORY)
    leader, chief = somebody("leader"), somebody("detachment_leader")
    told = press(leader, "propose", person="W", data="health")
    assert "It is proposed." in told
    assert "proposed by" in told
    assert acts(told) == {"hold"}
    waiting = page(chief)
    assert acts(waiting) == {"approve", "decline", "hold"}
    assert "Yes, erase 2 statements" in waiting
    over = press(chief, "approve")
    assert "2 statements were erased." in over
    assert "Nothing is due to be erased" in over


def test_what_was_declined_says_so_and_may_be_proposed_anew() -> None:
    record(*STORY)
    leader, chief = somebody("leader"), somebody("detachment_leader")
    press(leader, "propose", person="W", data="health")
    assert "Write why" in press(chief, "decline", 422, words="")
    assert "It is declined." in press(chief, "decline", words="A court may ask for it.")
    assert acts(page(leader)) == {"propose", "hold"}


def test_a_hold_is_set_by_number_seen_by_all_and_lifted_by_its_office() -> None:
    record(*STORY)
    leader, watch, doctor = somebody("leader"), somebody("detachment_officer"), somebody("doctor")
    assert "is not in the record" in press(leader, "hold", 422, person="W9", words="A court asks for it.")
    told = press(watch, "hold", person="W", words="A court asks for it.")
    assert "A court asks for it." in told
    assert acts(told) == {"hold", "lift"}
    seen = page(doctor)
    assert "A court asks for it." in seen
    assert "kept by: a hold" in seen
    assert acts(page(leader)) == {"hold"}  # the detachment's hold is not theirs to lift
    assert "No hold stands" in press(watch, "lift", words="The case is over.")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"act": "approve", "proposal": "nonsense"}, "Reload the page"),
        ({"act": "approve", "proposal": "00000000-0000-0000-0000-000000000009"}, "is not in the record"),
        (
            {"act": "lift", "hold": "00000000-0000-0000-0000-000000000098", "words": "x"},
            "is not in the record",
        ),
        ({"act": "hold", "person": "", "words": "x"}, "Type or scan"),
        ({"act": "hold", "person": "x" * 41, "words": "x"}, "Type or scan"),
        ({"act": "nothing"}, "Due to be erased"),
    ],
)
def test_what_cannot_be_is_told_in_words(said: dict[str, str], told: str) -> None:
    record(*STORY)
    made = {"made": "00000000-0000-0000-0000-000000000001"}
    answer = somebody("detachment_leader").post("/retention", made | said, headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert told in unescape(answer.content.decode())


def test_an_empty_page_teaches_what_brings_something_here_and_when(monkeypatch: pytest.MonkeyPatch) -> None:
    record(*STORY[:1])
    at(monkeypatch, "03-14 08:00")
    empty = page(somebody("leader"))
    assert "Nothing is due to be erased" in empty
    assert "Of nobody here who was let go" in empty
    record(*STORY)
    at(monkeypatch, "03-20 08:00")
    assert "the next is due on 23 March 2022" in page(somebody("leader", code="L2"))
    assert "Of nobody here who was let go" in page(somebody("leader", "MJ-D", code="L3"))


def test_the_past_is_shown_as_it_was_known_and_nothing_is_pressed_in_it() -> None:
    record(*STORY)
    answer = somebody("leader").get(
        "/retention?at=2022-03-23T07:00:00%2B08:00", headers={"accept-language": "en"}
    )
    text = unescape(answer.content.decode())
    assert "a past instant, as known then" in text
    assert "due since 23 March 2022" in text
    assert acts(text) == set()


def test_a_decision_is_not_offered_to_be_corrected_nor_stated_from_the_list_of_kinds() -> None:
    record(*STORY)
    leader = somebody("leader")
    press(leader, "hold", person="W", words="A court asks for it.")
    with everywhere("the fact is looked for"):
        ((held,),) = sql("SELECT id FROM ledger_fact WHERE kind = 'record.hold_set/1'")
    answer = leader.get(f"/facts/{held}/correct", headers={"accept-language": "en"})
    assert answer.status_code == 403
    assert "neither corrected nor withdrawn" in unescape(answer.content.decode())
    listed = leader.get("/facilities/QZ-D", headers={"accept-language": "en"}).content.decode()
    assert 'value="hygiene.temperatures_taken"' in listed
    assert 'value="record.' not in listed
