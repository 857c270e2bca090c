"""What needs attention."""

from bot.flows.states.contact import Browsing
from bot.flows.states.coordinator import Administering, ChangingSettings, ShowingOpd
from bot.flows.states.people import ListingPeople, ShowingPerson
from bot.flows.states.problems import (
    HandlingAside,
    HandlingHeadless,
    HandlingLateFiles,
    HandlingProblems,
    HandlingStuck,
    HandlingUnreachable,
    ListingQuestions,
    ShowingAside,
)
from bot.texts.pemda.problems import unreachable_notice
from core.assessment.model import Approval
from core.effects import DisputeOpd, RetryAll, RetryUpdate, RetryWork, Tell
from core.facts import UnreachableLine
from core.people.roles import Role
from core.screen import Notice, steady
from tests.flows.expectations import labels
from tests.flows.play import play
from tests.flows.situations import asked, late_files, set_aside, stuck_post, unreachable, waiting
from tests.flows.world import CODES, NUMBER, PEMDA, World, at

ANI = 1
"""The number of Ani, and of her only role."""
GONE = 4711
REFUSED = "Hanya untuk koordinator pemerintah daerah ini."
SOLVED = "Tidak ada masalah yang perlu ditangani."


def test_problems_lead_to_their_kinds() -> None:
    world = unreachable(World(), "Kontak Diskan")
    set_aside(world, "Ani")
    asked(world)
    phone = play(world, "Citra").command("admin").tap("Tangani masalah (3)")
    phone.stands(
        "<b>Masalah · Kutai Timur</b>\n3 perlu ditangani.",
        "[Lihat kiriman (1)]",
        "[Lihat kontak (1)]",
        "[Lihat pertanyaan (1)]",
        "[Buka menu]",
    )
    kinds = (("pertanyaan", ListingQuestions), ("kontak", HandlingUnreachable), ("kiriman", HandlingAside))
    for kind, state in kinds:
        assert play(world, "Citra", HandlingProblems(PEMDA)).tap(f"Lihat {kind} (1)").state == state(PEMDA)


def test_a_set_aside_update_is_tried_again() -> None:
    world = World()
    number = set_aside(world, "Dewi")
    phone = play(world, "Citra", HandlingAside(PEMDA))
    said = (
        "⚠️ <b>Satu kiriman disisihkan</b>\nDinkes, dokumen, pukul 08.12 WITA. Lima kali dicoba dan belum "
        "berhasil. Kiriman aman."
    )
    phone.stands(said, "[Coba lagi] [Lihat rincian]", "[Kembali] [Buka menu]")
    phone.tap("Lihat rincian").stands(
        f"{said}\nPengirim: Dewi\nNomor: {number}\n"
        "<blockquote expandable>StoreError: bucket did not answer</blockquote>",
        "[Coba lagi]",
        "[Kembali] [Buka menu]",
    )
    phone.tap("Coba lagi").asks_for(RetryUpdate(number)).toasts("Kiriman dicoba lagi").stands(SOLVED, "[Buka menu]")


def test_an_update_that_cannot_be_read_is_called_so() -> None:
    world = World()
    set_aside(world, "Dewi", attempts=1)
    assert play(world, "Citra", HandlingAside(PEMDA)).screen.text == (
        "⚠️ <b>Satu kiriman disisihkan</b>\nDinkes, dokumen, pukul 08.12 WITA. Isinya tidak terbaca oleh bot. "
        "Kiriman aman."
    )


def test_many_set_aside_updates_are_tried_again_at_once() -> None:
    world = World()
    for _ in range(3):
        set_aside(world, "Dewi")
    phone = play(world, "Citra", HandlingAside(PEMDA))
    assert labels(phone.screen.rows[1:3]) == ["[Coba semua lagi (3)]", "[‹] [1 dari 3] [›]"]
    assert phone.tap("›").state == HandlingAside(PEMDA, page=1)
    phone.tap("Coba semua lagi (3)").asks_for(RetryAll(PEMDA)).toasts("3 kiriman dicoba lagi")


def test_more_than_are_shown_are_tried_again_in_one_order() -> None:
    world = World()
    for _ in range(23):
        set_aside(world, "Dewi")
    phone = play(world, "Citra", HandlingAside(PEMDA))
    phone.tap("Coba semua lagi (23)").asks_for(RetryAll(PEMDA)).toasts("23 kiriman dicoba lagi")


