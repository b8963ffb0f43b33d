"""One polite client for all services: requests with urllib3's retries and requests-cache, one pace for each service.

A key or a contact is sent and never told: errors name the service and what it answered, no address and no parameter;
what the HTTP libraries log is passed through a filter that strikes keys out; the cache stores requests without them;
and a redirect to another host goes without the key.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papergraph import __version__
from papergraph.errors import MissingExtraError, ServiceError

try:
    import requests
    import requests_cache
    from requests.adapters import HTTPAdapter
    from urllib3.util.retry import Retry
except ImportError as error:  # pragma: no cover - the test environment has the extra
    raise MissingExtraError("enrich", "asking public services") from error

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

#: Answers are kept so long in the cache, in seconds.
KEPT = 7 * 24 * 3600
#: Longer than this nobody waits for a service that asks to be left alone, in seconds.
PATIENCE = 180.0
_CONNECT, _READ = 10.0, 60.0
_TRIES = 5
_BODIES = 3
_KEY_HEADER = "x-api-key"
_LOGGERS = ("urllib3", "urllib3.connectionpool", "urllib3.util.retry", "requests_cache", "requests_cache.session")


class _AskedToWait(Exception):  # noqa: N818 - passes through urllib3, which would take an OSError for its own
    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class _Polite(Retry):
    """urllib3's retries, which obey Retry-After; a longer wait than anyone has patience for ends the asking."""

    pace: float = 1.0
    tell: Callable[[str], None] = staticmethod(lambda _: None)
    service: str = ""

    def new(self, **kw: Any) -> _Polite:
        made = super().new(**kw)
        made.pace, made.tell, made.service = self.pace, self.tell, self.service
        return made

    def sleep_for_retry(self, response: BaseHTTPResponse) -> bool:
        seconds = self.get_retry_after(response)
        if not seconds:
            return False
        if seconds > PATIENCE:
            raise _AskedToWait(seconds)
        self._wait(seconds)
        return True

    def _sleep_backoff(self) -> None:
        if (seconds := self.get_backoff_time()) > 0:
            self._wait(seconds)

    def _wait(self, seconds: float) -> None:
        if seconds >= 2:
            self.tell(f"{self.service} is busy: waiting {seconds:.0f} s")
        time.sleep(seconds * self.pace)


class _Session(requests_cache.CachedSession):
    """A session whose key does not follow a redirect to another host."""

    def rebuild_auth(self, prepared_request: Any, response: Any) -> None:
        super().rebuild_auth(prepared_request, response)  # type: ignore[no-untyped-call]
        if self.should_strip_auth(response.request.url, prepared_request.url):  # type: ignore[no-untyped-call]
            prepared_request.headers.pop(_KEY_HEADER, None)


