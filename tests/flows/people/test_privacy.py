"""Personal data: what is kept, one's own copy, erasure."""

from bot.flows.people.privacy import Erasing, ReadingPrivacy
from bot.flows.states.contact import Browsing
from bot.flows.states.coordinator import Administering
from core.effects import ErasePerson, RequestErasure, SendMyData, Tell, TellRole
from core.people.roles import Role
from core.screen import Notice, steady
from tests.flows.ground import ORGANISER
from tests.flows.play import play
from tests.flows.world import NUMBER, PEMDA, World

ANI = 1


NOTICE = (
    "<b>Data pribadi</b>\n"
    "Pengelola: Bagian Organisasi. Disimpan selama 5 tahun: nama, nomor akun Telegram, jabatan dan NIP penanggung "
    "jawab, jawaban, bukti, waktu. Nomor telepon tidak diminta.\n"
    "<blockquote expandable>Bapak/Ibu berhak melihat, memperbaiki, dan meminta penghapusan data (UU 27/2022). "
    "Catatan perubahan tetap ada tanpa nama.</blockquote>"
)


def test_privacy() -> None:
    phone = play(World(organiser="Bagian Organisasi")).command("privasi")
    phone.stands(NOTICE, "[Unduh data saya]", "[Minta penghapusan]", "[Kembali]")
    phone.tap("Unduh data saya").asks_for(SendMyData()).toasts("Data sedang disiapkan dan dikirim di sini")


def test_erasure_is_asked_for_and_granted() -> None:
    phone = play(World()).command("privasi").tap("Minta penghapusan")
    phone.stands(
        "Minta penghapusan data pribadi? Setelah disetujui koordinator, nama dan nomor akun dihapus dan semua peran "
        "berakhir. Jawaban dan bukti tetap milik OPD.",
        "[Tetap simpan data]",
        "[Minta penghapusan]",
    )
    phone.tap("Tetap simpan data").asks_for().tap("Minta penghapusan").tap("Minta penghapusan")
    request = Notice(
        "⚠️ Ani, kontak Dinas Kesehatan, meminta penghapusan data pribadinya (UU 27/2022).",
        ((steady("Hapus data", "erase", ANI, PEMDA),),),
    )
    phone.asks_for(RequestErasure(), TellRole(PEMDA, Role.COORDINATOR, request))
    phone.says("Permintaan penghapusan sudah disampaikan kepada koordinator; hasilnya diberitahukan di sini.")
    assert phone.state == ReadingPrivacy(NUMBER)

    coordinator = play(phone.world, "Citra", Administering(PEMDA)).steady(f"erase:{ANI}:{PEMDA}")
    coordinator.stands(
        "Hapus data pribadi Ani, kontak Dinkes? Nama dan nomor akun dihapus, semua perannya berakhir, dan catatan "
        "perubahan tinggal tanpa nama. Jawaban dan bukti tetap milik OPD. Tidak dapat dibatalkan.",
        "[Hapus data]",
        "[Buka menu]",
    )
    coordinator.tap("Hapus data").asks_for(
        Tell(
            (ANI,),
            Notice(
                "Permintaan penghapusan sudah dipenuhi: peran berakhir, nama dan nomor akun dihapus, kecuali masih "
                "dipakai pada pemerintah daerah lain. Jawaban dan bukti tetap milik OPD."
            ),
        ),
        ErasePerson(ANI),
    )
    coordinator.stands(
        "Orang ini tidak lagi terdaftar, jadi tidak ada yang perlu dihapus.\n\nData pribadi Ani sudah dihapus.",
        "[Buka menu]",
    )
    coordinator.forge(f"erase:{ANI}").asks_for()


def test_only_a_coordinator_of_that_pemda_grants_an_erasure() -> None:
    world = World()
    for name in ("Ani", "Budi", "Hadi", "Zul"):
        phone = play(world, name, Browsing(NUMBER)).steady(f"erase:{ANI}:{PEMDA}").asks_for()
        phone.toasts("Hanya untuk koordinator pemerintah daerah ini.")
    play(world, "Ani", Erasing(PEMDA, ANI)).forge(f"erase:{ANI}").asks_for()
    assert play(world, "Ani", Erasing(PEMDA, ANI)).screen.text == "Hanya untuk koordinator pemerintah daerah ini."


def test_the_request_goes_to_every_pemda_with_a_role() -> None:
    world = World()
    world.join("Ani", Role.VERIFIER, None, pemda_id=2)
    phone = play(world).command("privasi").tap("Minta penghapusan").tap("Minta penghapusan")
    assert [order.pemda for order in phone.orders if isinstance(order, TellRole)] == [PEMDA, 2]
    assert phone.notices[1].text == (
        "⚠️ Ani, tim penilai Kota Bontang, meminta penghapusan data pribadinya (UU 27/2022)."
    )


def test_privacy_for_a_stranger_and_for_somebody_without_a_role() -> None:
    play(World(), "Zul").command("privasi").stands(
        "<b>Data pribadi</b>\nAkun ini belum terdaftar. Yang tersimpan hanya nomor akun Telegram, agar percakapan "
        "dapat dijawab."
    )
    world = World()
    world.without(Role.CONTACT)
    play(world).command("privasi").stands(NOTICE, "[Unduh data saya]")


def test_the_organiser_is_named_in_full() -> None:
    assert f"Pengelola: {ORGANISER}." in play(World()).command("privasi").standing.text
