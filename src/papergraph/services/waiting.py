"""How long services are waited for: retries that obey them, and answers that are read to the end, or given up."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from math import isfinite
from typing import TYPE_CHECKING, Any

from papergraph.errors import MissingExtraError

try:
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3.exceptions import DecodeError, InvalidHeader, ProtocolError, ReadTimeoutError
    from urllib3.util.retry import Retry
except ImportError as error:  # pragma: no cover - the test environment has the extra
    raise MissingExtraError("enrich", "asking public services") from error

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, HTTPResponse

#: Longer than this nobody waits for a service that asks to be left alone, in seconds.
PATIENCE = 180.0
#: So long may one answer take, in seconds, and so long may it be, in bytes.
LONGEST, MOST_BYTES = 300.0, 256 << 20


class AskedToWait(Exception):  # noqa: N818 - passes through urllib3, which would take an OSError for its own
    """Indicates that a service asks to wait longer than anyone has patience for."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class NoEndError(Exception):
    """An answer that takes too long, or is too long."""


class Polite(Retry):
    """urllib3's retries, which obey Retry-After; a longer wait than anyone has patience for ends the asking."""

    pace: float = 1.0
    tell: Callable[[str], None] = staticmethod(lambda _: None)
    service: str = ""

    def new(self, **kw: Any) -> Polite:
        """Return a copy with other counts."""
        made = super().new(**kw)
        made.pace, made.tell, made.service = self.pace, self.tell, self.service
        return made

    def parse_retry_after(self, retry_after: str) -> float:
        """Return the seconds that a service asks to wait; 0 for what is neither a number nor a date."""
        try:
            return super().parse_retry_after(retry_after)
        except InvalidHeader:
            with suppress(ValueError):
                return max(0.0, min(float(retry_after), 1e9)) if isfinite(float(retry_after)) else 0.0
            return 0.0

    def sleep_for_retry(self, response: BaseHTTPResponse) -> bool:
        """Wait as long as the service asks, and return whether it asks; raises AskedToWait."""
        seconds = self.get_retry_after(response)
        if not seconds:
            return False
        if seconds > PATIENCE:
            raise AskedToWait(seconds)
        self._wait(seconds)
        return True

    def _sleep_backoff(self) -> None:
        if (seconds := self.get_backoff_time()) > 0:
            self._wait(seconds)

    def _wait(self, seconds: float) -> None:
        if seconds >= 2:
            self.tell(f"{self.service} is busy: waiting {seconds:.0f} s")
        time.sleep(seconds * self.pace)


class Patient(HTTPAdapter):
    """Reads a whole answer at once, but not for ever: a body can drip, or have no end."""

    longest: float = LONGEST

    def send(self, request: requests.PreparedRequest, *given: Any, **kw: Any) -> requests.Response:
        """Return the answer with its body; raises what requests raises, and NoEndError."""
        response = super().send(request, *given, **{**kw, "stream": True})
        until, size, pieces = time.monotonic() + self.longest, 0, []
        while piece := _piece(response):
            pieces.append(piece)
            size += len(piece)
            if size > MOST_BYTES or time.monotonic() > until:
                response.close()
                raise NoEndError
        # As reading `content` would leave it.
        response._content = b"".join(pieces)
        return response


def _piece(response: requests.Response) -> bytes:
    """Return what has come of a body by now, with the errors that requests has for it."""
    raw: HTTPResponse = response.raw
    try:
        return raw.read1(1 << 16, decode_content=True)
    except ProtocolError as error:
        raise requests.exceptions.ChunkedEncodingError(error) from error
    except DecodeError as error:
        raise requests.exceptions.ContentDecodingError(error) from error
    except ReadTimeoutError as error:
        raise requests.exceptions.ConnectionError(error) from error
