"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`.

Before these may stand `/as/<name>`: messages then say which of several bots (or lives of one) sent them.

It is plain ASGI, because a benchmark makes hundreds of calls a second; the chat page is Starlette.
"""

import asyncio
import json
from typing import Any
from urllib.parse import parse_qsl, unquote

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from simulator.errors import ApiError, bad_request, body_of, too_many
from simulator.faults import CALL_FAULTS, FILE_FAULTS, Fault
from simulator.methods import perform, spelling
from simulator.methods.intake import Raw
from simulator.model import Call, Violation
from simulator.params import Params, Upload
from simulator.world import CALLER, World

_JSON = [(b"content-type", b"application/json")]
_BAD_GATEWAY = b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


class BotApi:
    """The bot's door. Everything else goes on to the app of the chat page."""

    def __init__(self, world: World, page: ASGIApp) -> None:
        self.world = world
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope.get("path", "")
        if path.startswith("/as/"):
            name, _, rest = path[4:].partition("/")
            CALLER.set(name)
            path = f"/{rest}"
        if scope["type"] == "http" and path.startswith("/bot"):
            token, _, method = path[4:].partition("/")
            await self._call(token, method, scope, receive, send)
        elif scope["type"] == "http" and path.startswith("/file/bot"):
            token, _, file_path = path[9:].partition("/")
            await self._download(token, file_path, scope, receive, send)
        else:
            await self.page(scope, receive, send)

    async def _call(self, token: str, name: str, scope: Scope, receive: Receive, send: Send) -> None:
        world = self.world
        try:
            params = await read_params(scope, receive)
        except (MultiPartException, RecursionError, ValueError):
            unread = body_of(bad_request("the request cannot be read"))
            return await respond(send, 400, json.dumps(unread).encode(), _JSON)
        call = Call(spelling(name), params.raw, world.monotonic())
        call.chat_id = params.number("chat_id") or None
        fault = world.faults.strike(CALL_FAULTS, call.method) if world.faults.active else None
        if fault is not None:
            call.fault = fault.kind
            if fault.kind == "slow":
                await world.faults.outlast(fault)
        status, body = await self._answer(token, name, params, fault, call, receive)
        call.status = status
        world.record(call)
        if status == 0:
            return await cut(receive, send)
        headers = [(b"content-type", b"text/html")] if status == 502 else _JSON
        return await respond(send, status, body, headers)

    async def _answer(
        self, token: str, name: str, params: Params, fault: Fault | None, call: Call, receive: Receive
    ) -> tuple[int, bytes]:
        """Status and body; status 0 means that the connection is to be cut."""
        kind = fault.kind if fault else ""
        try:
            if token != self.world.token:
                raise _unauthorized(token)
            if kind == "cut_before":
                return 0, b""
            if fault is not None and kind.startswith(("error", "html")) and not fault.effect:
                return _faulty_answer(fault)
            result = await _while_connected(perform(self.world, name, params), receive, call.method)
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as odd:
            # a value of a kind that no client should send: seen by the test, not hidden in a 500
            self.world.violations.append(Violation(call.method, f"odd value: {odd!r}"))
            call.error = f"Bad Request: simulator: odd value: {odd!r}"
            return 400, json.dumps(body_of(ApiError(400, call.error))).encode()
        except ApiError as error:
            call.error = error.description
            return error.code, json.dumps(body_of(error), ensure_ascii=False).encode(errors="replace")
        if result is _GONE or kind == "cut_after":
            return 0, b""
        if fault is not None and kind.startswith(("error", "html")):
            return _faulty_answer(fault)
        text = result if isinstance(result, Raw) else json.dumps(result, ensure_ascii=False)
        return 200, f'{{"ok":true,"result":{text}}}'.encode(errors="surrogatepass")

    async def _download(self, token: str, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        world = self.world
        call = Call("file", {"file_path": path}, world.monotonic())
        fault = world.faults.strike(FILE_FAULTS, "file") if world.faults.active else None
        stored = world.files.at_path(unquote(path)) if token == world.token else None
        if stored is None or stored.data is None or (fault and fault.kind == "download_fail"):
            call.status, call.fault = 404, fault.kind if fault else ""
            world.record(call)
            await respond(send, 404, b'{"ok":false,"error_code":404,"description":"Not Found"}', _JSON)
            return
        if fault is not None:
            call.fault = fault.kind
            if fault.kind == "download_slow":
                await asyncio.sleep(fault.seconds)
        headers = [(b"content-type", b"application/octet-stream"), (b"content-length", b"%d" % len(stored.data))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        if fault is not None and fault.kind == "download_cut":
            await send(_part(stored.data[: len(stored.data) // 2], more=True))
            world.record(call)
            await cut(receive, send)
            return
        call.status = 200
        world.record(call)
        await send(_part(stored.data, more=False))


_GONE = object()


async def _while_connected(work: Any, receive: Receive, method: str) -> Any:
    """The result of a call; a getUpdates whose client is gone is given up, so that it takes nothing along."""
    if method != "getUpdates":
        return await work
    task, gone = asyncio.ensure_future(work), asyncio.ensure_future(_disconnected(receive))
    try:
        await asyncio.wait([task, gone], return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else _GONE
    finally:
        gone.cancel()
        task.cancel()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _unauthorized(token: str) -> ApiError:
    # ClientManager.cpp: what is no token at all is told apart from one that is not (or no longer) valid
    return ApiError(401, "Unauthorized" if ":" in token else "Unauthorized: invalid token specified")


_ERRORS = {
    "error_400": ApiError(400, "Bad Request: refused for the sake of a test"),
    "error_404": ApiError(404, "Not Found: method not found"),
    "error_500": ApiError(500, "Internal Server Error"),
}


def _faulty_answer(fault: Fault) -> tuple[int, bytes]:
    if fault.kind == "html_502":
        return 502, _BAD_GATEWAY
    error = too_many(max(1, round(fault.seconds))) if fault.kind == "error_429" else _ERRORS[fault.kind]
    return error.code, json.dumps(body_of(error)).encode()


async def respond(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    length = (b"content-length", b"%d" % len(body))
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send(_part(body, more=False))


def _part(body: bytes, *, more: bool) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": more}


async def cut(receive: Receive, send: Send) -> None:
    """End the connection without an answer. uvicorn's `send` belongs to the object that holds the socket."""
    cycle = getattr(send, "__self__", None)
    transport = getattr(cycle, "transport", None)
    if transport is not None:
        transport.abort()
        await _disconnected(receive)


async def read_params(scope: Scope, receive: Receive) -> Params:
    """Parameters from the query and from a body of any of the three kinds the Bot API takes."""
    raw: dict[str, Any] = dict(parse_qsl(scope["query_string"].decode())) if scope["query_string"] else {}
    kind = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    if kind.startswith(b"multipart/form-data"):
        return await _read_multipart(raw, scope, receive)
    body = b""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        body += message.get("body", b"")
        more = message.get("more_body", False)
    if not body:
        return Params(raw)
    if kind.startswith(b"application/json"):
        raw.update(_object(body))
    else:
        raw.update(parse_qsl(body.decode(), keep_blank_values=True))
    return Params(raw)


def _object(body: bytes) -> dict[str, Any]:
    try:
        loaded = json.loads(body)
    except ValueError:
        loaded = None
    # what is no object has no parameters, and is refused for those that are missing
    return {key: value for key, value in loaded.items() if value is not None} if isinstance(loaded, dict) else {}


async def _read_multipart(raw: dict[str, Any], scope: Scope, receive: Receive) -> Params:
    files: dict[str, Upload] = {}
    async with Request(scope, receive).form(max_part_size=4 * 1024 * 1024) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files[name] = Upload(value.filename or "", await value.read())
            else:
                raw[name] = value
    # a file under a parameter's own name is that parameter; attach:// names are not parameters
    for name in files.keys() & {"photo", "document", "certificate", "thumbnail"}:
        raw.setdefault(name, f"attach://{name}")
    return Params(raw, files)
