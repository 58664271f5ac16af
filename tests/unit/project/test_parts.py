"""What the program is made of is listed whole, and every part comes under a licence that was weighed."""

import json
import re
from importlib.metadata import packages_distributions
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource
from tools import parts

from tests.house.tree import SOURCE


@pytest.fixture(scope="module")
def listed() -> dict[str, parts.Part]:
    return {part.name: part for part in parts.parts()}


@pytest.fixture(scope="module")
def sbom() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(parts.sbom())
    return found


def test_every_licence_was_weighed(listed: dict[str, parts.Part]) -> None:
    refused = {
        part.name: part.licence or part.read_in for part in listed.values() if parts.refused(part.licence)
    }
    assert refused == {}


@pytest.mark.parametrize("licence", ["", "GPL-3.0-only", "MIT AND AGPL-3.0-only", "SSPL-1.0 OR GPL-2.0-only"])
def test_another_licence_stops_the_build(licence: str) -> None:
    assert parts.refused(licence)


@pytest.mark.parametrize(
    "licence", ["MIT", "GPL-3.0-only OR MIT", "BSD-2-Clause AND Apache-2.0 WITH LLVM-exception"]
)
def test_of_alternatives_one_is_enough(licence: str) -> None:
    assert not parts.refused(licence)


def test_nothing_is_weighed_that_is_not_a_part(listed: dict[str, parts.Part]) -> None:
    """A word for a part that is gone would speak for the next one of that name."""
    policy = parts.policy()
    assert set(policy["stated"]) <= set(listed)
    inside = {one["licence"] for one in policy["inside"]}
    words = (parts.SPDX.parse(part.licence).get_literals() for part in listed.values())
    used = {str(one) for licence in words for one in licence}
    assert set(policy["allowed"]) <= used | inside


def test_what_the_code_imports_is_listed(listed: dict[str, parts.Part]) -> None:
    known = packages_distributions()
    words = re.compile(r"^ *(?:from|import) (\w+)", re.MULTILINE)
    imported = {name for path in SOURCE.rglob("*.py") for name in words.findall(path.read_text())}
    brought = {name: {one.lower().replace("_", "-") for one in known[name]} for name in imported & set(known)}
    assert len(brought) > 20
    lacking = {name for name, by in brought.items() if name != "lazaretto" and not by & set(listed)}
    assert lacking == {"distributed"}  # sweeps on many machines are an extra that the bundle leaves out


@pytest.mark.slow
def test_the_list_is_of_its_format(sbom: dict[str, Any]) -> None:
    kept, home = files("cyclonedx.schema") / "_res", "http://cyclonedx.org/schema/"
    names = [f"{name}.SNAPSHOT.schema.json" for name in ("bom-1.6", "spdx", "jsf-0.82", "cryptography-defs")]
    said = [json.loads((kept / name).read_text()) for name in names]
    contents = [(home + name, Resource.from_contents(one)) for name, one in zip(names, said, strict=True)]
    registry: Registry[Any] = Registry().with_resources(contents)
    jsonschema.Draft7Validator(said[0], registry=registry).validate(sbom)


@pytest.mark.slow
def test_every_part_has_its_files_and_its_needs(sbom: dict[str, Any], listed: dict[str, parts.Part]) -> None:
    components = {one["name"]: one for one in sbom["components"]}
    assert set(components) == set(listed)
    for one in components.values():
        assert one["purl"] == f"pkg:pypi/{one['name']}@{one['version']}"
        assert all(file["hashes"][0]["alg"] == "SHA-256" for file in one["externalReferences"])
        assert one["licenses"]
    needs = {one["ref"]: set(one.get("dependsOn", ())) for one in sbom["dependencies"]}
    assert "asgiref" in needs["django"]
    assert {"django", "numba", "opentelemetry-sdk"} <= needs["lazaretto"]


@pytest.mark.slow
def test_what_runs_in_the_browser_is_listed_with_its_version(sbom: dict[str, Any]) -> None:
    inner = {two["name"]: two for one in sbom["components"] for two in one.get("components", ())}
    assert inner["htmx"]["version"].startswith("2.")
    assert inner["postgresql"]["version"].startswith("18.")
    assert set(inner) == {"htmx", "swagger-ui", "webauthn-json", "postgresql"}


@pytest.mark.slow
def test_the_same_lock_gives_the_same_list(sbom: dict[str, Any]) -> None:
    assert json.loads(parts.sbom()) == sbom


def test_the_table_is_for_people() -> None:
    assert "| django | 5.2" in parts.licences()
