"""The list of OPD as a file, the list itself, one OPD."""

from dataclasses import replace

from bot.flows.base import OpdFileRead, Tap
from bot.flows.pemda import opds as admin_opds
from bot.flows.states.contact import Browsing
from bot.flows.states.coordinator import (
    Administering,
    AwaitingOpdFile,
    ListingOpds,
    MendingOpdFile,
    PickingDay,
    ReadingOpdFile,
    SavingOpds,
    ShowingOpd,
)
from bot.flows.states.people import ListingPeople, Revoking
from core.assessment.model import Approval, Status
from core.effects import ImportOpds, Invite, ReadOpdFile, SendEvidence, SendTemplate
from core.fit import SCREEN, length
from core.pemda.opd_list.reading import OpdRow, read_opd_list
from core.people.roles import Role
from tests.flows.play_people import Play
from tests.flows.world_people import DUE, LIST, OPDS, PEMDA, UNREACHABLE, ani, citra, find_opd

MENU = "[Buka menu]"
EMPTY = citra({"opds": (), "periods": ()})
ROWS = tuple((line.code, line.name, line.short, line.kind) for line in OPDS)
BENGALON, DINKES_LINE = find_opd("KEC-BGL"), find_opd("DINKES")


def read(name: str = "opd.xlsx", **more: object) -> OpdFileRead:
    return OpdFileRead(PEMDA, name, **more)  # type: ignore[arg-type]


def test_the_file_is_ordered_read_and_saved() -> None:
    play = Play(EMPTY).begin("admin").tap("Kelola OPD")
    play.shows(
        "<b>Kelola OPD · Kutai Timur</b>\n0 OPD, 0 punya kontak.\n\n"
        "Kirim berkas XLSX atau CSV untuk menambah atau memperbarui OPD. Kolom: kode, nama, singkatan, jenis. OPD yang "
        "tidak ada di berkas tetap tersimpan.\nUntuk mencari satu OPD, ketik kode atau namanya.",
        "[Unduh contoh isian]",
        MENU,
    )
    play.file("opd.xlsx", 20_000).ordered(ReadOpdFile(PEMDA, "id-opd.xlsx", "opd.xlsx", 20_000))
    play.shows("📎 opd.xlsx diterima dan sedang dibaca. Hasilnya tampil di sini.", MENU)
    play.does(read(rows=ROWS)).shows(
        "55 OPD terbaca, semuanya baru.\n"
        "SETDA Sekretariat Daerah\n"
        "SETWAN Sekretariat Dewan Perwakilan Rakyat Daerah\n"
        "ITWIL Inspektorat Wilayah\n"
        "BAPPEDA Badan Perencanaan Pembangunan Daerah\n"
        "BPKAD Badan Pengelolaan Keuangan dan Aset Daerah\n"
        "BAPENDA Badan Pendapatan Daerah\n"
        f"dan 49 lainnya, yang terakhir {ROWS[-1][0]} {ROWS[-1][1]}",
        "[Simpan 55 OPD]",
        "[Batalkan]",
    )
    play.tap("Simpan 55 OPD", citra()).ordered(ImportOpds(PEMDA, tuple(OpdRow(*row) for row in ROWS)))
    assert play.screen.text.splitlines()[0] == "55 OPD tersimpan."


def test_the_example_list_is_read_like_that() -> None:
    listed = read_opd_list(LIST.read_bytes(), "opd.csv")
    assert tuple((row.code, row.name, row.short_name, row.kind) for row in listed.rows) == ROWS


def test_faults_are_shown_by_row_and_column() -> None:
    faults = (
        (14, "kode", "DINKES sudah dipakai baris 13. Beri kode lain."),
        (40, "jenis", '"Dins" tidak dikenal. Mungkin maksudnya Dinas.'),
    )
    play = Play(EMPTY, ReadingOpdFile(PEMDA, "opd.xlsx")).does(read(rows=ROWS, faults=faults)).ordered()
    play.shows(
        "⚠️ <b>opd.xlsx belum diimpor.</b> 2 dari 55 baris perlu diperbaiki; belum ada yang berubah.\n"
        "Baris 14, kolom kode: DINKES sudah dipakai baris 13. Beri kode lain.\n"
        'Baris 40, kolom jenis: "Dins" tidak dikenal. Mungkin maksudnya Dinas.\n'
        "Perbaiki, lalu kirim ulang berkasnya.",
        "[Unduh contoh isian]",
        "[Batalkan]",
    )
    play.tap("Unduh contoh isian").ordered(SendTemplate()).toasts("Contoh isian sedang dikirim")
    play.file("lagi.csv")
    assert play.state == ReadingOpdFile(PEMDA, "lagi.csv")


