"""Settings of a Pemda in the chat."""

import pytest

from bot.flows.pemda.settings import SECTIONS, page_of
from bot.flows.states.coordinator import ChangingSettings, ShowingOpd
from bot.flows.states.settings import (
    AssigningFields,
    ChoosingElement,
    ChoosingSetting,
    ListingDays,
    ListingSignatories,
    NamingHead,
    ReadingSection,
    ShowingLetterhead,
    ShowingRule,
    ShowingSignatory,
    TypingLetterhead,
    TypingSetting,
)
from bot.texts.pemda import settings as texts
from core.assessment.declarant import Unclear
from core.assessment.model import Approval
from core.effects import ChangePemda, KeepPemdaFile, SendRule, SetHead, TellRole
from core.effects.pemda import FilePurpose
from core.pemda import official
from core.pemda.settings import ONE_OF
from core.people.roles import Role
from core.screen import Notice, steady
from tests.flows.checks import check
from tests.flows.expectations import labels
from tests.flows.play import play
from tests.flows.world import OFFICE, PEMDA, World

SARI = {
    "name": "Dr. Sari",
    "title": "Asisten",
    "rank": "Pembina (IV/a)",
    "nip": "198001012005012003",
    "element": "ketua",
}
TONO = {"name": "Tono", "title": "Auditor", "rank": "", "nip": "", "element": "pengawasan"}


def test_the_overview_says_what_is_set() -> None:
    phone = play(World(approval=Approval.IN_BOT, rule_link="https://jdih.example/25"), "Citra").command("admin")
    phone.tap("Buka pengaturan").stands(
        "<b>Pengaturan · Kutai Timur</b>\n"
        "Zona waktu: WITA\n"
        "Hari kerja: Senin sampai Jumat\n"
        "Persetujuan kepala: disetujui kepala di bot\n"
        "Hasil resmi: kategori\n"
        "Tautan saja: cukup sebagai bukti, dengan peringatan\n"
        "Pengelola: Bagian Organisasi Setda Kabupaten Kutai Timur\n"
        "Peraturan: tanpa judul, tautan\n"
        "Kertas: F4 (215 x 330 mm)\n"
        "Penanda tangan: belum ada",
        "[Atur waktu] [Atur penilaian]",
        "[Atur surat] [Peraturan]",
        "[Pengelola]",
        "[Buka menu]",
    )


@pytest.mark.parametrize("slug", SECTIONS)
def test_every_setting_has_a_page_that_says_what_it_is_for(slug: str) -> None:
    phone = play(World(), "Citra", ChangingSettings(PEMDA)).tap(texts.SECTIONS[slug])
    for key in SECTIONS[slug]:
        page = phone.tap(texts.TITLES[key])
        assert page.state == page_of(PEMDA, key)
        assert page.standing.text.startswith(f"<b>{texts.TITLES[key]}</b>\n")
        check(page.screen)
        page.tap("Batalkan" if isinstance(page.state, TypingSetting) else "Kembali")
        assert page.state == ReadingSection(PEMDA, slug)
    assert phone.tap("Kembali").state == ChangingSettings(PEMDA)


@pytest.mark.parametrize(
    ("key", "label", "value", "toast"),
    [
        ("timezone", "Pakai WIT", "Asia/Jayapura", "Zona waktu: WIT"),
        ("working_days", "Pakai 6 hari kerja", 6, "Hari kerja: Senin sampai Sabtu"),
        ("official_result", "Pakai tingkat berjenjang", "staged_level", "Hasil resmi: tingkat berjenjang"),
        ("links_alone", "Wajibkan berkas", False, "Tautan saja: tidak cukup tanpa berkas"),
        ("province_review", "Pakai provinsi", True, "Verifikasi provinsi: ya"),
        ("paper", "Pakai A4", "A4", "Kertas: A4 (210 x 297 mm)"),
    ],
)
def test_a_choice_is_one_tap(key: str, label: str, value: str | int | bool, toast: str) -> None:
    phone = play(World(), "Citra", ChoosingSetting(PEMDA, key)).tap(label)
    phone.asks_for(ChangePemda(PEMDA, key, value)).toasts(toast)


def test_the_page_of_the_zone_says_what_a_change_does() -> None:
    play(World(), "Citra", ChoosingSetting(PEMDA, "timezone")).stands(
        "<b>Zona waktu</b>\nSekarang: WITA.\n\n"
        "Dipakai untuk semua tenggat dan jam pengingat. Bila zona diganti, jam tenggat yang sudah diumumkan tetap: "
        "pukul 16.00 tetap pukul 16.00 menurut zona yang baru.",
        "[Pakai WIB]",
        "[Pakai WIT]",
        "[Kembali]",
    )


