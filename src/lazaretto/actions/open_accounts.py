"""Open the list of accounts, or one of them: who may sign in, as what, and who has not for long."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from lazaretto.access.accounts import has_passkey, standing_accounts
from lazaretto.access.actor import Actor, Refused
from lazaretto.access.deeds import PARTS
from lazaretto.access.models import Deed, NodeToken, Token, User
from lazaretto.access.two_persons import COUNTERSIGN, asks

# PCI DSS 4.0, 8.2.6: accounts inactive for 90 days are removed or closed. GB/T 22239-2019, 8.1.4.2 c asks
# for it without a number.
IDLE = timedelta(days=90)
QUARTER = timedelta(days=92)  # the longest quarter of a year
MOST = 200  # accounts of one page of the list
TOKENS, DEEDS = 200, 100


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account, its times by the house's clock. idle: for more than 90 days nobody signed in with it, or it
    was opened and never used.

    factor: it has a second factor; owed: its role must have one. locked: failed sign-ins hold it now.
    """

    code: str
    role: str
    facilities: tuple[str, ...]
    everywhere: bool
    active: bool
    opened: datetime
    opened_by: str
    last: datetime | None
    setup_until: datetime | None
    factor: bool
    owed: bool
    locked: bool
    idle: bool


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A device's token that was not taken back."""

    device: str
    role: str
    facilities: tuple[str, ...]
    everywhere: bool
    issued: datetime
    issued_by: str
    expires: datetime
    last_seen: datetime | None
    station: bool
    standing: bool


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """A token that takes two, not taken back. role: of a device; empty for a node.

    agreed_by: who let it be, by the log, which nobody can edit; empty: from before it took two.
    """

    name: str
    role: str
    facilities: tuple[str, ...]
    everywhere: bool
    issued: datetime
    issued_by: str
    agreed_by: str
    expires: datetime
    standing: bool


