"""Whoever states never waits behind readers."""

import threading
import time
from collections.abc import Callable

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from lazaretto.project.limits import READING, WAITING, WATCHING, ReadingInTurn

PATIENCE = 10  # seconds


class Pages:
    """Pages that are made for as long as one likes, behind the middleware."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.go_on = threading.Event()
        self.made = 0
        self.turns = ReadingInTurn(self._answer)
        self.answers: list[HttpResponse] = []
        self._asked: list[threading.Thread] = []

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if request.method == "GET" and request.path_info not in WATCHING:
            self.begun.release()
            assert self.go_on.wait(PATIENCE)
            self.made += 1
        return HttpResponse()

    def ask(self, many: int) -> None:
        """That many people ask for a page and wait."""

        def one() -> None:
            self.answers.append(self.turns(RequestFactory().get("/")))

        for _ in range(many):
            self._asked.append(threading.Thread(target=one))
            self._asked[-1].start()

    def finish(self) -> None:
        self.go_on.set()
        for one in self._asked:
            one.join(PATIENCE)


@pytest.fixture
def pages() -> "Pages":
    return Pages()


def test_a_page_waits_until_those_before_it_are_made(pages: Pages) -> None:
    pages.ask(READING + 2)
    for _ in range(READING):
        assert pages.begun.acquire(timeout=PATIENCE)
    assert not pages.begun.acquire(timeout=0.05)
    pages.finish()
    assert pages.made == READING + 2


@pytest.mark.parametrize("ask", [RequestFactory().post, RequestFactory().put, RequestFactory().delete])
def test_whoever_states_goes_straight_on(pages: Pages, ask: Callable[[str], HttpRequest]) -> None:
    pages.ask(READING + 2)
    assert pages.begun.acquire(timeout=PATIENCE)
    assert pages.turns(ask("/api/v1/facts")).status_code == 200
    assert pages.made == 0
    pages.finish()


@pytest.mark.parametrize("path", WATCHING)
def test_whoever_watches_the_server_waits_for_nobody(pages: Pages, path: str) -> None:
    pages.ask(READING + 2)
    assert pages.begun.acquire(timeout=PATIENCE)
    assert pages.turns(RequestFactory().get(path)).status_code == 200
    assert pages.made == 0
    pages.finish()


def test_more_than_can_wait_are_told_to_come_again(pages: Pages) -> None:
    pages.ask(READING + WAITING + 1)
    deadline = time.monotonic() + PATIENCE
    while not pages.answers and time.monotonic() < deadline:
        time.sleep(0.01)
    pages.finish()
    (refused,) = (answer for answer in pages.answers if answer.status_code != 200)
    assert refused.status_code == 503
    assert refused["Retry-After"]
    with translation.override(settings.LANGUAGE_CODE):  # a thread of its own speaks the house's language
        assert translation.gettext("Too many are reading at once") in refused.content.decode()
    assert pages.made == READING + WAITING


def test_a_page_that_fails_gives_its_turn_back() -> None:
    def fails(_request: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError

    turns = ReadingInTurn(fails)
    for _ in range(READING + WAITING + 1):
        with pytest.raises(ZeroDivisionError):
            turns(RequestFactory().get("/"))
