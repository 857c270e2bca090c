"""Next year's period, closed ones, results made final and known."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.flows.base import Tap
from bot.flows.states.contact import Browsing
from bot.flows.states.coordinator import Administering, ClosingPeriod, ManagingPeriod
from bot.flows.states.periods import (
    ChoosingFinal,
    ConfirmingFinal,
    ListingPeriods,
    ManagingResults,
    PublishingResults,
    ReopeningResult,
    ShowingDraft,
    ShowingPeriod,
)
from core.assessment.model import Period, PeriodStatus, Status
from core.deadlines import year_later
from core.effects import (
    ArchivePeriod,
    ChangeDraft,
    ClosePeriod,
    DiscardDraft,
    DraftPeriod,
    Finalise,
    KeepLonger,
    PublishResults,
    ReopenPeriod,
    ReopenResult,
    SchedulePeriod,
    TellOpds,
    TellRole,
    UnschedulePeriod,
)
from core.effects.review import TellTeam
from core.facts import Facts, PeriodLine
from core.instrument.scoring import score
from core.people.roles import Role
from core.results.period import OpdResults as Opd, PeriodResults
from core.results.stages import StageResult, Stages
from core.review.verdicts import Stage
from core.screen import Notice, steady
from tests.flows.play_people import Play, faults_of
from tests.flows.world_people import (
    DUE,
    INSTRUMENT,
    NOW,
    PEMDA,
    PERIOD,
    PERIOD_LINE,
    VERIFICATION_DUE,
    WITA,
    ani,
    at,
    citra,
)

NEXT = PeriodLine(
    2,
    "2027",
    2027,
    "draft",
    at(13, 16, year=2027),
    at(7, 16, month=1, year=2028),
    "kematangan-2018",
    at(1, 8, month=11, year=2027),
)
CLOSED = replace(PERIOD_LINE, status="closed")
MENU = "[Buka menu]"


def opd(number: int, code: str, status: Status, levels: str = "44334333534") -> Opd:
    given = {variable: int(level) for variable, level in zip(INSTRUMENT.codes, levels, strict=True)}
    reached = StageResult(given, score(INSTRUMENT, given))
    done = status in (Status.VERIFIED, Status.FINAL)
    stages = Stages(reached, reached if done else None)
    return Opd(100 + number, number, code, f"Dinas {code.title()}", code.title(), status, False, DUE, stages)


def results(*opds: Opd, status: PeriodStatus = PeriodStatus.OPEN) -> PeriodResults:
    period = Period(1, "2026", 2026, status, PERIOD.opens, DUE, VERIFICATION_DUE)
    return PeriodResults(PEMDA, "Kutai Timur", period, INSTRUMENT, NOW, "WITA", opds)


FOUR = (
    opd(1, "BAPPEDA", Status.FINAL),
    opd(2, "DINKES", Status.VERIFIED, "44333333534"),
    opd(3, "DISHUB", Status.VERIFIED),
    opd(4, "DLH", Status.RETURNED),
)


def with_results(*opds: Opd, line: PeriodLine = PERIOD_LINE, **more: object) -> Facts:
    return citra({"periods": (line,), "results": results(*opds), **more})


# next year


def test_a_year_later_is_the_same_weekday_or_the_next_working_day() -> None:
    assert year_later(DUE, frozenset()) == at(13, 16, year=2027)
    off = frozenset({date(2027, 12, 13), date(2027, 12, 14)})
    assert year_later(DUE, off) == at(15, 16, year=2027)


def test_next_years_period_is_one_press() -> None:
    play = Play(citra(), ManagingPeriod(PEMDA))
    assert play.screen.rows[3][0].label == "Siapkan periode 2027"
    opens, verification = at(1, 8, month=11, year=2027), at(7, 16, month=1, year=2028)
    after = citra({"periods": (NEXT, PERIOD_LINE)})
    play.tap("Siapkan periode 2027", after).ordered(
        DraftPeriod(PEMDA, "2027", 1, replace_weekday(opens), at(13, 16, year=2027), verification)
    )
    play.shows(
        "Rancangan periode 2027 sudah disiapkan. Belum ada yang diberi tahu.\n\n"
        "<b>Periode 2027</b> · kematangan-2018 · 55 OPD\n"
        "Rancangan: baru terbuka sendiri setelah dijadwalkan.\n"
        "Pembukaan Senin, 1 November 2027 pukul 08.00 WITA.\n"
        "Tenggat Senin, 13 Desember 2027 pukul 16.00 WITA, verifikasi sampai Jumat, 7 Januari 2028.",
        "[Jadwalkan]",
        "[Ubah pembukaan]",
        "[Ubah tenggat] [Ubah verifikasi]",
        "[Buang rancangan]",
        "[Kembali]",
    )
    assert not faults_of(play.screen)


def replace_weekday(opens: datetime) -> datetime:
    """PERIOD_LINE opened on Sunday 1 November 2026; 52 weeks on is a Sunday, the next working day a Monday."""
    assert opens.weekday() == 0
    return opens


def test_a_prepared_year_is_not_prepared_again() -> None:
    play = Play(citra({"periods": (NEXT, PERIOD_LINE)}), ManagingPeriod(PEMDA))
    assert [button.label for button in play.screen.rows[2]] == ["Kelola hasil", "Lihat periode"]
    play.tap("Lihat periode").shows(
        "<b>Semua periode · Kutai Timur</b>\nPilih periode yang ingin dilihat.",
        "[2027 · rancangan]",
        "[2026 · terbuka]",
        "[Kembali]",
    )
    assert play.tap("2027 · rancangan").state == ShowingDraft(PEMDA, "2027")
    assert Play(citra(), ShowingDraft(PEMDA, "2027")).does(Tap("schedule", 1)).state == ListingPeriods(PEMDA)


def test_a_draft_is_scheduled_and_taken_back() -> None:
    play = Play(citra({"periods": (NEXT, PERIOD_LINE)}), ShowingDraft(PEMDA, "2027"))
    scheduled = citra({"periods": (replace(NEXT, scheduled=True), PERIOD_LINE)})
    play.tap("Jadwalkan", scheduled).ordered(SchedulePeriod(2)).says("Periode 2027 dijadwalkan.")
    assert "terbuka sendiri pada hari pembukaan" in play.screen.text
    assert [row[0].label for row in play.screen.rows] == ["Batalkan jadwal", "Kembali"]
    play.tap("Batalkan jadwal").ordered(UnschedulePeriod(2))


def test_a_draft_that_overlaps_says_with_what() -> None:
    early = replace(NEXT, opens=at(4, 8, month=1, year=2027))
    play = Play(citra({"periods": (early, PERIOD_LINE)}), ShowingDraft(PEMDA, "2027")).tap("Jadwalkan")
    play.ordered().toasts("Periode 2026 masih berjalan sampai 8 Januari 2027. Ubah pembukaan ke hari sesudahnya.")
    past = replace(NEXT, opens=at(1))
    play = Play(citra({"periods": (past,)}), ShowingDraft(PEMDA, "2027")).tap("Jadwalkan")
    play.ordered().toasts("Hari pembukaannya sudah lewat. Ubah pembukaan lebih dahulu.")


def test_dates_of_a_draft_are_tapped() -> None:
    facts = citra({"periods": (NEXT, PERIOD_LINE)})
    play = Play(facts, ShowingDraft(PEMDA, "2027")).tap("Ubah pembukaan")
    assert play.screen.text.startswith("Pilih hari pembukaan: <b>November 2027</b>")
    play.tap("3").ordered(ChangeDraft(2, at(3, 8, month=11, year=2027), NEXT.due, NEXT.verification_due))
    assert play.state == ShowingDraft(PEMDA, "2027")
    play = Play(facts, ShowingDraft(PEMDA, "2027")).tap("Ubah tenggat").tap("Jan ›").tap("10")
    moved = at(10, 16, month=1, year=2028)
    play.ordered(ChangeDraft(2, NEXT.opens, moved, at(4, 16, month=2, year=2028)))
    play = Play(facts, ShowingDraft(PEMDA, "2027")).tap("Ubah verifikasi").tap("Batalkan")
    assert play.state == ShowingDraft(PEMDA, "2027")


def test_a_draft_is_thrown_away_after_a_question() -> None:
    play = Play(citra({"periods": (NEXT, PERIOD_LINE)}), ShowingDraft(PEMDA, "2027")).tap("Buang rancangan")
    play.shows(
        "Buang rancangan periode 2027? Rancangan ini belum dipakai siapa pun.",
        "[Simpan rancangan]",
        "[Buang rancangan]",
    )
    play.tap("Buang rancangan").ordered(DiscardDraft(2)).says("Rancangan periode 2027 dibuang.")


# the end


def test_closing_names_what_is_open() -> None:
    play = Play(with_results(*FOUR), ClosingPeriod(PEMDA, 1))
    assert play.screen.text.endswith("<b>Belum terverifikasi</b>\nMemperbaiki 1: Dlh")


ARCHIVED = (
    "<b>Penilaian 2026 · Dinas Dlh</b>\n"
    "Periode sudah diarsipkan sebelum kiriman selesai diperiksa, jadi tidak ada hasil terverifikasi."
)


def to_dlh(label: str, words: str) -> TellOpds:
    way = steady(label, "receipt", 104)
    return TellOpds(PEMDA, (Role.CONTACT, Role.HEAD), ((4, Notice(words, ((way,),))),))


def test_closing_tells_each_opd_its_own_end() -> None:
    """Dlh's repair lapses; a draft was never sent; who is verified loses nothing; the team and colleagues hear too."""
    idle = replace(opd(5, "DISDIK", Status.DRAFT), incomplete=("V10", "V11"))
    found = (*FOUR[:3], replace(FOUR[3], reopened=("V04", "V05")), idle)
    play = Play(with_results(*found), ClosingPeriod(PEMDA, 1))
    assert "Perbaikan 1 OPD berakhir; yang belum dikirim dinilai seperti yang tersimpan." in play.screen.text
    play.tap("Tutup periode 2026")
    close, opds, team, others = play.step.effects  # type: ignore[union-attr]
    assert close == ClosePeriod(1)
    assert isinstance(opds, TellOpds)
    assert [(number, notice.text.splitlines()[-1]) for number, notice in opds.notices] == [
        (
            4,
            "Penilaian sudah ditutup. Perbaikan V04 dan V05 belum dikirim, jadi dinilai tim penilai seperti yang "
            "tersimpan.",
        ),
        (
            5,
            "Penilaian sudah ditutup dan isian belum dikirim. Isian tetap tersimpan, tetapi tidak dapat dikirim lagi. "
            "9 dari 11 variabel lengkap.",
        ),
    ]
    assert isinstance(team, TellRole)
    assert isinstance(others, TellRole)
    assert (team.role, others.role) == (Role.VERIFIER, Role.COORDINATOR)
    assert "1 OPD masih dinilai sampai periode diarsipkan" in team.notice.text
    assert others.notice.text.startswith("<b>Periode 2026 ditutup</b> oleh Citra. 2 OPD belum terverifikasi")


