"""Every operation says which act it is; whoever may not do it never reaches it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest

from lazaretto.access.declaring import SIGNED_IN, requires
from lazaretto.api.asking import actor_of

Operation = TypeVar("Operation", bound=Callable[..., Any])


def permits(act: str) -> Callable[[Operation], Operation]:
    """Declare the act of an operation (see ``access.declaring``) and ask for it before the operation runs."""

    def declare(operation: Operation) -> Operation:
        @wraps(operation)
        def asked(request: HttpRequest, *arguments: Any, **named: Any) -> Any:
            if act != SIGNED_IN:
                actor_of(request).require(act)
            return operation(request, *arguments, **named)

        return cast("Operation", requires(act)(asked))

    return declare
