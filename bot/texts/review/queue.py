"""The team's queue, and what every screen of the team shares."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.texts.common import BACK, PART, WAIT, WARN, clock, hour, named
from core.pemda.naming import called, shortened
from core.review.facts import Desk, Dossier, QueueLine, ReviewFacts
from core.review.rules import STALE
from core.review.verdicts import Stage
from core.written import count, listed, with_rest

NOT_TEAM = "Tombol ini untuk tim penilai."
NOTHING_HERE = "Tidak ada lagi yang perlu Bapak/Ibu nilai di sini."
ARCHIVED = "Periode ini sudah diarsipkan; tidak ada lagi yang dinilai."
GONE = "Antrean ini bukan untuk Bapak/Ibu lagi."
GO_ON = "Lanjutkan"
REGION_FIRST = "Tim daerah sedang menilai OPD ini; provinsi menilai setelah tim daerah selesai."
OPEN_QUEUE = "Buka antrean"
RECORD = "Antrean verifikasi"


def place(desk: Desk) -> str:
    """ "bidang organisasi", "verifikasi provinsi"."""
    if desk.stage is Stage.PROVINCE:
        return "verifikasi provinsi"
    if None in desk.fields:
        return "semua bidang"
    if desk.fields:
        return f"bidang {listed([named(of or '') for of in dict.fromkeys(desk.fields)])}"
    return "bagian koordinator"


def opd_of(d: Dossier) -> str:
    """The OPD that is judged, and in which period where the Pemda has several. Escaped."""
    return named(called(d.opd.short, f"· {d.period.name}" if d.period.several else ""), 24)


def queue(found: ReviewFacts, shown: Iterable[tuple[QueueLine, int]], late: int, zone: str) -> str:
    """`shown`: this page's lines with their age in working days; `late`: how many of all wait too long."""
    desk, waiting = found.desk, len(found.queue)
    several = len({one.pemda for one in found.desks}) > 1
    where = f" · {named(desk.pemda_name)}" if several or desk.stage is Stage.PROVINCE else ""
    head = f"<b>Antrean · {place(desk)}</b>{where}"
    stuck = _stuck(found.stuck) if found.stuck and not desk.fields else []
    if not waiting:
        return "\n".join([head, _empty(desk, found.others), *stuck])
    stale = f", {late} lebih dari {count(STALE)} hari kerja" if late else ""
    lines = (_line(line, age, zone) for line, age in shown)
    return "\n".join([head, f"{waiting} OPD menunggu{stale}", *lines, *stuck])


def _stuck(opds: Sequence[str]) -> list[str]:
    """To the coordinator: OPD that nobody may judge, because everybody who could belongs to them."""
    names = listed(with_rest([named(opd, 24) for opd in opds], 3))
    return [f"{WARN} {names} tidak boleh dinilai siapa pun di tim. Undang anggota tim penilai dari OPD lain."]


def _empty(desk: Desk, others: int) -> str:
    if desk.stage is Stage.REGION and not desk.fields:
        waiting = f" {others} OPD menunggu tim penilai." if others else ""
        return f"Tidak ada yang perlu dinilai koordinator.{waiting}"
    waiting = f" {others} OPD menunggu bidang lain." if others else ""
    return f"Tidak ada OPD yang menunggu.{waiting}"


def _line(line: QueueLine, age: int, zone: str) -> str:
    opd = named(line.opd_short, 24)
    if line.holder and line.until:
        return f"{WAIT} {opd} · diperiksa {named(line.holder)} sampai pukul {clock(line.until)}"
    codes = " ".join(line.codes) if len(line.codes) <= 6 else f"{len(line.codes)} variabel"
    if line.mine and line.until:
        judged = f"{line.judged} dari {len(line.codes)} dinilai"
        return f"{PART} {opd} · {judged} · tugas Bapak/Ibu sampai {hour(line.until, zone)}"
    mark = WARN if age > STALE else BACK if line.repaired else "•"
    repaired = " dinilai lagi" if line.repaired else ""
    return f"{mark} {opd} · {codes}{repaired} · {_age(age)}"


def _age(days: int) -> str:
    return f"menunggu {days} hari kerja" if days else "masuk hari ini"


def examine(what: str, among: Iterable[str] = ()) -> str:
    """ "Periksa Dinkes", "Periksa V11". Not escaped: a label."""
    return f"Periksa {shortened(what, 20, among)}"


def take_over(opd: str, among: Iterable[str]) -> str:
    return f"Ambil alih {shortened(opd, 18, among)}"


def other_desk(number: int, of: int) -> str:
    return f"Antrean lain ({number} dari {of})"


# toasts


def claimed(opd: str, until: datetime, zone: str) -> str:
    return f"{opd} menjadi tugas Bapak/Ibu sampai {hour(until, zone)}"


def busy(opd: str, who: str, until: datetime, zone: str) -> str:
    return f"{opd} diperiksa {who} sampai {hour(until, zone)}."


def final(opd: str) -> str:
    """A toast for somebody who would judge a final result. Not escaped."""
    return (
        f"Hasil {shortened(opd, 40)} sudah ditetapkan koordinator dan tidak dinilai lagi. "
        "Bila perlu diubah, minta koordinator membuka kembali hasilnya."
    )


def own(opd: str) -> str:
    return f"{opd} adalah OPD Bapak/Ibu, jadi diperiksa rekan."


def taken(opd: str) -> str:
    return f"{opd} diambil alih. Rancangan rekan tetap tersimpan."


def taken_from(opd: str, who: str, at: datetime, zone: str) -> str:
    """To the colleague whose task it was."""
    return f"{named(who, 80)} mengambil alih pemeriksaan {named(opd)} {hour(at, zone)}. Rancangan tetap tersimpan."
