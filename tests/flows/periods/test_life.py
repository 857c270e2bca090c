"""Next year's period, and closed ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import update

from bot.flows.states.contact import Browsing
from bot.flows.states.coordinator import Administering, ClosingPeriod, ManagingPeriod
from bot.flows.states.periods import (
    ConfirmingFinal,
    ListingPeriods,
    ManagingResults,
    PublishingResults,
    ShowingDraft,
    ShowingPeriod,
)
from core.assessment.model import Status
from core.deadlines import year_later
from core.effects import (
    ArchivePeriod,
    ChangeDraft,
    ClosePeriod,
    DiscardDraft,
    DraftPeriod,
    Effect,
    KeepLonger,
    ReopenPeriod,
    SchedulePeriod,
    TellOpds,
    TellRole,
    UnschedulePeriod,
)
from core.people.roles import Role
from core.screen import Notice, steady
from storage.engine.schema import ANSWER, ASSESSMENT, PERIOD
from tests.flows.checks import check
from tests.flows.expectations import labels
from tests.flows.periods.running import extended
from tests.flows.play import play
from tests.flows.results.ended import citra, closed
from tests.flows.situations import four_opds, standing_at
from tests.flows.world import DUE, MORNING, NUMBER, PEMDA, World, at

MENU = "[Buka menu]"
OPENS_2027, DUE_2027, VERIFICATION_2027 = at("2027-11-01 08.00"), at("2027-12-13 16.00"), at("2028-01-07 16.00")
NEXT = 3
"""Number of the period that is drafted next."""


def drafted(**changed: datetime) -> World:
    """2027 is drafted beside the open period of 2026."""
    world = World()
    dates = {"opens": OPENS_2027, "due": DUE_2027, "verification": VERIFICATION_2027} | changed
    world.apply(DraftPeriod(PEMDA, "2027", 1, *dates.values()), "Citra")
    return world


def test_the_questions_before_final_and_known_say_what_is_still_to_come() -> None:
    world = four_opds("BAPENDA", "DISDIKBUD", "DPMPTSP")
    standing_at(world, "DPMPTSP", Status.DRAFT)
    for idle in ("BAPENDA", "DISDIKBUD"):
        change = update(ASSESSMENT).where(ASSESSMENT.c.id == world.assessment_of(idle))
        world.conn.execute(change.values(status=Status.NOT_STARTED.value))
    dinkes = world.assessment_of("DINKES")
    for state in (ConfirmingFinal(PEMDA, 1, (dinkes,)), PublishingResults(PEMDA, 1)):
        text = citra(world, state).screen.text
        assert "⚠️ Dari 7 OPD, 2 belum mulai, 1 sedang mengisi, dan 1 terkirim tetapi belum terverifikasi.\n" in text
        assert "⚠️ Tenggat pengisian belum lewat: Senin, 14 Desember 2026 pukul 16.00 WITA.\n" in text
    closed(world)
    text = citra(world, PublishingResults(PEMDA, 1)).screen.text
    assert "⚠️ Dari 7 OPD, 2 tidak mengisi, 1 tidak mengirim, dan 1 terkirim" in text
    assert "Tenggat pengisian" not in text


# next year


def test_a_year_later_is_the_same_weekday_or_the_next_working_day() -> None:
    assert year_later(DUE, frozenset()) == DUE_2027
    off = frozenset({date(2027, 12, 13), date(2027, 12, 14)})
    assert year_later(DUE, off) == at("2027-12-15 16.00")


def test_next_years_period_is_one_press() -> None:
    phone = citra(World(), ManagingPeriod(PEMDA)).tap("Siapkan periode 2027")
    phone.asks_for(DraftPeriod(PEMDA, "2027", 1, OPENS_2027, DUE_2027, VERIFICATION_2027))
    phone.stands(
        "<b>Periode 2027</b> · 55 OPD\nPenilaian Mandiri Kematangan Perangkat Daerah\n"
        "Rancangan: baru terbuka sendiri setelah dijadwalkan.\n"
        "Pembukaan Senin, 1 November 2027 pukul 08.00 WITA.\n"
        "Tenggat Senin, 13 Desember 2027 pukul 16.00 WITA, verifikasi sampai Jumat, 7 Januari 2028.\n"
        "⚠️ Hasil periode 2026 belum diumumkan. Saat periode ini dibuka, periode itu diarsipkan: tidak dapat dibuka "
        "kembali, dan kiriman yang belum terverifikasi tidak dapat dinilai lagi.\n\n"
        "Rancangan periode 2027 sudah disiapkan. Belum ada yang diberi tahu.",
        "[Jadwalkan]",
        "[Ubah pembukaan]",
        "[Ubah tenggat] [Ubah verifikasi]",
        "[Buang rancangan]",
        "[Kembali]",
    )
    check(phone.standing)


def test_a_prepared_year_is_not_prepared_again() -> None:
    phone = citra(drafted(), ManagingPeriod(PEMDA))
    assert "[Kelola hasil] [Lihat periode]" in labels(phone.screen.rows)
    assert "Siapkan" not in str(phone.screen.rows)
    phone.tap("Lihat periode").stands(
        "<b>Semua periode · Kutai Timur</b>\nPilih periode yang ingin dilihat.",
        "[2027 · rancangan]",
        "[2026 · terbuka]",
        "[Kembali]",
    )
    assert phone.tap("2027 · rancangan").state == ShowingDraft(PEMDA, "2027")
    assert citra(World(), ShowingDraft(PEMDA, "2027")).forge("schedule").state == ListingPeriods(PEMDA)


def test_a_draft_is_scheduled_and_taken_back() -> None:
    phone = citra(drafted(), ShowingDraft(PEMDA, "2027"))
    phone.tap("Jadwalkan").asks_for(SchedulePeriod(NEXT)).says("Periode 2027 dijadwalkan.")
    assert "terbuka sendiri pada hari pembukaan" in phone.standing.text
    warned = "⚠️ Hasil periode 2026 belum diumumkan. Saat periode ini dibuka, periode itu diarsipkan: tidak dapat dibuka"
    assert warned in phone.standing.text
    assert labels(phone.standing.rows) == ["[Batalkan jadwal]", "[Kembali]"]
    phone.tap("Batalkan jadwal").asks_for(UnschedulePeriod(NEXT))


def test_a_draft_that_overlaps_says_with_what() -> None:
    phone = citra(drafted(opens=at("2027-01-04 08.00")), ShowingDraft(PEMDA, "2027")).tap("Jadwalkan")
    phone.asks_for().toasts("Periode 2026 masih berjalan sampai 8 Januari 2027. Ubah pembukaan ke hari sesudahnya.")
    world = closed(drafted())
    world.conn.execute(update(PERIOD).where(PERIOD.c.id == NEXT).values(opens_at=at("2026-12-01 09.00")))
    phone = citra(world, ShowingDraft(PEMDA, "2027")).tap("Jadwalkan")
    phone.asks_for().toasts("Hari pembukaannya sudah lewat. Ubah pembukaan lebih dahulu.")


def test_dates_of_a_draft_are_tapped() -> None:
    phone = citra(drafted(), ShowingDraft(PEMDA, "2027")).tap("Ubah pembukaan")
    assert phone.standing.text.startswith("Pilih hari pembukaan: <b>November 2027</b>")
    phone.tap("3").asks_for(ChangeDraft(NEXT, at("2027-11-03 08.00"), DUE_2027, VERIFICATION_2027))
    assert phone.state == ShowingDraft(PEMDA, "2027")
    phone = citra(drafted(), ShowingDraft(PEMDA, "2027")).tap("Ubah tenggat").tap("Jan ›").tap("10")
    phone.asks_for(ChangeDraft(NEXT, OPENS_2027, at("2028-01-10 16.00"), at("2028-02-04 16.00")))
    phone.tap("Ubah verifikasi").tap("Batalkan").asks_for()
    assert phone.state == ShowingDraft(PEMDA, "2027")


def test_a_draft_is_thrown_away_after_a_question() -> None:
    phone = citra(drafted(), ShowingDraft(PEMDA, "2027")).tap("Buang rancangan")
    phone.stands(
        "Buang rancangan periode 2027? Rancangan ini belum dipakai siapa pun.",
        "[Simpan rancangan]",
        "[Buang rancangan]",
    )
    phone.tap("Buang rancangan").asks_for(DiscardDraft(NEXT)).says("Rancangan periode 2027 dibuang.")


# the end


def test_closing_names_what_is_open() -> None:
    phone = citra(four_opds(), ClosingPeriod(PEMDA, 1))
    assert phone.screen.text.endswith("<b>Belum terverifikasi</b>\nMemperbaiki 1: DLH")


def test_closing_names_who_has_more_time() -> None:
    world = World()
    extended(world, "KEC-BGL", 18)
    world.now = at("2026-12-15 09.00")
    assert "⚠️ 1 OPD masih dalam masa perpanjangan: Bengalon." in citra(world, ClosingPeriod(PEMDA, 1)).screen.text


ARCHIVED = (
    "<b>Penilaian 2026 · Dinas Lingkungan Hidup</b>\n"
    "Periode sudah diarsipkan sebelum tim penilai selesai memeriksa kiriman, jadi tidak ada hasil terverifikasi."
)


def to_dlh(world: World, label: str, words: str) -> TellOpds:
    way = steady(label, "receipt", world.assessment_of("DLH"))
    return TellOpds(PEMDA, (Role.CONTACT, Role.HEAD), ((world.opd("DLH"), Notice(words, ((way,),))),))


def test_closing_tells_each_opd_its_own_end() -> None:
    """DLH's repair lapses; a draft was never sent; who is verified loses nothing; the team and colleagues hear too."""
    world = standing_at(four_opds("DISDIKBUD"), "DISDIKBUD", Status.DRAFT)
    returned = (ANSWER.c.assessment_id == world.assessment_of("DLH")) & (ANSWER.c.variable == "V05")
    world.conn.execute(update(ANSWER).where(returned).values(reopened_at=MORNING, reopened_due=DUE))
    phone = citra(world, ClosingPeriod(PEMDA, 1))
    assert "Perbaikan 1 OPD berakhir; yang belum dikirim dinilai seperti yang tersimpan." in phone.screen.text
    close, opds, team, others = phone.tap("Tutup periode 2026").orders
    assert close == ClosePeriod(1)
    assert isinstance(opds, TellOpds)
    assert {number: notice.text.splitlines()[-1] for number, notice in opds.notices} == {
        world.opd("DLH"): (
            "Penilaian sudah ditutup. Perbaikan V04 dan V05 belum dikirim, jadi dinilai tim penilai seperti yang "
            "tersimpan."
        ),
        world.opd("DISDIKBUD"): (
            "Penilaian sudah ditutup dan isian belum dikirim. Isian tetap tersimpan, tetapi tidak dapat dikirim lagi. "
            "7 dari 11 variabel lengkap."
        ),
    }
    assert isinstance(team, TellRole)
    assert isinstance(others, TellRole)
    assert (team.role, others.role) == (Role.VERIFIER, Role.COORDINATOR)
    assert "1 OPD masih dinilai sampai periode diarsipkan" in team.notice.text
    assert others.notice.text.startswith("<b>Periode 2026 ditutup</b> oleh Citra. 2 OPD belum terverifikasi")


