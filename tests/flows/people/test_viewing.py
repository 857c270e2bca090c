"""A viewer's private chat: board, scores, pictures, one OPD, recap, in words for a Sekda."""

from bot.commands import offered
from bot.flows import router
from bot.flows.events import Begin, Text
from bot.flows.states.contact import Viewing
from bot.flows.states.periods import ManagingResults
from bot.flows.states.reminders import Previewing
from core.assessment.answer import FormerAnswer
from core.charts.data import Trend
from core.effects import SendPicture, SendRecap
from core.people.roles import Role
from tests.flows.play import Play, play
from tests.flows.situations import four_opds, without_period
from tests.flows.world import PEMDA, World

BOARD = Viewing(PEMDA)


def umar(state: Viewing | None = BOARD, world: World | None = None) -> Play:
    world = world or four_opds()
    world.join("Umar", Role.VIEWER, None)
    return play(world, "Umar", state)


def test_home_is_the_board() -> None:
    phone = umar(None).command("mulai").asks_for()
    assert phone.state == BOARD
    text = phone.standing.text
    assert text.startswith("<b>Penilaian Kematangan 2026 · Kutai Timur</b>\n")
    assert "✅ 3 terverifikasi" in text
    assert [[button.label for button in row] for row in phone.standing.rows] == [
        ["Lihat nilai", "Lihat grafik"],
        ["Lihat yang belum", "Cari OPD"],
        ["Unduh rekap"],
    ]


def test_scores_in_plain_words() -> None:
    phone = umar().tap("Lihat nilai").asks_for()
    phone.stands(
        "<b>Nilai OPD, 3 terverifikasi dari 4</b>\n"
        "Urut dari yang tertinggi. Nilai adalah jumlah seluruh variabel, 11 sampai 55.\n"
        "1. Bappeda · 39, Tinggi\n"
        "1. Dishub · 39, Tinggi\n"
        "3. Dinkes · 38, Tinggi",
        "[Buka papan]",
    )
    assert phone.tap("Buka papan").state == BOARD


def test_one_opd_by_its_name() -> None:
    phone = umar().tap("Cari OPD")
    phone.stands("Ketik nama, singkatan, atau kode OPD yang ingin dilihat.", "[Buka papan]")
    phone.text("bappeda").asks_for()
    phone.stands(
        "✅ <b>Badan Perencanaan Pembangunan Daerah</b>\n"
        "Nilainya sudah diperiksa tim penilai.\n"
        "Nilai 39 dari 55, kategori Tinggi.\n"
        "Variabel terendah, yang perlu didahulukan: Penjaminan Mutu, SOP Pelayanan, Analisis Kebijakan, "
        "Sumber Daya Kerja, dan 2 lainnya (tingkat III).",
        "[Buka papan]",
    )
    assert "Sudah mengirim: memperbaiki." in phone.text("DLH").standing.text
    assert "Tidak ada OPD" in phone.text("dinas rahasia").standing.text
    assert phone.text("kembali").state == BOARD


def test_pictures_and_recap_come_below() -> None:
    phone = umar().tap("Lihat grafik")
    (order,) = phone.orders
    assert isinstance(order, SendPicture)
    assert "Angka Romawi pada gambar: tingkat variabel yang terendah" in order.notice.text
    assert [button.label for button in order.notice.rows[-1]] == ["Tren"]
    trend = order.notice.rows[-1][0]
    phone.steady(trend.value)
    assert isinstance(phone.orders[0], SendPicture)
    assert isinstance(phone.orders[0].chart, Trend)
    phone.tap("Unduh rekap").asks_for(SendRecap(PEMDA, 1, "Rekap_2026.xlsx: 3 terverifikasi dari 4"))
    assert phone.state == BOARD


def test_no_word_needs_a_manual() -> None:
    for shown in ((), ("skor",), ("belum",), ("opd", "1"), ("opd", "4"), ("opd", "", "din")):
        text = umar(Viewing(PEMDA, shown)).screen.text
        assert "penahan" not in text.lower()
        assert "berjenjang" not in text


