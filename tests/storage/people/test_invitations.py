"""Invitations that are pasted instead of opened, on both databases: redeemed as /start would, kept nowhere."""

import json
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from sqlalchemy import insert

from bot.flows.people.home import ChoosingOpd
from bot.flows.states.contact import Explaining
from bot.flows.states.evidence import Evidencing
from bot.flows.states.packing import pack, unpack
from bot.handlers import handle
from bot.texts.people.invitations import to_pass_on
from bot.turn.turn import Turns
from core.effects import SaveExplanation, SaveLevel
from core.people.invitation import HIDDEN, KEY
from core.people.roles import Role
from storage.engine.schema import ANSWER, AUDIT_CONTENT, EVIDENCE, GUESS, INBOX, MEMBERSHIP, OUTBOX, PERSON, SETTING
from storage.messaging import conversations, inbox
from storage.messaging.arrivals import read_arrival
from storage.people import entrance
from tests.storage.region import ENV, Region

BOT = "PanduMatangBot"
STRANGER = 777_000
UPDATES = count(5000)
LINKS = (
    "https://t.me/pandumatangbot?start={}",
    "http://telegram.me/PanduMatangBot?start={}",
    "t.me/PanduMatangBot?start={}",
    "tg://resolve?domain=PanduMatangBot&start={}",
    "https://PanduMatangBot.t.me/?start={}",
    "Yth. Bapak/Ibu kontak, mohon dibuka: https://t.me/PanduMatangBot?start={}. Terima kasih.",
    "https://t.me/PanduMatangBot?\nstart={}",
    "https://l.wl.co/l?u=https%3A%2F%2Ft.me%2FPanduMatangBot%3Fstart%3D{}",
    "{}",
    "  {}\n",
    "/start {}",
    "Pakai /start {} ya",
    "Kodenya _{}_",
)


@pytest.fixture(autouse=True)
def _named(region: Region) -> None:
    region.database.write(lambda conn: conn.execute(insert(SETTING), {"key": "bot_username", "value": BOT}))


def message(account: int, text: str = "", **more: Any) -> dict[str, Any]:
    number = next(UPDATES)
    chat = {"id": account, "type": "private", "first_name": "Kontak"}
    body = {"message_id": number, "from": {"id": account, "is_bot": False, "first_name": "Kontak"}, "chat": chat}
    return {"update_id": number, "message": {**body, "date": 1796000000, **({"text": text} if text else {}), **more}}


def store(region: Region, update: dict[str, Any]) -> inbox.Pending:
    arrival = read_arrival(json.dumps(update))
    (pending,) = region.database.write(
        lambda conn: inbox.store(conn, entrance.closed(conn, [arrival]), region.now, frozenset())
    )
    return pending


async def arrive(region: Region, update: dict[str, Any]) -> inbox.Pending:
    """As it comes in: stored, read, worked in its turn."""
    pending = store(region, update)
    turns = Turns(region.database, ENV, lambda: region.now, lambda chat: False, lambda calls: None)
    await handle(
        pending,
        lambda sender, event, place: turns.run(pending, None, sender, event, place),
        lambda: turns.skip(pending, None),
    )
    return pending


def last_said(region: Region, account: int) -> str:
    return str(region.rows(OUTBOX, chat_id=account, kind="send")[-1]["payload"]["text"])


def is_nowhere(region: Region, token: str) -> bool:
    return token not in repr(region.dump())


def roles(region: Region, account: int) -> list[tuple[str, int | None]]:
    people = region.rows(PERSON, telegram_id=account)
    return [(row["role"], row["opd_id"]) for one in people for row in region.rows(MEMBERSHIP, person_id=one["id"])]