def test_a_closed_period_goes_on_or_is_archived() -> None:
    facts = citra({"periods": (CLOSED,), "results": results(*FOUR, status=PeriodStatus.CLOSED)})
    play = Play(facts, ShowingPeriod(PEMDA, 1))
    play.shows(
        "<b>Periode 2026</b> · kematangan-2018 · ditutup\n"
        "Tenggat Senin, 14 Desember 2026 pukul 16.00 WITA.\n"
        "3 terverifikasi dari 4 OPD. Hasil belum diumumkan.\n"
        "1 OPD masih menunggu dinilai; setelah diarsipkan tidak dapat dinilai lagi.",
        "[Kelola hasil]",
        "[Buka kembali] [Arsipkan]",
        "[Kembali]",
    )
    play.tap("Arsipkan").ordered(ArchivePeriod(1), to_dlh("Lihat penilaian", ARCHIVED))
    play.toasts("Periode diarsipkan; hasilnya tetap dapat dibaca.")
    lapsed = (*FOUR[:3], replace(FOUR[3], reopened=("V04",)))
    play = Play(citra({"periods": (CLOSED,), "results": results(*lapsed)}), ShowingPeriod(PEMDA, 1))
    again = (
        "<b>Penilaian 2026 · Dinas Dlh dibuka kembali</b>\nPerbaikan yang belum dikirim dapat dilanjutkan. "
        "Penilaian ditutup Senin, 21 Desember 2026 pukul 16.00 WITA."
    )
    play.tap("Buka kembali").tap("21").ordered(ReopenPeriod(1, at(21, 16)), to_dlh("Lanjutkan mengisi", again))
    known = replace(CLOSED, result_at=at(7, 8))
    play = Play(citra({"periods": (known,), "results": results(*FOUR)}), ShowingPeriod(PEMDA, 1))
    assert [[button.label for button in row] for row in play.screen.rows] == [
        ["Kelola hasil"],
        ["Arsipkan"],
        ["Kembali"],
    ]


