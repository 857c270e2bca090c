"""Carries out one row of the outbox: makes its call, reads Telegram's answer, and says what that means for the row.

`storage/messaging/outbox.py` decides what may be sent again after an unknown outcome. Refusals that are repaired at
once: a group that became a supergroup (sent to its new number), markup that Telegram does not accept (sent as plain
text), a message to edit that is gone or is no text (sent as a new one), a file_id that belongs to another bot (sent as
bytes; a screen whose bytes we do not have is sent without its file). A record finds out by itself whether its message
is a text or a file.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.telegram import messages
from bot.telegram.api import Api, Upload
from bot.telegram.errors import ApiError, Gone, NotSent, RetryAfter, TelegramRefused, Unknown, Unsure
from bot.telegram.messages import Request
from storage.messaging.contents import Album, AlbumItem, Answer, File, Message, Picture, WithFile
from storage.messaging.outbox import REFUSALS, Call, Kind, Priority, Result, Sending, pause

_OF_MESSAGE = (400, 403, 413)
"""Codes of refusals because of the message or its chat. Others are because of the bot or a server, and the message may
wait."""

_MARKUP = ("can't parse entities", "button_", "reply markup", "inline keyboard", "wrong http url", "entity_")
_LOST = ("message to edit not found", "message can't be edited", "message_id_invalid", "no text in the message to edit")
_NO_TEXT, _NO_CAPTION = "no text in the message to edit", "no caption in the message to edit"
_FILE = (
    "wrong file identifier",
    "wrong remote file identifier",
    "file_reference_",
    "invalid file_id",
    "can't use file of type",
    "wrong type of the web page content",
    "photo_invalid_dimensions",
    "image_process_failed",
)
_MISSING = ("chat not found", "user not found", "peer_id_invalid", "input_user_deactivated")

_NEW_MESSAGES = (Kind.SEND, Kind.DOCUMENT, Kind.PHOTO, Kind.ALBUM)
_ALBUM_BYTES = 45_000_000
"""Bytes that one call may carry (Bot API: 50 MB)."""

CopyOf = Callable[[WithFile], Awaitable[Upload | None]]
"""The bytes behind a file's number, kept by ourselves or made anew; None when there are none."""


class Unfit(Exception):
    """No call can be made from this row."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`hold` are seconds that this chat was told to wait. `gone`: nothing sent there arrives any more. `unknown`: the
    bot's token is refused. `moved_to` is the number of the supergroup. `file_id` is Telegram's, for a picture that was
    uploaded.
    """

    result: Result
    hold: float = 0.0
    gone: bool = False
    unknown: bool = False
    moved_to: int | None = None
    file_id: str = ""


@dataclass(frozen=True, slots=True)
class _Way:
    """How a row is tried: first as it is, then with the change of each repair."""

    chat_id: int
    message_id: int | None
    plain: bool = False
    file: Upload | None = None
    bare: bool = False  # a screen without its file
    album: tuple[Upload, ...] = ()  # our own copies of an album's files
    caption: bool | None = None  # a record's message is a file, or is not; None: as its row says