@pytest.mark.parametrize(
    ("before", "label", "way", "told"),
    [
        (
            Approval.NONE,
            "Minta di bot",
            Approval.IN_BOT,
            {
                Role.CONTACT: "Cara persetujuan berubah: kepala kini menyetujui di bot. "
                "Penilaian tetap menunggu kepala.",
                Role.HEAD: "Penilaian menunggu persetujuan Bapak/Ibu di bot.",
            },
        ),
        (
            Approval.IN_BOT,
            "Minta lewat surat",
            Approval.LETTER,
            {
                Role.CONTACT: "Cara persetujuan berubah: kepala kini menandatangani surat pengantar. "
                "Ambil suratnya di sini, lalu kirim fotonya setelah ditandatangani."
            },
        ),
        (
            Approval.LETTER,
            "Tanpa persetujuan",
            Approval.NONE,
            {Role.CONTACT: "Persetujuan kepala tidak diperlukan lagi. Penilaian yang menunggu dapat langsung dikirim."},
        ),
    ],
)
def test_those_who_wait_for_the_head_are_told_of_another_way(
    before: Approval, label: str, way: Approval, told: dict[Role, str]
) -> None:
    phone = play(World(approval=before), "Citra", ChoosingSetting(PEMDA, "approval")).tap(label)
    button = steady("Buka penilaian", "resume")
    notices = (TellRole(PEMDA, role, Notice(words, ((button,),)), awaiting_head_in=1) for role, words in told.items())
    phone.asks_for(ChangePemda(PEMDA, "approval", way.value), *notices)


# lines of words


def test_the_organiser_is_named() -> None:
    phone = play(World(), "Citra", ChangingSettings(PEMDA)).tap("Pengelola")
    phone.text("a").says("Tulis dalam satu baris, 3 sampai 120 karakter.").asks_for()
    phone.text(" Bagian Organisasi & Tata Laksana ").asks_for(
        ChangePemda(PEMDA, "organiser", "Bagian Organisasi & Tata Laksana")
    )
    phone.says("Pengelola: Bagian Organisasi &amp; Tata Laksana")
    assert phone.state == ChangingSettings(PEMDA)


def test_a_line_may_be_emptied_unless_it_is_needed() -> None:
    phone = play(World(seat="Sangatta"), "Citra", TypingSetting(PEMDA, "seat"))
    phone.tap("Kosongkan").asks_for(ChangePemda(PEMDA, "seat", "")).toasts("Dikosongkan.")
    screen = play(World(), "Citra", TypingSetting(PEMDA, "organiser")).screen
    assert [button.label for row in screen.rows for button in row] == ["Batalkan"]


# the regulation


def test_the_rule_is_a_link_a_file_or_both() -> None:
    phone = play(World(), "Citra", ShowingRule(PEMDA))
    bad = "Alamat harus diawali https:// atau http://, tanpa spasi, paling panjang 300 karakter. Kirim ulang."
    for words in ("jdih.go.id", "https://", "https:// jdih.go.id", "ftp://jdih.go.id", "https://x." + "y" * 300):
        phone.text(words).says(bad).asks_for()
    address = "https://jdih.kutaitimurkab.go.id/25-2024"
    phone.text(address).asks_for(ChangePemda(PEMDA, "rule_link", address)).says("Tautan peraturan tersimpan.")
    phone.file("Perbup 25.pdf", message=77).asks_for(
        KeepPemdaFile(PEMDA, FilePurpose.RULE, "f77", "Perbup 25.pdf", 1000)
    )
    phone.says("📎 Perbup 25.pdf diterima dan sedang disimpan.")
    phone.file().asks_for().says("Peraturan dikirim sebagai dokumen, misalnya PDF, bukan foto.")
    assert phone.tap("Ubah judul").state == TypingSetting(PEMDA, "rule_title")


def test_the_rule_is_taken_away() -> None:
    kept = {"rule_link": "https://jdih.example", "rule_file": {"name": "Perbup <25>.pdf", "key": "k", "file_id": "f"}}
    phone = play(World(**kept), "Citra", ShowingRule(PEMDA))
    assert "Berkas: Perbup &lt;25&gt;.pdf" in phone.standing.text
    phone.tap("Hapus tautan").asks_for(ChangePemda(PEMDA, "rule_link", ""))
    phone.tap("Hapus berkas").asks_for(ChangePemda(PEMDA, "rule_file", {}))