def test_without_an_open_period_the_last_one_and_the_next_are_at_hand() -> None:
    play = Play(citra({"periods": (CLOSED,)}), ManagingPeriod(PEMDA))
    play.shows(
        "<b>Periode · Kutai Timur</b>\nBelum ada periode yang dibuka. Periode 2026 sudah ditutup.",
        "[Buat periode]",
        "[Kelola hasil] [Lihat periode]",
        "[Siapkan periode 2027]",
        MENU,
    )
    assert play.tap("Kelola hasil").state == ManagingResults(PEMDA, 1)


def test_the_menu_says_what_is_closed_and_what_comes() -> None:
    scheduled = replace(NEXT, scheduled=True)
    text = Play(citra({"periods": (scheduled, CLOSED)})).begin("admin").screen.text
    assert text.splitlines()[1:3] == [
        "Periode 2026 sudah ditutup; hasilnya belum diumumkan.",
        "Periode 2027 terjadwal: dibuka Senin, 1 November 2027.",
    ]


# results


def test_all_verified_results_become_final() -> None:
    play = Play(with_results(*FOUR), ManagingResults(PEMDA, 1))
    play.shows(
        "<b>Hasil periode 2026</b>\n"
        "1 dari 4 OPD ditetapkan, 2 terverifikasi menunggu ditetapkan.\n"
        "Rata-rata sementara 38,67 (Tinggi), 3 terverifikasi dari 4.\n"
        "<b>Belum terverifikasi</b>\n"
        "Memperbaiki 1: Dlh\n"
        "Hasil belum diumumkan.",
        "[Tetapkan 2 OPD]",
        "[Pilih OPD]",
        "[Umumkan hasil 2026]",
        "[Buka kembali hasil]",
        "[Kembali]",
    )
    play.tap("Tetapkan 2 OPD").shows(
        "Tetapkan hasil 2 OPD periode 2026?\n"
        "Dinkes, Dishub.\n"
        "Hasil yang ditetapkan hanya dapat dibuka kembali oleh koordinator, dengan alasan.\n"
        "OPD belum diberi tahu sampai hasil diumumkan.",
        "[Tetapkan 2 OPD]",
        "[Batalkan]",
    )
    play.tap("Tetapkan 2 OPD").ordered(Finalise((102, 103))).says("Hasil 2 OPD ditetapkan.")