def test_what_the_bot_fails_at_is_tried_again() -> None:
    world = World()
    number = stuck_post(world)
    phone = play(world, "Citra").command("admin").tap("Tangani masalah (1)")
    phone.tap("Lihat pekerjaan bot (1)").stands(
        "⚠️ <b>Bot belum berhasil menyiapkan kiriman ke grup</b>\nSejak pukul 08.12 WITA. Dicoba lagi sekali sehari.\n"
        "<blockquote expandable>KeyError at scheduler/posts.py:60</blockquote>",
        "[Coba lagi]",
        "[Kembali] [Buka menu]",
    )
    phone.tap("Coba lagi").asks_for(RetryWork(PEMDA, number)).toasts("Dicoba lagi dalam satu menit")
    phone.stands(SOLVED, "[Buka menu]")


def test_files_that_wait_for_more_than_an_hour_are_named() -> None:
    world = late_files(World(now=at("2026-12-07 10.00")), 8)
    phone = play(world, "Citra").command("admin")
    assert "8 berkas belum tersalin" in phone.standing.text
    phone.tap("Tangani masalah (8)").tap("Lihat berkas tertunda (8)")
    lines = "\n".join(f"Dinkes: SK_{n}.pdf, pukul 08.0{n} WITA" for n in range(1, 7))
    phone.stands(
        f"⚠️ <b>Berkas belum tersalin lebih dari satu jam</b>\n{lines}\n"
        "Bot terus mencoba, dan pengirim diberi tahu bila gagal. Bila bertambah banyak, hubungi pengelola server.",
        "[‹] [1 dari 2] [›]",
        "[Kembali] [Buka menu]",
    )
    assert "SK_8.pdf" in phone.tap("›").standing.text
    assert phone.tap("Kembali").state == HandlingProblems(PEMDA)
    play(World(), "Citra", HandlingLateFiles(PEMDA)).stands(SOLVED, "[Buka menu]")


def test_what_waits_for_more_than_an_hour_is_said() -> None:
    world = waiting(World(now=at("2026-12-07 10.00")), 3)
    play(world, "Citra").command("admin").tap("Tangani masalah (2)").stands(
        "<b>Masalah · Kutai Timur</b>\n2 perlu ditangani.\n"
        "⚠️ 3 kiriman menunggu diolah sejak pukul 08.12 WITA. Hubungi pengelola server.\n"
        "⚠️ 3 pesan menunggu dikirim sejak pukul 08.12 WITA. Hubungi pengelola server.",
        "[Buka menu]",
    )


def test_an_alarm_of_several_leads_to_the_list() -> None:
    world = World()
    set_aside(world, "Dewi")
    stuck_post(world)
    assert play(world, "Citra").steady(f"list_aside:{PEMDA}").state == HandlingAside(PEMDA)
    assert play(world, "Citra").steady(f"list_work:{PEMDA}").state == HandlingStuck(PEMDA)
    play(world, "Ani", Browsing(NUMBER)).steady(f"list_aside:{PEMDA}").asks_for().toasts(REFUSED)


def test_an_update_that_was_settled_meanwhile() -> None:
    solved = "Kiriman ini sudah diolah atau tidak ada lagi."
    world = World()
    set_aside(world, "Dewi")
    play(world, "Citra", HandlingAside(PEMDA)).forge(f"retry:{GONE}").asks_for().toasts(solved)
    play(world, "Citra", ShowingAside(PEMDA, GONE)).stands(solved, "[Kembali] [Buka menu]")