def test_commands_are_the_viewers_in_private_and_everybodys_in_groups() -> None:
    names = {"progres", "belum", "skor", "grafik", "opd", "rekap"}
    assert names <= {command.slug for command in offered([Role.VIEWER])}
    assert names <= {command.slug for command in offered([Role.COORDINATOR])}
    assert not names & {command.slug for command in offered([Role.CONTACT, Role.HEAD, Role.VERIFIER, Role.PROVINCE])}
    assert names <= {command.slug for command in offered([], group=True)}
    for name in names - {"grafik", "rekap"}:
        assert isinstance(umar(None).command(name).state, Viewing)
    assert umar().text("skor").state == Viewing(PEMDA, ("skor",))
    assert router.wish(None, Begin("skor"), None).looking
    assert router.wish(BOARD, Text("dinkes", 9), None).looking
    assert not router.wish(None, Begin("isi"), None).looking


def test_others_see_nothing_of_it() -> None:
    """What is not in the facts cannot be shown; a copied button says so."""
    phone = play(World()).command("skor").says("/skor tidak dikenal. Daftar perintah: /bantuan")
    phone.steady("g:skor:1").asks_for().toasts("Tampilan ini tidak ada lagi.")


def test_before_the_first_period() -> None:
    phone = umar(None, without_period(World())).command("mulai")
    assert "Belum ada penilaian yang dibuka." in phone.standing.text
    phone.command("grafik").asks_for()
    phone.text("dinkes").asks_for()


def test_a_coordinator_reads_the_groups_views_in_private_too() -> None:
    phone = play(four_opds(), "Citra").command("skor")
    assert phone.state == Viewing(PEMDA, ("skor",))
    assert "Bappeda" in phone.standing.text
    phone.command("rekap").asks_for(SendRecap(PEMDA, 1, "Rekap_2026.xlsx: 3 terverifikasi dari 4"))
    assert isinstance(phone.command("ingatkan").state, Previewing)
    phone.command("hubungkan")
    assert "Tambahkan bot ke grup tim, lalu ketik /hubungkan di grup itu." in phone.standing.text
    other = play(four_opds(), "Ani").command("ingatkan")
    assert "/ingatkan hanya untuk koordinator" in other.standing.text


def test_a_button_of_an_older_picture_brings_only_the_next_picture() -> None:
    phone = umar().tap("Lihat nilai")
    before = phone.messages
    phone.steady("g:grafik:sebaran")
    (order,) = phone.orders
    assert isinstance(order, SendPicture)
    assert (phone.messages, phone.seen) == (before, "(toast: Dikirim di bawah)")
    assert phone.state == Viewing(PEMDA, ("skor",))


def test_a_verifier_is_told_where_the_numbers_are() -> None:
    phone = play(World(), "Budi").command("skor")
    phone.says("/skor dijawab di grup tim. Di sini tim penilai memakai /periksa.")


def before() -> World:
    """2025 is archived; the open period is 2026."""
    return four_opds().year_before("V01", FormerAnswer(3, "Penjelasan lama.", 3))


def test_a_year_that_is_named_is_honoured() -> None:
    phone = umar(world=before()).command("skor", "2025")
    assert phone.standing.text.startswith("<i>2025</i>\n<b>Nilai OPD, ")
    assert "<b>Penilaian 2025 · Kutai Timur</b>" in phone.command("progres", "2025").standing.text
    phone.command("rekap", "2025")
    (order,) = phone.orders
    assert isinstance(order, SendRecap)
    assert order.caption.startswith("Rekap_2025")
    phone.command("rekap", "2019").says("Periode 2019 tidak ada. Yang ada: 2025, 2026.").asks_for()
    assert phone.command("skor", "2026").standing.text.startswith("<b>Nilai OPD, 3 terverifikasi")


def test_a_coordinator_reads_scores_and_file_of_an_archived_period() -> None:
    world = before()
    former = next(one.period.id for one in umar(world=world).facts.overview.years if one.period.year == 2025)
    phone = play(world, "Citra", ManagingResults(PEMDA, former))
    assert "Buka kembali hasil" not in str(phone.screen.rows)
    phone.tap("Unduh rekap")
    (order,) = phone.orders
    assert isinstance(order, SendRecap)
    assert order.period == former
    assert phone.tap("Lihat nilai OPD").standing.text.startswith("<i>2025</i>")


def test_a_coordinator_comes_back_to_the_results() -> None:
    phone = play(four_opds(), "Citra", ManagingResults(PEMDA, 1)).tap("Lihat nilai OPD")
    phone.reads("[Buka papan] [Kelola hasil]").tap("Buka papan").tap("Kelola hasil")
    assert phone.state == ManagingResults(PEMDA, 1)
    umar().hides("Kelola hasil")