def test_some_results_become_final() -> None:
    play = Play(with_results(*FOUR), ManagingResults(PEMDA, 1)).tap("Pilih OPD")
    play.shows(
        "Pilih OPD yang hasilnya ditetapkan. 2 OPD terverifikasi menunggu.",
        "[☐ Dinkes · 38 · Tinggi]",
        "[☐ Dishub · 39 · Tinggi]",
        "[Tetapkan 0 OPD] [Kembali]",
    )
    play.tap("Tetapkan 0 OPD").toasts("Pilih dahulu OPD yang hasilnya ditetapkan.")
    play.tap("☐ Dinkes · 38 · Tinggi").tap("Tetapkan 1 OPD")
    assert "Dinas Dinkes: total 38 dari 55, kategori Tinggi, tingkat berjenjang III." in play.screen.text
    play.tap("Tetapkan 1 OPD").ordered(Finalise((102,)))
    play = Play(with_results(*FOUR), ChoosingFinal(PEMDA, 1)).does(Tap("opd:104", 1))
    play.toasts("OPD ini tidak lagi menunggu ditetapkan.")


def test_a_result_that_was_reopened_meanwhile_stops_the_order() -> None:
    play = Play(with_results(*FOUR), ConfirmingFinal(PEMDA, 1, (102, 104))).tap("Tetapkan 1 OPD")
    play.ordered().toasts("Keadaan berubah. Periksa lagi sebelum melanjutkan.")


