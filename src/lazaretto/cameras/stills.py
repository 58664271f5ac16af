"""A camera's still picture over http, as ONVIF's snapshot address gives it."""

from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDefaultErrorHandler,
    HTTPDigestAuthHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
)

from lazaretto.cameras.pictures import MOST_BYTES, Failed
from lazaretto.cameras.snapshotting import Question

_FORBIDDEN = (401, 403)


def still(question: Question) -> bytes:
    """What the camera sends, up to one byte more than is allowed. Raises :class:`Failed`."""
    try:
        with _opener(question).open(question.address, timeout=question.seconds) as answer:
            data: bytes = answer.read(MOST_BYTES + 1)
            return data
    except HTTPError as fault:
        raise Failed("forbidden" if fault.code in _FORBIDDEN else "garbled") from fault
    except TimeoutError as fault:
        raise Failed("silent") from fault
    except URLError as fault:
        raise Failed("silent" if isinstance(fault.reason, TimeoutError) else "unreachable") from fault
    except (HTTPException, ValueError, OSError) as fault:
        raise Failed("garbled") from fault


class _Nowhere(HTTPRedirectHandler):
    """A camera does not send us elsewhere."""

    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


def _opener(question: Question) -> OpenerDirector:
    known = HTTPPasswordMgrWithDefaultRealm()
    if question.name is not None:
        known.add_password(None, question.address, question.name, question.password)
    opener = OpenerDirector()  # built by hand: the usual one would open files and ftp as well
    for handler in (
        HTTPHandler(), HTTPSHandler(), HTTPDefaultErrorHandler(), HTTPErrorProcessor(), _Nowhere(),
        HTTPDigestAuthHandler(known), HTTPBasicAuthHandler(known),
    ):  # fmt: skip
        opener.add_handler(handler)
    return opener