def test_everybody_who_was_told_of_the_closing_hears_that_it_goes_on() -> None:
    world = standing_at(four_opds("DISDIKBUD", "DISKAN"), "DISDIKBUD", Status.DRAFT)
    standing_at(world, "DISKAN", Status.IN_REVIEW)
    ended = citra(world, ClosingPeriod(PEMDA, 1)).tap("Tutup periode 2026").orders
    again = citra(world, ShowingPeriod(PEMDA, 1)).tap("Buka kembali").tap("21").tap("Buka kembali").orders

    def told(orders: Sequence[Effect]) -> set[tuple[int | None, Role]]:
        opds = {
            (opd, role) for one in orders if isinstance(one, TellOpds) for opd, _ in one.notices for role in one.roles
        }
        return opds | {(one.opd, one.role) for one in orders if isinstance(one, TellRole)}

    assert told(ended) == told(again)


def test_an_operator_without_a_role_is_called_so() -> None:
    world = World(admin="Gusti")
    *_, others = play(world, "Gusti", ClosingPeriod(PEMDA, 1)).tap("Tutup periode 2026").orders
    assert isinstance(others, TellRole)
    assert others.notice.text.startswith("<b>Periode 2026 ditutup</b> oleh pengelola bot. ")


def test_a_closed_period_goes_on_or_is_archived() -> None:
    world = closed(four_opds())
    phone = citra(world, ShowingPeriod(PEMDA, 1))
    phone.stands(
        "<b>Periode 2026</b> · ditutup\nPenilaian Mandiri Kematangan Perangkat Daerah\n"
        "Tenggat Senin, 14 Desember 2026 pukul 16.00 WITA.\n"
        "3 terverifikasi dari 4 OPD. Hasil belum diumumkan.\n"
        "1 OPD masih menunggu dinilai; setelah diarsipkan tidak dapat dinilai lagi.",
        "[Kelola hasil]",
        "[Buka kembali] [Arsipkan]",
        "[Kembali]",
    )
    phone.tap("Arsipkan").asks_for().stands(
        "Arsipkan periode 2026? Setelah diarsipkan, periode tidak dapat dibuka kembali. Hasilnya tetap dapat dibaca.\n"
        "⚠️ 1 OPD yang masih menunggu tidak dapat dinilai lagi. 1 kontak akan diberi tahu.",
        "[Batalkan]",
        "[Arsipkan]",
    )
    assert phone.tap("Batalkan").asks_for().state == ShowingPeriod(PEMDA, 1)
    phone.tap("Arsipkan").tap("Arsipkan")
    phone.asks_for(ArchivePeriod(1), to_dlh(world, "Lihat penilaian", ARCHIVED))
    phone.toasts("Periode diarsipkan; hasilnya tetap dapat dibaca.")
    world = closed(four_opds())
    again = (
        "<b>Penilaian 2026 · Dinas Lingkungan Hidup dibuka kembali</b>\nPerbaikan yang belum dikirim dapat "
        "dilanjutkan. Penilaian ditutup Senin, 21 Desember 2026 pukul 16.00 WITA."
    )
    phone = citra(world, ShowingPeriod(PEMDA, 1)).tap("Buka kembali").tap("21").asks_for()
    still = "Tenggat isian tetap Senin, 14 Desember 2026 pukul 16.00 WITA. 1 OPD akan diberi tahu."
    phone.reads(still).tap("Buka kembali")
    reopened, contacts, heads, team, others = phone.orders
    assert reopened == ReopenPeriod(1, at("2026-12-21 16.00"))
    assert contacts == replace(to_dlh(world, "Lanjutkan mengisi", again), roles=(Role.CONTACT,))
    assert heads == replace(to_dlh(world, "Lihat penilaian", again), roles=(Role.HEAD,))
    assert isinstance(team, TellRole)
    assert isinstance(others, TellRole)
    assert (team.role, others.role) == (Role.VERIFIER, Role.COORDINATOR)
    assert "Variabel dapat dikembalikan lagi." in team.notice.text
    assert others.notice.text.startswith("<b>Periode 2026 dibuka kembali</b> oleh Citra, sampai Senin, 21 Desember")
    phone = citra(closed(four_opds(), result_at=MORNING), ShowingPeriod(PEMDA, 1))
    assert labels(phone.screen.rows) == ["[Kelola hasil]", "[Arsipkan]", "[Kembali]"]


