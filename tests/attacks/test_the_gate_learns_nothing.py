"""A gate officer learns no diagnosis by any request: not its words, and not whether it is there.

Two worlds that are alike but for what a doctor, a laboratory or a thermometer found out about people inside.
Whatever a gate officer, or a gate's station, is answered must be the same in both, byte by byte: then no
answer depends on it, whichever way it would have been put. What the gate is told on purpose, admit, hold or
refuse, is told by clearing, and rests on facts that both worlds have.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

import msgspec
import pytest
from django.db import transaction
from django.test import Client

from lazaretto.facts import case, hygiene, immunity, regime, testing
from lazaretto.facts.fact import kind_of
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.ledger import tailing
from tests.attacks import world
from tests.attacks.test_every_address import asked_in, difference
from tests.attacks.walking import REASON, leaks, routes, same, text_of
from tests.attacks.world import World, numbers_of

pytestmark = [pytest.mark.database, pytest.mark.django_db]

# Fields that say how somebody's health is, and what stands there in the one world and in the other.
ILL, WELL = "zq7ill", "zq7well"
CLINICAL: Mapping[tuple[str, str], tuple[Any, Any]] = {
    ("testing.result_reported", "result"): ("positive", "negative"),
    ("testing.result_reported", "ct_tenths"): ((183,), (0,)),
    ("testing.screened", "disease"): (f"{ILL}-tb", f"{WELL}-tb"),
    ("testing.screened", "method"): ("sputum", "skin"),
    ("testing.screened", "finding"): ("confirmed", "clear"),
    ("testing.unsampled", "outcome"): ("hospital", "away"),
    ("testing.unsampled", "why"): (f"{ILL} a fit", f"{WELL} a walk"),
    ("case.classified", "disease"): (f"{ILL}-covid", f"{WELL}-covid"),
    ("case.classified", "classification"): ("confirmed", "discarded"),
    ("case.classified", "reason"): (f"{ILL} gene N and ORF", f"{WELL} twice negative"),
    ("case.incident_opened", "cause"): ("positive", "report"),
    ("case.incident_opened", "words"): (f"{ILL} cough", f"{WELL} hoarse"),
    ("case.contact_decided", "decision"): ("quarantine", "no_measure"),
    ("case.contact_decided", "reason"): (f"{ILL} shared a bowl", f"{WELL} never met"),
    ("hygiene.temperatures_taken", "celsius_tenths"): (391, 364),
    ("hygiene.not_measured", "why"): (f"{ILL} unconscious", f"{WELL} asleep"),
    ("hygiene.symptoms_reported", "symptoms"): (("loss_of_smell",), ("cough",)),
    ("hygiene.symptoms_reported", "words"): (f"{ILL} smells nothing", f"{WELL} coughs"),
    ("immunity.vaccinated", "disease"): (f"{ILL}-measles", f"{WELL}-measles"),
    ("immunity.vaccinated", "vaccine"): (f"{ILL}-v", f"{WELL}-v"),
    ("immunity.stated", "disease"): (f"{ILL}-measles", f"{WELL}-measles"),
    ("immunity.stated", "immune"): ("no", "yes"),
    ("immunity.stated", "because"): ("none", "past_disease"),
    ("immunity.stated", "words"): (f"{ILL} never", f"{WELL} as a child"),
    ("immunity.declined", "disease"): (f"{ILL}-measles", f"{WELL}-measles"),
    ("immunity.declined", "words"): (f"{ILL} pregnant", f"{WELL} no reason"),
    ("regime.care_ordered", "sort"): ("self_harm_watch", "chronic"),
    ("regime.care_given", "outcome"): ("refused", "given"),
    ("regime.care_ended", "reason"): (f"{ILL} died", f"{WELL} healed"),
}
# Families in which every field is either above or listed here as saying nothing of anybody's health.
FAMILIES_OF_HEALTH = ("testing", "case", "immunity", "hygiene")
SAYS_NOTHING = {
    "person", "round", "stratum", "muster", "closes", "part", "pool", "incident", "tubes", "tube", "members",
    "purpose", "specimen", "checked_by", "laboratory", "taken_by", "seal", "partner", "condition", "why",
    "words", "reagent", "reported_by", "reviewed_by", "parties", "certificate", "until", "reinforced",
    "places", "reason", "since", "contacts", "order", "readings", "site", "thermometer", "agent",
    "target_mg_l", "measured_mg_l", "contact_minutes", "batch", "method", "along_with", "began", "dose",
    "on", "source", "company", "minutes", "degree",
}  # fmt: skip


def fields_of(shape: type[msgspec.Struct]) -> Iterator[str]:
    """The fields of a kind and of what lies in it."""
    for name, hint in shape.__annotations__.items() if hasattr(shape, "__annotations__") else ():
        yield name
        for part in (hint, *get_args(hint)):
            for inner in (part, *get_args(part)):
                if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
                    yield from fields_of(inner)


def test_every_field_of_the_families_of_health_is_sorted() -> None:
    """A new kind, or a new field of one, says here whether it tells how somebody is."""
    unsorted = [
        f"{kind}.{name}"
        for kind, shape in BY_KIND.items()
        if kind.partition(".")[0] in FAMILIES_OF_HEALTH
        for name in fields_of(shape)
        if (kind, name) not in CLINICAL and name not in SAYS_NOTHING and name != "personal"
    ]
    assert unsorted == []
    assert {kind for kind, _name in CLINICAL} <= set(BY_KIND)
    modules = (testing, case, hygiene, immunity, regime)
    assert {kind_of(kind) for module in modules for kind in module.KINDS} >= {k for k, _ in CLINICAL}


@pytest.fixture(scope="module")
def two_worlds(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> tuple[dict[str, str], dict[str, str]]:
    """What the gate is answered by every address, in the world of the ill and in that of the well."""
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("gate")
    changed = override_settings(
        SECOND_FACTOR_ROLES=frozenset(), CLOCK="tests.attacks.world.clock", PLANS_DIR=folder / "plans",
        WHAT_IFS_DIR=folder / "what-ifs",
    )  # fmt: skip
    answers = []
    with changed, django_db_blocker.unblock():
        for which in (0, 1):
            with transaction.atomic():
                built = world.build(choices={key: pair[which] for key, pair in CLINICAL.items()})
                read_anew()
                answers.append(dict(walk(built)))
                transaction.set_rollback(True)
    return answers[0], answers[1]


def read_anew() -> None:
    """Forget the record that is kept in memory: the two worlds have the same facts by their numbers."""
    tailing._tail._begin()


def walk(built: World) -> Iterator[tuple[str, str]]:
    """Every address with one's own numbers, by a session and by a station's token; and what is posted."""
    for who in ("gate_officer", "station"):
        client = built.people[who]
        numbers = numbers_of(built.own)
        said = asked_in(numbers)
        for route in routes():
            if who != "gate_officer" and not route.name.startswith("api:"):
                continue
            address = route.address(numbers)
            told = answered(client, "get", address, REASON)
            yield f"{who} {route.name}", told
            if route.asks_for() and not told.startswith("403"):
                yield f"{who} asking {route.name}", answered(client, "get", address, said)
                yield f"{who} posting {route.name}", answered(client, "post", address, said)


def answered(client: Client, method: str, address: str, said: Mapping[str, str]) -> str:
    """What was answered, without what differs from one request to the next."""
    with transaction.atomic():
        answer = getattr(client, method)(address, said)
        transaction.set_rollback(True)
    text = same(text_of(answer), [])
    return f"{answer.status_code}\n{re.sub(r'lzt_[A-Za-z0-9_-]+', '', text)}"


@pytest.mark.slow
def test_no_answer_to_the_gate_depends_on_how_anybody_is(two_worlds: Any) -> None:
    ill, well = two_worlds
    assert len(ill) > 300
    told = [f"{name}: {difference(ill[name], well[name])}" for name in ill if ill[name] != well[name]]
    assert not told, "\n".join(told)


@pytest.mark.slow
def test_no_planted_word_reaches_the_gate(two_worlds: Any) -> None:
    told = [
        f"{name} tells {found[0]!r}" for name, text in two_worlds[0].items() if (found := leaks(text, ILL))
    ]
    assert not told, "\n".join(told)


@pytest.mark.slow
def test_the_same_walk_finds_it_as_a_doctor(attacked: World) -> None:
    """Else the silence above would prove nothing."""
    client, numbers = attacked.people["doctor"], numbers_of(attacked.own)
    told = [r.name for r in routes() if "ZQ7AK said case" in text_of(client.get(r.address(numbers), REASON))]
    assert told