def test_everybody_opens_the_rule_from_help() -> None:
    phone = play(World(rule_file={"name": "Perbup.pdf", "key": "k", "file_id": "f"})).command("bantuan")
    phone.tap("Buka peraturan").asks_for(SendRule(PEMDA)).toasts("Peraturan sedang dikirim")


# days


def test_days_are_typed_and_removed() -> None:
    phone = play(World(own_holidays=["2027-08-17"]), "Citra", ListingDays(PEMDA, "own_holidays"))
    assert "[17 Agustus 2027]" in labels(phone.standing.rows)
    phone.text("besok").says(
        "Tidak ada tanggal yang terbaca. Tulis misalnya 17-8-2027 atau 17 Agustus 2027."
    ).asks_for()
    phone.text("17-8-2027, 18/8/2027 dan 31-2-2027").asks_for(
        ChangePemda(PEMDA, "own_holidays", ("2027-08-17", "2027-08-18"))
    )
    phone.says("1 hari ditambahkan.")
    phone.text("17-8-2027").asks_for().says("Hari itu sudah tercatat.")
    phone.text("18 Agustus 2027, 20 des 2027 dan 3 ma 2027").asks_for(
        ChangePemda(PEMDA, "own_holidays", ("2027-08-17", "2027-08-18", "2027-12-20"))
    )
    phone.tap("17 Agustus 2027").asks_for(ChangePemda(PEMDA, "own_holidays", ("2027-08-18", "2027-12-20")))


def test_a_day_is_tapped() -> None:
    phone = play(World(), "Citra", ListingDays(PEMDA, "own_holidays")).tap("Pilih di kalender").tap("11")
    phone.asks_for(ChangePemda(PEMDA, "own_holidays", ("2026-12-11",)))
    assert phone.state == ListingDays(PEMDA, "own_holidays")
    phone = play(World(), "Citra", ListingDays(PEMDA, "worked_days")).tap("Pilih di kalender")
    days = [button.label for row in phone.standing.rows for button in row if button.label.isdigit()]
    assert days == ["24", "25"]  # only a day off can be worked all the same
    phone.tap("25").asks_for(ChangePemda(PEMDA, "worked_days", ("2026-12-25",)))


# fields


def test_a_variable_goes_to_another_field_and_back() -> None:
    phone = play(World(), "Citra", AssigningFields(PEMDA))
    assert "\nV04 SOP Pelayanan · organisasi\n" in phone.standing.text
    phone.tap("V04")
    assert phone.standing.text.startswith("<b>V04 ")
    assert "bidang organisasi" in phone.standing.text
    phone.tap("Keuangan").asks_for(ChangePemda(PEMDA, "fields", {"V04": "keuangan"}))
    phone.toasts("V04 diperiksa bidang keuangan")
    assert "\nV04 SOP Pelayanan · keuangan\n" in phone.standing.text
    phone.tap("V04").tap("Menurut instrumen").asks_for(ChangePemda(PEMDA, "fields", {}))
    phone.toasts("V04 diperiksa bidang organisasi")


# papers


def test_parts_of_the_letterhead() -> None:
    phone = play(World(letterhead={"unit": "Setda"}), "Citra", ShowingLetterhead(PEMDA)).tap("Kode pos")
    phone.text("7561").says("Kode pos terdiri atas lima angka. Tulis ulang.").asks_for()
    phone.text("75611").asks_for(ChangePemda(PEMDA, "letterhead", {"unit": "Setda", "postcode": "75611"}))
    phone.tap("Kertas berkop").asks_for(
        ChangePemda(PEMDA, "letterhead", {"unit": "Setda", "postcode": "75611", "preprinted": "ya"})
    )
    phone.tap("Lambang").text("gambar").says("Lambang dikirim sebagai gambar.")
    assert phone.state == TypingLetterhead(PEMDA, "emblem")
    phone.file(size=9, message=5).asks_for(KeepPemdaFile(PEMDA, FilePurpose.EMBLEM, "f5", "lambang.jpg", 9))