def test_without_an_open_period_the_last_one_and_the_next_are_at_hand() -> None:
    phone = citra(closed(World()), ManagingPeriod(PEMDA))
    phone.stands(
        "<b>Periode · Kutai Timur</b>\nBelum ada periode yang dibuka. Periode 2026 sudah ditutup.",
        "[Buat periode]",
        "[Kelola hasil] [Lihat periode]",
        "[Siapkan periode 2027]",
        MENU,
    )
    assert phone.tap("Kelola hasil").state == ManagingResults(PEMDA, 1)


def test_the_menu_says_what_is_closed_and_what_comes() -> None:
    world = closed(drafted())
    world.apply(SchedulePeriod(NEXT), "Citra")
    assert play(world, "Citra").command("admin").standing.text.splitlines()[1:3] == [
        "Periode 2026 sudah ditutup; hasilnya belum diumumkan.",
        "Periode 2027 terjadwal: dibuka Senin, 1 November 2027.",
    ]


def test_the_erasure_of_an_old_period_is_put_off() -> None:
    phone = citra(closed(World()), Administering(PEMDA)).steady(f"keep_period:{PEMDA}:1").asks_for(KeepLonger(1))
    assert phone.state == ShowingPeriod(PEMDA, 1)
    assert phone.standing.text.splitlines()[-1] == (
        "Penghapusan data periode 2026 ditunda sampai 7 Desember 2027. Sebelum itu diberitahukan lagi."
    )


def test_what_is_erased_is_not_put_off() -> None:
    phone = citra(closed(World(), erased_at=MORNING), Administering(PEMDA)).steady(f"keep_period:{PEMDA}:1").asks_for()
    phone.toasts("Data periode ini sudah dihapus.")


def test_only_coordinators_put_it_off() -> None:
    for item in ("keep_period:2:1", "keep_period:x:1", f"keep_period:{PEMDA}", f"keep_period:{PEMDA}:x", "keep_period"):
        play(World(), "Citra", Administering(PEMDA)).steady(item).asks_for()
    play(World(), "Ani", Browsing(NUMBER)).steady(f"keep_period:{PEMDA}:1").asks_for()
