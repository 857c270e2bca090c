"""Members, what needs attention, settings."""

from dataclasses import replace

from bot.flows.base import Tap
from bot.flows.states.contact import Browsing
from bot.flows.states.coordinator import Administering, ChangingSettings, ShowingOpd
from bot.flows.states.people import ListingPeople, RemovingPerson, ShowingPerson
from bot.flows.states.problems import (
    HandlingAside,
    HandlingLateFiles,
    HandlingProblems,
    HandlingStuck,
    HandlingUnreachable,
    ListingQuestions,
    ShowingAside,
)
from bot.texts.pemda.problems import unreachable_notice
from core.effects import DisputeOpd, RemoveMembership, RetryAll, RetryUpdate, RetryWork, Tell
from core.facts import PersonLine
from core.people.roles import Role
from core.screen import Notice, steady
from tests.flows.play_people import Play
from tests.flows.world_people import (
    ANI,
    ASIDE,
    BUDI,
    LATE_FILES,
    PEMDA,
    PEOPLE,
    STUCK,
    UNREACHABLE,
    WAITS,
    ani,
    citra,
    question,
)

REFUSED = "Hanya untuk koordinator pemerintah daerah ini."

# people


def test_people_are_listed() -> None:
    play = Play(citra({"people": PEOPLE})).begin("admin").tap("Atur orang")
    play.shows(
        "<b>Orang · Kutai Timur</b>\n3 peran. Pilih, atau ketik nama orang atau OPD.\n"
        "1. Ani · kontak Dinkes\n"
        "2. Budi · tim penilai bidang perencanaan, asal Bappeda\n"
        "3. Citra · koordinator",
        "[Pilih 1] [Pilih 2] [Pilih 3]",
        "[Buka menu]",
    )


def test_a_person_is_removed_and_told() -> None:
    play = Play(citra({"people": PEOPLE}), ListingPeople(PEMDA)).tap("Pilih 1")
    play.shows("<b>Ani</b>\nkontak Dinkes", "[Keluarkan]", "[Kembali] [Buka menu]")
    play.tap("Keluarkan").shows(
        "Keluarkan Ani dari peran kontak Dinkes? Jawaban tetap milik OPD. Yang bersangkutan diberi tahu.",
        "[Pertahankan]",
        "[Keluarkan]",
    )
    play.tap("Pertahankan").ordered().tap("Keluarkan").tap("Keluarkan")
    told = Notice(
        "Peran Bapak/Ibu sebagai kontak Dinkes dilepas oleh koordinator. Bila keliru, hubungi Bagian Organisasi."
    )
    play.ordered(RemoveMembership(1), Tell((ANI.id,), told, PEMDA)).says("Ani bukan lagi kontak Dinkes.")
    assert play.state == ListingPeople(PEMDA)


def test_the_last_coordinator_stays() -> None:
    last = "Ini satu-satunya koordinator. Undang koordinator lain dahulu."
    play = Play(citra({"people": PEOPLE}), ShowingPerson(PEMDA, 3))
    assert play.screen.text == "<b>Citra (Bapak/Ibu)</b>\nkoordinator"
    play.tap("Keluarkan").ordered().toasts(last)
    Play(citra({"people": PEOPLE}), RemovingPerson(PEMDA, 3)).tap("Keluarkan").ordered().toasts(last)
    two = (*PEOPLE, PersonLine(4, "Dodi", Role.COORDINATOR, "", None, 4))
    assert Play(citra({"people": two}), ShowingPerson(PEMDA, 3)).tap("Keluarkan").state == RemovingPerson(PEMDA, 3)


def test_people_are_found_by_name_or_opd() -> None:
    facts = citra({"people": PEOPLE})
    assert Play(facts, ListingPeople(PEMDA)).types("budi").state == ShowingPerson(PEMDA, BUDI.id)
    assert Play(facts, ListingPeople(PEMDA)).types("dinkes").state == ShowingPerson(PEMDA, 1)
    Play(facts, ListingPeople(PEMDA)).types("zulkifli").says('Tidak ada yang cocok dengan "zulkifli".')
    play = Play(facts, ListingPeople(PEMDA)).types("i").tap("Tampilkan semua")
    assert play.state == ListingPeople(PEMDA)


def test_a_person_who_is_gone() -> None:
    gone = "Orang ini tidak lagi terdaftar."
    Play(citra(), ShowingPerson(PEMDA, 9)).shows(gone, "[Buka menu]")
    Play(citra(), ShowingPerson(PEMDA, 9)).does(Tap("remove:9", 1)).ordered().toasts(gone)
    Play(citra(), RemovingPerson(PEMDA, 9)).does(Tap("remove:9", 1)).ordered().toasts(gone)
    Play(citra(), ListingPeople(PEMDA)).shows(
        "Belum ada orang yang terdaftar. Kirim undangan lebih dahulu.", "[Buka menu]"
    )


