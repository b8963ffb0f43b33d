"""A query's way to the engine and the answer's way back: whole, or visibly broken."""

from __future__ import annotations

import http.client
import time
from collections.abc import Generator, Mapping
from contextlib import closing
from dataclasses import dataclass

from papergraph.serve.engine import Engine, Engines
from papergraph.serve.protocol import DIRECT, TAIL, Asked, RefusedError, is_whole

_CHUNK = 2**16
#: The engine stops a query itself after its timeout, a little later than asked; what runs on then is stopped here.
GRACE = 2.0


class CutError(Exception):
    """Indicates an answer of which a part was sent already and the rest will never come."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine answers; `chunks` raises CutError when it ends too early."""

    status: int
    content_type: str
    chunks: Generator[bytes]


class Relay:
    """Sends queries to the engine that answers now."""

    def __init__(self, engines: Engines, *, timeout: float) -> None:
        self._engines = engines
        self._timeout = timeout

    def ask(self, engine: Engine, asked: Asked, accept: str | None) -> Answer:
        """Return the engine's answer; raises RefusedError when it breaks off before its first 64 KiB are there."""
        headers = {"Content-Type": DIRECT} | ({"Accept": accept} if accept else {})
        return self._answer(engine, "POST", asked.target(), asked.sparql.encode(), headers)

    def get(self, engine: Engine, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Return what the engine has at a path of its own: its service description, the parts of its query page."""
        return self._answer(engine, "GET", path, None, headers or {})

    def _answer(
        self, engine: Engine, method: str, target: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        deadline = time.monotonic() + self._timeout + GRACE
        connection = http.client.HTTPConnection("127.0.0.1", engine.port, timeout=self._timeout + GRACE)
        try:
            connection.request(method, target, body=body, headers=dict(headers))
            response = connection.getresponse()
            content_type = response.getheader("Content-Type") or "application/octet-stream"
            chunks = self._chunks(engine, connection, response, content_type, deadline)
            first = next(chunks, b"")
        except CutError as error:
            connection.close()
            raise RefusedError(504, str(error)) from error
        except TimeoutError as error:
            connection.close()
            self._engines.retire(engine)
            raise RefusedError(504, self._too_long()) from error
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            raise RefusedError(502, self._broken(engine)) from error
        return Answer(response.status, content_type, _chained(first, chunks))

    def _chunks(
        self,
        engine: Engine,
        connection: http.client.HTTPConnection,
        response: http.client.HTTPResponse,
        content_type: str,
        deadline: float,
    ) -> Generator[bytes]:
        """Yield the body in large pieces, the last bytes only when they tell that it is whole."""
        held = bytearray()
        socket = connection.sock  # taken here: the connection forgets it when the answer says that it is the last
        try:
            while piece := _read(response, socket, deadline):
                held += piece
                if len(held) >= _CHUNK + TAIL:
                    yield bytes(held[:-TAIL])
                    del held[:-TAIL]
        except TimeoutError as error:
            self._engines.retire(engine)
            raise CutError(self._too_long()) from error
        except (OSError, http.client.HTTPException) as error:
            raise CutError(self._broken(engine)) from error
        finally:
            response.close()
            connection.close()
        if response.status == http.client.OK and not is_whole(bytes(held), content_type):
            raise CutError(self._too_long())
        yield bytes(held)

    def _too_long(self) -> str:
        return f"the query took longer than {self._timeout:g} seconds and was stopped; ask for less, or allow more time"

    def _broken(self, engine: Engine) -> str:
        if engine.ends():
            return f"the SPARQL server ended during the query ({engine.last_words()}); ask for less"
        return "the SPARQL server broke off its answer; ask again"


def _read(response: http.client.HTTPResponse, socket: object, deadline: float) -> bytes:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    set_timeout = getattr(socket, "settimeout", None)
    if set_timeout is not None:
        set_timeout(left)
    return response.read1(_CHUNK)


def _chained(first: bytes, rest: Generator[bytes]) -> Generator[bytes]:
    with closing(rest):
        if first:
            yield first
        yield from rest
