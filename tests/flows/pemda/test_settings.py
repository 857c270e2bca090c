"""Settings of a Pemda in the chat."""

import pytest

from bot.flows.pemda.settings import SECTIONS, page_of
from bot.flows.states.coordinator import ChangingSettings
from bot.flows.states.people import ConfirmingInvitations
from bot.flows.states.settings import ChoosingSetting, ReadingSection, TypingSetting
from bot.texts.pemda import settings as texts
from core.assessment.model import Approval
from core.effects import ChangePemda, TellRole
from core.pemda.settings import ONE_OF
from core.people.roles import Role
from core.screen import Notice, steady
from tests.flows.checks import check
from tests.flows.play import play
from tests.flows.world import PEMDA, World


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
        "[Pengelola] [Nama daerah]",
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
    button = steady("Buka penilaian", "start")
    notices = (TellRole(PEMDA, role, Notice(words, ((button,),)), awaiting_head_in=1) for role, words in told.items())
    phone.asks_for(ChangePemda(PEMDA, "approval", way.value), *notices)


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


def test_approval_by_heads_who_are_not_there_is_warned_about() -> None:
    world = World()
    count = len(play(world, "Citra", ChoosingSetting(PEMDA, "approval")).facts.admin.opds)
    phone = play(world, "Citra", ReadingSection(PEMDA, "rules")).tap("Persetujuan kepala")
    phone.reads(f"⚠️ {count - 1} dari {count} OPD belum mempunyai kepala di bot. Bila persetujuan diminta di bot")
    phone.tap("Minta di bot").reads("tidak dapat dikirim sebelum kepalanya diundang dan bergabung.", "[Undang kepala]")
    phone.tap("Undang kepala")
    assert phone.state == ConfirmingInvitations(PEMDA, "head")
