"""Accounts, and the log of who read whose record. Guarantees live in the database; see the migrations."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac

from lazaretto.access.actor import Actor, Scope
from lazaretto.access.roles import ADMINISTRATORS, ROLES

OUTCOMES = ("granted", "refused", "unnoted")


class User(AbstractUser):
    """Someone who may sign in: the username is the staff number. One role, and a list of facilities.

    An empty list sees nothing; ``everywhere`` is for the detachment and the city's inspector. ``demo``
    marks the accounts that the demo signs anyone in as; outside the demo they are refused. ``feed`` is the
    number that the address of their calendar is made from (:mod:`.feeds`); empty: they have none. Between
    ``quiet_from`` and ``quiet_until`` they are told urgent things only; None: they have no quiet hours.
    ``setup_until``: the password is a one-time secret that leads to setting one's own, and to nothing else,
    until then; None: it is the owner's. A new ``epoch`` ends every session of the account at once.
    """

    role = models.CharField(max_length=32, choices=[(role, role) for role in ROLES], default="gate_officer")
    facilities = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    everywhere = models.BooleanField(default=False)
    language = models.CharField(max_length=10, blank=True, default="")
    demo = models.BooleanField(default=False)
    feed = models.CharField(max_length=64, blank=True, default="")
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    opened_by = models.CharField(max_length=64, blank=True, default="", db_default="")
    setup_until = models.DateTimeField(null=True, blank=True)
    epoch = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [  # noqa: RUF012 — Django's form
            # prevents: a role that no permission was thought through for
            models.CheckConstraint(condition=Q(role__in=ROLES), name="user_role_is_known"),
            # prevents: an administrator of the machine, the accounts or the log who sees people's data
            models.CheckConstraint(
                condition=~Q(role__in=ADMINISTRATORS) | Q(facilities__len=0, everywhere=False),
                name="user_administrators_see_no_facility",
            ),
            # prevents: the framework's own way round every permission
            models.CheckConstraint(condition=Q(is_superuser=False), name="user_nobody_is_above_the_rules"),
        ]

    def get_session_auth_hash(self) -> str:
        """What a session must carry to go on: it changes with the password and with the epoch."""
        if not self.epoch:
            return super().get_session_auth_hash()
        said = f"{self.password}|{self.epoch}"
        return salted_hmac("lazaretto.access.sessions", said, algorithm="sha256").hexdigest()

    def actor(self) -> Actor:
        """The user as the value that actions take."""
        return Actor(
            code=self.username,
            role=self.role,  # type: ignore[arg-type]  # a choice of ROLES
            scope=Scope(frozenset(self.facilities), everywhere=self.everywhere),
        )


class Read(models.Model):
    """One look at one person's record. Never changed: update, delete and truncate are refused by trigger.

    ``whole``: the path through facilities outside the reader's scope was asked for. ``outcome`` is
    ``unnoted`` only in rows from before it was noted. ``facility`` is empty where none could be named.
    """

    reader = models.CharField(max_length=64)  # a staff number, not a reference: it outlives the account
    reader_role = models.CharField(max_length=32)
    subject = models.CharField(max_length=64)
    facility = models.CharField(max_length=24, blank=True)
    reason = models.CharField(max_length=400)
    whole = models.BooleanField(default=False)
    outcome = models.CharField(max_length=8, choices=[(one, one) for one in OUTCOMES], default="unnoted")
    at = models.DateTimeField()  # by the clock of the house
    noted = models.DateTimeField(db_default=Now())  # by the database's own clock

    class Meta:
        indexes = [  # noqa: RUF012 — Django's form
            models.Index(fields=["facility", "-at"], name="read_by_facility"),
            models.Index(fields=["subject", "-at"], name="read_by_subject"),
        ]
        constraints = [  # noqa: RUF012 — Django's form
            # prevents: a read of which nobody can tell whether anything was shown
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="read_outcome_is_known"),
        ]


class Deed(models.Model):
    """One act of access, or one that was tried: see :mod:`.deeds`. Never changed, as a logged read is not.

    Staff numbers, not references: the line outlives the account. ``actor`` is empty where nobody had signed
    in. ``of``: the deed that this one answers, once and by somebody else.
    """

    sort = models.CharField(max_length=24)
    actor = models.CharField(max_length=64, blank=True)
    actor_role = models.CharField(max_length=32, blank=True)
    subject = models.CharField(max_length=150, blank=True)
    facility = models.CharField(max_length=24, blank=True)
    said = models.JSONField(default=dict)
    reason = models.CharField(max_length=400, blank=True)
    of = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="answer")
    at = models.DateTimeField()  # by the clock of the house
    noted = models.DateTimeField(db_default=Now())  # by the database's own clock

    class Meta:
        indexes = [  # noqa: RUF012 — Django's form
            models.Index(fields=["sort", "-id"], name="deed_by_sort"),
            models.Index(fields=["subject", "-id"], name="deed_by_subject"),
            models.Index(fields=["actor", "-id"], name="deed_by_actor"),
        ]


class Token(models.Model):
    """What a device shows instead of a password; see :mod:`.tokens`. The token itself is not kept.

    A token with a ``post`` is a gate's station (:mod:`.stations`). waiting: rows that it said were still in
    its queue; last_pack: when the newest pack it fetched was made.
    """

    device = models.CharField(max_length=64)  # stands in every fact that is stated with it
    digest = models.CharField(max_length=64, unique=True)  # SHA-256, hexadecimal
    role = models.CharField(max_length=32, choices=[(role, role) for role in ROLES])
    facilities = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    everywhere = models.BooleanField(default=False)
    issued = models.DateTimeField()
    issued_by = models.CharField(max_length=64)
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=64, blank=True, default="")
    post = models.CharField(max_length=24, blank=True, default="")
    last_seen = models.DateTimeField(null=True)
    last_pack = models.DateTimeField(null=True)
    waiting = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [  # noqa: RUF012 — Django's form
            # prevents: a device that administers, or one without a role that was thought through
            models.CheckConstraint(
                condition=Q(role__in=ROLES) & ~Q(role__in=ADMINISTRATORS), name="token_administers_nothing"
            ),
            # prevents: a station that an officer enrolled and that may do more than stand at one gate
            models.CheckConstraint(
                condition=Q(post="") | Q(everywhere=False, facilities__len=1, role="gate_officer"),
                name="token_station_of_one_house",
            ),
            # prevents: two live tokens of one device, of which one is forgotten
            models.UniqueConstraint(fields=["device"], condition=Q(revoked=None), name="token_one_a_device"),
        ]


class NodeToken(models.Model):
    """By which another node of ours reads what was appended here; see :mod:`.node_tokens`.

    The token itself is not kept. An empty scope reads what is said to all; ``everywhere`` is the city's.
    """

    node = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256, hexadecimal
    facilities = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    everywhere = models.BooleanField(default=False)
    issued = models.DateTimeField()
    issued_by = models.CharField(max_length=64)
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=64, blank=True, default="")
    last_seen = models.DateTimeField(null=True)
    last_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [  # noqa: RUF012 — Django's form
            # prevents: two live tokens of one node, of which one is forgotten
            models.UniqueConstraint(fields=["node"], condition=Q(revoked=None), name="node_token_one_a_node"),
        ]


class Channel(models.Model):
    """One way of reaching an officer (:mod:`.reaching`). The address is sealed, and never shown again."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="channels")
    kind = models.CharField(max_length=16)
    sealed = models.TextField()
    shown = models.CharField(max_length=120, blank=True, default="")  # the host, or nothing
    added = models.DateTimeField()


