"""A person's phone before the real conversation: raw updates go through handlers, router and storage, and what the bot
asks of Telegram is done to a chat kept here.

    ani = Phone(region, "Ani")
    ani.command("isi").tap("V01").tap("III").text("Renja 2026.").file("Renja.pdf")
    ani.screen.text
"""

import asyncio
import json
from dataclasses import dataclass, field, replace
from typing import Any

from bot.flows.states.packing import unpack
from bot.handlers import handle
from bot.turn.delivery import Place
from bot.turn.turn import Turn
from simulator.entities import with_found
from storage import effects
from storage.messaging import conversations, outbox
from storage.messaging.calls import Call, Kind
from storage.messaging.inbox import Pending
from storage.messaging.outbox import Result, Sending
from storage.messaging.packing import pack
from tests.storage.region import ENV, Region

START = 1_796_000_000
FIRST = 40  # number of the first message, as the handed-in cases count


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the bot as it stands now. `rows` are buttons: (label, value, tie)."""

    text: str
    rows: list[list[list[str]]]

    def button(self, label: str) -> str:
        """The data of the button whose label begins so."""
        found = [(name, value, tie) for row in self.rows for name, value, tie in row if name.startswith(label)]
        exact = [one for one in found if one[0] == label] or found
        assert exact, f"no button [{label}] on\n{self.text}\n{self.rows}"
        return exact[0][1] if exact[0][2] == "screen" else f"-:{exact[0][1]}"

    @property
    def labels(self) -> list[str]:
        return [name for row in self.rows for name, _, _ in row]


@dataclass
class Phone:
    """`seen` are the messages of the bot by number, as they stand; `toast` the last answer to a press; `calls` what the
    last update cost."""

    region: Region
    name: str
    seen: dict[int, Shown] = field(default_factory=dict)
    toast: str = ""
    calls: list[Sending] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)
    last: int = FIRST
    _rows: dict[int, int] = field(default_factory=dict)

    @property
    def account(self) -> int:
        return self.region.person[self.name] * 11

    # what the person does

    def command(self, name: str) -> "Phone":
        text = f"/{name}"
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        return self.message(text=text, entities=entities)

    def text(self, words: str, *entities: dict[str, Any]) -> "Phone":
        return self.message(text=words, entities=with_found(words, entities))

    def file(
        self, name: str = "SK.pdf", unique: str = "", caption: str = "", album: str = "", mime: str = "", **more: Any
    ) -> "Phone":
        document = file_of(name, unique or f"u{self.last}{name}", mime, more.pop("size", 339))
        return self.message(document=document, **captioned(caption), **({"media_group_id": album} if album else {}))

    def photo(self, unique: str = "", caption: str = "", album: str = "") -> "Phone":
        return self.message(
            photo=[{**ids(unique or f"p{self.last}", 900), "width": 90, "height": 60}],
            **captioned(caption),
            **({"media_group_id": album} if album else {}),
        )

    def tap(self, label: str, message: int | None = None) -> "Phone":
        """A button of the live screen, or of another message."""
        number = message or self.live
        shown = self.seen[number]
        return self.press(shown.button(label), number)

    def press(self, data: str, message: int | None = None) -> "Phone":
        """Any callback data, on the live screen or on another message; a plain item is given the live revision."""
        number = message or self.live
        if not data.startswith("-:"):
            data = f"{self.conversation.revision}:{data}"
        place = {"message_id": number, "date": START, "chat": self._chat, "text": "."}
        press = {"id": "77", "from": self._me, "chat_instance": "1", "data": data, "message": place}
        return self.update({"update_id": 1, "callback_query": press})

    def message(self, **fields: Any) -> "Phone":
        self.last += 1
        head = {"message_id": self.last, "from": self._me, "chat": self._chat, "date": START}
        return self.update({"update_id": 1, "message": {**head, **{k: v for k, v in fields.items() if v != []}}})

    def edit(self, message: int, **fields: Any) -> "Phone":
        head = {"message_id": message, "from": self._me, "chat": self._chat, "date": START, "edit_date": START + 60}
        return self.update({"update_id": 1, "edited_message": {**head, **fields}})

    def update(self, raw: dict[str, Any]) -> "Phone":
        """Any update, as Telegram sends it. Its sender and chat become this person."""
        asyncio.run(self._work(adopted(raw, self._me, self._chat)))
        return self

    # what is there

    @property
    def conversation(self) -> conversations.Conversation:
        return self.region.database.read(lambda conn: conversations.load(conn, self.account))

    @property
    def state(self) -> Any:
        return unpack(self.conversation.state)

    @property
    def live(self) -> int:
        number = self.conversation.live_message
        assert number is not None
        return number

    @property
    def screen(self) -> Shown:
        return self.seen[self.live]

    @property
    def chat(self) -> list[str]:
        """Texts of the bot's messages in order."""
        return [self.seen[number].text for number in sorted(self.seen)]

    # how it is done

    @property
    def _me(self) -> dict[str, Any]:
        return {"id": self.account, "is_bot": False, "first_name": self.name}

    @property
    def _chat(self) -> dict[str, Any]:
        return {"id": self.account, "type": "private", "first_name": self.name}

    async def _work(self, raw: dict[str, Any]) -> None:
        pending = Pending(0, f"p{self.account}", json.dumps(raw))
        self.toast, self.calls = "", []

        async def run(sender: Any, event: Any, place: Any) -> None:
            assert isinstance(place, Place)
            turn = Turn(ENV_OF_PHONES, pending, None, sender, event, place, self.region.now, True)
            try:
                self.calls = self.region.database.write(turn.work)
            except effects.Refused:
                self.calls = self.region.database.write(turn.redraw)
            self._deliver()

        async def skip() -> None:
            return None

        await handle(pending, run, skip)
        self.costs.append(len(self.calls))

    def _deliver(self) -> None:
        for sending in self.calls:
            call = sending.call
            target = call.target_message or self._rows.get(call.target_outbox or 0)
            number = target
            match call.kind:
                case Kind.ANSWER:
                    self.toast = call.content.text
                case Kind.SEND | Kind.DOCUMENT | Kind.PHOTO:
                    self.last += 1
                    number = self._rows[sending.id] = self.last
                    self.seen[self.last] = self._shown(call)
                case Kind.EDIT if target is not None:
                    self.seen[target] = self._shown(call)
                case Kind.DELETE if target is not None:
                    self.seen.pop(target, None)
            result = Result(sending.id, "sent", number)
            self.region.database.write(lambda conn, result=result: outbox.mark(conn, [result], self.region.now))

    @staticmethod
    def _shown(call: Call) -> Shown:
        body = pack(call.content)
        return Shown(body.get("text", ""), body.get("rows", []))


ENV_OF_PHONES = replace(ENV, limits=replace(ENV.limits, kinds=frozenset({"application/pdf", "image/jpeg"})))


def ids(unique: str, size: int) -> dict[str, Any]:
    return {"file_id": f"file-{unique}", "file_unique_id": unique, "file_size": size}


def file_of(name: str, unique: str, mime: str = "", size: int = 339) -> dict[str, Any]:
    return {**ids(unique, size), "file_name": name, "mime_type": mime or "application/pdf"}


def captioned(caption: str) -> dict[str, Any]:
    if not caption:
        return {}
    found = with_found(caption, [])
    return {"caption": caption, **({"caption_entities": found} if found else {})}


def adopted(raw: dict[str, Any], me: dict[str, Any], chat: dict[str, Any]) -> dict[str, Any]:
    """The update as if this person had sent it."""
    key = next(key for key in raw if key != "update_id")
    body = {**raw[key], "from": me}
    return {**raw, key: {**body, "chat": chat} if "chat" in body else body}