class Post:
    """Carries out rows, one call each."""

    def __init__(self, api: Api, clock: Callable[[], datetime], copy_of: CopyOf) -> None:
        self._api = api
        self._clock = clock
        self._copy_of = copy_of
        self._doubted = False

    async def show(self, chat_id: int, thread_id: int | None, action: str) -> None:
        """Shows what the bot is doing there. Raises ApiError."""
        await self._api.call("sendChatAction", {"chat_id": chat_id, "message_thread_id": thread_id, "action": action})

    async def carry(self, sending: Sending, file: Upload | None = None) -> Outcome:
        """Makes the call of a row. Never raises errors of Telegram or the network. Raises Unfit, and errors of our own
        storage.
        """
        call = sending.call
        way = _Way(call.chat_id, call.target_message, file=file)
        try:
            await self._ask_first(sending)
            outcome = await self._carry(sending, way)
            self._doubted = False
        except RetryAfter as error:
            outcome = Outcome(self._again(sending, error, timedelta(seconds=error.seconds)), hold=error.seconds)
        except NotSent as error:
            outcome = Outcome(self._again(sending, error, pause(sending.attempts)))
        except Unsure as error:
            self._doubted = True
            outcome = Outcome(Result(sending.id, "unsure", error=str(error), answered=error.answered))
        except Gone as error:
            outcome = Outcome(Result(sending.id, "failed", error=str(error)), gone=True)
        except Unknown as error:
            outcome = Outcome(self._not_its_fault(sending, error), unknown=True)
        except TelegramRefused as error:
            if error.code not in _OF_MESSAGE:
                return Outcome(self._not_its_fault(sending, error))
            missing = any(words in error.description.lower() for words in _MISSING)
            outcome = Outcome(Result(sending.id, "failed", error=str(error)), gone=missing)
        return outcome

    async def _ask_first(self, sending: Sending) -> None:
        """While a server is still out of order, a message that may have arrived already is not sent to it again."""
        if self._doubted and sending.attempts > 1 and sending.call.kind in _NEW_MESSAGES:
            try:
                await self._api.call("getMe", {})
            except Unsure as error:
                raise NotSent(f"put off: {error}") from None

    async def _carry(self, sending: Sending, way: _Way) -> Outcome:
        tried = {way}
        while True:
            try:
                return self._done(sending, way, await self._make(sending, way))
            except Unknown:
                raise
            except TelegramRefused as refusal:
                better = await self._repaired(sending, way, refusal)
                if better is None or better in tried:
                    if self._idle_record(sending, refusal):
                        return Outcome(Result(sending.id, "sent", error=str(refusal)))
                    raise
                way = better
                tried.add(way)

    async def _make(self, sending: Sending, way: _Way) -> Any:
        try:
            request = _request(sending, way)
            files = (_named(sending.call, way, way.file),) if way.file is not None else way.album
        except Exception as error:
            raise Unfit from error
        return await self._api.call(request.method, request.params, files)

    def _done(self, sending: Sending, way: _Way, answer: Any) -> Outcome:
        """The outcome of a call that was accepted. The number of the message is included only where it is not known
        yet.
        """
        number = answer.get("message_id") if isinstance(answer, dict) else None
        if sending.call.kind is Kind.EDIT and number is None:
            number = way.message_id  # "not modified"
        without_number = (Kind.ANSWER, Kind.STRIP, Kind.DELETE, Kind.PIN, Kind.UNPIN)
        known = sending.call.kind in without_number or number == sending.call.target_message
        moved = way.chat_id if way.chat_id != sending.call.chat_id else None
        result = Result(sending.id, "sent", message_id=None if known else number)
        return Outcome(result, moved_to=moved, file_id=_number_of_picture(answer) if way.file else "")

    async def _repaired(self, sending: Sending, way: _Way, refusal: TelegramRefused) -> _Way | None:
        """Another way to send the row, if this refusal can be repaired."""
        words, call = refusal.description.lower(), sending.call
        if refusal.migrated_to is not None:
            return replace(way, chat_id=refusal.migrated_to)
        if call.priority is Priority.RECORD and (_NO_TEXT in words or _NO_CAPTION in words):
            return replace(way, caption=_NO_TEXT in words)
        if call.kind is Kind.EDIT and call.priority is not Priority.RECORD and any(part in words for part in _LOST):
            return replace(way, message_id=None)
        if any(part in words for part in _MARKUP):
            return replace(way, plain=True)
        if any(part in words for part in _FILE):
            return await self._with_bytes(call, way)
        return None

    async def _with_bytes(self, call: Call, way: _Way) -> _Way | None:
        """Telegram does not accept the file_id: send our own copy; a screen may go without."""
        if call.kind is Kind.ALBUM:
            return await self._with_album(call, way)
        content = call.content
        if not isinstance(content, Message | File | Picture):
            return None
        in_message = isinstance(content, Message) or call.kind is Kind.EDIT
        file = await self._copy_of(content) if content.file_id and way.file is None else None
        if file is None:
            return replace(way, file=None, bare=True) if in_message and _shown(content).media else None
        return replace(way, file=file)

    async def _with_album(self, call: Call, way: _Way) -> _Way | None:
        """An album of our own copies, as many as fit into one call. The others can be seen one by one on the card."""
        if way.album or not isinstance(call.content, Album):
            return None
        copies: list[Upload] = []
        for number, item in enumerate(call.content.items):
            copy = await self._copy_of(item)
            if copy and sum(len(one.content) for one in copies) + len(copy.content) <= _ALBUM_BYTES:
                copies.append(replace(copy, field=_part(number, item)))
        return replace(way, album=tuple(copies)) if copies else None

    def _idle_record(self, sending: Sending, refusal: TelegramRefused) -> bool:
        """Whether a record has nothing to be written on, so that nothing is left to do."""
        changes_only = sending.call.kind in (Kind.STRIP, Kind.DELETE) or sending.call.priority is Priority.RECORD
        return changes_only and any(part in refusal.description.lower() for part in _LOST)

    def _again(self, sending: Sending, error: ApiError, pause: timedelta) -> Result:
        return Result(sending.id, "waiting", error=str(error), next_at=self._clock() + pause)

    def _not_its_fault(self, sending: Sending, error: TelegramRefused) -> Result:
        """A refusal because of the bot or the server. The row waits, but not for ever: if it alone is refused, it must
        not hold up its chat.
        """
        if sending.attempts < REFUSALS:
            return self._again(sending, error, pause(sending.attempts))
        return Result(sending.id, "failed", error=str(error))


