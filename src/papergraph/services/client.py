"""One polite client for all services: requests with urllib3's retries and requests-cache, one pace for each service.

A key or a contact is sent and never told: errors name the service and what it answered, no address and no parameter;
what the HTTP libraries log is passed through a filter that strikes keys out; the cache stores requests without them;
and a redirect to another host goes without the key.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from papergraph import __version__
from papergraph.errors import MissingExtraError, ServiceError
from papergraph.services.waiting import LONGEST, AskedToWait, NoEndError, Patient, Polite

try:
    import requests
    import requests_cache
except ImportError as error:  # pragma: no cover - the test environment has the extra
    raise MissingExtraError("enrich", "asking public services") from error

#: Answers are kept so long in the cache, in seconds.
KEPT = 7 * 24 * 3600
_CONNECT, _READ = 10.0, 60.0
# So many seconds another program may hold the cache.
_HELD = 5.0
_TRIES = 5
_BODIES = 3
_KEY_HEADER = "x-api-key"
_BROKEN = (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError)
_UNREADABLE = "answers in a form that cannot be read, or not to the end"
_LOGGERS = ("urllib3", "urllib3.connectionpool", "urllib3.util.retry", "requests_cache", "requests_cache.session")


class _AnotherFormError(Exception):
    """An answer that can be read, and is not what it used to be."""


class _Session(requests_cache.CachedSession):
    """A session whose key does not follow a redirect to another host."""

    def rebuild_auth(self, prepared_request: Any, response: Any) -> None:
        super().rebuild_auth(prepared_request, response)  # type: ignore[no-untyped-call]
        if self.should_strip_auth(response.request.url, prepared_request.url):  # type: ignore[no-untyped-call]
            prepared_request.headers.pop(_KEY_HEADER, None)


class _Impatient(sqlite3.Connection):
    """A connection to the cache that gives up on one that others hold: the library would ask for it without end."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        try:
            return super().execute(sql, *values)
        except sqlite3.OperationalError as error:
            if sql.startswith("BEGIN"):
                raise sqlite3.DatabaseError(str(error)) from error
            raise


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
        self._key, self._secret = None if key_header else key, key
        self._pause, self._pace = pause, pace
        self._refresh, self._next = refresh, 0.0
        self._tell = tell
        self._session, fault = _session(cache, key, held=_HELD * pace)
        #: Whether a cache was given that could not be used, or no more.
        self.cache_failed = False
        if fault is not None:
            self._go_without_cache(fault)
        self._session.max_redirects = 5
        # Someone's .netrc is not for these services.
        self._session.auth = lambda request: request
        agent = f"papergraph/{__version__}" + (f" (mailto:{_plain(contact)})" if contact else "")
        self._session.headers.update({"User-Agent": agent})
        if key and key_header:
            self._session.headers[_KEY_HEADER] = key
        retry = Polite(
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
        adapter = Patient(max_retries=retry)
        adapter.longest = max(LONGEST * pace, 1.0)
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, adapter)
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
        form: Callable[[Any], bool],
        what: str,
        body: object = None,
        none_at: Mapping[int, str] | None = None,
    ) -> Any:
        """Return the JSON that a GET answers, a POST when there is a `body`; None when there is no such thing.

        That is so for a status of `none_at`, when the service itself says so: in JSON whose text holds the words given
        there, for a page of somebody between says nothing of works. Raises ServiceError when the service refuses or
        fails, or when `what` it answers has not the `form` that it used to have.
        """

        def parsed(text: str) -> Any:
            made = json.loads(text)
            if not form(made):
                raise _AnotherFormError
            return made

        return self._asked(url, parameters or {}, body, none_at or {}, parsed, what)

    def text(self, url: str, parameters: Mapping[str, str], *, form: Callable[[str], bool], what: str) -> str:
        """Return the text that a GET answers; raises ServiceError as `json` does."""

        def checked(text: str) -> str:
            if not form(text):
                raise _AnotherFormError
            return text

        answered: str = self._asked(url, parameters, None, {}, checked, what)
        return answered

    def _asked(
        self,
        url: str,
        parameters: Mapping[str, str],
        body: object,
        none_at: Mapping[int, str],
        parse: Callable[[str], Any],
        what: str,
    ) -> Any:
        last = None
        for turn in range(_BODIES):
            if turn:
                time.sleep(2.0 * turn * self._pace)
            try:
                response = self._sent(url, parameters, body, afresh=self._refresh or turn > 0)
            except _BROKEN as error:
                unreadable = isinstance(error, requests.exceptions.ContentDecodingError)
                said = _UNREADABLE if unreadable else "breaks off in the middle of its answers"
                last = ServiceError(self.service, said)
                continue
            text = self._text(response)
            if _says_none(response.status_code, text, none_at):
                return None
            self._check(response)
            try:
                return parse(text)
            except _AnotherFormError:
                last = ServiceError(self.service, f"answers {what} in another form than it used to")
            except (ValueError, RecursionError):
                last = ServiceError(self.service, _UNREADABLE)
        raise last or ServiceError(self.service, "does not answer")

    def _text(self, response: requests.Response | requests_cache.AnyResponse) -> str:
        """Return what was answered, without the key: a service may repeat what it was asked."""
        text = response.content.decode("utf-8-sig", "replace")
        return text.replace(self._secret, "…") if self._secret else text

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
        except _BROKEN:
            raise
        except NoEndError:
            raise ServiceError(self.service, "answers without end, or too slowly to wait for it") from None
        except AskedToWait as error:
            raise ServiceError(self.service, _later(error.seconds), stops=True) from None
        # What these exceptions say holds the address, and a key may be in it: nothing of it is told.
        except requests.exceptions.Timeout:
            raise ServiceError(self.service, "does not answer in time") from None
        except requests.exceptions.SSLError:
            raise ServiceError(self.service, "its certificate cannot be verified", stops=True) from None
        except requests.exceptions.TooManyRedirects:
            raise ServiceError(self.service, "sends from one address to the next without end") from None
        except requests.exceptions.RequestException as error:
            said, stops = _why(str(error))
            raise ServiceError(self.service, said, stops=stops) from None
        except sqlite3.Error as error:
            # A cache that broke, or that others hold, is no reason not to ask.
            self._go_without_cache(error)
        except ValueError:
            raise ServiceError(self.service, "sends on to an address that is none") from None
        finally:
            if response is None or not getattr(response, "from_cache", False):
                self._next = time.monotonic() + self._pause * self._pace
        return response if response is not None else self._sent(url, parameters, body, afresh=afresh)

    def _go_without_cache(self, error: Exception) -> None:
        self._session.settings.disabled = True
        self.cache_failed = True
        held = "another program holds it" if "locked" in str(error) else str(error)
        self._tell(f"note: the cache of answers cannot be used ({held}); asking without it")

    def _check(self, response: requests.Response | requests_cache.AnyResponse) -> None:
        status = response.status_code
        if status == 429:
            said = "answers 429, too many requests, again and again; a key of your own helps, or try later"
            raise ServiceError(self.service, said, stops=True)
        if status in {401, 403}:
            often = ", or was asked too often" if status == 403 else ""
            said = f"answers {status}: it refuses the key, or wants one{often}; see papergraph enrich --help"
            raise ServiceError(self.service, said, stops=True)
        if status >= 500:
            raise ServiceError(self.service, f"answers {status}: it is down, or has trouble; try again later")
        if status != 200:
            raise ServiceError(self.service, f"answers {status} to a question that used to be right")


