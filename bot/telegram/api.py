"""The Bot API over HTTP: raw JSON in, raw JSON out, failures sorted (`bot/telegram/errors.py`).

No message of an error ever holds the address: it contains the token.
Why not python-telegram-bot's Bot: docs/decisions/http-client.md.
"""

import asyncio
import io
import time
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import msgspec
from yarl import URL

from bot.telegram.batches import bodies
from bot.telegram.errors import ApiError, NotSent, TelegramRefused, Unsure, result_of

CONNECT_LIMIT = 5.0
CALL_LIMIT = 15.0
"""Seconds for one call, far fewer than a person waits before pressing again."""
UPLOAD_LIMIT = 120.0
"""Seconds for a call with a file: 50 MB over an office line."""
CONNECTIONS = 64
CHUNK = 64 * 1024

_NO_CONNECTION = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError)
_HEADERS = {"Content-Type": "application/json", "Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to be sent with a call, under the name of its parameter."""

    field: str
    name: str
    content: bytes


class Api:
    """The client of one bot for the Bot API server. Made inside the running loop, closed at the end."""

    def __init__(self, address: str, token: str) -> None:
        base = address.rstrip("/")
        self._calls = f"{base}/bot{token}/"
        self._files = f"{base}/file/bot{token}/"
        self._urls: dict[str, URL] = {}
        connector = aiohttp.TCPConnector(limit=CONNECTIONS, ttl_dns_cache=300, keepalive_timeout=30)
        self._session = aiohttp.ClientSession(
            connector=connector, proxy=_proxy_for(base), auto_decompress=False, cookie_jar=aiohttp.DummyCookieJar()
        )
        self._limits = {CALL_LIMIT: _limit(CALL_LIMIT)}
        self.calls = 0
        self.answered_at = time.monotonic()
        """When Telegram last answered, whatever it said."""
        self.token_refused = False
        self.failures: dict[str, int] = {}

    async def close(self) -> None:
        await self._session.close()

    async def call(
        self, method: str, params: Mapping[str, Any], files: tuple[Upload, ...] = (), timeout: float | None = None
    ) -> Any:
        """The result of a call. Raises ApiError. Parameters that are None are left out."""
        return await self._ask(method, params, files, timeout, result_of)

    async def updates(self, params: Mapping[str, Any], timeout: float) -> list[str]:
        """The updates of getUpdates as texts, so that one that cannot be read does not affect the others. Raises
        ApiError.
        """
        found: list[str] = await self._ask("getUpdates", params, (), timeout, _updates)
        return found

    async def _ask(
        self,
        method: str,
        params: Mapping[str, Any],
        files: tuple[Upload, ...],
        timeout: float | None,
        read: Callable[[int, bytes], Any],
    ) -> Any:
        self.calls += 1
        try:
            status, body = await self._post(method, params, files, timeout)
            if status < 500:
                self.answered_at, self.token_refused = time.monotonic(), status == 401
            return read(status, body)
        except ApiError as error:
            kind = type(error).__name__
            self.failures[kind] = self.failures.get(kind, 0) + 1
            raise

    async def _post(
        self, method: str, params: Mapping[str, Any], files: tuple[Upload, ...], timeout: float | None
    ) -> tuple[int, bytes]:
        given = {key: value for key, value in params.items() if value is not None}
        seconds = timeout or (UPLOAD_LIMIT if files else CALL_LIMIT)
        limit = self._limits.get(seconds) or self._limits.setdefault(seconds, _limit(seconds))
        data: Any = _form(given, files) if files else msgspec.json.encode(given)
        headers = None if files else _HEADERS
        try:
            async with self._session.post(self._url(method), data=data, headers=headers, timeout=limit) as response:
                return response.status, await response.read()
        except _NO_CONNECTION as error:
            raise NotSent(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
            raise Unsure(type(error).__name__) from None

    def _url(self, method: str) -> URL:
        url = self._urls.get(method)
        if url is None:
            url = self._urls[method] = URL(self._calls + method, encoded=True)
        return url

    async def fetch(self, file_id: str) -> AsyncIterator[bytes]:
        """The bytes of a file that somebody sent, in portions. Raises ApiError; TelegramRefused when it is too big."""
        found = await self.call("getFile", {"file_id": file_id})
        async for chunk in self.download(found["file_path"]):
            yield chunk

    async def download(self, file_path: str) -> AsyncIterator[bytes]:
        """The bytes of a file named by getFile, in portions. A path that begins with "/" is on our own disk, written by
        a Bot API server in local mode.
        """
        if file_path.startswith("/"):
            async for chunk in _from_disk(Path(file_path)):
                yield chunk
            return
        limit = aiohttp.ClientTimeout(total=None, connect=CONNECT_LIMIT, sock_read=CALL_LIMIT)
        try:
            async with self._session.get(URL(self._files + file_path), timeout=limit) as response:
                if response.status != 200:
                    result_of(response.status, await response.read())
                    raise Unsure(f"status {response.status}")
                async for chunk in response.content.iter_chunked(CHUNK):
                    yield chunk
        except _NO_CONNECTION as error:
            raise NotSent(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
            raise Unsure(type(error).__name__) from None


def _limit(seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=seconds, connect=CONNECT_LIMIT)


def _form(params: Mapping[str, Any], files: tuple[Upload, ...]) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)  # quoted file names arrive with %20 in them
    for key, value in params.items():
        form.add_field(key, value if isinstance(value, str) else msgspec.json.encode(value).decode())
    for file in files:
        form.add_field(
            file.field, io.BytesIO(file.content), filename=file.name, content_type="application/octet-stream"
        )
    return form


def _updates(status: int, body: bytes) -> list[str]:
    try:
        return bodies(body)
    except ValueError:
        result_of(status, body)  # says why there are none
        raise Unsure(f"status {status}, no updates in the answer", answered=True) from None


async def _from_disk(path: Path) -> AsyncIterator[bytes]:
    try:
        file = await asyncio.to_thread(path.open, "rb")
    except OSError:
        raise TelegramRefused(404, "file is not on disk") from None
    try:
        while chunk := await asyncio.to_thread(file.read, CHUNK):
            yield chunk
    finally:
        file.close()


def _proxy_for(base: str) -> str | None:
    """The proxy of the environment for this address; none for our own machine."""
    parts = urlsplit(base)
    host = parts.hostname or ""
    if host in ("localhost", "::1") or host.startswith("127.") or proxy_bypass(host):
        return None
    return getproxies().get(parts.scheme)
