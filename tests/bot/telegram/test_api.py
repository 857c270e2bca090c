"""The door to the Bot API: results, and failures sorted by what may be done about them."""

from pathlib import Path

import pytest

from bot.telegram.api import Api, Upload
from bot.telegram.errors import Gone, NotSent, RetryAfter, TelegramRefused, Unsure
from simulator import Person, Simulator

HELLO = {"chat_id": 1001, "text": "Selamat pagi"}


async def test_a_call_brings_its_result(api: Api, ani: Person) -> None:
    sent = await api.call("sendMessage", {**HELLO, "reply_markup": None})
    assert sent["message_id"] == ani.last.id
    assert ani.last.text == "Selamat pagi"


async def test_an_upload_keeps_its_name(api: Api, ani: Person) -> None:
    file = Upload("document", 'Surat "Pengantar" 2026.pdf', b"%PDF-1.7")
    await api.call("sendDocument", {"chat_id": 1001, "caption": "<b>Surat</b>", "parse_mode": "HTML"}, (file,))
    assert (ani.last.file.name, ani.last.file.data, ani.last.text) == (file.name, b"%PDF-1.7", "Surat")


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        ("cut_before", Unsure, "ServerDisconnectedError"),
        ("cut_after", Unsure, "ServerDisconnectedError"),
        ("error_500", Unsure, "status 500"),
        ("html_502", Unsure, "status 502, not an answer of the Bot API"),
        ("error_429", RetryAfter, "429, again after 3 s"),
    ],
)
async def test_faults_are_sorted(
    api: Api, sim: Simulator, ani: Person, fault: str, error: type[Exception], words: str
) -> None:
    sim.world.faults.add(fault, "sendMessage", seconds=3)
    with pytest.raises(error) as raised:
        await api.call("sendMessage", HELLO)
    assert str(raised.value) == words
    assert api.failures == {error.__name__: 1}


async def test_a_timeout_after_the_request_left_is_unsure(api: Api, sim: Simulator, ani: Person) -> None:
    sim.world.faults.add("slow", "sendMessage", seconds=5)
    with pytest.raises(Unsure):
        await api.call("sendMessage", HELLO, timeout=0.05)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "http://pandu.invalid"])
async def test_no_connection_and_no_name_mean_not_sent(address: str) -> None:
    api = Api(address, "1:AAAA")
    with pytest.raises(NotSent) as raised:
        await api.call("getMe", {})
    await api.close()
    assert "AAAA" not in str(raised.value)


async def test_whoever_blocks_the_bot_is_gone(api: Api, ani: Person) -> None:
    ani.block_bot()
    with pytest.raises(Gone) as raised:
        await api.call("sendMessage", HELLO)
    assert str(raised.value) == "Forbidden: bot was blocked by the user"


async def test_a_migrated_group_names_its_new_number(api: Api, sim: Simulator, ani: Person) -> None:
    group = sim.group("Tim", [ani])
    old = group.id
    new = group.migrate()
    with pytest.raises(TelegramRefused) as raised:
        await api.call("sendMessage", {"chat_id": old, "text": "Halo"})
    assert raised.value.migrated_to == new.id


async def test_not_modified_and_too_old_are_success(api: Api, sim: Simulator, ani: Person) -> None:
    sent = await api.call("sendMessage", HELLO)
    assert await api.call("editMessageText", {**HELLO, "message_id": sent["message_id"]}) is True
    assert await api.call("answerCallbackQuery", {"callback_query_id": "12345"}) is True
    assert await api.call("deleteMessage", {"chat_id": 1001, "message_id": 999}) is True


async def test_refused_markup_is_told_in_telegrams_words(api: Api, ani: Person) -> None:
    with pytest.raises(TelegramRefused) as raised:
        await api.call("sendMessage", {"chat_id": 1001, "text": "<b>lupa", "parse_mode": "HTML"})
    assert raised.value.code == 400
    assert "can't parse entities" in raised.value.description


async def test_a_wrong_token_is_refused_without_naming_it(sim: Simulator) -> None:
    api = Api(sim.url, "1:WRONGWRONGWRONGWRONG")
    with pytest.raises(TelegramRefused) as raised:
        await api.call("getMe", {})
    await api.close()
    assert raised.value.code == 401
    assert "WRONG" not in str(raised.value)


async def test_a_file_comes_in_pieces(api: Api, ani: Person) -> None:
    content = bytes(range(256)) * 1000
    file = ani.document("besar.bin", content).file
    assert b"".join([chunk async for chunk in api.fetch(file.file_id)]) == content


async def test_a_cut_download_is_unsure(api: Api, sim: Simulator, ani: Person) -> None:
    file = ani.document("besar.bin", b"x" * 300_000).file
    sim.world.faults.add("download_cut", "file")
    with pytest.raises(Unsure):
        _ = [chunk async for chunk in api.fetch(file.file_id)]


async def test_a_path_on_disk_is_read_from_disk(api: Api, tmp_path: Path) -> None:
    place = tmp_path / "berkas"
    place.write_bytes(b"isi")
    assert [chunk async for chunk in api.download(str(place))] == [b"isi"]
    with pytest.raises(TelegramRefused) as raised:
        _ = [chunk async for chunk in api.download(str(tmp_path / "tiada"))]
    assert str(raised.value) == "404 file is not on disk"