class Message(models.Model):
    """That somebody was to be told many lines by one message (:mod:`.messaging`): counts, and nobody's name.

    lines: ``[sort, rule, document, facility, count]`` each. step: how far the furthest had climbed.
    """

    id = models.UUIDField(primary_key=True)  # from its person and lines: saying it twice is saying it once
    person = models.CharField(max_length=64)
    role = models.CharField(max_length=32, choices=[(role, role) for role in ROLES])
    behalf = models.CharField(max_length=64, blank=True, default="")
    urgent = models.BooleanField()
    step = models.PositiveSmallIntegerField()
    facilities = ArrayField(models.CharField(max_length=24))
    lines = models.JSONField()
    kept_from = ArrayField(models.CharField(max_length=64), default=list)  # about whom a complaint is (H5)
    made = models.DateTimeField()
    acknowledged = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["person", "-made"], name="message_by_person")]  # noqa: RUF012


class Told(models.Model):
    """That a message told a person a line."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="told")
    line = models.UUIDField()
    person = models.CharField(max_length=64)
    step = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [  # noqa: RUF012 — Django's form
            # prevents: telling somebody the same line twice, whatever two senders do at once
            models.UniqueConstraint(fields=["line", "person"], name="told_once"),
        ]


class Try(models.Model):
    """One attempt to deliver by one channel; no message: somebody tried the channel out."""

    message = models.ForeignKey(Message, null=True, on_delete=models.CASCADE, related_name="tries")
    channel = models.ForeignKey(Channel, null=True, on_delete=models.SET_NULL, related_name="tries")
    kind = models.CharField(max_length=16)
    began = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=16, blank=True, default="")
    answer = models.CharField(max_length=16, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["-began"], name="try_by_time")]  # noqa: RUF012


class Beat(models.Model):
    """When a command that somebody ought to run now and then was last through. No duty depends on it."""

    job = models.CharField(max_length=32, unique=True)
    at = models.DateTimeField()
    note = models.CharField(max_length=120, blank=True, default="")
