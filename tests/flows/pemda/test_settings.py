"""Settings of a Pemda in the chat."""

from dataclasses import replace

import pytest

from bot.flows.base import File, Tap
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
from core.facts import Head
from core.pemda import official
from core.pemda.settings import ONE_OF
from core.people.roles import Role
from core.screen import Notice, steady
from tests.flows.play_people import Play, faults_of
from tests.flows.world_people import PEMDA, ani, citra, find_opd

DINKES = find_opd("DINKES")
SARI = {
    "name": "Dr. Sari",
    "title": "Asisten",
    "rank": "Pembina (IV/a)",
    "nip": "198001012005012003",
    "element": "ketua",
}
TONO = {"name": "Tono", "title": "Auditor", "rank": "", "nip": "", "element": "pengawasan"}


def test_the_overview_says_what_is_set() -> None:
    play = Play(citra({"approval": Approval.IN_BOT, "rule_link": "https://jdih.example/25"})).begin("admin")
    play.tap("Buka pengaturan").shows(
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
    play = Play(citra(), ChangingSettings(PEMDA)).tap(texts.SECTIONS[slug])
    for key in SECTIONS[slug]:
        page = play.tap(texts.TITLES[key])
        assert page.state == page_of(PEMDA, key)
        assert page.screen.text.startswith(f"<b>{texts.TITLES[key]}</b>\n")
        assert not faults_of(page.screen)
        page.tap("Batalkan" if isinstance(page.state, TypingSetting) else "Kembali")
        assert page.state == ReadingSection(PEMDA, slug)
    assert play.tap("Kembali").state == ChangingSettings(PEMDA)


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
    play = Play(citra(), ChoosingSetting(PEMDA, key)).tap(label)
    play.ordered(ChangePemda(PEMDA, key, value)).toasts(toast)


def test_the_page_of_the_zone_says_what_a_change_does() -> None:
    Play(citra(), ChoosingSetting(PEMDA, "timezone")).shows(
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
    play = Play(citra({"approval": before}), ChoosingSetting(PEMDA, "approval")).tap(label)
    button = steady("Buka penilaian", "resume")
    notices = (TellRole(PEMDA, role, Notice(words, ((button,),)), awaiting_head_in=1) for role, words in told.items())
    play.ordered(ChangePemda(PEMDA, "approval", way.value), *notices)


# lines of words


def test_the_organiser_is_named() -> None:
    play = Play(citra(), ChangingSettings(PEMDA)).tap("Pengelola")
    play.types("a").says("Tulis dalam satu baris, 3 sampai 120 karakter.").ordered()
    play.types(" Bagian Organisasi & Tata Laksana ").ordered(
        ChangePemda(PEMDA, "organiser", "Bagian Organisasi & Tata Laksana")
    )
    play.says("Pengelola: Bagian Organisasi &amp; Tata Laksana")
    assert play.state == ChangingSettings(PEMDA)


def test_a_line_may_be_emptied_unless_it_is_needed() -> None:
    play = Play(citra({"seat": "Sangatta"}), TypingSetting(PEMDA, "seat"))
    play.tap("Kosongkan").ordered(ChangePemda(PEMDA, "seat", "")).toasts("Dikosongkan.")
    screen = Play(citra(), TypingSetting(PEMDA, "organiser")).screen
    assert [button.label for row in screen.rows for button in row] == ["Batalkan"]


# the regulation


def test_the_rule_is_a_link_a_file_or_both() -> None:
    play = Play(citra(), ShowingRule(PEMDA))
    bad = "Alamat harus diawali https:// atau http://, tanpa spasi, paling panjang 300 karakter. Kirim ulang."
    for words in ("jdih.go.id", "https://", "https:// jdih.go.id", "ftp://jdih.go.id", "https://x." + "y" * 300):
        play.types(words).says(bad).ordered()
    address = "https://jdih.kutaitimurkab.go.id/25-2024"
    play.types(address).ordered(ChangePemda(PEMDA, "rule_link", address)).says("Tautan peraturan tersimpan.")
    play.file("Perbup 25.pdf").ordered(
        KeepPemdaFile(PEMDA, FilePurpose.RULE, "id-Perbup 25.pdf", "Perbup 25.pdf", 20_000)
    )
    play.says("📎 Perbup 25.pdf diterima dan sedang disimpan.")
    play.file("x.jpg", photo=True).ordered().says("Peraturan dikirim sebagai dokumen, misalnya PDF, bukan foto.")
    assert play.tap("Ubah judul").state == TypingSetting(PEMDA, "rule_title")


def test_the_rule_is_taken_away() -> None:
    kept = {"rule_link": "https://jdih.example", "rule_file": {"name": "Perbup <25>.pdf", "key": "k", "file_id": "f"}}
    play = Play(citra(kept), ShowingRule(PEMDA))
    assert "Berkas: Perbup &lt;25&gt;.pdf" in play.screen.text
    play.tap("Hapus tautan").ordered(ChangePemda(PEMDA, "rule_link", ""))
    play.tap("Hapus berkas").ordered(ChangePemda(PEMDA, "rule_file", {}))


def test_everybody_opens_the_rule_from_help() -> None:
    play = Play(ani(rule_file=PEMDA)).begin("bantuan")
    play.tap("Buka peraturan").ordered(SendRule(PEMDA)).toasts("Peraturan sedang dikirim")


# days


def test_days_are_typed_and_removed() -> None:
    play = Play(citra({"own_holidays": ("2027-08-17",)}), ListingDays(PEMDA, "own_holidays"))
    assert "[17 Agustus 2027]" in str([f"[{button.label}]" for row in play.screen.rows for button in row])
    play.types("besok").says("Tidak ada tanggal yang terbaca. Tulis misalnya 17-8-2027 atau 17 Agustus 2027.").ordered()
    play.types("17-8-2027, 18/8/2027 dan 31-2-2027").ordered(
        ChangePemda(PEMDA, "own_holidays", ("2027-08-17", "2027-08-18"))
    )
    play.says("1 hari ditambahkan.")
    play.types("17-8-2027").ordered().says("Hari itu sudah tercatat.")
    play.types("18 Agustus 2027, 20 des 2027 dan 3 ma 2027").ordered(
        ChangePemda(PEMDA, "own_holidays", ("2027-08-17", "2027-08-18", "2027-12-20"))
    )
    play.tap("17 Agustus 2027").ordered(ChangePemda(PEMDA, "own_holidays", ()))


def test_a_day_is_tapped() -> None:
    play = Play(citra(), ListingDays(PEMDA, "own_holidays")).tap("Pilih di kalender").tap("11")
    play.ordered(ChangePemda(PEMDA, "own_holidays", ("2026-12-11",)))
    assert play.state == ListingDays(PEMDA, "own_holidays")
    play = Play(citra(), ListingDays(PEMDA, "worked_days")).tap("Pilih di kalender")
    labels = [button.label for row in play.screen.rows for button in row if button.label.isdigit()]
    assert labels == ["25"]  # only a day off can be worked all the same
    play.tap("25").ordered(ChangePemda(PEMDA, "worked_days", ("2026-12-25",)))


# fields


def test_a_variable_goes_to_another_field_and_back() -> None:
    play = Play(citra(), AssigningFields(PEMDA))
    assert "\nV04 SOP Pelayanan · organisasi\n" in play.screen.text
    changed = Play(citra({"fields": {"V04": "keuangan"}}), AssigningFields(PEMDA))
    assert "\nV04 SOP Pelayanan · keuangan\n" in changed.screen.text
    play.tap("V04")
    assert play.screen.text.startswith("<b>V04 ")
    own = next(field for field in ("organisasi",) if f"bidang {field}" in play.screen.text)
    play.tap("Keuangan").ordered(ChangePemda(PEMDA, "fields", {"V04": "keuangan"}))
    play.toasts("V04 diperiksa bidang keuangan")
    back = Play(citra({"fields": {"V04": "keuangan"}}), AssigningFields(PEMDA, "V04")).tap("Menurut instrumen")
    back.ordered(ChangePemda(PEMDA, "fields", {})).toasts(f"V04 diperiksa bidang {own}")


# papers


def test_parts_of_the_letterhead() -> None:
    play = Play(citra({"letterhead": {"unit": "Setda"}}), ShowingLetterhead(PEMDA)).tap("Kode pos")
    play.types("7561").says("Kode pos terdiri atas lima angka. Tulis ulang.").ordered()
    play.types("75611").ordered(ChangePemda(PEMDA, "letterhead", {"unit": "Setda", "postcode": "75611"}))
    play.tap("Kertas berkop").ordered(ChangePemda(PEMDA, "letterhead", {"unit": "Setda", "preprinted": "ya"}))
    play.tap("Lambang").types("gambar").says("Lambang dikirim sebagai gambar.")
    assert play.state == TypingLetterhead(PEMDA, "emblem")
    play.does(File("f", "u", "", "image/jpeg", 9, 5, photo=True)).ordered(
        KeepPemdaFile(PEMDA, FilePurpose.EMBLEM, "f", "lambang.jpg", 9)
    )


def test_the_emblem_is_taken_away_with_all_that_is_known_of_it() -> None:
    kept = {"unit": "Setda", "emblem": "k", "emblem_name": "l.png", "emblem_sha256": "s", "emblem_bytes": "9"}
    play = Play(citra({"letterhead": kept}), TypingLetterhead(PEMDA, "emblem")).tap("Kosongkan")
    play.ordered(ChangePemda(PEMDA, "letterhead", {"unit": "Setda"}))


def test_a_signatory_is_added_in_two_steps() -> None:
    play = Play(citra({"signatories": (TONO,)}), ListingSignatories(PEMDA)).tap("Tambah penanda tangan")
    play.types("Dr. Sari\nAsisten")
    assert play.step is not None
    assert play.step.banner.startswith("Identitas belum lengkap")
    play.types("Dr. Sari\nAsisten\nPembina (IV/a)\n19800101 200501 2 003")
    assert play.state == ChoosingElement(PEMDA, "Dr. Sari", "Asisten", "Pembina (IV/a)", "198001012005012003")
    play.tap("Ketua Tim").ordered(ChangePemda(PEMDA, "signatories", (TONO, SARI))).says("Dr. Sari ditambahkan.")


def test_signatories_change_places_and_go() -> None:
    play = Play(citra({"signatories": (TONO, SARI)}), ListingSignatories(PEMDA)).tap("Ketua Tim · Dr. Sari")
    assert [button.label for row in play.screen.rows for button in row] == ["Naikkan", "Hapus", "Kembali"]
    play.tap("Naikkan").ordered(ChangePemda(PEMDA, "signatories", (SARI, TONO)))
    assert play.state == ShowingSignatory(PEMDA, 0, "Dr. Sari")
    gone = Play(citra({"signatories": (TONO,)}), ShowingSignatory(PEMDA, 0, "Dr. Sari")).does(Tap("remove", 1))
    gone.ordered().toasts("Daftar penanda tangan sudah berubah.")


def test_the_head_of_an_opd_is_named_under_the_opd() -> None:
    play = Play(citra(), ShowingOpd(PEMDA, DINKES.id)).tap("Atur kepala")
    assert play.state == NamingHead(PEMDA, DINKES.id)
    play.types("Dr. Sari\nPlt. Kepala Dinas Kesehatan\nPembina Tingkat I (IV/b)\n198001012005012003").ordered(
        SetHead(
            DINKES.id, "Dr. Sari", "Kepala Dinas Kesehatan", "Pembina Tingkat I (IV/b)", "198001012005012003", "Plt."
        )
    )
    known = replace(DINKES, head=Head("Dr. Sari", "", "", "198001012005012003", "Plt."))
    play = Play(citra({"opds": (known,)}), NamingHead(PEMDA, DINKES.id))
    assert "Sekarang: Dr. Sari, Plt. Kepala Dinas Kesehatan, NIP 198001012005012003." in play.screen.text
    assert play.tap("Kosongkan").step.effects == (SetHead(DINKES.id, "", "", "", "", ""),)  # type: ignore[union-attr]


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
    play = Play(citra(), ReadingSection(PEMDA, "time")).tap("Masa simpan")
    assert "Sekarang: 5 tahun." in play.screen.text
    assert [row[0].label for row in play.screen.rows] == [
        *(f"Simpan {years} tahun" for years in (1, 2, 3, 10)),
        "Kembali",
    ]
    play.tap("Simpan 3 tahun").ordered(ChangePemda(PEMDA, "kept_years", 3)).toasts("Masa simpan: 3 tahun")


def test_words_stand_for_exactly_the_values_that_a_setting_may_have() -> None:
    assert {key: tuple(values) for key, values in texts.CHOICES.items()} == ONE_OF