def test_the_alarm_can_be_answered_from_anywhere() -> None:
    for way in ("", f":{PEMDA}"):
        world = World()
        number = set_aside(world, "Dewi")
        for item in ("retry", "aside"):
            phone = play(world, "Ani", Browsing(NUMBER)).steady(f"{item}:{number}{way}").asks_for()
            phone.toasts(REFUSED)
            assert phone.state == Browsing(NUMBER)
            play(world, "Hadi").steady(f"{item}:{number}{way}").hides("Dinkes", "Dewi")  # of another Pemda
        shown = play(world, "Citra", Administering(PEMDA)).steady(f"aside:{number}{way}").reads("Dewi")
        assert shown.state == ShowingAside(PEMDA, number)
        phone = play(world, "Citra", Administering(PEMDA)).steady(f"retry:{number}{way}")
        phone.asks_for(RetryUpdate(number)).reads("(toast: Kiriman dicoba lagi)")
        for who in ("Citra", "Hadi"):  # pressed again, or copied into another Pemda: nothing happens, so nobody says so
            play(world, who).steady(f"retry:{number}{way}").hides("dicoba lagi")


def test_an_unreachable_contact_gets_a_successor() -> None:
    world = unreachable(World(now=at("2026-12-03 10.00")), "Kontak Diskan").pass_time(days=4)
    phone = play(world, "Citra", HandlingUnreachable(PEMDA))
    said = "⚠️ Kontak Diskan (Kontak Diskan) memblokir bot sejak 3 Desember 2026; tidak ada kontak lain."
    phone.stands(said, "[Buat undangan baru]", "[Kembali] [Buka menu]")
    assert phone.tap("Buat undangan baru").state == ShowingOpd(PEMDA, world.opd("DISKAN"))
    line = UnreachableLine(9, "Kontak Diskan", world.opd("DISKAN"), "Diskan", at("2026-12-03 10.00"), 0)
    way = steady("Buat undangan baru", "invite_opd", world.opd("DISKAN"), PEMDA)
    assert unreachable_notice(line, PEMDA) == Notice(said, ((way,),))


def test_a_report_of_a_wrong_opd_waits_for_a_coordinator() -> None:
    world = World()
    world.apply(DisputeOpd(ANI, True), "Ani")
    phone = play(world, "Citra").command("admin")
    assert "⚠️ 1 laporan salah OPD" in phone.standing.text
    phone.tap("Tangani masalah (1)").tap("Lihat salah OPD (1)").stands(
        "⚠️ Ani melaporkan salah OPD: terdaftar sebagai kontak Dinkes. "
        "Bila benar salah, keluarkan dari OPD itu lalu kirim undangan OPD yang benar.",
        "[Atur kontak ini]",
        "[OPD sudah benar]",
        "[Kembali] [Buka menu]",
    )
    disputed = phone.state
    assert phone.tap("Atur kontak ini").state == ShowingPerson(PEMDA, ANI)
    told = Notice(
        "Koordinator memastikan Bapak/Ibu kontak Dinkes. Penilaian dapat diisi.",
        ((steady("Isi penilaian", "start"),),),
    )
    phone = play(world, "Citra", disputed)
    right = phone.find("OPD sudah benar").value
    phone.forge(right).asks_for(DisputeOpd(ANI, False), Tell((ANI,), told, PEMDA))
    phone.toasts("Laporan selesai; kontak diberi tahu").stands(SOLVED, "[Buka menu]")
    phone.forge(right).asks_for().toasts("Laporan ini sudah selesai.")


def test_problem_screens_of_a_former_coordinator_show_nothing() -> None:
    world = World()
    for state in (HandlingProblems(PEMDA), HandlingAside(PEMDA), ChangingSettings(PEMDA), ListingPeople(PEMDA)):
        play(world, "Ani", state).stands(REFUSED)


def test_who_waits_for_a_head_who_is_not_there_is_a_problem() -> None:
    world = World(approval=Approval.IN_BOT, heads=0).fill(*CODES)
    phone = play(world, "Citra").command("admin").reads("1 OPD menunggu kepala yang belum terdaftar")
    phone.tap("Tangani masalah (1)").tap("Lihat tanpa kepala (1)").stands(
        "⚠️ Penilaian Dinkes sudah lengkap, tetapi belum dapat disetujui: kepalanya belum terdaftar di bot.",
        "[Undang kepala]",
        "[Kembali] [Buka menu]",
    )
    phone.tap("Undang kepala").reads("[Buat undangan]")
    world.join("Eka", Role.HEAD)
    assert SOLVED in play(world, "Citra", HandlingHeadless(PEMDA)).screen.text
    world = World(heads=0).fill(*CODES)
    assert SOLVED in play(world, "Citra", HandlingHeadless(PEMDA)).screen.text