def test_many_faults_name_the_first_and_count_the_rest() -> None:
    faults = tuple((row, "kode", "kosong. Isi kode OPD, misalnya DINKES.") for row in range(2, 22))
    play = Play(EMPTY, ReadingOpdFile(PEMDA, "opd.xlsx")).does(read(rows=ROWS, faults=faults))
    lines = play.screen.text.splitlines()
    assert lines[1:9] == [f"Baris {row}, kolom kode: kosong. Isi kode OPD, misalnya DINKES." for row in range(2, 10)]
    assert lines[9:] == ["Masih ada 12 kesalahan lain.", "Perbaiki, lalu kirim ulang berkasnya."]


def test_a_file_that_is_no_table() -> None:
    (fault,) = read_opd_list(b"%PDF-1.7 plain words", "opd.pdf").faults
    faults = ((fault.row, fault.column, fault.message),)
    Play(EMPTY, ReadingOpdFile(PEMDA, "opd.pdf")).does(read("opd.pdf", faults=faults)).shows(
        "⚠️ <b>Daftar OPD belum diimpor.</b>\n"
        "opd.pdf adalah dokumen PDF; hanya XLSX, XLS, ODS, dan CSV yang dibaca. Simpan daftar OPD sebagai XLSX, "
        "lalu kirim ulang.",
        "[Unduh contoh isian]",
        "[Batalkan]",
    )


def test_cells_of_the_file_are_made_safe() -> None:
    faults = ((2, "jenis", '"<b>" tidak dikenal.'),)
    play = Play(EMPTY, ReadingOpdFile(PEMDA, "<i>.csv")).does(read("<i>.csv", rows=ROWS[:1], faults=faults))
    assert play.screen.text.splitlines()[:2] == [
        "⚠️ <b>&lt;i&gt;.csv belum diimpor.</b> 1 dari 1 baris perlu diperbaiki; belum ada yang berubah.",
        'Baris 2, kolom jenis: "&lt;b&gt;" tidak dikenal.',
    ]


def test_a_file_that_could_not_be_fetched_or_is_too_large() -> None:
    reading = ReadingOpdFile(PEMDA, "opd.xlsx")
    assert Play(EMPTY, reading).does(read(problem="unavailable")).screen.text == (
        "⚠️ <b>opd.xlsx belum diimpor.</b> Maaf, berkas gagal diambil dari Telegram. Kirim ulang berkas itu."
    )
    assert Play(EMPTY, reading).does(read(problem="too_large")).screen.text == (
        "⚠️ <b>opd.xlsx belum diimpor.</b> Berkas lebih dari 2 MB. Kirim berkas yang hanya berisi daftar OPD."
    )
    many = tuple((f"OPD{n}", f"Dinas {n}", f"D{n}", "Dinas") for n in range(801))
    play = Play(EMPTY, reading).does(read(rows=many)).ordered()
    assert play.screen.text == (
        "⚠️ <b>opd.xlsx belum diimpor.</b> Berisi 801 OPD, di sini paling banyak 800. Bagi menjadi beberapa berkas, "
        "atau impor dengan perintah pandu opd import."
    )


def test_new_changed_and_same_rows_are_counted() -> None:
    changed = (
        (ROWS[0][0], "Sekretariat Daerah Kabupaten", *ROWS[0][2:]),
        *ROWS[1:5],
        ("BARU", "Dinas Baru", "Baru", "Dinas"),
    )
    play = Play(citra(), ReadingOpdFile(PEMDA, "opd.csv")).does(read(rows=changed))
    play.shows(
        "6 OPD terbaca: 1 baru, 1 berubah, 4 tetap.\n"
        "SETDA: nama Sekretariat Daerah menjadi Sekretariat Daerah Kabupaten\n"
        "Baru: BARU Dinas Baru",
        "[Simpan 2 perubahan]",
        "[Batalkan]",
    )
    play.tap("Simpan 2 perubahan").ordered(ImportOpds(PEMDA, (OpdRow(*changed[0]), OpdRow(*changed[5]))))
    play.says("2 perubahan tersimpan.")
    play = Play(citra(), ReadingOpdFile(PEMDA, "opd.csv")).does(read(rows=changed))
    play.tap("Batalkan").says("Berkas tidak disimpan; daftar OPD tetap seperti semula.").ordered()