def result_notice(number: int, code: str, words: str) -> tuple[int, Notice]:
    way = steady("Lihat hasil", "result", 100 + number)
    text = f"<b>Hasil penilaian 2026 · Dinas {code}</b>\nHasil sudah ditetapkan: {words}."
    return number, Notice(text, ((way,),))


def test_what_becomes_final_after_the_result_day_is_told_at_once() -> None:
    known = replace(CLOSED, result_at=at(7, 8))
    play = Play(with_results(*FOUR, line=known), ConfirmingFinal(PEMDA, 1, (102,))).tap("Tetapkan 1 OPD")
    words = "total 38 dari 55, kategori Tinggi, tingkat berjenjang III"
    told = TellOpds(PEMDA, (Role.CONTACT, Role.HEAD), (result_notice(2, "Dinkes", words),))
    play.ordered(Finalise((102,)), told)


def awaiting_province() -> tuple[Opd, ...]:
    """Dinkes and Dishub are verified by the region; the province has judged Dishub alone."""
    final, dinkes, dishub, dlh = FOUR
    judged = replace(dishub, stages=replace(dishub.stages, province=dishub.stages.region))
    return final, replace(dinkes, awaits_province=True), judged, dlh


def test_what_becomes_final_before_the_province_has_judged_is_said_and_the_province_hears() -> None:
    play = Play(with_results(*awaiting_province()), ManagingResults(PEMDA, 1))
    assert "Menunggu verifikasi provinsi 1: Dinkes\n" in play.screen.text
    play.tap("Tetapkan 2 OPD").shows(
        "Tetapkan hasil 2 OPD periode 2026?\n"
        "Dinkes, Dishub.\n"
        "⚠️ Provinsi belum menilai 1 OPD: Dinkes; hasil akan tetap memakai putusan daerah.\n"
        "Hasil yang ditetapkan hanya dapat dibuka kembali oleh koordinator, dengan alasan.\n"
        "OPD belum diberi tahu sampai hasil diumumkan.",
        "[Tetapkan 2 OPD]",
        "[Batalkan]",
    )
    words = (
        "<b>Kutai Timur</b> menetapkan hasil 1 OPD periode 2026 sebelum dinilai provinsi: Dinkes. Hasil memakai "
        "putusan daerah. Bila masih perlu dinilai, minta koordinator membuka kembali hasilnya."
    )
    play.tap("Tetapkan 2 OPD").ordered(Finalise((102, 103)), TellRole(PEMDA, Role.PROVINCE, Notice(words)))


def test_what_is_made_known_without_the_province_is_said() -> None:
    found = replace(results(*FOUR), province_review=True)
    play = Play(citra({"periods": (PERIOD_LINE,), "results": found}), PublishingResults(PEMDA, 1))
    assert "⚠️ Provinsi tidak menilai 1 OPD: Bappeda; hasilnya memakai putusan daerah." in play.screen.text
    without = Play(with_results(*FOUR), PublishingResults(PEMDA, 1)).screen.text
    assert "rovinsi" not in without


