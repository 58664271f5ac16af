"""Two houses with something of everything in each, and everybody who may try to look across."""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.test import Client

from lazaretto.access.accounts import open_account
from lazaretto.access.actor import Actor, Scope
from lazaretto.access.feeds import renew
from lazaretto.access.models import Message, User
from lazaretto.access.roles import ADMINISTRATORS, ROLES, Role
from lazaretto.access.scope import scoped
from lazaretto.access.stations import enrol
from lazaretto.access.tokens import DEVICE_ROLES, issue_token
from lazaretto.actions.open_what_if import Choice, question_of
from lazaretto.facts.command import FacilityEstablished, LevelOrdered, PlaceEstablished
from lazaretto.facts.fact import Body, Fact
from lazaretto.ledger import evidencing, proving
from lazaretto.ledger.appending import append
from lazaretto.ledger.picturing import keep
from lazaretto.ledger.tailing import live
from lazaretto.ledger.uploading import held_back
from lazaretto.twin.asking import written
from tests.attacks.everything import House, codes, one_of_everything
from tests.journeys.city import BACKEND, PASSWORD, issued
from tests.stating import fact, moment
from tests.uploading import uploaded

NOW = moment("03-12 09:00")
OWN, OTHER, NOBODYS = (
    "QZ-D",
    "MJ-D",
    "GG-D",
)  # one's own house, the other one, and one that nobody established
MARK, OTHER_MARK, NO_MARK = "ZQ7AK", "ZQ7BK", "ZQ7XK"
PLAN = UUID(int=77)


@dataclass
class Side:
    """A house and the numbers of all that lies in it, by what a route calls them."""

    house: House
    facts: list[Fact]
    numbers: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class World:
    """Own and other house, one that is not there, and who tries: a client each.

    walked: the pages of whoever was followed through theirs (:mod:`.pages`).
    """

    own: Side
    other: Side
    nobodys: Side
    people: Mapping[str, Client]
    walked: dict[str, list[Any]] = field(default_factory=dict)


def numbers_of(side: Side, which: int = 0) -> dict[str, str]:
    """One number of each sort. which: of several; the last where there are fewer."""
    return {name: values[min(which, len(values) - 1)] for name, values in side.numbers.items()}


def build(*, choices: Mapping[tuple[str, str], Any] | None = None) -> World:
    """The world, in the database of the test. choices: what is said in one's own house instead."""
    sides = []
    for code, mark, first in ((OWN, MARK, 10_000), (OTHER, OTHER_MARK, 20_000)):
        house = House(code, mark, first, dict(choices or {}) if code == OWN else {})
        sides.append(Side(house, [*_founding(house), *one_of_everything(house)]))
    with scoped(Scope(everywhere=True)):
        append([_office(), issued(number=9), *sides[0].facts, *sides[1].facts])
        for side in sides:
            _keep(side)
        proving.enter(most=10_000)
    own, other = sides
    nobodys = Side(House(NOBODYS, NO_MARK, 30_000), [])
    people = dict(_people(own))
    dict(_people(other, only=("leader", "duty_officer")))
    for side in (own, other):
        side.numbers |= _numbers(side)
    nobodys.numbers = {
        name: [_absent(one, other) for one in values[:1]] for name, values in other.numbers.items()
    }
    return World(own, other, nobodys, people)


def _absent(number: str, other: Side) -> str:
    """A number of the same form that is nobody's."""
    if number == other.house.code:
        return NOBODYS
    try:
        return str(UUID(int=UUID(number).int + 500_000))
    except ValueError:
        return number.replace(OTHER_MARK, NO_MARK).replace("ab" * 32, "cd" * 32).replace(OTHER, NOBODYS)


def _office() -> Fact:
    body = FacilityEstablished(name="Office", sort="detachment", county="TS", city="TS", zone="Asia/Shanghai")
    return fact(body, "01-01 00:02", number=3, facility="TS-Z")


def _founding(house: House) -> list[Fact]:
    said: list[Body] = [
        FacilityEstablished(
            name=f"{house.mark} house", sort="detention_house", county=house.code[:2], city="TS",
            zone="Asia/Shanghai",
        ),
        *(PlaceEstablished(established=house.cell(n), use="transition", capacity=4) for n in (1, 2)),
        PlaceEstablished(established=f"{house.code}/K/{house.mark}gate", use="key_area"),
        LevelOrdered(level="closed", authority=f"{house.mark} office", reason=f"{house.mark} cases"),
    ]  # fmt: skip
    return [
        fact(body, "03-01 00:00", number=house.first - 100 + n, facility=house.code)
        for n, body in enumerate(said)
    ]


def _keep(side: Side) -> None:
    """What lies beside the facts: rows of a station, a picture, a document, messages."""
    code, mark = side.house.code, side.house.mark
    uploaded(code, fact=side.facts[-1].id)
    picture = keep(
        f"{mark} a gate".encode(), facility=code, camera=f"{mark}-camera-1", taken=NOW, taken_by=f"{mark}-S"
    )
    document = evidencing.keep(
        f"%PDF-{mark}".encode(), facility=code, media="application/pdf", at=NOW, by=f"{mark}-S"
    )
    side.numbers["digest"] = [str(picture), str(document)]
    Message.objects.create(
        id=UUID(int=side.house.first), person=f"{mark}-duty_officer", role="duty_officer", urgent=True,
        step=0, facilities=[code], lines=[["overdue", f"{mark}.rule", "four-layer-2022", code, 1]], made=NOW,
    )  # fmt: skip


