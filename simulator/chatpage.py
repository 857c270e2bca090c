"""The chat page's own small API: who is there, what was said, saying and pressing, and a stream of events.

Only the page in simulator/page/ uses it; tests drive people through `simulator.people`.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from simulator.control import body_of, person_of, words, world_of
from simulator.errors import ApiError
from simulator.groups import Group
from simulator.levers import Stuck
from simulator.model import Action, Chat, Message, Press, User
from simulator.pageview import action_words, belongs, chat_view, message_view, state_view
from simulator.people import Person
from simulator.world import World

FOLDER = Path(__file__).parent / "page"
NEWEST = 300
NEW_GROUP = "Grup baru"
_SHOWN = {"message", "edit", "delete", "pin"}


async def index(request: Request) -> Response:
    return FileResponse(FOLDER / "index.html")


def _reader(request: Request) -> User | None:
    wanted = request.query_params.get("as", "")
    user = world_of(request).users.get(int(wanted)) if wanted.isdigit() else None
    return None if user is None or user.is_bot else user


async def state(request: Request) -> Response:
    return JSONResponse(state_view(world_of(request), _reader(request)))


async def history(request: Request) -> Response:
    """The newest messages of a chat."""
    world, reader = world_of(request), _reader(request)
    chat = world.chats.get(int(request.path_params["chat"]))
    if reader is None or chat is None or not belongs(chat, reader):
        return JSONResponse({"error": "Percakapan tidak ditemukan."}, status_code=404)
    messages = [message_view(world, m, reader) for m in chat.visible[-NEWEST:]]
    return JSONResponse({"chat": chat_view(world, chat, reader), "messages": messages})


async def events(request: Request) -> Response:
    """Server-sent events for one person, until the page or the world closes."""
    world, reader = world_of(request), _reader(request)
    if reader is None:
        return JSONResponse({"error": "Orang tidak ditemukan."}, status_code=404)
    return StreamingResponse(
        _stream(world, reader), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )


async def _stream(world: World, reader: User) -> AsyncIterator[str]:
    queue: asyncio.Queue[str | None] = asyncio.Queue()

    def hear(what: str, thing: Any) -> None:
        if what == "close":
            queue.put_nowait(None)
            return
        event = _event(world, reader, what, thing)
        if event is not None:
            queue.put_nowait(f"data: {json.dumps(event, ensure_ascii=False)}\n\n")

    with world.subscribe(hear):
        yield ": siap\n\n"
        while (line := await queue.get()) is not None:
            yield line


def _event(world: World, reader: User, what: str, thing: Any) -> dict[str, Any] | None:
    """What this person's page is told, if anything."""
    if what in _SHOWN and isinstance(thing, Message) and belongs(thing.chat, reader):
        view = message_view(world, thing, reader)
        return {"type": what, "message": view, "chat": chat_view(world, thing.chat, reader)}
    if what == "answer" and isinstance(thing, Press) and thing.user is reader:
        return {"type": what, "press": thing.id, "toast": thing.toast, "alert": thing.alert, "url": thing.url}
    if what == "action" and isinstance(thing, Action) and belongs(thing.chat, reader):
        return {"type": what, "to": thing.chat.id, "words": action_words(thing)}
    if what in ("person", "chat", "profile"):
        return {"type": "state", "state": state_view(world, reader)}
    return None


def _actor(request: Request, body: dict[str, Any]) -> tuple[Person, Chat]:
    person = person_of(world_of(request), body["as"])
    chat = world_of(request).chats[int(body["chat"])]
    if not belongs(chat, person.user):
        raise KeyError("chat")
    return person, chat


async def act(request: Request) -> Response:
    """One action of a person: {"as", "chat", "do", ...}."""
    body = await body_of(request)
    try:
        person, chat = _actor(request, body)
        return JSONResponse(_do(person, chat, body))
    except PermissionError:
        return JSONResponse({"error": "Bot diblokir. Buka blokir lewat menu di kanan atas."}, status_code=403)