@dataclass(frozen=True, slots=True)
class DeedLine:
    """One line of the log of acts. said: what else it holds; answer: of a wish, how it was answered."""

    number: int
    sort: str
    actor: str
    role: str
    subject: str
    facility: str
    said: dict[str, object]
    reason: str
    at: datetime
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """The list as it is to be signed. due: when it is next; digest: of every account and token as it stands.

    tokens: how many there are of nodes and of devices, gates' stations apart.
    """

    accounts: int
    idle: int
    tokens: int
    digest: str
    last: DeedLine | None
    due: datetime | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """Accounts by number. more: the number after which the list goes on; None: it ends here."""

    at: datetime
    lines: tuple[AccountLine, ...]
    more: str | None
    tokens: tuple[TokenLine, ...]
    agreed: tuple[AgreedLine, ...]
    waiting: tuple[DeedLine, ...]
    review: Review


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One account, what was done with it, and whether the reader may do something.

    passkey: it signs in by one, too; a new secret takes that away.
    """

    at: datetime
    line: AccountLine
    deeds: tuple[DeedLine, ...]
    waiting: tuple[DeedLine, ...]
    may: bool
    passkey: bool


def open_accounts(
    *, actor: Actor, real: datetime, ahead: timedelta = timedelta(0), after: str = "", holding: str = "",
    only: str = "", role: str = "",
) -> AccountsPage:  # fmt: skip
    """The list. real: the present instant, for doors keep real time also where the house's clock is a demo's.

    ahead: by how much that clock is ahead of it; what the page shows is by the house's clock alone.
    holding: letters of a number, or a facility's code. only: ``idle``, ``closed``, ``locked``, ``waiting``.
    Raises :class:`Refused` by role.
    """
    actor.require("read_accounts")
    found = _narrowed(_accounts(), real=real, holding=holding, only=only, role=role).filter(
        username__gt=after
    )
    rows = list(found.order_by("username")[: MOST + 1])
    locked = _locked(real)
    now = real + ahead
    return AccountsPage(
        now, tuple(_line(one, locked, real=real, ahead=ahead) for one in rows[:MOST]),
        rows[MOST - 1].username if len(rows) > MOST else None, _tokens(now),
        tuple(one for one in _standing_tokens(now) if one.everywhere or one.agreed_by or not one.role),
        waiting_requests(), review_of(real=real, ahead=ahead),
    )  # fmt: skip


def open_account_page(
    code: str, *, actor: Actor, real: datetime, ahead: timedelta = timedelta(0)
) -> AccountPage:
    """One account. Raises :class:`Refused` by role, and for a number that has none."""
    actor.require("read_accounts")
    user = _accounts().filter(username=code).first()
    if user is None:
        raise Refused("not_in_record", what=code)
    line = _line(user, _locked(real), real=real, ahead=ahead)
    # What was given out of their own record is on the log alone: it says who read it, an inspector too.
    told = (*PARTS["doors"], *PARTS["accounts"])
    found = Deed.objects.filter(subject=code, sort__in=told).select_related("answer").order_by("-id")[:DEEDS]
    waiting = tuple(one for one in waiting_requests() if one.subject == code)
    may = actor.may(asks({line.role})) and actor.code != code
    return AccountPage(real + ahead, line, tuple(map(deed_line, found)), waiting, may, has_passkey(user))


def review_of(*, real: datetime, ahead: timedelta = timedelta(0)) -> Review:
    """What is to be signed: how many accounts stand, how many are idle, and the digest of the list.

    real, ahead: as for :func:`open_accounts`.
    """
    rows = _accounts().filter(is_active=True).order_by("username")
    digest, accounts, idle = sha256(), 0, 0
    for one in rows.iterator():
        still = _idle(one, real=real)
        accounts, idle = accounts + 1, idle + still
        digest.update(
            f"{one.username}|{one.role}|{','.join(one.facilities)}|{one.everywhere}|{still}\n".encode()
        )
    tokens = 0
    for token in _standing_tokens(real + ahead):
        tokens += 1
        digest.update(
            f"{token.name}|{token.role}|{','.join(token.facilities)}|{token.everywhere}|{token.issued_by}|"
            f"{token.agreed_by}|{token.issued.isoformat()}|{token.expires.isoformat()}\n".encode()
        )
    signed = Deed.objects.filter(sort="reviewed").order_by("-id").first()
    last = deed_line(signed) if signed else None
    due = signed.noted + QUARTER + ahead if signed else None
    overdue = due is None or due <= real + ahead
    return Review(accounts, idle, tokens, digest.hexdigest(), last, due, overdue)


def waiting_requests() -> tuple[DeedLine, ...]:
    """What waits for a second person, the oldest first."""
    return tuple(map(deed_line, Deed.objects.filter(sort="asked", answer=None).order_by("id")))


def open_requests(*, actor: Actor) -> tuple[DeedLine, ...]:
    """What this actor may grant or decline: nobody's own wish, and nothing upon their own account."""
    if not actor.may(COUNTERSIGN):
        return ()
    return tuple(one for one in waiting_requests() if actor.code not in (one.actor, one.subject))


def granted_to(actor: Actor, *, real: datetime, life: timedelta) -> tuple[Deed, ...]:
    """What this actor asked for, a second person granted within `life`, and nobody has fetched yet."""
    found = Deed.objects.filter(
        sort="asked", actor=actor.code, answer__sort="granted", answer__said__fetch=True,
        answer__noted__gt=real - life,
    ).select_related("answer").order_by("id")  # fmt: skip
    done = Deed.objects.filter(actor=actor.code, said__has_key="asked").values_list("said__asked", flat=True)
    fetched = frozenset(done)
    return tuple(one for one in found if one.pk not in fetched)


def open_granted(*, actor: Actor, real: datetime) -> tuple[DeedLine, ...]:
    """What this actor may fetch: its secret is shown to them alone, once."""
    return tuple(map(deed_line, granted_to(actor, real=real, life=settings.SETUP_LIFE)))


