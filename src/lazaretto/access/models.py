"""Accounts. A user has one role and a list of facilities; an empty list sees nothing."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models

from lazaretto.access.actor import Actor, Scope
from lazaretto.access.roles import ROLES


class User(AbstractUser):
    """Someone who may sign in. ``everywhere`` is for the detachment and the city's inspector."""

    role = models.CharField(max_length=32, choices=[(role, role) for role in ROLES], default="gate_officer")
    facilities = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    everywhere = models.BooleanField(default=False)

    def actor(self) -> Actor:
        """The user as the value that actions take."""
        return Actor(
            code=self.username,
            role=self.role,  # type: ignore[arg-type]  # a choice of ROLES
            scope=Scope(frozenset(self.facilities), everywhere=self.everywhere),
        )
