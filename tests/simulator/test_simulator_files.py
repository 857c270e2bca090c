"""Files up and down, identities, albums, media edits."""

import asyncio
import io
from pathlib import Path

from botclient import Client
from PIL import Image

from simulator import Person, Simulator


async def fetched(sim: Simulator, bot: Client, file_id: str) -> bytes:
    path = (await bot.ok("getFile", file_id=file_id))["file_path"]
    async with bot.session.get(f"{sim.url}/file/bot{sim.token}/{path}") as answer:
        assert answer.status == 200
        return await answer.read()


async def test_what_was_sent_is_what_is_fetched(sim: Simulator, bot: Client, ani: Person) -> None:
    message = ani.document("Renja 2026.pdf", b"%PDF-1.7", "bukti", "application/pdf")
    update = (await bot.ok("getUpdates"))[-1]["message"]
    document = update["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == (
        "Renja 2026.pdf",
        "application/pdf",
        8,
    )
    assert update["caption"] == "bukti"
    assert document["file_id"] != document["file_unique_id"]
    assert await fetched(sim, bot, document["file_id"]) == b"%PDF-1.7"
    assert message.file is not None
    ani.document("lain.pdf", b"%PDF-1.7")
    ani.forward(message)
    again, forwarded = (await bot.ok("getUpdates", offset=1))[-2:]
    assert again["message"]["document"]["file_unique_id"] != document["file_unique_id"]
    assert forwarded["message"]["document"]["file_unique_id"] == document["file_unique_id"]


async def test_large_and_empty_and_unknown_files(sim: Simulator, bot: Client, ani: Person) -> None:
    large = ani.document("besar.pdf", size=25_000_000).file
    empty = ani.document("kosong.pdf", b"").file
    assert large is not None
    assert empty is not None
    assert (large.size, empty.size) == (25_000_000, 0)
    assert await bot.refused("getFile", file_id=large.file_id) == "400 Bad Request: file is too big"
    assert await fetched(sim, bot, empty.file_id) == b""
    assert await bot.refused("getFile", file_id="karangan") == "400 Bad Request: invalid file_id"
    refusal = await bot.refused("sendDocument", chat_id=1001, document="karangan")
    assert refusal.startswith("400 Bad Request: wrong remote file identifier specified")
    assert await bot.refused("sendDocument", {"document": b""}, chat_id="1001") == (
        "400 Bad Request: file must be non-empty"
    )
    assert await bot.refused("sendPhoto", {"photo": b"bukan gambar"}, chat_id="1001") == (
        "400 Bad Request: IMAGE_PROCESS_FAILED"
    )


async def test_local_mode_gives_paths_on_disk(sim: Simulator, bot: Client, ani: Person, tmp_path: Path) -> None:
    sim.world.local_files = tmp_path
    file = ani.document("Renja.pdf", b"%PDF-1.7", size=25_000_000).file
    assert file is not None
    path = (await bot.ok("getFile", file_id=file.file_id))["file_path"]
    assert path.startswith(str(tmp_path))
    assert await asyncio.to_thread(Path(path).read_bytes) == b"%PDF-1.7"


async def test_photos_have_several_sizes_and_each_is_another(sim: Simulator, bot: Client, ani: Person) -> None:
    ani.photo()
    ani.photo()
    one, two = ((u["message"]["photo"]) for u in (await bot.ok("getUpdates"))[1:])
    assert [size["width"] for size in one] == [67, 240, 600, 960]
    picture = await fetched(sim, bot, one[-1]["file_id"])
    assert Image.open(io.BytesIO(picture)).size == (960, 1280)
    assert picture != await fetched(sim, bot, two[-1]["file_id"])


async def test_an_album_is_one_update_an_item(bot: Client, ani: Person) -> None:
    ani.album([None, None, None], "tiga halaman")
    updates = [u["message"] for u in (await bot.ok("getUpdates"))[1:]]
    assert len({u["media_group_id"] for u in updates}) == 1
    assert [u.get("caption") for u in updates] == ["tiga halaman", None, None]


async def test_the_bot_sends_uploads_albums_and_changes_media(sim: Simulator, bot: Client, ani: Person) -> None:
    sent = await bot.ok("sendDocument", {"document": b"isi"}, chat_id="1001", caption="<i>rekap</i>", parse_mode="HTML")
    assert await fetched(sim, bot, sent["document"]["file_id"]) == b"isi"
    again = await bot.ok("sendDocument", chat_id=1001, document=sent["document"]["file_id"])
    assert again["document"]["file_unique_id"] == sent["document"]["file_unique_id"]
    media = [{"type": "document", "media": "attach://a"}, {"type": "document", "media": "attach://b", "caption": "dua"}]
    album = await bot.ok("sendMediaGroup", {"a": b"satu", "b": b"dua"}, chat_id="1001", media=media)
    assert len({message["media_group_id"] for message in album}) == 1
    mixed = [media[0], {"type": "photo", "media": "attach://b"}]
    assert "can't use the media of the specified type in the album" in await bot.refused(
        "sendMediaGroup", {"a": b"satu", "b": b"dua"}, chat_id="1001", media=mixed
    )
    assert "too many messages to send as an album" in await bot.refused(
        "sendMediaGroup", {"a": b"1"}, chat_id="1001", media=[media[0]] * 11
    )
    photo = ani.photo().file
    assert photo is not None
    place = {"chat_id": 1001, "message_id": sent["message_id"]}
    new = {"type": "photo", "media": photo.file_id, "caption": "<b>2 dari 2</b>", "parse_mode": "HTML"}
    edited = await bot.ok("editMessageMedia", **place, media=new)
    assert (edited["caption"], len(edited["photo"])) == ("2 dari 2", 4)
    assert "there is no text in the message to edit" in await bot.refused("editMessageText", **place, text="a")
    copied = await bot.ok("copyMessage", chat_id=1001, from_chat_id=1001, message_id=sent["message_id"])
    assert ani.private.by_id[copied["message_id"]].file is photo
    assert sim.world.violations == []
