"""People with roles in two Pemda whose OPD have one name and one code: every word they read says which is meant."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from sqlalchemy import insert

from bot.courier import reminding
from bot.evidence import notices
from bot.holidays.days import days_off
from core.effects import ChangePemda, Submit
from core.people.roles import Role
from scheduler.env import TickEnv
from scheduler.reminders import reminders
from storage.engine.schema import EVIDENCE, MEMBERSHIP, OUTBOX
from storage.evidence import copying
from storage.messaging import outbox
from tests.storage.phone import Phone
from tests.storage.region import Region, filled, later
from tests.ticking import work

UNNAMED = re.compile(r"\b(Dinkes|Dinas Kesehatan)\b(?! (Kutai Timur|Bontang))")
BOTH = ("Ani", "Eko", "Budi", "Citra")


@pytest.fixture
def both(region: Region) -> Region:
    """Ani is the contact of both Dinkes, Eko heads both, Budi judges in both, Citra coordinates both. Heads approve."""
    held = (
        ("Ani", Role.CONTACT, "DINKES", None),
        ("Eko", Role.HEAD, "DINKES", None),
        ("Budi", Role.VERIFIER, None, None),
        ("Citra", Role.COORDINATOR, None, None),
    )
    for name, role, opd, of_field in held:
        place = region.opd[2, opd] if opd else None
        values = {"person_id": region.person[name], "role": role.value, "pemda_id": 2, "opd_id": place}
        values |= {"field": of_field, "since": region.now}
        region.database.write(lambda conn, values=values: conn.execute(insert(MEMBERSHIP), values))
    for pemda in (1, 2):
        region.do("Citra", ChangePemda(pemda, "approval", "in_bot"))
    return region


class Reader:
    """A phone whose every screen is looked at."""

    def __init__(self, region: Region, name: str) -> None:
        self.phone = Phone(region, name).command("mulai")

    def __getattr__(self, act: str):  # type: ignore[no-untyped-def]
        def done(*args: object, **more: object) -> "Reader":
            getattr(self.phone, act)(*args, **more)
            for shown in self.phone.seen.values():
                told_apart(shown.text, *shown.labels)
            told_apart(self.phone.toast)
            return self

        return done

    @property
    def screen(self):  # type: ignore[no-untyped-def]
        return self.phone.screen


def plain(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split(" ")).replace("\u00a0", " ")


def told_apart(*words: str) -> None:
    """An OPD is named with its Pemda, or what is said of it stands below the Pemda's name."""
    first = plain(words[0]).split("\n")[0]
    below = any(place in first for place in ("Kutai Timur", "Bontang"))
    for text in words:
        assert below or not UNNAMED.search(plain(text)), text


def notices_are_told_apart(region: Region) -> int:
    accounts = {region.person[name] * 11 for name in BOTH}
    count = 0
    for row in region.rows(OUTBOX):
        text = row["payload"].get("text", "")
        if row["chat_id"] in accounts and row["kind"] == "send" and text and row["state"] == "waiting":
            told_apart(text, *(label for line in row["payload"]["rows"] for label, _, _ in line))
            assert any(place in plain(text) for place in ("Kutai Timur", "Bontang")), text
            count += 1
    return count


def test_the_contact_is_never_left_to_guess(both: Region) -> None:
    ani = Reader(both, "Ani")
    assert [label for label in ani.screen.labels if label.startswith("Isi")] == [
        "Isi Dinkes Kutai Timur (0/11)",
        "Isi Dinkes Bontang (0/11)",
    ]
    ani.tap("Isi Dinkes Bontang").tap("III").text("Renja disusun bersama semua bidang.")
    assert "Dinkes Bontang" in plain(ani.screen.text)
    ani.command("isi").command("ringkasan").command("hasil").command("mulai")
    ani.command("profil")
    assert "kontak Dinas Kesehatan Kutai Timur" in plain(ani.screen.text)
    assert "kontak Dinas Kesehatan Bontang" in plain(ani.screen.text)
    ani.tap("Lepas kontak Dinkes Bontang")
    assert plain(ani.screen.text).startswith("Lepas peran kontak Dinas Kesehatan Bontang?")


def test_the_head_reads_which_is_to_be_approved(both: Region) -> None:
    ani, eko = Reader(both, "Ani"), Reader(both, "Eko")
    for pemda, place in ((1, "Kutai Timur"), (2, "Bontang")):
        assessment = both.assessment[pemda, "DINKES"]
        both.do("Ani", *filled(assessment))
        ani.press(f"-:summary:{assessment}").tap("Kirim ke kepala")
        assert "Dinas Kesehatan" in plain(ani.screen.text)
        eko.press(f"-:approve:{assessment}")
        assert f"Kepala Dinas Kesehatan {place}" in plain(eko.screen.text)
        eko.tap("Lihat jawaban").press(f"-:approve:{assessment}").tap("Setujui penilaian")
        assert f"Kepala Dinas Kesehatan {place}" in plain(eko.screen.text)
        eko.tap("Ya, setujui dan kirim")
    assert notices_are_told_apart(both) >= 3


