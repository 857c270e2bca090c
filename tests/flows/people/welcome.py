"""A contact who has taken an invitation, and what they read."""

from tests.flows.play import Play, play
from tests.flows.situations import token
from tests.flows.world import World

WELCOME = (
    "Selamat datang, Bapak/Ibu kontak <b>Dinas Kesehatan</b>.\n"
    "Bot ini dijalankan Bagian Organisasi Setda Kabupaten Kutai Timur untuk penilaian mandiri kematangan 2026.\n"
    "\n"
    "Ada 11 variabel. Pada setiap variabel: pilih tingkat, tulis penjelasan, kirim bukti. Semua langsung tersimpan "
    "dan boleh diisi bertahap.\n"
    "Tenggat: <b>Senin, 14 Desember 2026 pukul 16.00 WITA</b>\n"
    "\n"
    "<i>Yang disimpan: nama dan nomor akun Telegram, jawaban, serta bukti. Penjelasan dan bukti hanya dilihat OPD "
    "Bapak/Ibu, tim penilai, dan koordinator; tingkat dan nilai juga oleh pimpinan dan grup tim penilai. "
    "Rincian: /privasi. Berhenti: /profil.</i>"
)


WELCOME_BUTTONS = ("[Mulai mengisi V01]", "[Buka daftar isi]", "[Laporkan salah OPD]")


GONE = "Penilaian ini tidak lagi terbuka untuk Bapak/Ibu."


def joined(world: World | None = None) -> Play:
    """Zul has taken an invitation as a contact of Dinkes."""
    world = world or World()
    return play(world, "Zul").command("mulai", token(world))


def own_role(phone: Play) -> int:
    """The number of somebody's only membership."""
    (role,) = phone.facts.memberships
    return role.id