@pytest.mark.parametrize("pasted", LINKS)
async def test_a_stranger_joins_by_pasting(region: Region, pasted: str) -> None:
    token = region.invite(Role.CONTACT, opds=("DISHUB",))
    await arrive(region, message(STRANGER, pasted.format(token)))
    assert roles(region, STRANGER) == [("contact", region.opd[1, "DISHUB"])]
    assert last_said(region, STRANGER).startswith("Selamat datang, Bapak/Ibu kontak")
    assert is_nowhere(region, token)


def _spread(token: str) -> list[dict[str, Any]]:
    """The same invitation in other dresses of a message."""
    link = f"https://t.me/{BOT}?start={token}"
    words = {"offset": 0, "length": 4, "type": "text_link", "url": link}
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9, "file_size": 99}]
    document = {"file_id": "d", "file_unique_id": "e", "file_name": "Undangan.pdf", "file_size": 99}
    hidden = {"type": "hidden_user", "sender_user_name": "Citra", "date": 1}
    button = {"inline_keyboard": [[{"text": "Buka", "url": link}]]}
    edited = message(STRANGER, f"Tautannya {link}")
    return [
        message(STRANGER, "Buka di sini", entities=[words]),
        message(STRANGER, caption=f"Undangan: {link}", photo=photo),
        message(STRANGER, caption="Buka", caption_entities=[words], document=document),
        message(STRANGER, f"Diteruskan {link}", forward_origin=hidden),
        message(STRANGER, "Diteruskan dari bot", reply_markup=button),
        message(
            STRANGER, f"https://t.me/{BOT}?start={token[:10]}\n{token[10:]}\nTerima kasih banyak atas perhatiannya"
        ),
        {"update_id": edited["update_id"], "edited_message": {**edited["message"], "edit_date": 1796000009}},
    ]


@pytest.mark.parametrize("dress", range(7))
async def test_in_captions_entities_edits_and_forwards(region: Region, dress: int) -> None:
    token = region.invite(Role.CONTACT, opds=("DISHUB",))
    await arrive(region, _spread(token)[dress])
    assert roles(region, STRANGER) == [("contact", region.opd[1, "DISHUB"])]
    assert is_nowhere(region, token)


@pytest.mark.parametrize("at", [Explaining, Evidencing])
@pytest.mark.parametrize("pasted", LINKS)
async def test_a_contact_joins_a_second_opd_and_keeps_no_link(region: Region, pasted: str, at: type) -> None:
    ani = region.person["Ani"] * 11
    orders = (SaveLevel(region.dinkes, "V01", 3), SaveExplanation(region.dinkes, "V01", "Renja dibahas bersama."))
    region.do("Ani", *orders)
    region.database.write(lambda conn: conversations.save(conn, _standing(ani, at(region.dinkes, "V01"), conn)))
    before, token = region.rows(EVIDENCE), region.invite(Role.CONTACT, opds=("DISHUB",))
    await arrive(region, message(ani, pasted.format(token)))
    assert ("contact", region.opd[1, "DISHUB"]) in roles(region, ani)
    assert region.rows(EVIDENCE) == before
    state = region.database.read(lambda conn: conversations.load(conn, ani).state)
    assert unpack(state) == ChoosingOpd(page=-1, newest=region.dishub)
    assert "Bapak/Ibu kini juga kontak Dinas Perhubungan." in last_said(region, ani)
    assert is_nowhere(region, token)


async def test_the_text_to_be_passed_on_is_an_invitation_and_nothing_else(region: Region) -> None:
    ani, token = region.person["Ani"] * 11, region.invite(Role.CONTACT, opds=("DISHUB",))
    letter = to_pass_on("kontak Dinas Perhubungan", "PEKPPP", "2026", f"https://t.me/{BOT}?start={token}")
    await arrive(region, message(ani, letter))
    assert last_said(region, ani).endswith("Bapak/Ibu kini juga kontak Dinas Perhubungan.")


def _standing(account: int, state: Any, conn: Any) -> Any:
    return replace(conversations.load(conn, account), state=pack(state), assessment_id=state.assessment)


