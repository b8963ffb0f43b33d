"""The front: what a browser and a SPARQL client talk to, on loopback only."""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from papergraph import __version__
from papergraph.errors import PapergraphError, QueryError, ServeError
from papergraph.rdf.sparql import explain
from papergraph.serve import protocol
from papergraph.serve.engine import Engine, Engines
from papergraph.serve.protocol import RefusedError
from papergraph.serve.relay import Answer, CutError, Relay
from papergraph.serve.site import TYPES, Site

#: Queries at once; one more is told to come back.
AT_ONCE = 16
_ENGINE_PARTS = {"yasgui.min.js": "text/javascript", "yasgui.min.css": "text/css"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
    "img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Front(ThreadingHTTPServer):
    """A server on a loopback port; every request has its thread."""

    daemon_threads = True
    # Elsewhere it lets a restart take the port of the run before; on Windows it lets two programs have one port.
    allow_reuse_address = os.name != "nt"
    request_queue_size = 128

    def __init__(
        self,
        port: int,
        *,
        engines: Engines,
        site: Site,
        timeout: float,
        prefixes: dict[str, str],
        tag: str,
        say: Callable[[str], None],
    ) -> None:
        self.engines = engines
        self.relay = Relay(engines, timeout=timeout)
        self.site = site
        self.prefixes = prefixes
        self.tag = tag
        self.say = say
        self.room = threading.BoundedSemaphore(AT_ONCE)
        try:
            super().__init__(("127.0.0.1", port), Handler)
        except OSError as error:
            hint = "choose another with --port" if port else "no port is free"
            raise ServeError(f"port {port}: {error.strerror or error}; {hint}") from error

    def server_bind(self) -> None:
        """Bind without asking the network for this machine's name, as the base class would."""
        socket_address: Any = self.server_address
        if self.allow_reuse_address:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(socket_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "localhost", self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what went wrong; a client that left is no error."""
        error = sys.exception()
        if not isinstance(error, ConnectionError | TimeoutError):
            self.say(f"warning: a request failed: {type(error).__name__}: {error}")


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Front
    protocol_version = "HTTP/1.1"
    server_version = f"papergraph/{__version__}"
    sys_version = ""
    timeout = 60  # seconds without a byte from or to the client
    disable_nagle_algorithm = True

    def send_response(self, code: int, message: str | None = None) -> None:
        """Begin the answer."""
        self._begun = True
        super().send_response(code, message)

    def do_GET(self) -> None:
        """Answer GET."""
        self._guarded(self._get)

    def do_HEAD(self) -> None:
        """Answer HEAD: GET without the body."""
        self._guarded(self._get)

    def do_POST(self) -> None:
        """Answer POST."""
        self._guarded(self._post)

    def do_OPTIONS(self) -> None:
        """Answer a browser that asks whether a tool of another port may ask."""
        self._guarded(self._options)

    def _guarded(self, answer: Callable[[], None]) -> None:
        self._was_read = self._begun = False
        try:
            if not protocol.is_local(self.headers.get("Host")):
                raise RefusedError(421, "this server answers to localhost and 127.0.0.1 only")
            origin = self.headers.get("Origin")
            if origin is not None and not protocol.is_local(origin, origin=True):
                raise RefusedError(403, "pages of other sites may not ask this server")
            answer()
        except RefusedError as error:
            if self.command == "POST":
                self._discard_body()
            self._send(error.status, "text/plain; charset=utf-8", f"{error.reason}\n".encode())
        except ServeError as error:
            self._send(503, "text/plain; charset=utf-8", f"{error}\n".encode())
        except (ConnectionError, TimeoutError):
            raise
        except Exception as error:  # a fault of ours: say so, rather than hang up without a word
            self.close_connection = True
            said = f"{type(error).__name__}: {error}"
            self.server.say(f"warning: {self.command} {self.path[:80]} failed: {said}")
            if not self._begun:
                self._send(500, "text/plain; charset=utf-8", f"this cannot be answered: {said}\n".encode())

    def _get(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/sparql":
            self._sparql(protocol.asked(parts.query))
        elif parts.path == "/query":
            self._redirect("/query/")
        elif parts.path.startswith("/query/"):
            self._query_page(parts.path.removeprefix("/query/"))
        else:
            self._file("index.html" if parts.path == "/" else parts.path[1:])

    def _post(self) -> None:
        parts = urlsplit(self.path)
        if parts.path != "/sparql":
            raise RefusedError(405 if parts.path == "/" or parts.path[1:] in TYPES else 404, "POST is for /sparql")
        body = self._body()
        media_type = protocol.media_type(self.headers.get("Content-Type"))
        self._sparql(protocol.asked(parts.query, media_type=media_type, body=body))

    def _options(self) -> None:
        self.send_response(204)
        self.send_header("Allow", "GET, HEAD, POST, OPTIONS")
        self._common_headers()
        if self.headers.get("Origin"):
            self.send_header("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
            self.send_header("Access-Control-Allow-Headers", "Accept, Content-Type")
        self.end_headers()

    def _sparql(self, asked: protocol.Asked | None) -> None:
        accept = self.headers.get("Accept")
        if asked is None and "text/html" in (accept or ""):
            self._redirect("/query/")
            return
        if not self.server.room.acquire(blocking=False):
            raise RefusedError(503, f"{AT_ONCE} queries are under way; ask again in a moment")
        try:
            with self.server.engines.lent() as engine:
                if asked is None:
                    self._describe(engine, accept or "")
                    return
                sparql = protocol.with_prefixes(asked.sparql, self.server.prefixes)
                answer = self.server.relay.ask(engine, protocol.Asked(sparql, asked.graphs), accept)
                if answer.status == HTTPStatus.BAD_REQUEST:
                    answer = self._explained(asked.sparql, answer)
                self._relay(answer)
        finally:
            self.server.room.release()

    def _describe(self, engine: Engine, accept: str) -> None:
        """Send the engine's description of itself, as that of this endpoint, which asks no other servers."""
        host = self.headers.get("Host", "")
        answer = self.server.relay.get(engine, "/sparql", {"Accept": "application/n-triples", "Host": host})
        lines = b"".join(answer.chunks).splitlines(keepends=True)
        # N-Triples are Turtle too.
        content_type = "application/n-triples" if "application/n-triples" in accept else "text/turtle; charset=utf-8"
        self._send(answer.status, content_type, b"".join(line for line in lines if b"#BasicFederatedQuery" not in line))

    def _explained(self, sparql: str, answer: Answer) -> Answer:
        said = b"".join(answer.chunks).decode(errors="replace")
        with contextlib.suppress(QueryError):
            said = explain(sparql, said, self.server.prefixes)
        return Answer(answer.status, "text/plain; charset=utf-8", _once(f"{said}\n".encode()))

    def _query_page(self, name: str) -> None:
        page = self.server.site.pages.get(name)
        if page is not None:
            self._send(200, page.content_type, page.content, policy=True)
        elif name in _ENGINE_PARTS:
            with self.server.engines.lent() as engine:
                answer = self.server.relay.get(engine, f"/{name}")
                content = b"".join(answer.chunks)
            self._send(answer.status, f"{_ENGINE_PARTS[name]}; charset=utf-8", content)
        else:
            raise RefusedError(404, "there is nothing of that name")

    def _file(self, name: str) -> None:
        if self.headers.get("If-None-Match") == f'"{self.server.tag}"' and name in TYPES:
            self.send_response(304)
            self._common_headers()
            self.end_headers()
            return
        try:
            path = self.server.site.file(name)
        except PapergraphError as error:
            raise RefusedError(500, str(error)) from error
        if path is None:
            raise RefusedError(404, "there is nothing of that name; / is the map, /query/ asks, /sparql answers")
        with path.open("rb") as handle:
            self.send_response(200)
            self.send_header("Content-Type", TYPES[name])
            self.send_header("Content-Length", str(os.fstat(handle.fileno()).st_size))
            self.send_header("ETag", f'"{self.server.tag}"')
            self.send_header("Cache-Control", "no-cache")
            self._common_headers()
            self.end_headers()
            if self.command != "HEAD":
                while piece := handle.read(2**18):
                    self.wfile.write(piece)

    def _body(self) -> bytes:
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            return self._chunked_body()
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or len(length) > 18:
            raise RefusedError(411, "say the length of the body")
        if int(length) > protocol.LARGEST:
            raise RefusedError(413, f"a request may have {protocol.LARGEST:,} bytes")
        self._was_read = True
        return self.rfile.read(int(length))

    def _discard_body(self) -> None:
        """Read what nobody wants: unread it would be taken for the next request, or break the answer's connection."""
        self.close_connection = True
        length = self.headers.get("Content-Length", "")
        left = min(int(length), 16 * protocol.LARGEST) if length.isdecimal() and not self._was_read else 0
        while left > 0 and (piece := self.rfile.read(min(left, 2**16))):
            left -= len(piece)

    def _chunked_body(self) -> bytes:
        body = bytearray()
        while True:
            try:
                size = int(self.rfile.readline(64).partition(b";")[0].strip(), 16)
            except ValueError as error:
                raise RefusedError(400, "the body's chunks are malformed") from error
            if size < 0 or len(body) + size > protocol.LARGEST:
                raise RefusedError(413, f"a request may have {protocol.LARGEST:,} bytes")
            body += self.rfile.read(size)
            while size == 0 and self.rfile.readline(2**13).strip():
                pass  # trailers, which nobody needs
            if size == 0:
                return bytes(body)
            self.rfile.readline(8)

    def _relay(self, answer: Answer) -> None:
        """Send an answer piece by piece; a client sees that a cut one is cut, as the connection breaks."""
        chunked = self.request_version >= "HTTP/1.1"
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Vary", "Accept, Origin")
        self.send_header("Cache-Control", "no-cache")
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
        self._common_headers(vary=False)
        self.end_headers()
        try:
            if self.command == "HEAD":
                return
            for piece in _without_empty(answer.chunks):
                self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece) if chunked else piece)
            if chunked:
                self.wfile.write(b"0\r\n\r\n")
            else:
                self.close_connection = True
        except CutError as error:
            self.server.say(f"warning: an answer was cut: {error}")
            self._break_off()
        finally:
            answer.chunks.close()

    def _break_off(self) -> None:
        """End the connection so that nobody can take what was sent for the whole answer."""
        self.close_connection = True
        self.wfile.flush()
        # Without the last chunk, and with a reset: HTTP/1.0 knows no other sign.
        if self.request_version < "HTTP/1.1":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

    def _redirect(self, where: str) -> None:
        self.send_response(303)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self._common_headers()
        self.end_headers()

    def _send(self, status: int, content_type: str, content: bytes, *, policy: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD, OPTIONS")
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            self.send_header("Retry-After", "1")
        if policy:
            self.send_header("Content-Security-Policy", _POLICY)
        self._common_headers()
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _common_headers(self, *, vary: bool = True) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        if vary:
            self.send_header("Vary", "Origin")
        origin = self.headers.get("Origin")
        if origin is not None and protocol.is_local(origin, origin=True):
            self.send_header("Access-Control-Allow-Origin", origin)
        if self.close_connection:
            self.send_header("Connection", "close")

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the base class names it so
        """Keep quiet: what matters is said by whoever runs this."""


def _once(content: bytes) -> Generator[bytes]:
    yield content


def _without_empty(chunks: Iterator[bytes]) -> Iterator[bytes]:
    return (chunk for chunk in chunks if chunk)