def test_many_changes_name_the_first_and_count_the_rest() -> None:
    changed = tuple((row[0], row[1], row[2] + " Baru", "Lainnya") for row in ROWS[:18])
    play = Play(citra(), ReadingOpdFile(PEMDA, "opd.csv")).does(read(rows=changed))
    lines = play.screen.text.splitlines()
    assert lines[1] == "SETDA: singkatan Setda menjadi Setda Baru; jenis Sekretariat menjadi Lainnya"
    assert lines[7:] == ["dan 12 lainnya"]


def test_what_does_not_occur_is_not_counted() -> None:
    changed = (*ROWS[:2], ("BARU", "Dinas Baru", "Baru", "Dinas"))
    play = Play(citra(), ReadingOpdFile(PEMDA, "opd.csv")).does(read(rows=changed))
    play.shows(
        "3 OPD terbaca: 1 baru, 2 tetap.\nBaru: BARU Dinas Baru",
        "[Simpan 1 OPD]",
        "[Batalkan]",
    )


def test_a_list_that_changes_nothing_has_nothing_to_save() -> None:
    Play(citra(), ReadingOpdFile(PEMDA, "opd.csv")).does(read(rows=ROWS)).shows(
        "55 OPD terbaca, semuanya sama dengan yang tersimpan. Tidak ada yang perlu disimpan.", "[Kembali]"
    ).tap("Kembali").ordered()


def test_the_preview_shows_codes_and_how_they_were_read() -> None:
    notes = ("Dibaca dari lembar OPD.", "Kode dibaca seperti yang tampil di Excel, misalnya 001.")
    rows = (("001", "Dinas Satu", "Satu", "Dinas"), ("1.01.2.22.0.00.01.0000", "Dinas <b>", "Dua", "Dinas"))
    Play(EMPTY, ReadingOpdFile(PEMDA, "opd.csv")).does(read(rows=rows, notes=notes)).shows(
        "2 OPD terbaca, semuanya baru.\nDibaca dari lembar OPD.\n"
        "Kode dibaca seperti yang tampil di Excel, misalnya 001.\n"
        "001 Dinas Satu\n1.01.2.22.0.00.01.0000 Dinas &lt;b&gt;",
        "[Simpan 2 OPD]",
        "[Batalkan]",
    )


def test_the_sheet_is_named_where_its_faults_are() -> None:
    faults = ((2, "kode", "kosong. Isi kode OPD, misalnya DINKES."),)
    play = Play(EMPTY, ReadingOpdFile(PEMDA, "opd.xlsx")).does(
        read(rows=ROWS, faults=faults, notes=("Dibaca dari lembar Data.",))
    )
    assert play.screen.text.splitlines()[1:3] == [
        "Dibaca dari lembar Data.",
        "Baris 2, kolom kode: kosong. Isi kode OPD, misalnya DINKES.",
    ]


def test_a_name_that_is_stored_under_another_code_is_said() -> None:
    rows = (("1.02", "DINAS KESEHATAN", "Dinkes", "Dinas"),)
    play = Play(citra(), ReadingOpdFile(PEMDA, "opd.csv")).does(read(rows=rows))
    assert play.screen.text.splitlines()[1] == (
        "⚠️ DINAS KESEHATAN sudah tersimpan dengan kode DINKES; kode 1.02 menjadi OPD kedua."
    )


def test_a_list_without_codes_finds_the_stored_ones_by_name() -> None:
    rows = (("DINAS-KESEHATAN", "Dinas Kesehatan", "Dinkes", "Dinas"), ("BARU", "Dinas Baru", "Baru", "Dinas"))
    play = Play(citra(), ReadingOpdFile(PEMDA, "opd.csv")).does(read(rows=rows, made=True))
    assert play.state == SavingOpds(PEMDA, "opd.xlsx", (("DINKES", *rows[0][1:]), rows[1]))
    assert play.screen.text == "2 OPD terbaca: 1 baru, 1 tetap.\nBaru: BARU Dinas Baru"