def deed_line(row: Deed) -> DeedLine:
    """A line of the log as a value."""
    answered = getattr(row, "answer", None) if row.sort == "asked" else None
    return DeedLine(
        row.pk, row.sort, row.actor, row.actor_role, row.subject, row.facility, dict(row.said), row.reason,
        row.at, answered.sort if answered else "",
    )  # fmt: skip


def _accounts() -> QuerySet[User]:
    factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type="recovery_codes")
    return standing_accounts().annotate(factor=Exists(factors))


def _narrowed(found: QuerySet[User], *, real: datetime, holding: str, only: str, role: str) -> QuerySet[User]:
    if holding:
        found = found.filter(Q(username__icontains=holding) | Q(facilities__contains=[holding.upper()]))
    if role:
        found = found.filter(role=role)
    if only == "idle":
        old = real - IDLE
        never = Q(last_login=None, date_joined__lt=old)
        return found.filter(Q(last_login__lt=old) | never, is_active=True)
    if only == "closed":
        return found.filter(is_active=False)
    if only == "waiting":
        return found.filter(is_active=True).exclude(setup_until=None)
    return found.filter(username__in=_locked(real)) if only == "locked" else found


def _locked(real: datetime) -> frozenset[str]:
    """The numbers that failed sign-ins hold at some address now."""
    held = AccessAttempt.objects.filter(
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT,
        attempt_time__gt=real - settings.AXES_COOLOFF_TIME,
    )
    return frozenset(held.exclude(username=None).values_list("username", flat=True))


def _idle(user: User, *, real: datetime) -> bool:
    return user.is_active and real - (user.last_login or user.date_joined) > IDLE


def _line(user: User, locked: frozenset[str], *, real: datetime, ahead: timedelta) -> AccountLine:
    last, until = (None if one is None else one + ahead for one in (user.last_login, user.setup_until))
    return AccountLine(
        user.username, user.role, tuple(user.facilities), user.everywhere, user.is_active,
        user.date_joined + ahead, user.opened_by, last, until, bool(user.factor),  # type: ignore[attr-defined]
        user.role in settings.SECOND_FACTOR_ROLES, user.username in locked, _idle(user, real=real),
    )  # fmt: skip


def _tokens(now: datetime) -> tuple[TokenLine, ...]:
    """Tokens that were not taken back, those first that were heard of last."""
    found = Token.objects.filter(revoked=None).order_by(F("last_seen").desc(nulls_last=True), "device")[
        :TOKENS
    ]
    return tuple(
        TokenLine(
            one.device, one.role, tuple(one.facilities), one.everywhere, one.issued, one.issued_by,
            one.expires, one.last_seen, bool(one.post), one.expires > now,
        )
        for one in found
    )  # fmt: skip


def _standing_tokens(now: datetime) -> Iterator[AgreedLine]:
    """Tokens of nodes, then of devices, that were not taken back. now: by the house's clock, as they are.

    Stations are left out: a gate enrols its own at any hour, of its house alone and for 30 days.
    """
    agreed = {
        (of, subject, at): by
        for of, subject, at, by in Deed.objects.filter(
            sort="token_issued", said__has_key="agreed_by"
        ).values_list("said__class", "subject", "at", "said__agreed_by")
    }
    for node in NodeToken.objects.filter(revoked=None).order_by("node"):
        yield AgreedLine(
            node.node, "", tuple(node.facilities), node.everywhere, node.issued, node.issued_by,
            agreed.get(("node", node.node, node.issued), ""), node.expires, node.expires > now,
        )  # fmt: skip
    for one in Token.objects.filter(revoked=None, post="").order_by("device"):
        yield AgreedLine(
            one.device, one.role, tuple(one.facilities), one.everywhere, one.issued, one.issued_by,
            agreed.get((None, one.device, one.issued), ""), one.expires, one.expires > now,
        )  # fmt: skip
