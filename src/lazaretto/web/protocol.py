"""The protocol: its documents, the clauses of one version, and what changed between two."""

from django.http import HttpRequest, HttpResponse

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_protocol import (
    compare_protocols,
    list_protocols,
    open_protocol,
    unreadable_protocols,
)
from lazaretto.web.asking import actor_of
from lazaretto.web.showing import house_zone, show


@requires("read_protocol")
def protocols(request: HttpRequest) -> HttpResponse:
    """List the documents, those in force first."""
    actor = actor_of(request)
    return show(
        request, "web/protocols.html", zone=house_zone(), here="protocol",
        documents=list_protocols(actor=actor, now=now()), unreadable=unreadable_protocols(actor=actor),
        may_issue=actor.may("issue_protocol"),
    )  # fmt: skip


@requires("read_protocol")
def protocol(request: HttpRequest, document: str, version: str) -> HttpResponse:
    """Show one version, clause by clause."""
    page = open_protocol(document, version, actor=actor_of(request), now=now())
    return show(
        request, "web/protocol.html", zone=house_zone(), here="protocol", page=page,
        may_issue=actor_of(request).may("issue_protocol"),
    )  # fmt: skip


@requires("read_protocol")
def protocol_changes(request: HttpRequest, document: str, old: str, new: str) -> HttpResponse:
    """Show what changed between two versions, in words a leader can sign."""
    changes = compare_protocols(document, old, new, actor=actor_of(request))
    return show(
        request, "web/protocol_changes.html", zone=house_zone(), here="protocol", changes=changes,
        document=document, old=old, new=new,
    )  # fmt: skip