def _people(side: Side, only: tuple[Role, ...] = ROLES) -> Iterator[tuple[str, Client]]:
    """Everybody who may try: each role by a session, each device by a token, a station, nobody at all."""
    code, mark = side.house.code, side.house.mark
    for role in only:
        facilities = () if role in ADMINISTRATORS else (code,)
        user = open_account(
            code=f"{mark}-{role}", role=role, facilities=facilities, everywhere=False, password=PASSWORD
        )
        client = Client(raise_request_exception=False)
        client.force_login(user, backend=BACKEND)
        yield role, client
    security = Actor(f"SEC-{mark}", "security_admin", Scope())  # each house its own: more takes two
    for role in DEVICE_ROLES:
        token = issue_token(
            device=f"{mark}-{role}-device", role=role, facilities=(code,), expires=NOW + timedelta(days=9),
            actor=security, now=NOW,
        )  # fmt: skip
        yield f"{role} by token", _bearing(token)
    gate = Actor(f"{mark}-G", "gate_officer", Scope(frozenset({code})))
    station = enrol(
        facility=code, post=f"{mark.lower()}-gate", actor=gate, now=NOW, expires=NOW + timedelta(days=9),
        replace=False,
    )  # fmt: skip
    yield "station", _bearing(station.token)
    yield "nobody", Client(raise_request_exception=False)


def _bearing(token: str) -> Client:
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token}"})


def _numbers(side: Side) -> dict[str, list[str]]:
    """The numbers that a route may ask for, by the name of its part."""
    house, facts = side.house, side.facts
    said = {
        name: list(codes(facts, field_))
        for name, field_ in {
            "round_code": "round", "directive": "directive", "dispatch": "dispatch", "patrol": "patrol",
            "incident": "incident", "draft": "roster", "finding": "finding", "notice": "notice",
            "inspection": "inspection", "appointment": "appointment", "complaint": "complaint",
            "hand_over": "hand_over", "vehicle": "vehicle", "order_code": "order", "plate": "plate",
            "consignment": "consignment", "tour": "tour", "stop": "stop", "cohort": "cohort",
            "pattern": "pattern",
        }.items()
    }  # fmt: skip
    owner = User.objects.get(username=f"{house.mark}-leader")
    return side.numbers | said | {
        "facility": [house.code],
        "person": [house.person(1), house.person(2)],
        "staff": [f"{house.mark}S1", f"{house.mark}S2"],
        "fact": [str(one.id) for one in facts[-250::40]],
        "message": [str(UUID(int=house.first))],
        "token": [renew(owner) if side.house.mark == MARK else _forged(renew(owner))],
        "item": [str(facts[-1].id)],
        "post": [f"{house.mark.lower()}-gate"],
        "device": [f"{house.mark}-duty_officer-device"],
        "row": [_held(house.code)],
        "cell": [house.cell(1), house.cell(2)],
        "plan": [_planned(side)],
        "question": [_asked(side)],
    }  # fmt: skip


def _forged(token: str) -> str:
    """An address of a calendar is its own key: who has it may read it, so a wrong one is tried."""
    return token[:-1] + ("0" if token[-1] != "0" else "1")


def _held(code: str) -> str:
    with scoped(Scope(everywhere=True)):
        return str(held_back(code)[0].number)


def _planned(side: Side) -> str:
    """A roster being worked out: a folder as the planner leaves it."""
    about = {
        "facility": side.house.code, "actor": f"{side.house.mark}-leader", "pattern": f"{side.house.mark}-p",
        "first": "2022-03-12", "last": "2022-03-20", "begun": NOW.isoformat(), "seconds": 1.0,
    }  # fmt: skip
    return _folder(Path(settings.PLANS_DIR), side, about)


def _asked(side: Side) -> str:
    """A question to the twin: a folder as it leaves it."""
    about = {
        "actor": f"{side.house.mark}-leader", "begun": NOW.isoformat(), "facilities": [side.house.code],
        "everywhere": False, "document": f"{side.house.mark}/1", "start": "today",
        "disease": f"{side.house.mark}-d", "days": 9, "orders": [f"{side.house.mark}-o"],
    }  # fmt: skip
    actor = Actor(f"{side.house.mark}-leader", "leader", Scope(frozenset({side.house.code})))
    question = question_of(Choice(start="designed", days=9, points=1, replicates=1), actor=actor, now=NOW)
    return _folder(Path(settings.WHAT_IFS_DIR), side, about, written(question))


def _folder(home: Path, side: Side, about: Any, request: bytes = b"{}") -> str:
    number = str(UUID(int=side.house.first + PLAN.int))
    folder = home / number
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    (folder / "about.json").write_text(json.dumps(about))
    for name in ("lines.jsonl", "seen", "lock"):
        (folder / name).touch()
    (folder / "request.json").write_bytes(request)
    return number


@contextmanager
def counting(house: str) -> Iterator[list[int]]:
    """How many facts a house has at the beginning and, once it is over, at the end."""
    found = [_facts_of(house)]
    yield found
    found.append(_facts_of(house))


def _facts_of(house: str) -> int:
    return sum(1 for one in live().facts if one.facility == house)


def clock() -> datetime:
    """The clock of this world stands still."""
    return NOW