def test_a_level_that_changed_below_the_question_is_shown_before_it_becomes_final() -> None:
    play = Play(with_results(*FOUR), ConfirmingFinal(PEMDA, 1, (102,)))
    press = play.press("Tetapkan 1 OPD")
    lower = opd(2, "DINKES", Status.VERIFIED, "34333333534")
    play.knows(with_results(FOUR[0], lower)).does(press).ordered()
    play.toasts("Keadaan berubah. Periksa lagi sebelum melanjutkan.")
    assert play.state == ConfirmingFinal(PEMDA, 1, (102,))
    assert "total 37 dari 55" in play.screen.text
    play.tap("Tetapkan 1 OPD").ordered(Finalise((102,)))


def test_the_result_day_has_a_preview() -> None:
    facts = with_results(*(replace(one, named="staged_level") for one in FOUR))
    play = Play(facts, ManagingResults(PEMDA, 1)).tap("Umumkan hasil 2026")
    play.shows(
        "Umumkan hasil periode 2026? Pengumuman hanya sekali.\n"
        "Kontak dan kepala 1 OPD akan menerima hasil OPD-nya sendiri; grup tim menerima hasil daerah.\n"
        "3 OPD belum ditetapkan dan tidak ikut diberi tahu; menyusul setelah ditetapkan.\n"
        "Rata-rata sementara 38,67 (Tinggi), 3 terverifikasi dari 4.\n"
        "<blockquote><b>Hasil penilaian 2026 · Dinas Bappeda</b>\n"
        "Hasil sudah ditetapkan: total 39 dari 55, tingkat berjenjang III, kategori Tinggi.</blockquote>",
        "[Umumkan hasil 2026]",
        "[Batalkan]",
    )
    words = "total 39 dari 55, tingkat berjenjang III, kategori Tinggi"
    play.tap("Umumkan hasil 2026").ordered(
        PublishResults(1), TellOpds(PEMDA, (Role.CONTACT, Role.HEAD), (result_notice(1, "Bappeda", words),))
    )
    play.says("Hasil periode 2026 diumumkan; 1 OPD akan diberi tahu.")


def test_the_result_day_comes_once() -> None:
    known = replace(CLOSED, result_at=at(7, 8))
    play = Play(with_results(*FOUR, line=known), PublishingResults(PEMDA, 1)).tap("Umumkan hasil 2026")
    play.ordered().toasts("Hasil periode ini sudah diumumkan.")
    play = Play(with_results(FOUR[1]), PublishingResults(PEMDA, 1)).does(Tap("publish:0", 1))
    play.ordered().toasts("Belum ada hasil yang ditetapkan.")


def test_a_result_is_reopened_with_a_reason() -> None:
    play = Play(with_results(*FOUR), ManagingResults(PEMDA, 1)).tap("Buka kembali hasil")
    play.shows(
        "Pilih OPD yang hasilnya dibuka kembali, atau ketik kode atau namanya. 3 OPD.",
        "[Bappeda] [Dinkes]",
        "[Dishub]",
        "[Kembali]",
    )
    play.types("dinkes")
    assert play.state == ReopeningResult(PEMDA, 1, 102)
    assert not faults_of(play.screen)
    play.tap("☐ V06").tap("☐ V04").tap("☐ V05").tap("☑ V05")
    play.types("no").says("Alasan ditulis 5 sampai 500 karakter. Tulis ulang.").ordered()
    way = steady("Lihat penilaian", "resume")
    words = (
        "<b>Hasil penilaian 2026 · Dinas Dinkes dibuka kembali</b>\n"
        "Tim daerah memeriksa lagi V04 dan V06. Alasan: SK &lt;lama&gt; terbaca sebagai SK baru"
    )
    team = (
        "<b>Hasil Dinkes · 2026 dibuka kembali koordinator</b>\n"
        "V04 dan V06 dinilai lagi. Alasan: SK &lt;lama&gt; terbaca sebagai SK baru"
    )
    play.types("SK <lama> terbaca\nsebagai SK baru").ordered()  # told to nobody before it is confirmed
    assert "ketuk Buka kembali hasil; kontak, kepala OPD, dan tim penilai akan diberi tahu. " in play.screen.text
    play.tap("Buka kembali hasil").ordered(
        ReopenResult(102, ("V04", "V06"), "SK <lama> terbaca sebagai SK baru"),
        TellOpds(PEMDA, (Role.CONTACT, Role.HEAD), ((2, Notice(words, ((way,),))),)),
        TellTeam(102, Stage.REGION, ("V04", "V06"), Notice(team, ((steady("Periksa Dinkes", "review", 102),),))),
        TellTeam(102, Stage.PROVINCE, ("V04", "V06"), Notice(team)),
    )
    play.says("Hasil Dinkes dibuka kembali; 1 kontak dan kepala OPD akan diberi tahu.")


