"""Evidence belongs to what is on screen: a file sent after any way of leaving a screen lies where the new one says."""

import random
import re

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import insert

from core.effects import SaveExplanation, SaveLevel
from storage.engine.schema import ASSESSMENT, CONVERSATION, EVIDENCE, EVIDENCE_USE, MEMBERSHIP
from tests.storage.phone import Phone
from tests.storage.region import CODES, Region, answered

WORDS = "Renja 2026 memakai tabel keluaran dan hasil."
CLAIMED = re.compile(r"Berkas berikutnya (?:tetap )?masuk (V\d\d)")
HEADING = re.compile(r"<b>(?:[^<·]* · )?(V\d\d)\b")


def places(region: Region) -> dict[str, tuple[str, ...]]:
    """Variables by the file's unique number."""
    uses = region.rows(EVIDENCE_USE)
    return {
        row["unique_id"]: tuple(use["variable"] for use in uses if use["evidence_id"] == row["id"])
        for row in region.rows(EVIDENCE)
    }


def after_first_file(region: Region, code: str = "V03") -> Phone:
    """The screen that opened by itself after the first file of a variable."""
    phone = Phone(region, "Ani").command("isi").tap(code).tap("III").text(WORDS).file("a.pdf", "first")
    assert CLAIMED.search(phone.screen.text)[1] == code
    return phone


def steady(phone: Phone, item: str) -> Phone:
    """A button of a reminder."""
    return phone.press(f"-:{item}", 1)


