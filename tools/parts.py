"""What the program is made of: a list of parts (CycloneDX), and under which licences they come.

    python -m tools.parts sbom [FILE]        every locked part of the program, with hashes and dependencies
    python -m tools.parts licences [FILE]    a table; status 1 where a licence is not one of licences.toml

Parts are those of uv.lock without what only developing needs. Licences are read from what is installed here.
"""

import json
import re
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution, metadata
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from license_expression import ExpressionError, get_spdx_licensing
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[1]
EXTRAS = ("cameras", "telemetry")
SPDX = get_spdx_licensing()


@dataclass(frozen=True, slots=True)
class Part:
    """name, version: as locked. needs: names of parts. files: address to SHA-256. licence: in SPDX."""

    name: str
    version: str
    needs: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    licence: str
    read_in: str


def parts() -> list[Part]:
    """The parts of the program, by name, from the lock."""
    locked: dict[str, Any] = {one["name"]: one for one in _toml("uv.lock")["package"]}
    found: dict[str, set[str]] = {}
    waiting = [("lazaretto", EXTRAS)]
    while waiting:
        name, extras = waiting.pop()
        package = locked[name]
        needs = [*package.get("dependencies", ())]
        optional = package.get("optional-dependencies", {})
        needs += [need for extra in extras for need in optional.get(extra, ())]
        fresh = {need["name"] for need in needs} - found.get(name, set())
        if name not in found or fresh:
            found.setdefault(name, set()).update(fresh)
            waiting += [(need["name"], tuple(need.get("extra", ()))) for need in needs]
    return [_part(locked[name], found[name]) for name in sorted(found) if name != "lazaretto"]


def _part(package: dict[str, Any], needs: set[str]) -> Part:
    files = [*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else ())]
    hashes = tuple((file["url"], file["hash"].removeprefix("sha256:")) for file in files)
    licence, read_in = _licence(package["name"])
    return Part(package["name"], package["version"], tuple(sorted(needs)), hashes, licence, read_in)


def _licence(name: str) -> tuple[str, str]:
    """A part's licence in SPDX, and where it was read; empty where nobody says it."""
    stated = policy()["stated"].get(name)
    if stated:
        return stated[0], stated[1]
    try:
        said = metadata(name).json
    except PackageNotFoundError:
        return "", "not installed here"
    for field in ("license_expression", "license"):
        found = said.get(field)
        if isinstance(found, str) and _spdx(found):
            return found, f"{field} in the wheel"
    return "", "its notes do not say"


def _spdx(expression: str) -> bool:
    try:
        return not SPDX.validate(expression).errors
    except ExpressionError:
        return False


def refused(licence: str) -> bool:
    """True where a licence, or one that comes with it, is not allowed. Of alternatives one is enough."""
    return not licence or not _allowed(SPDX.parse(licence))


def _allowed(expression: Any) -> bool:
    if isinstance(expression, SPDX.OR):
        return any(_allowed(one) for one in expression.args)
    if isinstance(expression, SPDX.AND):
        return all(_allowed(one) for one in expression.args)
    return str(expression) in policy()["allowed"]


def sbom() -> str:
    """The list of parts as CycloneDX 1.6 JSON. The same lock gives the same bytes."""
    project = _toml("pyproject.toml")["project"]
    main = Component(name=project["name"], version=project["version"], type=ComponentType.APPLICATION,
                     licenses=[_named(project["license"])], bom_ref="lazaretto")  # fmt: skip
    listed, digest = parts(), sha256((ROOT / "uv.lock").read_bytes()).hexdigest()
    bom = Bom(serial_number=uuid5(NAMESPACE_URL, f"lazaretto:{digest}"))
    bom.metadata.component = main
    made = {part.name: _component(part) for part in listed}
    for component in made.values():
        bom.components.add(component)
    for part in listed:
        bom.register_dependency(made[part.name], [made[need] for need in part.needs])
    direct = {need for part in listed for need in part.needs}
    bom.register_dependency(main, [made[name] for name in made if name not in direct or name in _own_needs()])
    written = make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string()
    told = json.loads(written)
    del told["metadata"]["timestamp"]  # when it was made says nothing of what it is made of
    return json.dumps(told, indent=1) + "\n"


def _component(part: Part) -> Component:
    return Component(
        name=part.name, version=part.version, type=ComponentType.LIBRARY, bom_ref=part.name,
        purl=PackageURL("pypi", name=part.name, version=part.version),
        licenses=[_named(part.licence)] if part.licence else [],
        external_references=[_file(address, digest) for address, digest in part.files],
        components=[_inner(one) for one in policy()["inside"] if one["part"] == part.name],
    )  # fmt: skip


def _file(address: str, digest: str) -> ExternalReference:
    hashes = [HashType(alg=HashAlgorithm.SHA_256, content=digest)]
    return ExternalReference(type=ExternalReferenceType.DISTRIBUTION, url=XsUri(address), hashes=hashes)


def _inner(said: dict[str, str]) -> Component:
    content = Path(str(distribution(said["part"]).locate_file(said["file"]))).read_bytes()
    read = re.search(said["version"].encode(), content) if said["version"] else None
    return Component(
        name=said["name"], version=read[1].decode() if read else None, type=ComponentType.LIBRARY,
        bom_ref=f"{said['part']}/{said['name']}", licenses=[_named(said["licence"])],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=sha256(content).hexdigest())],
    )  # fmt: skip


def _named(licence: str) -> Any:
    return LicenseFactory().make_from_string(licence)


def _own_needs() -> frozenset[str]:
    own = next(one for one in _toml("uv.lock")["package"] if one["name"] == "lazaretto")
    needs = [*own["dependencies"], *(n for extra in EXTRAS for n in own["optional-dependencies"][extra])]
    return frozenset(need["name"] for need in needs)


def licences() -> str:
    """A table of every part with its licence, for people."""
    head = "# Parts and their licences\n\nMade from uv.lock; the texts of the licences lie in the wheels.\n"
    rows = [f"| {p.name} | {p.version} | {p.licence or '**unknown**'} | {p.read_in} |" for p in parts()]
    table = "\n| part | version | licence | read in |\n|---|---|---|---|\n" + "\n".join(rows)
    reasons = "\n".join(f"| {name} | {why} |" for name, why in sorted(policy()["allowed"].items()))
    return f"{head}{table}\n\n| licence | why it may come along |\n|---|---|\n{reasons}\n"


def write(folder: Path) -> None:
    """Both papers, into a folder."""
    (folder / "sbom.cdx.json").write_text(sbom(), encoding="utf-8")
    (folder / "licences.md").write_text(licences(), encoding="utf-8")


@cache
def policy() -> dict[str, Any]:
    """What licences.toml says."""
    return _toml("tools/licences.toml")


def _toml(path: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


def main(arguments: list[str]) -> None:
    """Write or print what is asked for; end with 1 where a licence is not allowed."""
    what, *file = arguments
    written = sbom() if what == "sbom" else licences()
    if file:
        Path(file[0]).parent.mkdir(parents=True, exist_ok=True)
        Path(file[0]).write_text(written, encoding="utf-8")
    else:
        print(written, end="")
    wrong = [f"{part.name}: {part.licence or part.read_in}" for part in parts() if refused(part.licence)]
    if wrong:
        sys.exit("not among the licences of tools/licences.toml:\n  " + "\n  ".join(wrong))


if __name__ == "__main__":
    main(sys.argv[1:])
