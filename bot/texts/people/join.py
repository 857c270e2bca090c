"""Joining: welcomes for each role, refused invitations, choosing between OPD."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.texts.common import DONE, NO_PERIOD, WARN, day, hour, named
from core.assessment.model import SENT, Assessment, Status
from core.assessment.subjects import KINDS
from core.facts import Choice
from core.instrument.model import Instrument
from core.instrument.parts import NEVER, SubjectKind
from core.pemda.naming import called, office, shortened
from core.pemda.periods import what
from core.pemda.purpose import Purpose, brief, within
from core.people.roles import Membership, Role
from core.written import count, listed

ASK_ANEW = "Mintalah undangan baru kepada Bagian Organisasi."
UNKNOWN = "Undangan tidak dikenali. Buka kembali tautan dari surat undangan, atau hubungi Bagian Organisasi."
USED_UP = (
    "Undangan ini sudah dipakai. Bila sudah terdaftar, ketuk /mulai; "
    "bila belum, mintalah undangan baru kepada Bagian Organisasi."
)
REVOKED = f"Undangan ini sudah dicabut. {ASK_ANEW}"
STRANGER = (
    "Bot ini hanya untuk perangkat daerah yang diundang oleh Bagian Organisasi di pemerintah daerahnya. "
    "Buka tautan pada surat undangan, atau tempelkan tautannya di sini."
)
SEVERAL = "Pesan ini memuat lebih dari satu undangan. Tempelkan satu tautan saja."
BESIDE = {
    "words": f"{WARN} Tulisan itu memuat undangan, jadi tidak disimpan. Bila perlu, kirim lagi tanpa undangannya.",
    "file": f"{WARN} Berkas itu disertai undangan, jadi tidak disimpan. Kirim lagi berkasnya tanpa undangan itu.",
}
KNOWN = "Bapak/Ibu sudah terdaftar. Ketuk tombol di bawah untuk melanjutkan."
NOT_YOURS = "Penilaian ini tidak lagi terbuka untuk Bapak/Ibu."

ANY_WORK = "pilih jawaban, tulis penjelasan, kirim bukti"
"""What is to be done with a variable, where it is not known of which instrument."""

CONTINUE = "Lanjutkan"
CHOOSE = "Pilih penilaian"
CHOOSE_FIRST = f"{WARN} Belum disimpan: pilih penilaiannya lebih dahulu, lalu kirim lagi."
CHANGE_OPD, CHANGE_PERIOD = "Ganti OPD", "Ganti penilaian"
WRONG_OPD = "Laporkan salah OPD"
REPORT = "Laporkan"
THIS_OPD = "OPD ini benar"
RIGHT_OPD = "Batalkan laporan"
OPEN_MENU = "Buka menu koordinator"
OPEN_APPROVAL = "Lihat penilaian"
SET_RIGHT = "Atur kontak ini"

_KEPT = (
    "<i>Yang disimpan: nama dan nomor akun Telegram, jawaban, serta bukti. Penjelasan dan bukti hanya dilihat OPD "
    "Bapak/Ibu, tim penilai, dan koordinator; tingkat dan nilai juga oleh pimpinan dan grup tim penilai. "
    "Rincian: /privasi. Berhenti: /profil.</i>"
)
_KEPT_OF_TEAM = (
    "<i>Yang disimpan: nama dan nomor akun Telegram, serta yang dikerjakan di bot ini. "
    "Rincian: /privasi. Berhenti: /profil.</i>"
)


def expired(on: date) -> str:
    return f"Undangan ini berakhir {day(on)}. {ASK_ANEW}"


def throttled(until: datetime, zone: str) -> str:
    return f"Terlalu banyak percobaan. Silakan mencoba lagi setelah {hour(until, zone)}."


def welcome(a: Assessment, organiser: str, due: str) -> str:
    """What a new contact reads first. `due`: weekday, date, hour and zone."""
    return (
        f"Selamat datang, Bapak/Ibu kontak <b>{named(office(a.opd.name), 200)}</b>.\n"
        f"Bot ini dijalankan {named(organiser, 120)} untuk {named(_assessment(a), 80)}.\n\n"
        f"Ada {len(a.instrument.codes)} variabel. Pada setiap variabel: {work(a.instrument)}. "
        "Semua langsung tersimpan dan boleh diisi bertahap.\n"
        f"Tenggat: <b>{due}</b>\n\n{_KEPT}"
    )


def _assessment(a: Assessment) -> str:
    """ "penilaian mandiri kematangan 2026", "PEKPPP 2026": what a period's name says already is not said twice."""
    called, name, own = brief(a.instrument), a.period.name, what(a.instrument.short_title)
    named_so = name.casefold().startswith(own.casefold())
    if not a.period.several and not named_so:
        return f"{called} {name}"
    before = called.removesuffix(own.lower())
    if before != called:
        return before + name
    return name if a.period.several else within(name)