class _Struck(logging.Filter):
    """Strikes secrets out of what the HTTP libraries log: they log addresses, and a key can stand in one."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        super().__init__()
        self._secrets = secrets

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        if any(each in text for each in self._secrets):
            for each in self._secrets:
                text = text.replace(each, "…")
            record.msg, record.args = text, ()
        return True


class Client:
    """Asks one service; what it answers is JSON or text. Close it, or use it as a context."""

    def __init__(
        self,
        service: str,
        *,
        pause: float = 0.0,
        key: str | None = None,
        key_header: bool = False,
        contact: str | None = None,
        cache: Path | None = None,
        refresh: bool = False,
        pace: float = 1.0,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Make a client of the service that users know as `service`.

        `pause` is how many seconds to leave between two requests, `key` goes into a header when `key_header`, else into
        the parameter api_key. Answers are kept in the file `cache`, or nowhere; `refresh` asks anew all the same.
        `pace` multiplies all waiting (tests are in a hurry); `tell` is told when the service makes us wait.
        """
        self.service = service
        self._key = None if key_header else key
        self._pause, self._pace = pause, pace
        self._refresh, self._next = refresh, 0.0
        self._session = _session(cache)
        self._session.max_redirects = 5
        # Someone's .netrc is not for these services.
        self._session.auth = lambda request: request
        agent = f"papergraph/{__version__}" + (f" (mailto:{_plain(contact)})" if contact else "")
        self._session.headers.update({"User-Agent": agent})
        if key and key_header:
            self._session.headers[_KEY_HEADER] = key
        retry = _Polite(
            total=_TRIES,
            read=1,
            backoff_factor=1.0,
            backoff_max=60,
            backoff_jitter=0.5 * pace,
            status_forcelist=(429, 500, 502, 503, 504),
            allowed_methods=None,
            raise_on_status=False,
        )
        retry.pace, retry.tell, retry.service = pace, tell, service
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retry))
        self._filter = _Struck((key,)) if key else None
        for name in _LOGGERS if self._filter else ():
            logging.getLogger(name).addFilter(self._filter)  # type: ignore[arg-type]

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close connections and cache."""
        self._session.close()  # type: ignore[no-untyped-call]
        for name in _LOGGERS if self._filter else ():
            logging.getLogger(name).removeFilter(self._filter)  # type: ignore[arg-type]

    def json(
        self,
        url: str,
        parameters: Mapping[str, str] | None = None,
        *,
        body: object = None,
        none_at: tuple[int, ...] = (),
    ) -> Any:
        """Return the JSON that a GET answers, a POST when there is a `body`; None for a status of `none_at`.

        Raises ServiceError when the service refuses or fails, or what it answers is no JSON.
        """
        return self._asked(url, parameters or {}, body, none_at, json.loads)

    def text(self, url: str, parameters: Mapping[str, str], *, whole: str) -> str:
        """Return the text that a GET answers, which holds `whole` when it is whole; raises ServiceError as `json`."""

        def checked(text: str) -> str:
            if whole not in text:
                raise ValueError(whole)
            return text

        answered: str = self._asked(url, parameters, None, (), checked)
        return answered

    def _asked(
        self,
        url: str,
        parameters: Mapping[str, str],
        body: object,
        none_at: tuple[int, ...],
        parse: Callable[[str], Any],
    ) -> Any:
        last = None
        for turn in range(_BODIES):
            if turn:
                time.sleep(2.0 * turn * self._pace)
            try:
                response = self._sent(url, parameters, body, afresh=self._refresh or turn > 0)
            except requests.exceptions.ChunkedEncodingError:
                last = ServiceError(self.service, "breaks off in the middle of its answers")
                continue
            if response.status_code in none_at:
                return None
            self._check(response)
            try:
                return parse(response.content.decode("utf-8", "replace"))
            except (ValueError, RecursionError):
                last = ServiceError(self.service, "answers in a form that cannot be read, or not to the end")
        raise last or ServiceError(self.service, "does not answer")

    def _sent(
        self, url: str, parameters: Mapping[str, str], body: object, *, afresh: bool
    ) -> requests.Response | requests_cache.AnyResponse:
        asked = dict(parameters) | ({"api_key": self._key} if self._key else {})
        wait = self._next - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        response: requests.Response | requests_cache.AnyResponse | None = None
        try:
            response = self._session.request(
                "GET" if body is None else "POST",
                url,
                params=asked,
                json=body,
                timeout=(_CONNECT, _READ * max(self._pace, 0.02)),
                force_refresh=afresh,
            )
        except requests.exceptions.ChunkedEncodingError:
            raise
        except _AskedToWait as error:
            raise ServiceError(self.service, _later(error.seconds), stops=True) from None
        # What these exceptions say holds the address, and a key may be in it: nothing of it is told.
        except requests.exceptions.Timeout:
            raise ServiceError(self.service, "does not answer in time") from None
        except requests.exceptions.SSLError:
            raise ServiceError(self.service, "its certificate cannot be verified", stops=True) from None
        except requests.exceptions.TooManyRedirects:
            raise ServiceError(self.service, "sends from one address to the next without end") from None
        except requests.exceptions.RequestException as error:
            timed_out = "timed out" in str(error)
            said = "does not answer in time" if timed_out else "cannot be reached; check the network and try again"
            raise ServiceError(self.service, said, stops=not timed_out) from None
        finally:
            if response is None or not getattr(response, "from_cache", False):
                self._next = time.monotonic() + self._pause * self._pace
        return response

    def _check(self, response: requests.Response | requests_cache.AnyResponse) -> None:
        status = response.status_code
        if status == 429:
            said = "answers 429, too many requests, again and again; a key of your own helps, or try later"
            raise ServiceError(self.service, said, stops=True)
        if status in {401, 403}:
            said = f"answers {status}: it refuses the key, or wants one; see papergraph enrich --help"
            raise ServiceError(self.service, said, stops=True)
        if status >= 500:
            raise ServiceError(self.service, f"answers {status}: it is down, or has trouble; try again later")
        if status != 200:
            raise ServiceError(self.service, f"answers {status} to a question that used to be right")


def _session(cache: Path | None) -> _Session:
    settings: dict[str, Any] = {
        "expire_after": KEPT,
        "allowable_methods": ("GET", "POST"),
        "allowable_codes": (200,),
        "filter_fn": _whole,
        "ignored_parameters": ("api_key", _KEY_HEADER, "X-API-Key", "Authorization", "mailto"),
    }
    if cache is None:
        return _Session(backend="memory", **(settings | {"expire_after": requests_cache.DO_NOT_CACHE}))
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        return _Session(str(cache), backend="sqlite", **settings)
    except Exception:  # whatever is wrong with a cache, it is no reason not to ask
        return _session(None)


def _whole(response: requests.Response) -> bool:
    """Return whether an answer is worth keeping: one that was cut off would be cut off for a week."""
    text = response.content.rstrip()
    return text.endswith((b"}", b"]", b">"))


def _later(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"asks to wait {minutes} minutes; what was got so far is kept, run the same command again then"


def _plain(contact: str) -> str:
    return "".join(each for each in contact if each.isprintable() and each.isascii() and each not in "()\r\n").strip()