def _do(person: Person, chat: Chat, body: dict[str, Any]) -> dict[str, Any]:
    match body["do"]:
        case "text":
            text, reply, topic = words(body, "text").strip(), body.get("reply_to"), body.get("topic")
            if not text or (reply is not None and reply not in chat.by_id) or (topic and topic not in chat.topics):
                raise ValueError("nothing to send, or no place for it")
            person.text(text, chat=chat, reply_to=reply, thread_id=topic)
        case "start":
            person.start(words(body, "payload", ""))
        case "startgroup":
            group = (
                Group.of(person.world, chat) if chat.is_group else Group(person.world, NEW_GROUP, [person], bot=False)
            )
            group.start_bot(person, words(body, "payload", ""))
            return {"chat": group.id}
        case "press":
            return {"press": person.press_data(chat.by_id[int(body["message"])], words(body, "data")).id}
        case "edit":
            message = chat.by_id[int(body["message"])]
            if message.sender is not person.user:
                raise LookupError("the message of another")
            person.edit(message, words(body, "text"))
        case "read":
            chat.read[person.id] = max(chat.read.get(person.id, 0), chat.by_id[int(body["message"])].id)
        case "sticker" | "voice" | "location" | "contact" as odd:
            getattr(person, odd)()
        case "block" | "unblock" as change:
            (person.block_bot if change == "block" else person.unblock)()
            person.world.emit("chat", chat)
        case _:
            raise KeyError(body["do"])
    return {}


async def upload(request: Request) -> Response:
    """Files from the page: several at once are an album of at most ten; a caption stands on the first."""
    async with request.form() as form:
        files = [(f.filename or "berkas", await f.read()) for f in form.getlist("files") if isinstance(f, UploadFile)]
        fields = {name: str(value) for name, value in form.items() if not isinstance(value, UploadFile)}
    try:
        person, chat = _actor(request, fields)
        for begin in range(0, len(files), 10):
            _send_files(person, chat, files[begin : begin + 10], fields if begin == 0 else {**fields, "caption": ""})
    except PermissionError:
        return JSONResponse({"error": "Berkas tidak dapat dikirim di sini."}, status_code=403)
    except (ApiError, LookupError, ValueError):
        return JSONResponse({"error": "Berkas atau keterangan ini tidak dapat dikirim."}, status_code=400)
    return JSONResponse({})


def _send_files(person: Person, chat: Chat, files: list[tuple[str, bytes]], fields: dict[str, str]) -> None:
    album = person.new_album() if len(files) > 1 else None
    for number, (name, data) in enumerate(files):
        caption = fields.get("caption") or None if number == 0 else None
        if fields.get("how") == "photo":
            person.photo(data, caption, album, chat=chat)
        else:
            person.document(name, data, caption, album=album, chat=chat)


async def lever(request: Request) -> Response:
    """Pulls one of the levers: {"name"}."""
    wanted = world_of(request).guide.lever(words(await body_of(request), "name"))
    try:
        return JSONResponse({"done": await wanted.pull()})
    except Stuck as why:
        return JSONResponse({"error": str(why)}, status_code=409)


async def file(request: Request) -> Response:
    """A file's bytes, for looking at or for saving (`?save=1`)."""
    stored = world_of(request).files.by_unique(request.path_params["unique"])
    if stored is None or stored.data is None:
        return Response("Berkas ini tidak memiliki isi.", status_code=404, media_type="text/plain")
    way = "attachment" if request.query_params.get("save") or not _harmless(stored.mime) else "inline"
    headers = {"Content-Disposition": f"{way}; filename*=UTF-8''{quote(stored.name)}"}
    return Response(stored.data, media_type=stored.mime, headers=headers)


def _harmless(mime: str) -> bool:
    """Kinds that a browser may open under this address: nothing that could run a script."""
    return mime in ("image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf")


ROUTES: list[BaseRoute] = [
    Route("/", index),
    Route("/page/state", state),
    Route("/page/history/{chat:str}", history),
    Route("/page/events", events),
    Route("/page/act", act, methods=["POST"]),
    Route("/page/upload", upload, methods=["POST"]),
    Route("/page/lever", lever, methods=["POST"]),
    Route("/page/file/{unique:str}", file),
    Mount("/static", StaticFiles(directory=FOLDER)),
]
