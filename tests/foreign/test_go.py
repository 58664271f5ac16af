"""The Go project's own packages read our log: they accept it, and reject every forged one."""

import pytest

from tests.foreign.forging import SAID, Check, checking, forged, honest
from tests.foreign.go import Absent, verifier
from tests.unit.proofs.log import EYES, KEY, files

pytestmark = pytest.mark.slow  # building the verifier takes half a minute


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Check:
    try:
        binary = verifier()
    except Absent as why:
        pytest.skip(f"the Go project's verifier cannot be had here: {why}")
    return checking((binary,), lambda: tmp_path_factory.mktemp("log"))


def test_it_accepts_our_log_of_any_size_and_that_it_goes_on(check: Check) -> None:
    refused = [
        (one.name, said.words) for one in honest() if not (said := check(one.log, one.before)).accepted
    ]
    assert refused == []


def test_it_accepts_a_log_that_witnesses_signed_too(check: Check) -> None:
    assert check(files(SAID, signers=(KEY, *EYES), at=1_700_000_000), None).accepted


def test_it_rejects_every_forged_log(check: Check) -> None:
    accepted = [one.name for one in forged() if check(one.log, one.before).accepted]
    assert accepted == []


def test_it_names_the_entry_that_is_not_the_one_that_was_logged(check: Check) -> None:
    said = {one.name: check(one.log, one.before).words for one in forged() if "another order" in one.name}
    assert said == {"two entries in another order": "FAIL leaf 265"}