async def test_wrong_pastes_are_guesses(region: Region) -> None:
    token = region.invite(Role.CONTACT, opds=("DISHUB",))
    wrong = [
        f"https://t.me/{BOT}?start=salah",
        "Zx9" + "a" * 19,
        f"t.me/{BOT}?start=b",
        f"tg://resolve?domain={BOT}&start=c",
    ]
    for words in [*wrong, f"https://t.me/{BOT}?start=d"]:
        await arrive(region, message(STRANGER, words))
        assert last_said(region, STRANGER).startswith("Undangan tidak dikenali.")
    assert len(region.rows(GUESS, telegram_id=STRANGER)) == 5
    await arrive(region, message(STRANGER, f"https://t.me/{BOT}?start={token}"))  # right, but no longer looked at
    assert last_said(region, STRANGER).startswith("Terlalu banyak percobaan.")
    assert roles(region, STRANGER) == []


@pytest.mark.parametrize("words", ["/start", "Halo, saya mau mengisi", "bantuan", f"https://t.me/{BOT}", "/isi"])
async def test_a_stranger_is_told_what_to_do(region: Region, words: str) -> None:
    await arrive(region, message(STRANGER, words))
    assert last_said(region, STRANGER).endswith("Buka tautan pada surat undangan, atau tempelkan tautannya di sini.")
    assert region.rows(GUESS) == []


async def test_the_bots_link_without_a_token_is_no_evidence(region: Region) -> None:
    ani = region.person["Ani"] * 11
    before = region.rows(EVIDENCE)
    await arrive(region, message(ani, f"https://t.me/{BOT}"))
    assert region.rows(EVIDENCE) == before


LONG = "Notulen rapat dibagikan lewat {} pada grup kami sejak 2025, lalu dibahas bersama."
HELD = "Kami sudah bergabung dengan undangan {} pada bulan Maret dan memakainya setiap pekan."


async def test_a_sentence_that_names_the_bot_is_a_sentence(region: Region) -> None:
    ani = region.person["Ani"] * 11
    region.do("Ani", SaveLevel(region.dinkes, "V01", 3))
    region.database.write(lambda conn: conversations.save(conn, _standing(ani, Explaining(region.dinkes, "V01"), conn)))
    before, said = region.rows(EVIDENCE), LONG.format(f"t.me/{BOT}")
    await arrive(
        region, message(ani, said, entities=[{"offset": LONG.index("{"), "length": 5 + len(BOT), "type": "url"}])
    )
    assert [row["explanation"] for row in region.rows(ANSWER)] == [said]
    assert region.rows(EVIDENCE) == before


async def test_a_photo_whose_caption_names_the_bot_is_evidence(region: Region) -> None:
    ani = region.person["Ani"] * 11
    region.do(
        "Ani", SaveLevel(region.dinkes, "V01", 3), SaveExplanation(region.dinkes, "V01", "Renja dibahas bersama.")
    )
    at = Evidencing(region.dinkes, "V01")
    region.database.write(lambda conn: conversations.save(conn, _standing(ani, at, conn)))
    before = len(region.rows(EVIDENCE))
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9, "file_size": 99}]
    await arrive(region, message(ani, caption=f"t.me/{BOT}", photo=photo))
    assert len(region.rows(EVIDENCE)) == before + 1


@pytest.mark.parametrize("held", [True, False], ids=["an invitation of one's own", "one for another OPD"])
async def test_what_came_with_an_invitation_is_said_not_to_be_stored(region: Region, held: bool) -> None:
    ani, before = region.person["Ani"] * 11, len(region.rows(EVIDENCE))
    token = region.invite(Role.CONTACT, opds=("DISHUB",))
    if held:
        await arrive(region, message(ani, f"/start {token}"))
    at = Explaining(region.dinkes, "V01")
    region.database.write(lambda conn: conversations.save(conn, _standing(ani, at, conn)))
    await arrive(region, message(ani, HELD.format(f"https://t.me/{BOT}?start={token}")))
    assert "Tulisan itu memuat undangan, jadi tidak disimpan." in last_said(region, ani)
    document = {"file_id": "d", "file_unique_id": "e", "file_name": "Renja.pdf", "file_size": 99}
    await arrive(region, message(ani, caption=f"Renja {token}", document=document))
    assert "Berkas itu disertai undangan, jadi tidak disimpan." in last_said(region, ani)
    assert len(region.rows(EVIDENCE)) == before
    assert is_nowhere(region, token)