_CHANGES = {
    Kind.STRIP: messages.strip,
    Kind.DELETE: messages.delete,
    Kind.PIN: messages.pin,
    Kind.UNPIN: messages.unpin,
}


def _request(sending: Sending, way: _Way) -> Request:
    """Raises TypeError where the row holds something else than its kind of call needs."""
    call = sending.call
    match call.kind, call.content:
        case Kind.ANSWER, Answer() as answer:
            return messages.answer(answer)
        case ((Kind.STRIP | Kind.DELETE | Kind.PIN | Kind.UNPIN), _):
            return _CHANGES[call.kind](way.chat_id, way.message_id or 0)
        case ((Kind.SEND | Kind.EDIT), (Message() | Picture()) as content):
            message = _repaired_message(_shown(content), way)
            if call.kind is Kind.EDIT and way.message_id is not None:
                return messages.edit(way.chat_id, way.message_id, message, plain=way.plain)
            return messages.send(way.chat_id, message, call.thread_id, plain=way.plain)
        case ((Kind.DOCUMENT | Kind.PHOTO), (File() | Picture()) as content):
            file_id = "" if way.file else content.file_id
            file = File(file_id, content.caption, content.rows)
            return messages.media(call.kind.value, way.chat_id, file, call.thread_id, plain=way.plain)
        case Kind.ALBUM, Album() as album:
            uploads = [file.field for file in way.album]
            return messages.album(way.chat_id, _of_copies(album, uploads), call.thread_id, uploads)
    raise TypeError(f"no {call.kind} can be made of this row")


def _shown(content: Message | File | Picture) -> Message:
    """What a message shows."""
    match content:
        case Message():
            return content
        case Picture():
            return content.message
        case File():
            return Message(content.caption, content.rows)


def _repaired_message(message: Message, way: _Way) -> Message:
    """The message with the changes of the repairs."""
    if way.bare:
        message = replace(message, media=None)
    elif way.file:
        message = message.uploaded()
    return message if way.caption is None else replace(message, keeps_file=way.caption)


def _of_copies(album: Album, uploads: Collection[str]) -> Album:
    """The album; where bytes are sent, only the files that they belong to."""
    items = (item for number, item in enumerate(album.items) if not uploads or _part(number, item) in uploads)
    return Album(tuple(items))


def _part(number: int, item: AlbumItem) -> str:
    """The name under which the bytes of an album's item are sent."""
    return f"{item.kind}{number}"


def _named(call: Call, way: _Way, file: Upload) -> Upload:
    """The upload under the name that the method expects."""
    if call.kind in (Kind.DOCUMENT, Kind.PHOTO) or not isinstance(call.content, Message | Picture):
        return replace(file, field=call.kind.value)
    if call.kind is Kind.EDIT and way.message_id is not None:
        return replace(file, field=messages.UPLOADED)
    media = _shown(call.content).media
    return replace(file, field=media.kind if media else messages.UPLOADED)


def _number_of_picture(answer: Any) -> str:
    """The file_id of the photo in a sent message, in its full size."""
    sizes = answer.get("photo") if isinstance(answer, dict) else None
    return str(sizes[-1]["file_id"]) if sizes else ""