def test_the_notice_of_a_wrong_opd_leads_to_the_person() -> None:
    facts = citra({"people": PEOPLE})
    assert Play(facts).does(Tap(f"people:{PEMDA}:1")).state == ShowingPerson(PEMDA, 1)
    Play(facts).does(Tap(f"people:{PEMDA}:9")).toasts("Orang ini tidak lagi terdaftar.")
    Play(ani(), Browsing(7)).does(Tap(f"people:{PEMDA}:1")).ordered().toasts(REFUSED)


# problems


def test_problems_lead_to_their_kinds() -> None:
    everything = {"aside": (ASIDE,), "unreachable": (UNREACHABLE,), "questions": (question(),)}
    play = Play(citra(everything)).begin("admin").tap("Tangani masalah (3)")
    play.shows(
        "<b>Masalah · Kutai Timur</b>\n3 perlu ditangani.",
        "[Lihat kiriman (1)]",
        "[Lihat kontak (1)]",
        "[Lihat pertanyaan (1)]",
        "[Buka menu]",
    )
    assert Play(citra(everything), play.state).tap("Lihat pertanyaan (1)").state == ListingQuestions(PEMDA)
    assert Play(citra(everything), play.state).tap("Lihat kontak (1)").state == HandlingUnreachable(PEMDA)
    assert Play(citra(everything), play.state).tap("Lihat kiriman (1)").state == HandlingAside(PEMDA)


def test_a_set_aside_update_is_tried_again() -> None:
    play = Play(citra({"aside": (ASIDE,)}), HandlingAside(PEMDA))
    said = (
        "⚠️ <b>Satu kiriman disisihkan</b>\nDisdukcapil, dokumen, pukul 08.12 WITA. Lima kali dicoba dan belum "
        "berhasil. Kiriman aman."
    )
    play.shows(said, "[Coba lagi] [Lihat rincian]", "[Kembali] [Buka menu]")
    play.tap("Lihat rincian").shows(
        f"{said}\nPengirim: Dewi\nNomor: 9\n<blockquote expandable>StoreError: bucket did not answer</blockquote>",
        "[Coba lagi]",
        "[Kembali] [Buka menu]",
    )
    play.tap("Coba lagi", citra()).ordered(RetryUpdate(9)).toasts("Kiriman dicoba lagi")
    play.shows("Tidak ada masalah yang perlu ditangani.", "[Buka menu]")


def test_an_update_that_cannot_be_read_is_called_so() -> None:
    play = Play(citra({"aside": (replace(ASIDE, unreadable=True),)}), HandlingAside(PEMDA))
    assert play.screen.text == (
        "⚠️ <b>Satu kiriman disisihkan</b>\nDisdukcapil, dokumen, pukul 08.12 WITA. Isinya tidak terbaca oleh bot. "
        "Kiriman aman."
    )


def test_many_set_aside_updates_are_tried_again_at_once() -> None:
    many = tuple(replace(ASIDE, id=number) for number in (9, 11, 12))
    play = Play(citra({"aside": many}), HandlingAside(PEMDA))
    assert [[button.label for button in row] for row in play.screen.rows[1:3]] == [
        ["Coba semua lagi (3)"],
        ["‹", "1 dari 3", "›"],
    ]
    play.tap("›")
    assert play.state == HandlingAside(PEMDA, page=1)
    play.tap("Coba semua lagi (3)").ordered(RetryUpdate(9), RetryUpdate(11), RetryUpdate(12))
    play.toasts("3 kiriman dicoba lagi")


def test_more_than_are_shown_are_tried_again_in_one_order() -> None:
    play = Play(citra({"aside": (ASIDE,), "aside_more": 980}), HandlingAside(PEMDA))
    play.tap("Coba semua lagi (981)").ordered(RetryAll(PEMDA)).toasts("981 kiriman dicoba lagi")


def test_what_the_bot_fails_at_is_tried_again() -> None:
    play = Play(citra({"stuck": (STUCK,)})).begin("admin").tap("Tangani masalah (1)")
    play.tap("Lihat pekerjaan bot (1)").shows(
        "⚠️ <b>Bot belum berhasil menyiapkan kiriman ke grup</b>\nSejak pukul 08.12 WITA. Dicoba lagi sekali sehari.\n"
        "<blockquote expandable>KeyError at scheduler/posts.py:60</blockquote>",
        "[Coba lagi]",
        "[Kembali] [Buka menu]",
    )
    play.tap("Coba lagi", citra()).ordered(RetryWork(PEMDA, 4)).toasts("Dicoba lagi dalam satu menit")
    play.shows("Tidak ada masalah yang perlu ditangani.", "[Buka menu]")


def test_files_that_wait_for_more_than_an_hour_are_named() -> None:
    play = Play(citra({"late_files": LATE_FILES})).begin("admin")
    assert "8 berkas belum tersalin" in play.screen.text
    play = play.tap("Tangani masalah (8)").tap("Lihat berkas tertunda (8)")
    lines = "\n".join(f"Dinkes: SK_{n}.pdf, pukul 08.0{n} WITA" for n in range(1, 7))
    play.shows(
        f"⚠️ <b>Berkas belum tersalin lebih dari satu jam</b>\n{lines}\n"
        "Bot terus mencoba, dan pengirim diberi tahu bila gagal. Bila bertambah banyak, hubungi pengelola server.",
        "[‹] [1 dari 2] [›]",
        "[Kembali] [Buka menu]",
    )
    play.tap("›")
    assert "SK_8.pdf" in play.screen.text
    assert play.tap("Kembali").state == HandlingProblems(PEMDA)
    Play(citra(), HandlingLateFiles(PEMDA)).shows("Tidak ada masalah yang perlu ditangani.", "[Buka menu]")


