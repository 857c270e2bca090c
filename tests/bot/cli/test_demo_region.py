"""The example region of `pandu demo`, filled in without the page."""

from datetime import UTC, datetime

from sqlalchemy import select

from bot.cli.demo_region import COLLEAGUE, fill
from storage.database import Database
from storage.engine.schema import OUTBOX


def test_what_was_given_back_is_told_in_the_flows_own_words(sqlite_url: str) -> None:
    database = Database.open(sqlite_url)
    now = datetime(2026, 11, 23, 1, tzinfo=UTC)
    database.write(lambda conn: fill(conn, now))
    told = database.read(lambda conn: conn.execute(select(OUTBOX.c.payload).where(OUTBOX.c.chat_id == COLLEAGUE)).all())
    database.close()
    (notice,) = [row.payload for row in told if "dikembalikan" in row.payload["text"]]
    assert notice["text"].startswith("↩️ <b>BPBD · V11 Budaya Organisasi</b> dikembalikan tim penilai.\nCatatan: Foto")
    assert "Variabel lain tetap terkunci. Batas perbaikan: " in notice["text"]
    ((label, item, _),) = notice["rows"][0]
    assert label == "Perbaiki V11"
    assert item.startswith("open:")
    assert item.endswith(":V11")