@pytest.mark.parametrize(
    "hidden",
    [
        "Undangan_Dinas_Kesehatan_Kabupaten_Kutai_Timur_{0}.pdf",
        "undangan_untuk_bapak_kepala_dinas_dan_rekan_{0}",
        "Kodenya {1} {2} begitu, mohon dicatat baik-baik oleh semua rekan di kantor",
        "Kodenya\n{1}\n{2}\nbegitu, mohon dicatat baik-baik oleh semua rekan di kantor",
        "x" * 3000 + "{0}",
    ],
)
async def test_a_token_is_seen_in_longer_words_and_across_a_gap(region: Region, hidden: str) -> None:
    token = region.invite(Role.CONTACT, opds=("DISHUB",))
    words = hidden.format(token, token[:9], token[9:])
    await arrive(region, message(STRANGER, words))
    assert is_nowhere(region, token)
    assert token[9:] not in repr(region.dump())
    document = {"file_id": "d", "file_unique_id": "e", "file_name": words, "file_size": 99}
    await arrive(region, message(region.person["Ani"] * 11, document=document))
    assert token[9:] not in repr(region.dump())


async def test_two_invitations_at_once_are_not_guessed_between(region: Region) -> None:
    tokens = [region.invite(Role.CONTACT, opds=(code,)) for code in ("DISHUB", "DINKES")]
    await arrive(region, message(STRANGER, " dan ".join(f"t.me/{BOT}?start={token}" for token in tokens)))
    assert last_said(region, STRANGER).startswith("Pesan ini memuat lebih dari satu undangan.")
    assert roles(region, STRANGER) == []
    assert all(is_nowhere(region, token) for token in tokens)


def test_what_only_mentions_a_token_is_hidden_and_brings_nothing(region: Region) -> None:
    token = region.invite(Role.CONTACT, opds=("DISHUB",))
    former = message(STRANGER, f"Tautan: https://t.me/{BOT}?start={token}")["message"]
    quote = {"text": former["text"], "position": 0}
    pending = store(region, message(STRANGER, "Ini apa ya, Pak?", reply_to_message=former, quote=quote))
    body = json.loads(pending.body)
    assert KEY not in body
    assert body["message"]["quote"]["text"].endswith("?start=" + HIDDEN * 22)
    assert token not in str(region.rows(INBOX))


def test_other_updates_are_stored_as_they_came(region: Region) -> None:
    for words in ("Renja 2026", "https://t.me/BotLain?start=abc", "https://drive.google.com/d/1A2b3C4d5E6f7G8h9I0jKl"):
        update = message(STRANGER, words)
        assert json.loads(store(region, update).body) == update


async def test_in_a_group_it_is_not_redeemed(region: Region) -> None:
    token = region.invite(Role.COORDINATOR)
    update = message(STRANGER, f"/start {token}")
    update["message"]["chat"] = {"id": -100_555, "type": "supergroup", "title": "Tim"}
    update["message"]["entities"] = [{"type": "bot_command", "offset": 0, "length": 6}]
    await arrive(region, update)
    assert last_said(region, -100_555).startswith("Undangan tidak dipakai di grup")
    assert roles(region, STRANGER) == []
    assert is_nowhere(region, token)


async def test_the_log_names_no_token(region: Region) -> None:
    token = region.invite(Role.CONTACT, opds=("DISHUB",))
    await arrive(region, message(STRANGER, token))
    assert token not in str(region.rows(AUDIT_CONTENT))