def to_register(kind: SubjectKind) -> str:
    """Label of the way to a register that is still empty."""
    return f"Isi daftar {KINDS[kind]}"


def work(instrument: Instrument) -> str:
    """What is to be done with each variable: "pilih tingkat, tulis penjelasan, kirim bukti"."""
    ladder = all(instrument.ladder(code) for code in instrument.codes if not instrument.given_by_team(code))
    steps = ["pilih tingkat" if ladder else "pilih jawaban"]
    steps += ["tulis uraian"] if any(one.essay for one in instrument.variables) else []
    steps += ["tulis penjelasan"] if instrument.explained else []
    steps += ["kirim bukti"] if instrument.evidence_required_from < NEVER else []
    return ", ".join(steps)


def welcome_to_several(opd: str, organiser: str, choices: Sequence[Choice]) -> str:
    """The same where several periods are open."""
    names = listed(list(dict.fromkeys(named(item.period, 60) for item in choices if item.period)))
    return (
        f"Selamat datang, Bapak/Ibu kontak <b>{named(office(opd), 200)}</b>.\n"
        f"Bot ini dijalankan {named(organiser, 120)} untuk penilaian mandiri perangkat daerah.\n\n"
        f"Sedang terbuka: {names}. Pilih satu; yang lain dapat diisi kapan saja. "
        f"Semua langsung tersimpan dan boleh diisi bertahap.\n\n{_KEPT}"
    )


def welcome_early(opd: str, organiser: str, purpose: Purpose) -> str:
    """For a contact who joins while no period is open."""
    return (
        f"Selamat datang, Bapak/Ibu kontak <b>{named(opd, 200)}</b>.\n"
        f"Bot ini dijalankan {named(organiser, 120)} untuk {named(purpose.whole, 120)}.\n\n"
        f"{NO_PERIOD}\n\n{_KEPT}"
    )


def report_asked(opd: str) -> str:
    """Below the welcome, after [Laporkan salah OPD]."""
    return (
        f"Laporkan kepada koordinator bahwa Bapak/Ibu bukan kontak <b>{named(opd, 200)}</b>?\n"
        "Koordinator lalu mengirim undangan OPD yang benar."
    )


def reported(told: bool, opd: str) -> str:
    """After [Laporkan]."""
    now = f"Bapak/Ibu terdaftar sebagai kontak <b>{named(opd, 200)}</b>."
    if not told:
        return f"⚠️ Belum ada koordinator yang terdaftar di bot. Sampaikan salah OPD ini kepada Bagian Organisasi. {now}"
    return f"⚠️ Salah OPD sudah dilaporkan kepada koordinator. {now} Tunggu undangan yang benar; tidak perlu mengisi."


REPORTED_TOAST = "Koordinator sudah diberi tahu"


def wrong_opd(name: str, opd: str) -> str:
    """To the coordinators."""
    return (
        f"⚠️ {named(name, 80)} melaporkan salah OPD: terdaftar sebagai kontak {named(opd, 200)}. "
        "Keluarkan dari OPD itu, lalu kirim undangan OPD yang benar."
    )


def right_opd(name: str, opd: str) -> str:
    """To the coordinators, when the report was a mistake."""
    return f"{named(name, 80)} membatalkan laporan salah OPD: tetap kontak {named(opd, 200)}."


