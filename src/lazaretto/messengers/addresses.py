"""Addresses of messengers: what may be entered, how it is shown, and where it leads.

An address is what the library takes (``mailtos://…``, ``wecombot://key``, ``jsons://host/path``), or what a
messenger itself shows for its robot (``https://qyapi.weixin.qq.com/…``). It is a secret: whoever has it can
write in that group. Deny by default: where it may lead, the install says (``Allowed``), and a redirect is
never followed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import parse_qsl, quote, urlsplit

from apprise import Apprise, AppriseAsset, NotifyBase

Kind = Literal["email", "wecom", "dingtalk", "feishu", "webhook", "sink"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SECONDS = 20  # one message by one channel; a mail server is greeted, asked and answered well within it
LONGEST = 1_000  # characters of an address; a messenger's robot has about a hundred
# What the library calls it → what it is here. Whatever is not listed is no channel of this house.
SCHEMES: dict[str, Kind] = {
    "mailto": "email", "mailtos": "email", "wecombot": "wecom", "dingtalk": "dingtalk", "feishu": "feishu",
    "lark": "feishu", "json": "webhook", "jsons": "webhook", "sink": "sink",
}  # fmt: skip
HOSTED = frozenset({"wecombot", "dingtalk", "feishu", "lark"})  # their hosts are the messenger's own
# Whatever else stands behind a question mark could lead a message elsewhere (smtp=, redirect=, cc=, …).
_OPTIONS = frozenset({"to", "from", "name", "mode", "secret"})
# What a messenger shows for its robot, where the library does not read that itself.
_PASTED = (
    (re.compile(r"https://oapi\.dingtalk\.com/robot/send\?access_token=([0-9A-Za-z]+)"), "dingtalk://{}/"),
    (re.compile(r"https://open\.feishu\.cn/open-apis/bot/v2/hook/([0-9A-Za-z-]+)/?"), "feishu://{}/"),
)
_MAIL = re.compile(r"[^@\s/?#:]+@[^@\s/?#:]+\.[^@\s/?#:]+")
Fault = Literal["unreadable", "not_allowed", "no_mail"]


class Unusable(ValueError):
    """An address that cannot be a channel. fault: why; needs: what the install would have to allow."""

    def __init__(self, fault: Fault, needs: str = "") -> None:
        super().__init__(fault)
        self.fault: Fault = fault
        self.needs = needs


@dataclass(frozen=True, slots=True)
class Allowed:
    """Where messages may go. places: a messenger's scheme, or ``scheme:host`` with or without its port.

    mail: the address of the mail server by which plain e-mail addresses are reached; empty: none. domains:
    those of the mailboxes that mail may go to, so that nobody makes the house write to strangers.
    """

    places: Sequence[str] = ()
    mail: str = ""
    domains: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be used. url: the secret; shown: what may be seen of it."""

    kind: Kind
    url: str
    shown: str


def read(typed: str, *, allowed: Allowed) -> Address:
    """The address that somebody typed: an e-mail address, a robot's, or the library's own form.

    Raises :class:`Unusable`.
    """
    text = typed.strip()
    if _MAIL.fullmatch(text):
        if not allowed.mail:
            raise Unusable("no_mail")
        joint = "&" if "?" in allowed.mail else "?"
        text = f"{allowed.mail}{joint}to={quote(text, safe='')}"
    for pattern, form in _PASTED:
        found = pattern.fullmatch(text)
        text = form.format(found[1]) if found else text
    service = service_of(text, allowed=allowed)
    scheme = _scheme(service)
    host = urlsplit(text).hostname or ""
    shown = text.rpartition("%40")[2] if scheme.startswith("mailto") and "%40" in text else host
    return Address(SCHEMES[scheme], text, "" if scheme in HOSTED or scheme == "sink" else shown)


def service_of(url: str, *, allowed: Allowed) -> NotifyBase:
    """The library's object behind an address. Raises :class:`Unusable` where it may not be used."""
    if len(url) > LONGEST or not url.isprintable():
        raise Unusable("unreadable")
    asset = AppriseAsset(
        app_id="Lazaretto", app_desc="Lazaretto", app_url="", image_url_mask=False, http_redirects=False,
        service_timeout=SECONDS, allow_templates=False, storage_path=None,
    )  # fmt: skip
    service = Apprise.instantiate(url, asset=asset, suppress_exceptions=True)
    if not isinstance(service, NotifyBase) or _scheme(service) not in SCHEMES:
        raise Unusable("unreadable")
    place = _place(service)
    if not _lets(allowed, place):
        raise Unusable("not_allowed", place)
    for domain in _domains(service):
        if domain not in allowed.domains:
            raise Unusable("not_allowed", f"@{domain}")
    if urlsplit(url).scheme in SCHEMES and not {name for name, _ in _options(url)} <= _OPTIONS:
        raise Unusable("unreadable")
    return service


def _options(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)


def _scheme(service: NotifyBase) -> str:
    """The scheme by which the library knows it, the safe one where the address said so."""
    return str(service.schema or "")


def _place(service: NotifyBase) -> str:
    """Where it leads, as the install would allow it: the machine that is really spoken to."""
    scheme = _scheme(service)
    if scheme in HOSTED or scheme == "sink":
        return scheme
    host = str(getattr(service, "smtp_host", "") or service.host or "").lower()
    return f"{scheme}:{host}:{service.port}" if service.port else f"{scheme}:{host}"


def _domains(service: NotifyBase) -> list[str]:
    """The domains of the mailboxes that an address of a mail server leads to."""
    if SCHEMES[_scheme(service)] != "email":
        return []
    return [str(mailbox).rpartition("@")[2].lower() for _, mailbox in getattr(service, "targets", ())]


def _lets(allowed: Allowed, place: str) -> bool:
    """Whether a place is among those allowed; one that is allowed without a port is so at every port."""
    if place in allowed.places:
        return True
    scheme, _, rest = place.partition(":")
    host = rest.rpartition(":")[0] or rest
    return bool(rest) and f"{scheme}:{host}" in allowed.places