WAYS = {
    "daftar isi": lambda phone: phone.command("isi").tap("V08"),
    "tombol daftar isi": lambda phone: phone.tap("Buka daftar isi").tap("V08"),
    "lewati": lambda phone: phone.tap("Lewati V04"),
    "lewati dua kali": lambda phone: phone.tap("Lewati V04").tap("Lewati V05"),
    "pengingat": lambda phone: steady(phone, f"open:{phone.region.dinkes}:V08"),
    "pengingat, layar yang sama": lambda phone: steady(phone, f"open:{phone.region.dinkes}:V04"),
    "ganti bukti": lambda phone: steady(phone, f"replace:{phone.region.dinkes}:V08"),
    "mulai": lambda phone: phone.command("mulai"),
    "ringkasan, lengkapi": lambda phone: phone.command("ringkasan").tap("V05"),
    "periksa, kembali": lambda phone: phone.tap("Periksa bukti V03").tap("Kembali ke V04"),
    "periksa": lambda phone: phone.tap("Periksa bukti V03"),
    "tanya tim, batal": lambda phone: phone.tap("Tanya tim").tap("Batalkan"),
    "bantuan, kembali": lambda phone: phone.command("bantuan").tap("Kembali"),
    "tingkat dipilih": lambda phone: phone.tap("II"),
    "tingkat diketik": lambda phone: phone.text("IV"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_file_after_any_way_of_leaving_lies_where_the_screen_says(region: Region, way: str) -> None:
    phone = WAYS[way](after_first_file(region))
    shown = HEADING.search(phone.screen.text)[1]
    assert not CLAIMED.search(phone.screen.text)
    phone.file("b.pdf", "later")
    assert places(region)["later"] == (shown,)


def test_it_lies_with_the_former_variable_on_the_screen_that_opened_by_itself(region: Region) -> None:
    phone = after_first_file(region).file("b.pdf", "second").photo("third").text("s.id/empat")
    phone.text("Rapat juga diadakan bulan Juni, dihadiri seluruh bidang.")
    assert "Berkas berikutnya tetap masuk V03" in phone.screen.text
    phone.file("c.pdf", "fourth").tap("Abaikan tulisan").file("d.pdf", "fifth")
    assert set(places(region).values()) == {("V03",)}


def test_skipping_several_and_sending_on_the_last(region: Region) -> None:
    phone = Phone(region, "Ani").command("isi").tap("V08").tap("III").text(WORDS).file("a.pdf", "first")
    phone.tap("Lewati V09").tap("Lewati V10").file("b.pdf", "later")
    assert places(region) == {"first": ("V08",), "later": ("V11",)}


@pytest.mark.parametrize("way", WAYS)
def test_the_rest_of_an_album_stays_with_its_beginning(region: Region, way: str) -> None:
    phone = Phone(region, "Ani").command("isi").tap("V03").tap("III").text(WORDS).photo("one", album="77")
    WAYS[way](phone).photo("two", album="77")
    assert phone.photo("three", album="77").region is region
    assert set(places(region).values()) == {("V03",)}
    phone.photo("other", album="78")
    assert places(region)["other"] != ("V03",) or "V03" in phone.screen.text


def test_an_album_whose_beginning_was_refused_stays_together(region: Region) -> None:
    phone = Phone(region, "Ani").command("isi").tap("V03").tap("III").text(WORDS)
    phone.file("catatan.txt", "bad", mime="text/plain", album="77").tap("Lewati bukti").file(
        "b.pdf", "good", album="77"
    )
    assert places(region) == {"good": ("V03",)}


def with_two_offices(region: Region) -> Region:
    """Ani is the contact of Dishub, too."""
    person, opd = region.person["Ani"], region.opd[1, "DISHUB"]
    values = {"person_id": person, "role": "contact", "pemda_id": 1, "opd_id": opd, "since": region.now}
    region.database.write(lambda conn: conn.execute(insert(MEMBERSHIP).values(values)))
    return region


def test_files_follow_the_screen_from_one_office_to_the_other(region: Region) -> None:
    region = with_two_offices(region)
    phone = Phone(region, "Ani")
    steady(phone, f"open:{region.dinkes}:V03").tap("III").text(WORDS).photo("one", album="77")
    steady(phone, f"open:{region.dishub}:V05").photo("two", album="77").file("c.pdf", "three")
    lies = {row["unique_id"]: row["assessment_id"] for row in region.rows(EVIDENCE)}
    assert lies == {"one": region.dinkes, "two": region.dinkes, "three": region.dishub}
    assert places(region) == {"one": ("V03",), "two": ("V03",), "three": ("V05",)}
    assert "Dishub" in phone.screen.text


def test_the_album_is_known_on_screens_beside_the_questionnaire(region: Region) -> None:
    phone = Phone(region, "Ani").command("isi").tap("V03").tap("III").text(WORDS).photo("one", album="77")
    phone.command("bantuan").photo("two", album="77")
    assert places(region)["two"] == ("V03",)
    assert "V03" in phone.screen.text


def test_a_state_of_the_former_version_is_read(region: Region) -> None:
    phone = Phone(region, "Ani").command("isi").tap("V03")
    former = {**phone.conversation.state, "album": ["V02", "7"]}
    region.database.write(lambda conn: conn.execute(CONVERSATION.update().values(state=former)))
    assert "V03" in phone.tap("III").screen.text
    assert region.rows(ASSESSMENT)


STEPS = st.sampled_from(
    ["tap", "tap", "tap", "tap", "file", "file", "file", "isi", "ringkasan", "mulai", "open", "text"]
)


@settings(
    max_examples=15,
    suppress_health_check=list(HealthCheck),
)
@given(script=st.lists(st.tuples(STEPS, st.integers(0, 30)), min_size=5, max_size=25), seed=st.integers(0, 99))
def test_a_walk_never_puts_a_file_elsewhere_than_the_screen_says(fresh_region, script, seed) -> None:
    """Real handlers, router and storage. What the screen says: the receipt's variable, else the heading's."""
    region = fresh_region()
    choice = random.Random(seed)
    begun = choice.sample(CODES, 4)
    orders = [order for code in begun[:2] for order in answered(region.dinkes, code)]
    partly = (SaveLevel(region.dinkes, begun[2], 3), SaveExplanation(region.dinkes, begun[2], "Ada."))
    region.do("Ani", *orders, *partly, SaveLevel(region.dinkes, begun[3], 4))
    phone = Phone(region, "Ani").command("isi")
    for number, (step, which) in enumerate(script):
        walk(phone, step, which, number)


def walk(phone: Phone, step: str, which: int, number: int) -> None:
    match step:
        case "tap":
            rows = [one for row in phone.screen.rows for one in row if one[2] in ("screen", "steady")]
            if rows:
                phone.tap(rows[which % len(rows)][0])
        case "file":
            says = CLAIMED.search(phone.screen.text) or HEADING.search(phone.screen.text)
            phone.file(f"berkas{number}.pdf", f"u{number}")
            assert len(phone.calls) <= 2
            if says:
                assert places(phone.region)[f"u{number}"] == (says[1],), phone.chat
        case "open":
            steady(phone, f"open:{phone.region.dinkes}:{CODES[which % len(CODES)]}")
        case "text":
            phone.text(f"Keterangan panjang tentang kegiatan nomor {number} tahun ini.")
        case _:
            phone.command(step)
