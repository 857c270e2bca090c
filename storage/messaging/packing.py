"""What a call carries, as JSON in its row of the outbox, and back. The keys are those of rows that are stored already.

A row that holds something else is read as NOTHING, and no call can be made of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, get_args

from pydantic import TypeAdapter

from core.screen import Button, ButtonKind, Media, Rows
from storage.messaging.contents import NOTHING, Album, AlbumItem, Answer, Content, File, Job, Message, Nothing, Picture

_JOBS: Mapping[str, TypeAdapter[Job]] = {job.NAME: TypeAdapter(job) for job in get_args(Job)}


def pack(content: Content) -> dict[str, Any]:
    match content:
        case Nothing():
            return {}
        case Answer():
            return {"id": content.id, "text": content.text}
        case Message():
            return _message(content)
        case File():
            evidence = {} if content.evidence is None else {"evidence": content.evidence}
            rows = {"rows": _rows(content.rows)} if content.rows else {}
            return {"file_id": content.file_id, "caption": content.caption, **evidence, **rows}
        case Album():
            return {"items": [asdict(item) for item in content.items]}
        case Picture():
            return _picture(content)
        case _:
            return {"job": content.NAME, **asdict(content)}


def unpack(payload: Mapping[str, Any]) -> Content:
    try:
        return _unpack(payload)
    except (KeyError, TypeError, ValueError):
        return NOTHING


def message_of(payload: Mapping[str, Any]) -> Message:
    """The message of a row; one without words where the row holds none."""
    content = unpack(payload)
    return content if isinstance(content, Message) else Message("")


def _unpack(payload: Mapping[str, Any]) -> Content:
    if "digest" in payload:
        return _read_picture(payload)
    if "job" in payload:
        return _read_job(payload)
    if "items" in payload:
        return Album(tuple(AlbumItem(**item) for item in payload["items"]))
    if "id" in payload:
        return Answer(payload["id"], payload.get("text") or "")
    if "text" in payload:
        return _read_message(payload)
    if "file_id" in payload:
        rows = _read_rows(payload.get("rows", ()))
        return File(payload["file_id"], payload.get("caption", ""), rows, payload.get("evidence"))
    return NOTHING


def _message(message: Message) -> dict[str, Any]:
    optional = {
        "media": asdict(message.media) if message.media else None,
        "silent": message.silent,
        "caption": message.keeps_file,
        "about": message.about,
        "watcher": message.watcher,
        "reminder": message.reminder,
    }
    packed = {"text": message.text, "rows": _rows(message.rows), "rev": message.revision}
    return packed | {key: value for key, value in optional.items() if value}


def _read_message(payload: Mapping[str, Any]) -> Message:
    media = payload.get("media")
    return Message(
        payload["text"],
        _read_rows(payload.get("rows", ())),
        payload.get("rev", 0),
        Media(media["kind"], media["file_id"], media["evidence"]) if media else None,
        silent=bool(payload.get("silent")),
        keeps_file=bool(payload.get("caption")),
        about=payload.get("about", ""),
        watcher=payload.get("watcher"),
        reminder=bool(payload.get("reminder")),
    )


def _picture(picture: Picture) -> dict[str, Any]:
    packed: dict[str, Any] = {} if picture.file_id else {"job": picture.NAME}
    packed |= {"digest": picture.digest, "chart": picture.chart, "rows": _rows(picture.rows), "rev": 0}
    known = {"file_id": picture.file_id} if picture.file_id else {}
    if picture.in_place:
        return packed | {"text": picture.caption, "media": {"kind": "photo", **known}}
    return packed | {"caption": picture.caption, **known}


def _read_picture(payload: Mapping[str, Any]) -> Picture:
    media = payload.get("media")
    caption, where = (payload["text"], media) if media else (payload["caption"], payload)
    rows, file_id = _read_rows(payload.get("rows", ())), where.get("file_id") or ""
    return Picture(payload["digest"], payload["chart"], caption, rows, bool(media), file_id)


def _read_job(payload: Mapping[str, Any]) -> Job:
    return _JOBS[payload["job"]].validate_python(payload)


def _rows(rows: Rows) -> list[list[list[str]]]:
    return [[[button.label, button.value, button.kind.value] for button in row] for row in rows]


def _read_rows(rows: Sequence[Sequence[Sequence[str]]]) -> Rows:
    return tuple(tuple(Button(label, value, ButtonKind(tie)) for label, value, tie in row) for row in rows)