def _session(cache: Path | None, secret: str | None, *, held: float) -> tuple[_Session, Exception | None]:
    """Return a session, and why it is one without the cache that was asked for; so long others may hold that."""
    settings: dict[str, Any] = {
        "expire_after": KEPT,
        "allowable_methods": ("GET", "POST"),
        "allowable_codes": (200,),
        "filter_fn": _keepable(secret),
        "ignored_parameters": ("api_key", _KEY_HEADER, "X-API-Key", "Authorization", "mailto"),
    }
    fault: Exception | None = None
    if cache is not None:
        try:
            cache.parent.mkdir(parents=True, exist_ok=True)
            return _Session(str(cache), backend="sqlite", factory=_Impatient, timeout=held, **settings), None
        except Exception as error:  # whatever is wrong with a cache, it is no reason not to ask
            fault = error
    return _Session(backend="memory", **(settings | {"expire_after": requests_cache.DO_NOT_CACHE})), fault


def _why(error: str) -> tuple[str, bool]:
    """Return what an error of the HTTP library means, and whether there is no use in asking on."""
    if "timed out" in error:
        return "does not answer in time", False
    if "Connection aborted" in error or "Connection broken" in error or "RemoteDisconnected" in error:
        return "closes the connection without an answer", False
    return "cannot be reached; check the network and try again", True


def _says_none(status: int, text: str, none_at: Mapping[int, str]) -> bool:
    if status not in none_at or none_at[status].casefold() not in text.casefold():
        return False
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _keepable(secret: str | None) -> Callable[[requests.Response], bool]:
    """Return what says whether an answer may be kept.

    One that was cut off would be cut off for a week, and one that repeats the key, or came over addresses that a
    service made, which can hold it, would bring it onto the disk.
    """

    def keepable(response: requests.Response) -> bool:
        text = response.content.rstrip()
        told = secret is not None and (secret.encode() in text or secret in str(response.headers))
        return text.endswith((b"}", b"]", b">")) and not response.history and not told

    return keepable


def _later(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"asks to wait {minutes} minutes; what was got so far is kept, run the same command again then"


def _plain(contact: str) -> str:
    return "".join(each for each in contact if each.isprintable() and each.isascii() and each not in "()\r\n").strip()
