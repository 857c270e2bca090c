"""A person with a phone: writes, presses, sends files, and sees what the bot shows."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from simulator.entities import utf16_length, with_found
from simulator.files import sample_photo
from simulator.model import Chat, Json, Message, Press, StoredFile, Toast, User
from simulator.odd import sticker, voice
from simulator.texts import CAPTION_UNITS, parts
from simulator.view import press_json, user_json
from simulator.waiting import PATIENCE
from simulator.world import ANONYMOUS, World, dump

START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""core.telegram.org/bots/features#deep-linking"""


class Person:
    """One account. Whatever is done in the private chat with the bot may also be done in a group (`chat=`)."""

    def __init__(self, world: World, user: User) -> None:
        self.world = world
        self.user = user
        self.private: Chat = world.chats.get(user.id) or world.add_user(user)

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def toasts(self) -> list[Toast]:
        """What answers to presses showed to this person, in order."""
        return self.world.toasts.setdefault(self.id, [])

    @property
    def last(self) -> Message | None:
        """The bot's newest message in the private chat."""
        return self.private.last_from_bot

    # -- writing -----------------------------------------------------------------------------------------------

    def start(self, payload: str = "") -> Message:
        """Open the bot, by its link when there is a payload; a payload Telegram refuses is a ValueError."""
        if payload and not START_PARAMETER.fullmatch(payload):
            raise ValueError("START_PARAM_INVALID: up to 64 of A-Z a-z 0-9 _ -")
        return self.text(f"/start {payload}".rstrip())

    def text(self, text: str, *, chat: Chat | None = None, **fields: Any) -> Message:
        """Say something; as every client does, more than 4,096 units go as several messages. Returns the last."""
        *earlier, last = parts(text)
        for part in earlier:
            self._say(chat, text=part, **fields)
        return self._say(chat, text=last, **fields)

    def command(self, command: str, *, chat: Chat | None = None) -> Message:
        return self.text(command if command.startswith("/") else f"/{command}", chat=chat)

    def reply(self, message: Message, text: str) -> Message:
        return self.text(text, chat=message.chat, reply_to=message.id)

    def photo(
        self,
        data: bytes | None = None,
        caption: str | None = None,
        album: str | None = None,
        *,
        chat: Chat | None = None,
        file: StoredFile | None = None,
        entities: Sequence[Json] = (),
    ) -> Message:
        """A photo (compressed by the client); without bytes a fresh picture of a typed page. `entities` of the caption:
        what the client formatted, a link behind words for example."""
        stored = file or self.world.files.photo(data or sample_photo(self.world.rng.randrange(2**62)))
        return self._file(stored, "photo", caption, album, chat, entities)

    def document(
        self,
        name: str,
        data: bytes | None = None,
        caption: str | None = None,
        mime: str | None = None,
        album: str | None = None,
        *,
        size: int | None = None,
        chat: Chat | None = None,
        file: StoredFile | None = None,
        entities: Sequence[Json] = (),
    ) -> Message:
        """A file. `size` only declares how large it is (25 MB without the bytes); `b""` is an empty one."""
        content = data if data is not None or size is not None else f"Isi {name}".encode()
        stored = file or self.world.files.put("document", name, content, mime or "", size)
        return self._file(stored, "document", caption, album, chat, entities)

    def album(self, items: Sequence[bytes | None], caption: str | None = None) -> list[Message]:
        """Several photos at once: one update each, the caption on the first."""
        album = self.new_album()
        return [self.photo(item, None if i else caption, album) for i, item in enumerate(items)]

    def new_album(self) -> str:
        return str(self.world.rng.randrange(10**16, 10**17))

    def sticker(self) -> Message:
        return self._odd("sticker", sticker(self.world.files))

    def voice(self) -> Message:
        return self._odd("voice", voice(self.world.files))

    def location(self) -> Message:
        return self._odd("location", {"latitude": 0.4933, "longitude": 117.5369})

    def contact(self) -> Message:
        value = {"phone_number": "+620000000", "first_name": self.user.first_name, "user_id": self.id}
        return self._odd("contact", value)

    def forward(self, message: Message) -> Message:
        """Pass a message on to the bot: the same file keeps its unique id."""
        origin = {"type": "user", "date": message.date, "sender_user": user_json(message.sender)}
        return self._say(
            None,
            kind=message.kind,
            text=message.text,
            file=message.file,
            entities=message.entities,
            forwarded=origin,
        )

    def edit(
        self, message: Message, new_text: str, *, entities: Sequence[Json] = (), file: StoredFile | None = None
    ) -> None:
        """Change the text or caption of an own message; `file` takes the place of the one that was sent."""
        message.edited_at = self.world.clock()
        message.text, message.entities = new_text, with_found(new_text, entities)
        if file is not None:
            message.file, message.kind = file, file.kind
        message.chat.touch(message)
        self.world.emit("edit", message)
        self.world.deliver("edited_message", message, self.id)

    # -- pressing ----------------------------------------------------------------------------------------------

    def press(self, label: str, message: Message | None = None, *, chat: Chat | None = None) -> Press:
        """Press a button by its label; without a message the newest one that has it."""
        place = chat or (message.chat if message else self.private)
        candidates = [message] if message else reversed(place.visible)
        for candidate in candidates:
            button = candidate.button(label)
            if button is not None and button.data is not None:
                return self.press_data(candidate, button.data)
        raise LookupError(f"no button [{label}] in sight of {self.user.first_name}:\n{place.screen()}")

    def press_data(self, message: Message, data: str) -> Press:
        """Press a button by its data, even one that the message no longer shows."""
        press = self.world.press(self.user, message, data)
        self.world.updates.push("callback_query", dump(press_json(press)), f"c{self.id}", person=self.id)
        return press

    # -- blocking ----------------------------------------------------------------------------------------------

    def block_bot(self) -> None:
        self._set_blocked(True)

    def unblock(self) -> None:
        self._set_blocked(False)

    def delete_account(self) -> None:
        """The account is gone; Telegram tells the bot only when it writes."""
        self.private.deactivated = True

    def _set_blocked(self, blocked: bool) -> None:
        self.private.blocked = blocked
        member = {"user": user_json(self.world.bot), "status": "member"}
        kicked = {"user": user_json(self.world.bot), "status": "kicked", "until_date": 0}
        before, after = (member, kicked) if blocked else (kicked, member)
        self.world.bot_became(self.private, self.user, before, after)

    # -- seeing ------------------------------------------------------------------------------------------------

    async def sees(
        self,
        wanted: str | Callable[[Message], bool],
        timeout: float = PATIENCE,
        *,
        chat: Chat | None = None,
        anew: bool = True,
    ) -> Message:
        """Wait for a message of the bot that contains the words (or fits the predicate) and return it.

        `anew`: only what was sent or edited after this person's newest action counts. An AssertionError with
        the chat as it stands comes when the time is over.
        """
        place = chat or self.private
        since = place.actions.get(self.id, 0) if anew else -1

        def found() -> Message | None:
            for message in reversed(place.messages):
                if message.deleted or not message.from_bot or message.revision <= since:
                    continue
                if wanted in message.text if isinstance(wanted, str) else wanted(message):
                    return message
            return None

        await place.bell.until(lambda: found() is not None, timeout)
        message = found()
        if message is None:
            what = repr(wanted) if isinstance(wanted, str) else "what was wanted"
            raise AssertionError(f"{self.user.first_name} did not see {what} within {timeout} s:\n{place.screen()}")
        return message

    async def hears(self, words: str, timeout: float = PATIENCE) -> Toast:
        """Wait for a toast (the answer to a press) that contains the words."""

        def found() -> Toast | None:
            return next((toast for toast in reversed(self.toasts) if words in toast.text), None)

        await self.world.until(lambda: found() is not None, timeout)
        toast = found()
        assert toast is not None, f"no toast {words!r}; there were {[t.text for t in self.toasts]}"
        return toast

    # -- inside ------------------------------------------------------------------------------------------------

    def _say(self, chat: Chat | None, **fields: Any) -> Message:
        place = chat or self.private
        if place is self.private:
            if place.blocked:
                raise PermissionError("the bot is blocked: unblock it before writing")
            place.started = True
        if fields.pop("anonymous", False):
            fields["sender_chat"] = place
            return self.world.say(place, ANONYMOUS, **fields)
        return self.world.say(place, self.user, **fields)

    def _odd(self, kind: str, value: Json) -> Message:
        return self._say(None, kind=kind, extra={kind: value})

    def _file(
        self,
        stored: StoredFile,
        kind: str,
        caption: str | None,
        album: str | None,
        chat: Chat | None,
        entities: Sequence[Json] = (),
    ) -> Message:
        if caption and utf16_length(caption) > CAPTION_UNITS:
            raise ValueError("clients allow captions of at most 1,024 units")
        return self._say(chat, kind=kind, text=caption or "", file=stored, album=album, entities=list(entities))