def test_the_team_reads_whose_it_is(both: Region) -> None:
    for pemda in (1, 2):
        both.do("Citra", ChangePemda(pemda, "approval", "none"))
        assessment = both.assessment[pemda, "DINKES"]
        both.do("Ani", *filled(assessment), Submit(assessment))
    both.now = later(both.now, days=1)
    budi = Reader(both, "Budi")
    budi.command("periksa")
    first = plain(budi.screen.text)
    assert "Dinkes Kutai Timur" in first
    budi.tap("Antrean lain")
    assert "Dinkes Bontang" in plain(budi.screen.text)
    assert "Periksa Dinkes Bontang" in budi.screen.labels
    budi.tap("Periksa Dinkes Bontang")
    assert plain(budi.screen.text).startswith("Dinkes Bontang · V01")
    budi.tap("Kembalikan").tap("1")
    while "Kirim putusan" not in budi.screen.labels:
        budi.tap("Terima III")
    budi.tap("Kirim putusan")
    assert notices_are_told_apart(both) >= 1
    ani = Reader(both, "Ani")
    ani.press(f"-:open:{both.bontang}:V01").file("SK_baru.pdf").tap("Kirim perbaikan")
    notices_are_told_apart(both)


def test_the_coordinators_screens_name_their_pemda(both: Region) -> None:
    citra = Reader(both, "Citra")
    for pemda, name in ((1, "Kabupaten Kutai Timur"), (2, "Kota Bontang")):
        citra.press(f"-:period:{pemda}")
        for label in ("Tutup periode 2026", "Biarkan terbuka", "Beri perpanjangan", "⬜ Dinkes"):
            citra.tap(label)
            assert name in plain(citra.screen.text), citra.screen.text
        citra.press(f"-:period:{pemda}").tap("Kelola hasil")
        assert name in plain(citra.screen.text)
        citra.press(f"-:admin:{pemda}").tap("Kelola OPD")
        assert name in plain(citra.screen.text)
    citra.press("-:period:2").tap("Tutup periode 2026").tap("Tutup periode 2026")
    assert notices_are_told_apart(both) >= 2


def test_what_became_of_a_file_is_told_of_the_right_opd(both: Region) -> None:
    ani = Reader(both, "Ani")
    ani.press(f"-:open:{both.bontang}:V01").tap("III").text("Renja disusun bersama.").file("SK.pdf")
    (file,) = both.rows(EVIDENCE, assessment_id=both.bontang)

    def refused(conn) -> None:  # type: ignore[no-untyped-def]
        refusal = copying.refused(conn, file["id"], "program", both.now)
        assert refusal is not None
        notices.refused(conn, refusal, both.now)

    both.database.write(refused)
    waiting = [row["payload"].get("text", "") for row in both.rows(OUTBOX) if row["state"] == "waiting"]
    (said,) = [text for text in waiting if "SK.pdf" in text]
    assert plain(said).startswith("Bontang\n")


def test_reminders_and_their_buttons_name_the_pemda(both: Region) -> None:
    """A week before the due date: one message to Ani for both, each OPD with its Pemda, on the buttons too."""
    both.now = datetime(2026, 12, 7, 0, 30, tzinfo=UTC)
    env = TickEnv(frozenset(), days_off)
    both.database.write(lambda conn: work(conn, reminders, both.now, env))
    both.now = later(both.now, minutes=3)  # it waits a moment for what the other Pemda has to say
    both.database.write(lambda conn: reminding.freshen(conn, outbox.claim(conn, both.now, 50), both.now))
    said = [row["payload"] for row in both.rows(OUTBOX) if row["chat_id"] == both.person["Ani"] * 11]
    (message,) = [payload for payload in said if "tenggat" in payload.get("text", "")]
    told_apart(message["text"])
    labels = [label for line in message["rows"] for label, _, _ in line]
    told_apart("", *labels)
    for place in ("Kutai Timur", "Bontang"):
        assert any(place in label for label in labels)
    (dewi,) = [row["payload"]["text"] for row in both.rows(OUTBOX) if row["chat_id"] == both.person["Dewi"] * 11]
    assert "Kutai Timur" not in dewi


def test_who_has_one_pemda_reads_nothing_more(both: Region) -> None:
    dewi = Phone(both, "Dewi").command("isi")
    assert "Kutai Timur" not in dewi.screen.text