def test_the_emblem_is_taken_away_with_all_that_is_known_of_it() -> None:
    kept = {"unit": "Setda", "emblem": "k", "emblem_name": "l.png", "emblem_sha256": "s", "emblem_bytes": "9"}
    phone = play(World(letterhead=kept), "Citra", TypingLetterhead(PEMDA, "emblem")).tap("Kosongkan")
    phone.asks_for(ChangePemda(PEMDA, "letterhead", {"unit": "Setda"}))


def test_a_signatory_is_added_in_two_steps() -> None:
    phone = play(World(signatories=[TONO]), "Citra", ListingSignatories(PEMDA)).tap("Tambah penanda tangan")
    phone.text("Dr. Sari\nAsisten")
    assert phone.step.banner.startswith("Identitas belum lengkap")
    phone.text("Dr. Sari\nAsisten\nPembina (IV/a)\n19800101 200501 2 003")
    assert phone.state == ChoosingElement(PEMDA, "Dr. Sari", "Asisten", "Pembina (IV/a)", "198001012005012003")
    phone.tap("Ketua Tim").asks_for(ChangePemda(PEMDA, "signatories", (TONO, SARI))).says("Dr. Sari ditambahkan.")


def test_signatories_change_places_and_go() -> None:
    phone = play(World(signatories=[TONO, SARI]), "Citra", ListingSignatories(PEMDA)).tap("Ketua Tim · Dr. Sari")
    assert labels(phone.standing.rows) == ["[Naikkan]", "[Hapus]", "[Kembali]"]
    phone.tap("Naikkan").asks_for(ChangePemda(PEMDA, "signatories", (SARI, TONO)))
    assert phone.state == ShowingSignatory(PEMDA, 0, "Dr. Sari")
    gone = play(World(signatories=[TONO]), "Citra", ShowingSignatory(PEMDA, 0, "Dr. Sari")).forge("remove")
    gone.asks_for().toasts("Daftar penanda tangan sudah berubah.")


def test_the_head_of_an_opd_is_named_under_the_opd() -> None:
    phone = play(World(), "Citra", ShowingOpd(PEMDA, OFFICE)).tap("Atur kepala")
    assert phone.state == NamingHead(PEMDA, OFFICE)
    phone.text("Dr. Sari\nPlt. Kepala Dinas Kesehatan\nPembina Tingkat I (IV/b)\n198001012005012003").asks_for(
        SetHead(OFFICE, "Dr. Sari", "Kepala Dinas Kesehatan", "Pembina Tingkat I (IV/b)", "198001012005012003", "Plt.")
    )
    world = World()
    world.apply(SetHead(OFFICE, "Dr. Sari", "", "", "198001012005012003", "Plt."), "Citra")
    phone = play(world, "Citra", NamingHead(PEMDA, OFFICE))
    assert "Sekarang: Dr. Sari, Plt. Kepala Dinas Kesehatan, NIP 198001012005012003." in phone.standing.text
    assert phone.tap("Kosongkan").orders == (SetHead(OFFICE, "", "", "", "", ""),)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tono\nAuditor\n-", official.Official("Tono", "Auditor", "", "")),
        (
            "Dr. Sari, M.Si.\nplh Camat Busang\nPenata Tk. I\n198001012005012003",
            official.Official("Dr. Sari, M.Si.", "Camat Busang", "Penata Tk. I", "198001012005012003", "Plh."),
        ),
        (
            "Rudi\nPenata Laporan Keuangan\nPengatur Muda (II/a)\n-",
            official.Official("Rudi", "Penata Laporan Keuangan", "Pengatur Muda (II/a)", ""),
        ),
    ],
)
def test_an_official_in_one_text(text: str, found: official.Official) -> None:
    assert official.read(text) == found


def test_an_official_without_a_nip_line_is_unclear() -> None:
    assert isinstance(official.read("Dr. Sari\nAsisten"), Unclear)


def test_how_long_a_period_is_kept_is_chosen() -> None:
    phone = play(World(), "Citra", ReadingSection(PEMDA, "time")).tap("Masa simpan")
    assert "Sekarang: 5 tahun." in phone.standing.text
    assert [row[0].label for row in phone.standing.rows] == [
        *(f"Simpan {years} tahun" for years in (1, 2, 3, 10)),
        "Kembali",
    ]
    phone.tap("Simpan 3 tahun").asks_for(ChangePemda(PEMDA, "kept_years", 3)).toasts("Masa simpan: 3 tahun")


def test_words_stand_for_exactly_the_values_that_a_setting_may_have() -> None:
    assert {key: tuple(values) for key, values in texts.CHOICES.items()} == ONE_OF