def test_the_longest_preview_fits_the_screen() -> None:
    rows = tuple((f"{n:040d}", "Dinas " + "x" * 190, "y" * 60, "Dinas") for n in range(60))
    play = Play(EMPTY, ReadingOpdFile(PEMDA, "opd.csv")).does(read(rows=rows, notes=("z" * 300,) * 9))
    assert "dan 5 hal lain" in play.screen.text
    assert "yang terakhir " + f"{59:040d}" in play.screen.text
    assert length(play.screen.text) <= SCREEN


def test_a_corrected_file_replaces_the_one_that_waits() -> None:
    play = Play(citra(), SavingOpds(PEMDA, "opd.csv", ROWS[:2])).file("lain.csv", 5)
    play.ordered(ReadOpdFile(PEMDA, "id-lain.csv", "lain.csv", 5))


def test_the_outcome_arrives_while_another_screen_stands() -> None:
    step = admin_opds.received(read(rows=ROWS), Administering(PEMDA), EMPTY)
    assert step.state == SavingOpds(PEMDA, "opd.xlsx", ROWS)


def test_the_outcome_for_somebody_who_lost_the_role_is_dropped() -> None:
    step = admin_opds.received(read(rows=ROWS), Browsing(7), ani())
    assert (step.state, step.silent, step.effects) == (Browsing(7), True, ())


def test_a_photo_is_no_list() -> None:
    play = Play(citra(), AwaitingOpdFile(PEMDA)).file("", photo=True)
    play.says("Daftar OPD dikirim sebagai berkas XLSX atau CSV, bukan foto.").ordered()


# the list


def test_the_list_has_pages_and_marks() -> None:
    play = Play(citra(), AwaitingOpdFile(PEMDA)).tap("Lihat daftar OPD")
    play.shows(
        "<b>OPD · Kutai Timur</b>\n55 OPD. Pilih, atau ketik kode atau namanya.",
        "[✅ Setda] [✅ Setwan]",
        "[✅ Inspektorat] [✅ Bappeda]",
        f"[✅ {OPDS[4].short}] [✅ {OPDS[5].short}]",
        f"[✅ {OPDS[6].short}] [✅ {OPDS[7].short}]",
        "[‹] [1 dari 7] [›]",
        "[Kembali]",
    )
    play.tap("‹")
    assert play.state == ListingOpds(PEMDA, page=6)
    play.tap("7 dari 7")
    assert play.state == ListingOpds(PEMDA, page=6)
    play.tap("Kembali")
    assert play.state == AwaitingOpdFile(PEMDA)


def test_an_opd_is_found_by_code_or_name() -> None:
    for words in ("dinkes", "DINKES", "Dinas Kesehatan"):
        play = Play(citra(), AwaitingOpdFile(PEMDA)).types(words)
        assert play.state == ShowingOpd(PEMDA, DINKES_LINE.id)
    play = Play(citra(), AwaitingOpdFile(PEMDA)).types("sangatta")
    play.shows(
        'Pencarian: "sangatta", 2 dari 55 cocok\n'
        "<b>OPD · Kutai Timur</b>\n55 OPD. Pilih, atau ketik kode atau namanya.",
        "[🟡 Sangatta Utara] [🟡 Sangatta Selatan]",
        "[Tampilkan semua] [Kembali]",
    )
    play.tap("Tampilkan semua")
    assert play.state == ListingOpds(PEMDA)
    Play(citra(), ListingOpds(PEMDA)).types("kantor pos").says('Tidak ada yang cocok dengan "kantor pos".')


