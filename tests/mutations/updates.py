"""Real updates of every kind, of the people of two Pemda: what Telegram sends when all is well (Bot API 9)."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.commands import COMMANDS
from tests.permissions.world import BOUND, PEOPLE, UNBOUND, Who, mark

Json = dict[str, Any]

BOT = 7_000_000_001
GROUPS = (BOUND, UNBOUND)
CHANNEL = -1001234567890
FIRST_UPDATE = 500_000_000
EPOCH = 1_796_600_000
_WORDS = (
    *("III", "3", "Ya", "Batal", "17 Agustus 2027", "1. Sekretaris", "Sari, Sekretaris, 198001012005011001"),
    *("https://jdih.example/perbup.pdf", "x" * 5000),
)


@dataclass(slots=True)
class Shown:
    """A message of the bot with buttons: what stands on them, as it goes over the wire."""

    message: int
    data: list[str]


@dataclass(slots=True)
class Chats:
    """What the people of the world have before them, by chat; the newest last."""

    shown: dict[int, list[Shown]] = field(default_factory=dict)

    def note(self, chat: int, message: int, data: list[str]) -> None:
        self.shown.setdefault(chat, []).append(Shown(message, data))
        del self.shown[chat][:-4]


class Author:
    """Makes updates, each by somebody else; `n` counts them."""

    def __init__(self, rng: random.Random, chats: Chats) -> None:
        self.rng = rng
        self.chats = chats
        self.n = 0

    def next(self) -> tuple[str, Json]:
        """The kind of an update, and what it is about."""
        self.n += 1
        self.who = self.rng.choice(PEOPLE)
        make = self.rng.choices(_MAKERS, _WEIGHTS)[0]
        return make(self)

    # parts

    def user(self, who: Who | None = None) -> Json:
        who = who or self.who
        return {"id": who.account, "is_bot": False, "first_name": f"Orang {who.account}", "language_code": "id"}

    def private(self) -> Json:
        return {"id": self.who.account, "type": "private", "first_name": f"Orang {self.who.account}"}

    def group(self) -> Json:
        return {"id": self.rng.choice(GROUPS), "type": "supergroup", "title": "Tim penilai", "is_forum": True}

    def words(self, aloud: bool = False) -> str:
        """What somebody might type; an OPD's own people let their mark slip in, but not where others hear it."""
        own = f" {mark(self.who.pemda, self.who.opd)}" if self.who.opd and not aloud else ""
        said = (
            "III",
            "3",
            "Ya",
            "Batal",
            "17 Agustus 2027",
            f"Keadaan{own} sudah baik.",
            f"Tanya{own}?",
            "1. Sekretaris",
        )
        return self.rng.choice(
            (*said, "Sari, Sekretaris, 198001012005011001", "https://jdih.example/perbup.pdf", "x" * 5000)
        )

    def message(self, chat: Json, **more: Any) -> Json:
        base = {"message_id": 1_000_000 + self.n, "date": EPOCH + self.n, "chat": chat, "from": self.user()}
        return {**base, **more}

    def file(self, name: str = "") -> Json:
        number = f"sent-{self.who.account}-{self.n}"
        about = {"file_id": number, "file_unique_id": number[-12:], "file_size": 40_000}
        return (
            {**about, "file_name": name, "mime_type": "application/pdf"}
            if name
            else {**about, "width": 90, "height": 90}
        )

    def pressed(self, chat: int) -> tuple[int, str]:
        """A button somebody has before them, or one of somebody else's."""
        seen = self.chats.shown.get(chat) or self.rng.choice(list(self.chats.shown.values()) or [[]])
        with_buttons = [shown for shown in seen if shown.data]
        if not with_buttons:
            return 77, "-:resume"
        shown = with_buttons[-1] if self.rng.random() < 0.7 else self.rng.choice(with_buttons)
        return shown.message, self.rng.choice(shown.data)


def _text(by: Author) -> tuple[str, Json]:
    words = by.words()
    marks = [{"type": "url", "offset": 0, "length": len(words)}] if words.startswith("http") else []
    return "message", by.message(by.private(), text=words, **({"entities": marks} if marks else {}))