def test_what_waits_for_more_than_an_hour_is_said() -> None:
    Play(citra({"waits": WAITS})).begin("admin").tap("Tangani masalah (2)").shows(
        "<b>Masalah · Kutai Timur</b>\n2 perlu ditangani.\n"
        "⚠️ 3 kiriman menunggu diolah sejak pukul 08.12 WITA. Hubungi pengelola server.\n"
        "⚠️ 3 pesan menunggu dikirim sejak pukul 08.12 WITA. Hubungi pengelola server.",
        "[Buka menu]",
    )


def test_an_alarm_of_several_leads_to_the_list() -> None:
    facts = citra({"aside": (ASIDE,), "stuck": (STUCK,)})
    assert Play(facts).does(Tap(f"list_aside:{PEMDA}")).state == HandlingAside(PEMDA)
    assert Play(facts).does(Tap(f"list_work:{PEMDA}")).state == HandlingStuck(PEMDA)
    Play(ani(), Browsing(7)).does(Tap(f"list_aside:{PEMDA}")).ordered().toasts(REFUSED)


def test_an_update_that_was_settled_meanwhile() -> None:
    solved = "Kiriman ini sudah diolah atau tidak ada lagi."
    play = Play(citra({"aside": (ASIDE,)}), HandlingAside(PEMDA))
    play.does(Tap("retry:8", 1)).ordered().toasts(solved)
    Play(citra(), ShowingAside(PEMDA, 9)).shows(solved, "[Kembali] [Buka menu]")


def test_the_alarm_can_be_answered_from_anywhere() -> None:
    facts = citra({"aside": (ASIDE,)})
    for item in ("retry:9", f"retry:9:{PEMDA}"):
        Play(facts, Administering(PEMDA)).does(Tap(item)).ordered(RetryUpdate(9)).toasts("Kiriman dicoba lagi")
        shown = Play(facts, Administering(PEMDA)).does(Tap(item.replace("retry", "aside")))
        assert shown.state == ShowingAside(PEMDA, 9)
    for item in ("retry:9", "aside:9", f"retry:9:{PEMDA}"):
        play = Play(ani(), Browsing(7)).does(Tap(item)).ordered().toasts(REFUSED)
        assert play.state == Browsing(7)


def test_an_unreachable_contact_gets_a_successor() -> None:
    play = Play(citra({"unreachable": (UNREACHABLE,)}), HandlingUnreachable(PEMDA))
    said = "⚠️ Kontak Diskan (Eko) memblokir bot sejak 3 Desember 2026; tidak ada kontak lain."
    play.shows(said, "[Buat undangan baru]", "[Kembali] [Buka menu]")
    play.tap("Buat undangan baru")
    assert play.state == ShowingOpd(PEMDA, UNREACHABLE.opd_id)
    way = steady("Buat undangan baru", "invite_opd", UNREACHABLE.opd_id, PEMDA)
    assert unreachable_notice(UNREACHABLE, PEMDA) == Notice(said, ((way,),))


def test_a_report_of_a_wrong_opd_waits_for_a_coordinator() -> None:
    disputed = (replace(PEOPLE[0], disputed=True), *PEOPLE[1:])
    play = Play(citra({"people": disputed})).begin("admin")
    assert "⚠️ 1 laporan salah OPD" in play.screen.text
    play.tap("Tangani masalah (1)").tap("Lihat salah OPD (1)").shows(
        "⚠️ Ani melaporkan salah OPD: terdaftar sebagai kontak Dinkes. "
        "Bila benar salah, keluarkan dari OPD itu lalu kirim undangan OPD yang benar.",
        "[Atur kontak ini]",
        "[OPD sudah benar]",
        "[Kembali] [Buka menu]",
    )
    assert Play(play.facts, play.state).tap("Atur kontak ini").state == ShowingPerson(PEMDA, 1)
    told = Notice(
        "Koordinator memastikan Bapak/Ibu kontak Dinkes. Penilaian dapat diisi.",
        ((steady("Isi penilaian", "resume"),),),
    )
    right = play.press("OPD sudah benar")
    play.does(right, citra({"people": PEOPLE})).ordered(DisputeOpd(1, False), Tell((ANI.id,), told, PEMDA))
    play.toasts("Laporan selesai; kontak diberi tahu").shows("Tidak ada masalah yang perlu ditangani.", "[Buka menu]")
    play.does(right).ordered().toasts("Laporan ini sudah selesai.")


def test_problem_screens_of_a_former_coordinator_show_nothing() -> None:
    states = (HandlingProblems(PEMDA), HandlingAside(PEMDA), ChangingSettings(PEMDA), ListingPeople(PEMDA))
    for state in states:
        Play(ani(), state).shows(REFUSED)
