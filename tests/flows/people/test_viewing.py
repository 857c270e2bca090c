"""A viewer's private chat: board, scores, pictures, one OPD, recap, in words for a Sekda."""

from dataclasses import replace

from bot.commands import offered
from bot.flows import router
from bot.flows.base import Begin, Tap, Text
from bot.flows.states.contact import Viewing
from core.charts.data import Trend
from core.effects import SendPicture, SendRecap
from core.facts import Facts, Overview
from core.people.roles import Role
from tests.flows.periods.test_life import FOUR, results
from tests.flows.play_people import Play
from tests.flows.world_people import BUDI, PEMDA, ani, member, person

FOUND = results(*FOUR)
BOARD = Viewing(PEMDA)


def umar(**more: object) -> Facts:
    facts = person(BUDI, member(Role.VIEWER, 2))
    return replace(facts, overview=Overview(PEMDA, "Kutai Timur", FOUND, (FOUND,)), **more)  # type: ignore[arg-type]


def test_home_is_the_board() -> None:
    play = Play(umar()).begin("mulai").ordered()
    assert play.state == BOARD
    text = play.screen.text
    assert text.startswith("<b>Penilaian Kematangan 2026 · Kutai Timur</b>\n")
    assert "✅ 3 terverifikasi" in text
    assert [[button.label for button in row] for row in play.screen.rows] == [
        ["Lihat nilai", "Lihat grafik"],
        ["Lihat yang belum", "Cari OPD"],
        ["Unduh rekap"],
    ]


def test_scores_in_plain_words() -> None:
    play = Play(umar(), BOARD).tap("Lihat nilai").ordered()
    play.shows(
        "<b>Nilai OPD, 3 terverifikasi dari 4</b>\n"
        "Urut dari yang tertinggi. Nilai adalah jumlah seluruh variabel, 11 sampai 55.\n"
        "1. Bappeda · 39, Tinggi\n"
        "1. Dishub · 39, Tinggi\n"
        "3. Dinkes · 38, Tinggi",
        "[Buka papan]",
    )
    assert play.tap("Buka papan").state == BOARD


def test_one_opd_by_its_name() -> None:
    play = Play(umar(), BOARD).tap("Cari OPD")
    play.shows("Ketik nama, singkatan, atau kode OPD yang ingin dilihat.", "[Buka papan]")
    play.types("bappeda").ordered()
    play.shows(
        "✅ <b>Dinas Bappeda</b>\n"
        "Nilainya sudah diperiksa tim penilai.\n"
        "Nilai 39 dari 55, kategori Tinggi.\n"
        "Variabel terendah, yang perlu didahulukan: Penjaminan Mutu, SOP Pelayanan, Analisis Kebijakan, "
        "Sumber Daya Kerja, dan 2 lainnya (tingkat III).",
        "[Buka papan]",
    )
    assert "Sudah mengirim: memperbaiki." in play.types("DLH").screen.text
    assert "Tidak ada OPD" in play.types("dinas rahasia").screen.text
    assert play.types("kembali").state == BOARD


def test_pictures_and_recap_come_below() -> None:
    play = Play(umar(), BOARD).tap("Lihat grafik")
    assert play.step is not None
    (order,) = play.step.effects
    assert isinstance(order, SendPicture)
    assert "Angka Romawi pada gambar: tingkat variabel yang terendah" in order.notice.text
    assert [button.label for button in order.notice.rows[-1]] == ["Tren"]
    trend = order.notice.rows[-1][0]
    play.does(Tap(trend.value))
    assert isinstance(play.step.effects[0], SendPicture)
    assert isinstance(play.step.effects[0].chart, Trend)
    play.tap("Unduh rekap").ordered(SendRecap(PEMDA, 1, "Rekap_2026.xlsx: 3 terverifikasi dari 4"))
    assert play.state == BOARD


def test_no_word_needs_a_manual() -> None:
    for shown in ((), ("skor",), ("belum",), ("opd", "1"), ("opd", "4"), ("opd", "", "din")):
        text = router.screen(Viewing(PEMDA, shown), umar()).text
        assert "penahan" not in text.lower()
        assert "berjenjang" not in text


def test_commands_are_the_viewers_in_private_and_everybodys_in_groups() -> None:
    names = {"progres", "belum", "skor", "grafik", "opd", "rekap"}
    assert names <= {command.slug for command in offered([Role.VIEWER])}
    assert not names & {command.slug for command in offered([Role.CONTACT, Role.COORDINATOR, Role.VERIFIER])}
    assert names <= {command.slug for command in offered([], group=True)}
    for name in names - {"grafik", "rekap"}:
        assert isinstance(router.step(None, Begin(name), umar(), 1).state, Viewing)
    assert router.step(BOARD, Text("skor", 9), umar(), 1).state == Viewing(PEMDA, ("skor",))
    assert router.wish(None, Begin("skor"), None).looking
    assert router.wish(BOARD, Text("dinkes", 9), None).looking
    assert not router.wish(None, Begin("isi"), None).looking


def test_others_see_nothing_of_it() -> None:
    """What is not in the facts cannot be shown; a copied button says so."""
    play = Play(ani()).does(Begin("skor"))
    assert "tidak dikenal" in play.step.banner if play.step else False
    play.does(Tap("g:skor:1")).ordered()
    assert play.step is not None
    assert play.step.toast == "Tampilan ini tidak ada lagi."


def test_before_the_first_period() -> None:
    facts = replace(umar(), overview=Overview(PEMDA, "Kutai Timur"))
    play = Play(facts).begin("mulai")
    assert "Belum ada penilaian yang dibuka." in play.screen.text
    play.does(Begin("grafik")).ordered()
    play.types("dinkes").ordered()
