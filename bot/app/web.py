"""The port: Telegram's deliveries (`/telegram`), `/healthz` (can it be given work?) and `/livez` (does it run?) for
supervisors, `/metrics` for Prometheus.

Imported only where a port is opened: with a webhook, or when LISTEN is set.
"""

import asyncio
import contextlib
import hmac
import socket
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence

import uvicorn
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.log import describe, log
from bot.settings import WEBHOOK_PATH

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1024 * 1024
"""Bytes of a delivery. Telegram's updates have a few kilobytes, because they name files only by number."""

RETRY_AFTER = 5  # seconds Telegram is asked to wait when storage fails

Deliver = Callable[[str], Awaitable[None]]
"""Stores an update; returns when it is committed. Raises ValueError for what is no update."""

Condition = Callable[[], Awaitable[tuple[str, Sequence[str]]]]
"""The role of this process, and why it should be given no work; no reasons when it can be given work."""

Figures = Callable[[], Mapping[str, float]]
"""Figures by name; those that only rise end in "_total"."""


class _Figures(Collector):
    """Reads the counters of the parts when it is asked, so that counting costs the hot path nothing."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def collect(self) -> Iterator[Metric]:
        for name, value in self._figures().items():
            family = CounterMetricFamily if name.endswith("_total") else GaugeMetricFamily
            metric = family(f"pandu_{name}", name.replace("_", " "))
            metric.add_metric([], value)
            yield metric


def create(
    figures: Figures,
    condition: Condition,
    deliver: Deliver | None = None,
    secret: str = "",
    pages: Sequence[Route] = (),
) -> Starlette:
    """The app; without `deliver` (polling) it has no `/telegram`. `pages` are those for the public."""
    registry = CollectorRegistry()
    registry.register(_Figures(figures))

    async def healthz(request: Request) -> Response:
        role, reasons = await condition()
        said = {"ok": not reasons, "role": role, "reasons": list(reasons), **figures()}
        return JSONResponse(said, 503 if reasons else 200)

    async def livez(request: Request) -> Response:
        return PlainTextResponse("ok")

    async def metrics(request: Request) -> Response:
        return PlainTextResponse(generate_latest(registry), media_type="text/plain; version=0.0.4")

    async def telegram(request: Request) -> Response:
        assert deliver is not None
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return PlainTextResponse("", 403)
        body = await _body(request)
        if body is None:
            return PlainTextResponse("", 413)
        return await _accept(deliver, body)

    routes = [Route("/healthz", healthz), Route("/livez", livez), Route("/metrics", metrics)]
    if deliver is not None:
        routes.append(Route(WEBHOOK_PATH, telegram, methods=["POST"]))
    return Starlette(routes=[*routes, *pages])


async def _body(request: Request) -> str | None:
    """The body of a delivery; None when it is larger than anything Telegram sends."""
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > LARGEST:
            return None
    return data.decode(errors="replace")


async def _accept(deliver: Deliver, body: str) -> Response:
    """Answers 200 only when the update is committed. Otherwise Telegram keeps it and delivers it again."""
    try:
        await deliver(body)
    except ValueError:
        return PlainTextResponse("", 400)
    except Exception as error:  # whatever storage fails of
        log.error("a delivery cannot be stored", error=describe(error))
        return PlainTextResponse("", 503, {"Retry-After": str(RETRY_AFTER)})
    return PlainTextResponse("")


class _Server(uvicorn.Server):
    """Leaves signals to the program, and notices its end without waiting for a tick."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ending = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        await self.ending.wait()


class Port:
    """A listening port, open until `close`. Raises OSError when it is taken."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # asyncio switches Nagle's delay off only where the protocol is named
        self._socket = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((host, port))
        except OSError:
            self._socket.close()
            raise
        self.number: int = self._socket.getsockname()[1]
        config = uvicorn.Config(app, lifespan="off", log_config=None, access_log=False, timeout_graceful_shutdown=1)
        self._server = _Server(config)
        self._task: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Starts listening."""
        self._task = asyncio.create_task(self._server.serve([self._socket]))

    async def close(self) -> None:
        """Accepts no more connections and lets those under way finish."""
        self._server.should_exit = True
        self._server.ending.set()
        if self._task is not None:
            await self._task
        self._socket.close()