def test_one_opd() -> None:
    play = Play(citra(), ShowingOpd(PEMDA, BENGALON.id))
    play.shows(
        "<b>Kecamatan Bengalon</b>\nKEC-BGL · Kecamatan\n1 kontak\n🟡 sedang mengisi, 7 variabel lengkap\n"
        "Tenggat Senin, 14 Desember 2026 pukul 16.00 WITA",
        "[Buat undangan]",
        "[Cabut undangan]",
        "[Beri perpanjangan]",
        "[Atur orang] [Atur kepala]",
        "[Lihat daftar OPD] [Buka menu]",
    )
    play.tap("Buat undangan").ordered(Invite(PEMDA, Role.CONTACT, (BENGALON.id,), DUE))
    play.says("Undangan kontak Bengalon dibuat; lembarnya dikirim ke sini.")
    play.knows(citra({"approval": Approval.LETTER})).tap("Undang kepala").ordered(
        Invite(PEMDA, Role.HEAD, (BENGALON.id,), DUE)
    )
    assert play.state == ShowingOpd(PEMDA, BENGALON.id)
    assert Play(citra(), play.state).tap("Cabut undangan").state == Revoking(PEMDA, BENGALON.id)
    assert Play(citra(), play.state).tap("Atur orang").state == ListingPeople(PEMDA, query="Bengalon")
    assert isinstance(Play(citra(), play.state).tap("Beri perpanjangan").state, PickingDay)


def test_an_opd_without_contact_or_with_an_unreachable_one() -> None:
    last = OPDS[54]
    assert "⚠️ Belum ada kontak" in Play(citra(), ShowingOpd(PEMDA, last.id)).screen.text.splitlines()
    opds = (replace(OPDS[0], unreachable=1), *OPDS[1:])
    text = Play(citra({"opds": opds}), ShowingOpd(PEMDA, OPDS[0].id)).screen.text
    assert "1 kontak, ⚠️ 1 tidak terjangkau" in text.splitlines()


def test_an_opd_that_sent_has_no_extension() -> None:
    play = Play(citra(), ShowingOpd(PEMDA, OPDS[0].id))
    assert [button.label for button in play.screen.rows[2]] == ["Atur orang", "Atur kepala"]
    play.does(Tap(f"extend:{OPDS[0].id}", 1)).toasts("OPD ini sudah mengirim, jadi tidak perlu perpanjangan.")


def test_the_signed_letter_of_an_opd_is_looked_at() -> None:
    opds = (replace(OPDS[0], letters=(7, 8)), *OPDS[1:])
    play = Play(citra({"opds": opds}), ShowingOpd(PEMDA, OPDS[0].id))
    assert [button.label for button in play.screen.rows[0]] == ["Lihat surat"]
    play.tap("Lihat surat").ordered(SendEvidence(7), SendEvidence(8)).toasts("Surat dikirim di bawah")
    play.does(Tap(f"letter:{OPDS[1].id}", 1)).ordered()


def test_the_next_opd_is_typed_where_one_stands() -> None:
    assert Play(citra(), ShowingOpd(PEMDA, BENGALON.id)).types("dinkes").state == ShowingOpd(PEMDA, DINKES_LINE.id)


def test_an_opd_that_is_gone() -> None:
    play = Play(citra(), ShowingOpd(PEMDA, 99))
    play.shows("OPD ini tidak lagi ada.", "[Lihat daftar OPD] [Buka menu]")
    play.does(Tap("invite:99", 1)).ordered().toasts("OPD ini tidak lagi ada.")


def test_a_new_invitation_from_a_notice() -> None:
    for item in (f"invite_opd:{UNREACHABLE.opd_id}", f"invite_opd:{UNREACHABLE.opd_id}:{PEMDA}"):
        assert Play(citra()).does(Tap(item)).state == ShowingOpd(PEMDA, UNREACHABLE.opd_id)
    for item in ("invite_opd:13:2", "invite_opd:x", "invite_opd"):
        Play(citra(), Administering(PEMDA)).does(Tap(item)).ordered().toasts(
            "Hanya untuk koordinator pemerintah daerah ini."
        )
    Play(ani(), Browsing(7)).does(Tap(f"invite_opd:13:{PEMDA}")).ordered()


def test_status_marks_are_those_of_the_help() -> None:
    from bot.texts.pemda.opds import mark

    line = OPDS[0]
    assert [mark(replace(line, status=status)) for status in (None, *Status)] == [
        *("", "⬜", "🟡", "⏳", "🔒", "🔒", "↩️", "✅", "✅"),
    ]


def test_faults_longer_than_the_screen_are_cut() -> None:
    state = MendingOpdFile(PEMDA, "opd.xlsx", "", tuple("x" * 200 for _ in range(8)), 8, 8, 55)
    assert Play(citra(), state).screen.text.count("x" * 199) == 3
    assert "Masih ada 5 kesalahan lain." in Play(citra(), state).screen.text
