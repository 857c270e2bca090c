"""What a bot gets beside texts and files: messages that answer nothing, and an update that cannot be parsed."""

from simulator.files import FileStore
from simulator.model import Chat, Json, StoredFile, User
from simulator.view import message_json
from simulator.world import World


def sticker(files: FileStore) -> Json:
    file = files.put("sticker", "sticker.webp", b"RIFF", "image/webp")
    value = {**_file_ids(file), "type": "regular", "width": 512, "height": 512, "is_animated": False}
    return {**value, "is_video": False, "emoji": "👍"}


def voice(files: FileStore) -> Json:
    file = files.put("voice", "voice.ogg", b"OggS", "audio/ogg")
    return {**_file_ids(file), "duration": 4, "mime_type": "audio/ogg"}


def _file_ids(file: StoredFile) -> Json:
    return {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": file.size}


def malformed(world: World, private: Chat, user: User) -> int | None:
    """Queue an update that looks like a message but lacks what every message has; its id, if it was queued.

    python-telegram-bot 22.8 cannot parse it: the chat has no type and the date is a word.
    """
    message = message_json(world.post(private, user, text="(pembaruan ganjil)"))
    message["chat"] = {"id": user.id}
    message["date"] = "kemarin"
    event = world.push_raw("message", message, f"m{user.id}")
    return event.id if event else None