def test_a_reason_written_before_a_variable_is_chosen_is_kept() -> None:
    play = Play(with_results(*FOUR), ReopeningResult(PEMDA, 1, 102))
    play.types("Keliru membaca bukti").ordered()
    assert "\nAlasan: Keliru membaca bukti\nPilih variabel yang diperiksa lagi. " in play.screen.text
    play.types("Keliru <lagi>").ordered().tap("☐ V04")
    assert "\nAlasan: Keliru &lt;lagi&gt;\nUntuk melanjutkan, ketuk Buka kembali hasil; kontak" in play.screen.text
    play.tap("Buka kembali hasil")
    assert play.step is not None
    assert play.step.effects[0] == ReopenResult(102, ("V04",), "Keliru <lagi>")
    assert play.state == ManagingResults(PEMDA, 1)
    play = Play(with_results(*FOUR), ReopeningResult(PEMDA, 1, 102, (), "Keliru membaca")).does(Tap("reopen", 1))
    play.ordered()  # not without a variable
    longest = ReopeningResult(PEMDA, 1, 102, ("V04",), "&" * 500)
    assert not faults_of(Play(with_results(*FOUR), longest).screen)


def test_screens_of_results_fit_a_phone_with_many_opds() -> None:
    states = (Status.FINAL, Status.VERIFIED, Status.RETURNED, Status.NOT_STARTED)
    many = tuple(opd(number, f"PERANGKAT{number:02}", states[number % 4]) for number in range(1, 56))
    facts = with_results(*many)
    chosen = tuple(one.assessment for one in many if one.status is Status.VERIFIED)
    for state in (
        ManagingResults(PEMDA, 1),
        ChoosingFinal(PEMDA, 1, chosen),
        ConfirmingFinal(PEMDA, 1, chosen),
        PublishingResults(PEMDA, 1),
        ReopeningResult(PEMDA, 1, 104),
        ClosingPeriod(PEMDA, 1),
        ShowingPeriod(PEMDA, 1),
    ):
        assert not faults_of(Play(facts, state).screen), state


def test_instants_are_in_the_pemdas_zone() -> None:
    assert NOW.tzinfo is WITA
    assert DUE.astimezone(UTC).hour == 8


def test_the_erasure_of_an_old_period_is_put_off() -> None:
    old = citra({"periods": (CLOSED,)})
    play = Play(old, Administering(PEMDA)).does(Tap(f"keep_period:{PEMDA}:1")).ordered(KeepLonger(1))
    assert play.state == ShowingPeriod(PEMDA, 1)
    assert play.screen.text.splitlines()[0] == (
        "Penghapusan data periode 2026 ditunda sampai 7 Desember 2027. Sebelum itu diberitahukan lagi."
    )


def test_what_is_erased_is_not_put_off() -> None:
    gone = (replace(CLOSED, erased=True),)
    play = Play(citra({"periods": gone}), Administering(PEMDA)).does(Tap(f"keep_period:{PEMDA}:1")).ordered()
    play.toasts("Data periode ini sudah dihapus.")


def test_only_coordinators_put_it_off() -> None:
    for item in ("keep_period:2:1", "keep_period:x:1", f"keep_period:{PEMDA}", f"keep_period:{PEMDA}:x", "keep_period"):
        Play(citra(), Administering(PEMDA)).does(Tap(item)).ordered()
    Play(ani(), Browsing(7)).does(Tap(f"keep_period:{PEMDA}:1")).ordered()