def _command(by: Author) -> tuple[str, Json]:
    command = by.rng.choice(COMMANDS).slug
    rest = by.rng.choice(("", "", " " + "x" * 22, " DINKES", f" {'9' * 30}", "\n2026"))
    name = by.rng.choice((command, command, "start", "tidakada"))
    marks = [{"type": "bot_command", "offset": 0, "length": len(name) + 1}]
    return "message", by.message(by.private(), text=f"/{name}{rest}", entities=marks)


def _photo(by: Author) -> tuple[str, Json]:
    more: Json = {"photo": [by.file(), by.file()]}
    if by.rng.random() < 0.5:
        more |= {"caption": by.words()[:900]}
    if by.rng.random() < 0.4:
        more |= {"media_group_id": str(by.n // 3)}
    return "message", by.message(by.private(), **more)


def _document(by: Author) -> tuple[str, Json]:
    name = by.rng.choice(("Renstra 2026.pdf", "daftar.xlsx", "surat.docx", "foto.jpg", "x" * 300 + ".exe"))
    more: Json = {"document": by.file(name)}
    if by.rng.random() < 0.3:
        words = "lihat https://jdih.example/a"
        more |= {"caption": words, "caption_entities": [{"type": "url", "offset": 6, "length": len(words) - 6}]}
    return "message", by.message(by.private(), **more)


def _other(by: Author) -> tuple[str, Json]:
    part = {"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9, "length": 9, "duration": 9}
    kinds: Json = {
        "sticker": {**part, "type": "regular", "is_animated": False, "is_video": False},
        "voice": part,
        "video": part,
        "video_note": part,
        "location": {"latitude": -0.5, "longitude": 117.5},
        "contact": {"phone_number": "+62811", "first_name": "Sari", "user_id": by.who.account},
        "dice": {"emoji": "🎲", "value": 3},
        "audio": part,
    }
    name = by.rng.choice(sorted(kinds))
    return "message", by.message(by.private(), **{name: kinds[name]})


def _forwarded(by: Author) -> tuple[str, Json]:
    origin = {"type": "user", "date": EPOCH, "sender_user": by.user(by.rng.choice(PEOPLE))}
    return "message", by.message(by.private(), text=by.words(), forward_origin=origin)


def _reply(by: Author) -> tuple[str, Json]:
    asked = by.message(by.private(), text="Tulis penjelasan.")
    return "message", by.message(by.private(), text=by.words(), reply_to_message={**asked, "from": _the_bot()})


def _edited(by: Author) -> tuple[str, Json]:
    edit = by.message(by.private(), edit_date=EPOCH + by.n, text=by.words())
    if by.rng.random() < 0.5:
        edit = {**edit, "photo": [by.file()], "caption": edit.pop("text")[:900]}
    return "edited_message", {**edit, "message_id": 1_000_000 + max(1, by.n - by.rng.randrange(200))}


def _press(by: Author) -> tuple[str, Json]:
    message, data = by.pressed(by.who.account)
    place: Json = {"message_id": message, "chat": by.private(), "date": EPOCH, "text": "Layar", "from": _the_bot()}
    if by.rng.random() < 0.1:
        place = {"message_id": message, "chat": by.private(), "date": 0}  # too old to be shown
    return "callback_query", _query(by, place, data)


def _query(by: Author, place: Json, data: str) -> Json:
    return {"id": str(10**15 + by.n), "from": by.user(), "message": place, "chat_instance": "-5", "data": data}


def _blocked(by: Author) -> tuple[str, Json]:
    now, before = by.rng.choice((("kicked", "member"), ("member", "kicked")))
    return "my_chat_member", _change(by, by.private(), before, now)


def _change(by: Author, chat: Json, before: str, now: str) -> Json:
    def member(status: str) -> Json:
        extra = {"until_date": 0} if status == "kicked" else {}
        rights = dict.fromkeys(_RIGHTS, True) if status == "administrator" else {}
        return {"user": _the_bot(), "status": status, **extra, **rights}

    change = {"chat": chat, "from": by.user(), "date": EPOCH + by.n}
    return {**change, "old_chat_member": member(before), "new_chat_member": member(now)}


def _moved_in_group(by: Author) -> tuple[str, Json]:
    before, now = by.rng.choice((("left", "member"), ("member", "administrator"), ("administrator", "left")))
    return "my_chat_member", _change(by, by.group(), before, now)


def _group_command(by: Author) -> tuple[str, Json]:
    command = by.rng.choice([one for one in COMMANDS if one.group]).slug
    rest = by.rng.choice(("", " dinkes", " rahasia", " 2026", f" {'9' * 30}", "@pandu_bot", "@lain_bot"))
    more = {"message_thread_id": 5, "is_topic_message": True} if by.rng.random() < 0.3 else {}
    if by.rng.random() < 0.1:
        more |= {"sender_chat": by.group()}
    marks = [{"type": "bot_command", "offset": 0, "length": len(command) + 1}]
    return "message", by.message(by.group(), text=f"/{command}{rest}", entities=marks, **more)


def _group_reply(by: Author) -> tuple[str, Json]:
    asked = {
        "message_id": 9,
        "date": EPOCH,
        "chat": by.group(),
        "from": _the_bot(),
        "text": "Ketik nama atau kode OPD.",
    }
    return "message", by.message(by.group(), text=by.words(aloud=True), reply_to_message=asked)


def _group_press(by: Author) -> tuple[str, Json]:
    chat = by.group()
    message, data = by.pressed(chat["id"])
    place = {"message_id": message, "chat": chat, "date": EPOCH, "text": "Papan", "from": _the_bot()}
    return "callback_query", _query(by, place, data)


def _group_service(by: Author) -> tuple[str, Json]:
    services: tuple[Json, ...] = (
        {"new_chat_members": [by.user(), _the_bot()]},
        {"left_chat_member": by.user()},
        {"group_chat_created": True},
        {"migrate_to_chat_id": -1_000_000_000_600},
        {"migrate_from_chat_id": UNBOUND},
        {"forum_topic_created": {"name": "Rapat", "icon_color": 1}, "message_thread_id": 5, "is_topic_message": True},
        {"forum_topic_closed": {}, "message_thread_id": 5, "is_topic_message": True},
        {"forum_topic_reopened": {}, "message_thread_id": 5, "is_topic_message": True},
        {"pinned_message": {"message_id": 4, "date": 0, "chat": by.group()}},
        {"new_chat_title": "Tim baru"},
    )
    return "message", by.message(by.group(), **by.rng.choice(services))


def _chatter(by: Author) -> tuple[str, Json]:
    return "message", by.message(by.group(), text=by.words(aloud=True))


def _elsewhere(by: Author) -> tuple[str, Json]:
    channel = {"id": CHANNEL, "type": "channel", "title": "Kanal"}
    post = {"message_id": by.n, "date": EPOCH, "chat": channel, "sender_chat": channel, "text": by.words()}
    things: Json = {
        "channel_post": post,
        "edited_channel_post": {**post, "edit_date": EPOCH},
        "inline_query": {"id": str(by.n), "from": by.user(), "query": "x", "offset": ""},
        "poll": {"id": str(by.n), "question": "?", "options": [], "total_voter_count": 0, "type": "regular"},
        "message_reaction": {"chat": by.private(), "message_id": 5, "user": by.user(), "date": 1, "new_reaction": []},
        "something_new": {"id": by.n, "deep": {"er": [by.user()]}},
    }
    kind = by.rng.choice(sorted(things))
    return kind, things[kind]


def _the_bot() -> Json:
    return {"id": BOT, "is_bot": True, "first_name": "PanduMatang", "username": "pandu_bot"}


_RIGHTS = (
    *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories"),
    *("can_edit_stories", "can_delete_stories", "can_pin_messages"),
)
Make = Callable[[Author], tuple[str, Json]]
_KINDS: dict[Make, int] = {
    _text: 14,
    _command: 10,
    _photo: 6,
    _document: 6,
    _other: 3,
    _forwarded: 2,
    _reply: 2,
    _edited: 4,
    _press: 30,
    _blocked: 2,
    _moved_in_group: 1,
    _group_command: 7,
    _group_reply: 2,
    _group_press: 5,
    _group_service: 3,
    _chatter: 1,
    _elsewhere: 2,
}
_MAKERS, _WEIGHTS = list(_KINDS), list(_KINDS.values())