def serving(member: Membership, organiser: str, purpose: Purpose) -> str:
    """What a role other than the contact's can do now, at the first meeting and on /mulai."""
    place, opd = named(member.pemda_name, 80), named(member.opd_name, 200)
    run = f"Bot ini dijalankan {named(organiser, 120)} untuk {named(purpose.whole, 120)}."
    match member.role:
        case Role.HEAD:
            whom = f"kepala <b>{opd}</b>"
            now = (
                "Kontak mengisi penilaian. Bila persetujuan kepala diperlukan, ringkasannya datang ke sini dan "
                "disetujui dengan satu ketukan."
            )
        case Role.VERIFIER:
            whom = f"tim penilai <b>{place}</b>" + (f", bidang {named(member.field)}" if member.field else "")
            now = (
                "Kiriman OPD menunggu di antrean: bukti, jawaban, dan putusan dalam satu pesan. Antrean terbuka juga "
                "dengan /periksa. Pertanyaan kontak yang diteruskan ke bidang Bapak/Ibu datang ke sini."
            )
        case Role.COORDINATOR:
            whom = f"koordinator <b>{place}</b>"
            now = "Dari menu: daftar OPD, periode, undangan, orang, dan pengaturan. Menu terbuka juga dengan /admin."
        case Role.PROVINCE:
            whom = f"tim penilai provinsi untuk <b>{place}</b>"
            now = "OPD yang selesai diperiksa tim daerah menunggu di antrean. Antrean terbuka juga dengan /periksa."
        case Role.VIEWER:
            whom = f"peninjau <b>{place}</b>"
            now = (
                "Kemajuan pengisian, nilai, grafik, keadaan tiap OPD, dan berkas rekap terbuka dari papan. "
                "Papan terbuka juga dengan /mulai."
            )
        case Role.CONTACT:
            whom, now = f"kontak <b>{opd}</b>", NO_PERIOD
    return f"Selamat datang, Bapak/Ibu {whom}.\n{run}\n\n{now}\n\n{_KEPT_OF_TEAM}"


def choose(choices: Sequence[Choice]) -> str:
    opds = len(choices)
    if any(item.subject for item in choices):
        return f"Ada {count(opds, 9)} yang dapat diisi. Pilih satu; namanya tertulis di baris pertama."
    if any(item.period for item in choices) and opds > 1:
        of = len({item.opd_name for item in choices})
        where = f" pada {count(of, 9)} OPD" if of > 1 else ""
        return f"Ada {count(opds, 9)} penilaian yang terbuka{where}. Pilih satu; namanya tertulis di baris pertama."
    if opds < 2:
        return "Pilih OPD yang akan diisi; namanya tertulis di baris pertama."
    return f"Bapak/Ibu terdaftar pada {count(opds, 9)} OPD. Pilih yang akan diisi; namanya tertulis di baris pertama."


def also(opd: str) -> str:
    """To a contact of other OPD who has just joined."""
    return f"{DONE} Bapak/Ibu kini juga kontak {named(opd, 100)}."


def choice(item: Choice, among: Sequence[Choice]) -> str:
    """Label of an OPD to choose: "Isi Dinkes (7/11)"; of a period "Kematangan 2026 (7/11)", and with the OPD where
    there are several.
    """
    opds = len({one.opd_name for one in among})
    name = shortened(_name(item, opds), 30 if item.period else 16, [_name(one, opds) for one in among])
    if item.role is Role.HEAD:
        return f"Tinjau {name}"
    if item.status is Status.RETURNED:
        return f"Perbaiki {name}"
    begin = "" if item.period else "Isi "
    return f"Lihat {name}" if item.status in SENT else f"{begin}{name} ({item.complete}/{item.of})"


def _name(item: Choice, opds: int) -> str:
    if not item.period:
        return item.opd_short
    return called(item.opd_short, f"· {item.period}") if opds > 1 or item.subject else item.period


RECORD = "Selamat datang"
RECORD_CHOICE, RECORD_PERIOD = "Memilih OPD", "Memilih penilaian"
