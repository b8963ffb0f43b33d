"""The server's processes: started, lent to requests, replaced when a query does not end, never left behind."""

from __future__ import annotations

import contextlib
import math
import os
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from papergraph.errors import ServeError

_LAUNCH = Path(__file__).with_name("launch.py")
_READY = 30.0
# Deaths within so many seconds that tell that the next process would not live either.
_DEATHS, _WITHIN = 5, 60.0


class Engine:
    """One process of the server, read-only on a loopback port of its own."""

    def __init__(self, binary: Path, store: Path, *, timeout: float, megabytes: int) -> None:
        self.users = 0
        self.port = _free_port()
        self._said: deque[str] = deque(maxlen=20)
        self._listening = threading.Event()
        command = [str(binary), "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{self.port}"]
        command += ["--union-default-graph", "--timeout-s", str(math.ceil(timeout))]
        if os.name == "posix":
            # -I: nothing of the user's environment has a say in what this runs.
            command = [sys.executable, "-I", str(_LAUNCH), str(os.getpid()), str(megabytes), *command]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own file and the server's program
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C is for papergraph, which then ends this
            )
        except OSError as error:
            raise ServeError(f"the SPARQL server cannot be started: {error.strerror or error}") from error
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def wait_until_ready(self) -> None:
        """Return when the server answers; raises ServeError when it ends, or says nothing for long."""
        end = time.monotonic() + _READY
        while time.monotonic() < end:
            if self._listening.wait(0.02) and self._answers():
                return
            if self.ended():
                break
        said = self.last_words()
        self.stop()
        raise ServeError(f"the SPARQL server did not start: {said}")

    def ended(self) -> bool:
        """Return whether the process is no more."""
        return self._process.poll() is not None

    def ends(self) -> bool:
        """Return whether the process ends about now: its connections break a moment before it is gone."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1.0)
        return self.ended()

    def last_words(self) -> str:
        """Return what the process said last, or how it ended."""
        code = self._process.poll()
        if code is not None:
            self._reader.join(1.0)
        lines = [
            line for line in self._said if line and not line.startswith(("Listening for", "OxHTTP", "If you plan"))
        ]
        if lines:
            return lines[-1]
        if code is None:
            return "no answer"
        return f"it was ended by signal {-code}" if code < 0 else f"it ended with status {code}"

    def stop(self) -> None:
        """End the process, and wait until it is gone."""
        if not self.ended():
            self._process.kill()  # it only reads: there is nothing that it could leave half-done
        self._process.wait()
        self._reader.join(1.0)
        if self._process.stderr is not None:
            self._process.stderr.close()

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1.0):
            return True
        return False

    def _read(self) -> None:
        with contextlib.suppress(ValueError, OSError):  # closed by `stop`
            for line in self._process.stderr or ():
                self._said.append(line.decode(errors="replace").strip())
                if b"Listening for" in line:
                    self._listening.set()


class Engines:
    """The engine that answers now, and those before it that still answer somebody."""

    def __init__(self, start: Callable[[], Engine], *, say: Callable[[str], None]) -> None:
        self._make = start
        self._say = say
        self._lock = threading.RLock()
        self._deaths: deque[float] = deque(maxlen=_DEATHS)
        self._old: list[Engine] = []
        self._running: set[Engine] = set()
        self.failure: ServeError | None = None
        # Linux ends a child with the thread that started it: that must not be the thread of a request.
        self._starter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="engines")
        try:
            self._current = self._started()
        except BaseException:
            self._end_all()
            raise

    @contextmanager
    def lent(self) -> Iterator[Engine]:
        """Yield an engine that answers; raises ServeError when there can be none."""
        with self._lock:
            self.check()
            engine = self._current
            engine.users += 1
        try:
            yield engine
        finally:
            with self._lock:
                engine.users -= 1
                self._clear()

    def check(self) -> None:
        """Start the engine again when it has ended by itself; raises ServeError when it ends again and again."""
        with self._lock:
            if self.failure is not None:
                raise self.failure
            if not self._current.ended():
                return
            reason = self._current.last_words()
            now = time.monotonic()
            self._deaths.append(now)
            try:
                if len(self._deaths) == _DEATHS and now - self._deaths[0] < _WITHIN:
                    raise ServeError(f"the SPARQL server ends again and again: {reason}")
                self._say(f"warning: the SPARQL server ended ({reason}); it is started again")
                self._replace()
            except ServeError as error:
                self.failure = error
                raise

    def retire(self, engine: Engine) -> None:
        """Let another engine answer from now on: a query in this one does not end, and nothing else stops it.

        The old one is ended as soon as it answers nobody else.
        """
        with self._lock:
            if engine is self._current:
                try:
                    self._replace()
                except ServeError as error:
                    self.failure = error

    def stop(self) -> None:
        """End all processes."""
        with self._lock:
            self.failure = self.failure or ServeError("the SPARQL server is being stopped")
            self._old.clear()
            self._end_all()

    def _end_all(self) -> None:
        self._starter.shutdown()  # an engine that is just being started is among those that run then
        for engine in self._running:
            engine.stop()
        self._running.clear()

    def _replace(self) -> None:
        made = self._started()
        self._old.append(self._current)
        self._current = made
        self._clear()

    def _clear(self) -> None:
        for engine in [each for each in self._old if each.users == 0 or each.ended()]:
            self._old.remove(engine)
            self._running.discard(engine)
            engine.stop()

    def _started(self) -> Engine:
        for _ in range(2):  # another program may have taken the port in between
            with contextlib.suppress(ServeError):
                return self._ready()
        return self._ready()

    def _ready(self) -> Engine:
        engine = self._starter.submit(self._start).result()
        engine.wait_until_ready()
        return engine

    def _start(self) -> Engine:
        engine = self._make()
        self._running.add(engine)
        return engine


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
