"""A roster from its posts to its signature: planned, put forward by one, signed by another, repaired."""

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from lazaretto.facts.duty import PatternOrdered, PostSet, RosterDrafted, RosterPublished
from lazaretto.facts.fact import Body
from lazaretto.facts.testing import ResultReported, Sampled
from lazaretto.ledger.tailing import live
from tests import rostering
from tests.journeys import rosters
from tests.journeys.city import clock, record, sign_in, told
from tests.stating import fact

pytestmark = [pytest.mark.database, pytest.mark.django_db]

PAGE, POSTS = "/facilities/QZ-D/roster", "/facilities/QZ-D/posts"
PRICES = {"uneven": "8", "uneven_night": "2", "other_post": "1", "change": "20"}
SECONDS = 60  # a plan of this house takes a few; a slow machine may take longer


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", clock("03-15 12:00"))
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    settings.PLANS_DIR, settings.PLAN_SECONDS = tmp_path / "plans", 2


def stated(kind: type[Body]) -> list[Any]:
    return [held.body for held in live().facts if isinstance(held.body, kind)]


def text(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer
    return str(answer.content.decode())


def leader(code: str = "L1") -> Client:
    return sign_in(Client(headers={"Accept-Language": "en"}), code, "leader", "QZ-D")


def officer(code: str = "D1") -> Client:
    return sign_in(Client(headers={"Accept-Language": "en"}), code, "duty_officer", "QZ-D")


def answered(client: Client, address: str) -> str:
    """The page of a plan once the planner has ended."""
    for _ in range(SECONDS * 5):
        shown = text(client, address)
        if "hx-get" not in shown:
            return shown
        time.sleep(0.2)
    raise AssertionError("the planner did not end")


def test_posts_are_set_and_stood_no_more() -> None:
    record()
    client = leader()
    assert "gate-1" in text(client, POSTS)  # the empty page teaches by an example
    form = {
        "act": "set", "made": "6a1e4f0c-0000-4000-8000-000000000001", "post": "gate-1", "title": "大门",
        "zone": "administration", "staff": ["gate", "officer"], "watch-0": "day", "begins-0": "08:00",
        "hours-0": "12", "need-0": "2", "women-0": "3",
    }  # fmt: skip
    refused = client.post(POSTS, form)
    assert refused.status_code == 422
    assert 'value="gate-1"' in refused.content.decode()  # nothing typed is lost
    assert client.post(POSTS, form | {"women-0": "1"}).status_code == 302
    (post,) = stated(PostSet)
    assert (post.watches[0].need, post.watches[0].women, post.watches[0].hours) == (2, 1, 12)
    over = {"act": "over", "made": "6a1e4f0c-0000-4000-8000-000000000002", "post": "gate-1"}
    assert client.post(POSTS, over).status_code == 302
    assert stated(PostSet)[-1].watches == ()
    assert 'name="watch-0"' not in text(officer(), POSTS)


def test_a_leader_who_did_not_draft_it_signs_a_lawful_draft() -> None:
    asked, said = rosters.house()
    record(*rosters.staffed(asked), rosters.drafted(said, first=asked.first, last=asked.last))
    client = leader()
    assert "D-1" in text(client, PAGE)
    draft = f"{PAGE}/drafts/D-1"
    assert "It breaks no rule" in text(client, draft)
    assert client.post(draft, {"act": "sign"}).status_code == 302
    (signed,) = stated(RosterPublished)
    assert (signed.signed_by, signed.draft, signed.despite, len(signed.persons)) == ("L1", "D-1", (), 21)
    shown = text(client, PAGE)
    assert "signed by L1" in shown
    assert "Drafts that wait" not in shown
    assert shown.count('class="is-a') > 21  # the bars of those inside
    assert "O10" in text(client, PAGE, by="posts", first="2022-03-15")
    assert "Nobody of this number" in text(client, PAGE, who="X")


def test_a_forced_swap_is_signed_with_its_reason_or_not_at_all() -> None:
    asked, said = rosters.house()
    swapped = rostering.turned(
        said, "O31", ("A", 0, 2), ("C", 3, 9), ("B", 10, 20)
    )  # home on leave, swapped in
    record(*rosters.staffed(asked), rosters.drafted(swapped, first=asked.first, last=asked.last))
    client, draft = leader(), f"{PAGE}/drafts/D-1"
    assert "O31 goes from" in text(client, draft)
    refused = client.post(draft, {"act": "sign"})
    assert refused.status_code == 422
    assert stated(RosterPublished) == []
    rules = [rule for rule in rosters.rules(text(client, draft)) if rule]
    assert "phase_out_of_order" in rules
    without = client.post(draft, {"act": "sign", "despite": rules})
    assert without.status_code == 422
    reason = "two officers of batch 0 are ill, nobody else has the training"
    assert client.post(draft, {"act": "sign", "despite": rules, "reason": reason}).status_code == 302
    (signed,) = stated(RosterPublished)
    assert (set(signed.despite), signed.reason) == (set(rules), reason)
    assert "signed in spite of" in text(client, PAGE)


def test_whoever_drafted_it_does_not_sign_it() -> None:
    asked, said = rosters.house()
    mine = rosters.drafted(said, first=asked.first, last=asked.last)
    record(*rosters.staffed(asked), mine)
    drafter = leader(mine.actor)  # the same person, made a leader since
    draft = f"{PAGE}/drafts/D-1"
    assert "another leader signs it" in text(drafter, draft)
    assert drafter.post(draft, {"act": "sign"}).status_code == 422
    assert officer().post(draft, {"act": "sign"}).status_code == 403
    assert stated(RosterPublished) == []


def test_a_switch_of_pattern_amid_the_loop_shows_what_it_breaks_and_is_planned_anew() -> None:
    asked, said = rosters.house()
    switch = PatternOrdered(
        pattern="abc-10-10-10", first=date(2022, 3, 15), authority="the office", reason="fewer batches"
    )
    record(
        *rosters.staffed(asked), rosters.published(said, first=asked.first, last=asked.last),
        fact(switch, "03-15 08:00", number=8_500),
    )  # fmt: skip
    client = leader()
    assert "instead of 10" in text(client, PAGE)
    assert "abc-10-10-10" in text(client, f"{PAGE}/plan", first="2022-03-15", last="2022-04-04")
    assert client.get(f"{PAGE}/plan", {"first": "2022-03-01"}).status_code == 422  # never the past


def test_a_plan_is_worked_out_followed_and_put_forward() -> None:
    asked, _said = rosters.house()
    record(*rosters.staffed(asked))
    client = officer()
    days = {"first": "2022-03-16", "last": "2022-03-29"}
    shown = text(client, f"{PAGE}/plan", **days)
    assert "at most 12 hours a day" in shown
    assert "duty.fatigue" in shown
    wrong = client.post(f"{PAGE}/plan", {"act": "plan", **days, **PRICES, "uneven": "much"})
    assert wrong.status_code == 422
    started = client.post(f"{PAGE}/plan", {"act": "plan", **days, **PRICES})
    work = started.headers["Location"]
    assert client.post(work, {"act": "draft"}).status_code == 422  # not before it has ended
    shown = answered(client, work)
    assert "Put it forward as a draft" in shown
    assert "It breaks no rule" in shown
    made = client.post(work, {"act": "draft"})
    (draft,) = stated(RosterDrafted)
    assert made.headers["Location"] == f"{PAGE}/drafts/{draft.roster}"
    assert (draft.first, draft.last, draft.bound <= draft.cost) == (
        date(2022, 3, 16),
        date(2022, 3, 29),
        True,
    )
    assert leader().post(f"{PAGE}/drafts/{draft.roster}", {"act": "sign"}).status_code == 302
    asked_by_program = told(client.get("/api/v1/facilities/QZ-D/roster-request", days))
    assert asked_by_program["houses"][0]["situation"]["first"] == "2022-03-16"
    in_force = told(client.get("/api/v1/facilities/QZ-D/roster"))
    assert in_force["held"]["body"]["draft"] == draft.roster


@pytest.mark.slow  # a process that is stopped amid its work
def test_only_so_many_are_worked_out_at_once_and_a_press_stops_one(settings: Any) -> None:
    asked, _said = rosters.house()
    record(*rosters.staffed(asked))
    settings.PLANS_AT_ONCE, settings.PLAN_SECONDS = 1, 40
    client = officer()
    ask = {"act": "plan", "first": "2022-03-16", "last": "2022-04-12", **PRICES}
    work = client.post(f"{PAGE}/plan", ask).headers["Location"]
    refused = client.post(f"{PAGE}/plan", ask)
    assert refused.status_code == 422
    assert "as many as this server does at once" in refused.content.decode()
    assert client.post(work, {"act": "stop"}).status_code == 302
    assert "The planner has ended" in answered(client, work)
    assert client.get(f"{PAGE}/plan/6a1e4f0c-0000-4000-8000-000000000009").status_code == 403


@pytest.mark.slow  # the planner proves that no repair changes less
def test_an_officer_found_positive_on_the_ninth_day_inside_is_replaced_with_the_least_change() -> None:
    asked, said = rosters.house(served=8, length=10)  # those of batch 0 are inside for the ninth day
    swab = Sampled(tube="T-O10", members=("O10",), purpose="duty")
    found = ResultReported(tube="T-O10", result="positive", laboratory="CDC")
    switch = PatternOrdered(
        pattern="abc-10-10-10", first=date(2022, 3, 1), authority="the office", reason="-"
    )
    record(
        fact(switch, "03-02 08:00", number=8_500), *rosters.staffed(asked),
        rosters.published(said, first=asked.first, last=asked.last, pattern="abc-10-10-10"),
        fact(swab, "03-14 09:00", number=8_501), fact(found, "03-15 10:00", number=8_502),
    )  # fmt: skip
    client = officer()
    assert "their latest test is positive" in text(client, PAGE)
    ill = {
        "body": {"kind": "duty.absent/1", "person": "O10", "cause": "isolated", "first": "2022-03-15"},
        "occurred": "2022-03-15T11:50:00+08:00", "facility": "QZ-D",
    }  # fmt: skip
    told(client.post("/api/v1/facts", ill, content_type="application/json"))
    assert "their latest test is positive" not in text(client, PAGE)
    assert "1 person of the roster in force cannot serve" in text(client, PAGE)
    days = {"repair": "1", "first": "2022-03-15", "last": "2022-04-04"}
    work = client.post(f"{PAGE}/plan", {"act": "plan", **days, **PRICES}).headers["Location"]
    shown = answered(client, work)
    assert "O10" in shown
    assert "It breaks no rule" in shown
    client.post(work, {"act": "draft"})
    (draft,) = stated(RosterDrafted)
    assert not [s for s in draft.stands if s.person == "O10"]
    touched = {s.person for s in set(draft.stands) ^ set(said.stands)} - {"O10"}
    assert 0 < len(touched) <= 6  # of twenty-one people
    assert leader().post(f"{PAGE}/drafts/{draft.roster}", {"act": "sign"}).status_code == 302
    assert "cannot serve, " not in text(client, PAGE)
