"""Where Dinkes can stand when something ends, with everybody's last screen, and what can end it.

Ani fills in, Eko heads, Budi and Oki judge, Prita judges for the province, Citra coordinates.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from bot.holidays.days import days_off
from core.effects import ChangePemda, Submit
from core.people.roles import Role
from scheduler.env import TickEnv
from scheduler.periods import periods
from storage.engine.schema import ASSESSMENT, MEMBERSHIP, OUTBOX
from tests.storage.phone import Phone
from tests.storage.region import ADMIN, VERIFY_DUE, Region, answered, filled
from tests.storage.review.test_verdicts import join, judge_all
from tests.ticking import work

ENV = TickEnv(frozenset({ADMIN}), days_off)


@dataclass
class Scene:
    """The region with the phones of those who have a screen."""

    region: Region
    phones: dict[str, Phone] = field(default_factory=dict)

    def phone(self, name: str) -> Phone:
        if name not in self.phones:
            self.phones[name] = Phone(self.region, name)
        return self.phones[name]

    @property
    def status(self) -> str:
        return str(self.region.row(ASSESSMENT, id=self.region.dinkes)["status"])

    def told(self, since: int) -> dict[str, list[str]]:
        """Notices queued after this outbox row: person -> what they read, in order."""
        names = {number * 11: name for name, number in self.region.person.items()}
        found: dict[str, list[str]] = {}
        for row in self.region.rows(OUTBOX):
            text = row["payload"].get("text", "")
            if row["id"] > since and row["kind"] == "send" and row["state"] == "waiting" and text:
                found.setdefault(names[row["chat_id"]], []).append(text)
        return found

    @property
    def newest(self) -> int:
        query = select(OUTBOX.c.id).order_by(OUTBOX.c.id.desc()).limit(1)
        return int(self.region.database.read(lambda conn: conn.execute(query).scalar()) or 0)


# where it stands


def untouched(scene: Scene) -> None:
    scene.phone("Ani").command("isi").tap("Mulai mengisi V01")


def draft(scene: Scene) -> None:
    scene.region.do("Ani", *answered(scene.region.dinkes, "V01"))
    scene.phone("Ani").command("isi").tap("V02").tap("III")


def complete(scene: Scene) -> None:
    scene.region.do("Ani", *filled(scene.region.dinkes))
    scene.phone("Ani").command("ringkasan")


def awaiting_head(scene: Scene) -> None:
    scene.region.do("Citra", ChangePemda(1, "approval", "in_bot"))
    complete(scene)
    scene.phone("Ani").tap("Kirim ke kepala")
    scene.phone("Eko").command("mulai")


def awaiting_letter(scene: Scene) -> None:
    scene.region.do("Citra", ChangePemda(1, "approval", "letter"))
    complete(scene)
    scene.phone("Ani").tap("Siapkan surat")


def sent(scene: Scene) -> None:
    complete(scene)
    scene.phone("Ani").tap("Kirim ke tim penilai")


def withdrawing(scene: Scene) -> None:
    sent(scene)
    scene.phone("Ani").tap("Tarik kembali")


def _team(scene: Scene) -> None:
    join(scene.region, "Oki", Role.VERIFIER, "organisasi")
    join(scene.region, "Prita", Role.PROVINCE)
    scene.region.now += timedelta(days=1)


def drafted(scene: Scene) -> None:
    """Budi has judged all that is his, V01 is to be given back; nothing of it is told yet."""
    sent(scene)
    _team(scene)
    budi = scene.phone("Budi").command("periksa")
    budi.press(f"-:review:{scene.region.dinkes}:V01")
    budi.tap("Kembalikan").tap("1")
    while "Kirim putusan" not in budi.screen.labels:
        budi.tap("Terima III")


def returned(scene: Scene) -> None:
    """V01 is with Ani, who looks at it."""
    drafted(scene)
    scene.phone("Budi").tap("Kirim putusan")
    scene.phone("Ani").press(f"-:open:{scene.region.dinkes}:V01")


def repairing(scene: Scene) -> None:
    """She has sent new evidence, and not yet the repair."""
    returned(scene)
    scene.phone("Ani").file("SK_baru.pdf")


def verified(scene: Scene) -> None:
    scene.region.do("Citra", ChangePemda(1, "province_review", True))
    scene.region.do("Ani", *filled(scene.region.dinkes), Submit(scene.region.dinkes))
    _team(scene)
    judge_all(scene.region)
    scene.phone("Ani").command("mulai")
    scene.phone("Prita").command("periksa").press(f"-:review:{scene.region.dinkes}")


def final(scene: Scene) -> None:
    verified(scene)
    citra = scene.phone("Citra").command("admin").press("-:period:1").tap("Kelola hasil").tap("Tetapkan 1 OPD")
    citra.tap("Tetapkan 1 OPD")


STATES: dict[str, Callable[[Scene], None]] = {
    one.__name__: one
    for one in (
        untouched,
        draft,
        complete,
        awaiting_head,
        awaiting_letter,
        sent,
        withdrawing,
        drafted,
        returned,
        repairing,
        verified,
        final,
    )
}


# what ends it


def closed(scene: Scene) -> None:
    scene.phone("Citra").command("admin").press("-:period:1").tap("Tutup periode 2026").tap("Tutup periode 2026")


def over(scene: Scene) -> None:
    """Verification was due; the clock has not come round yet."""
    scene.region.now = VERIFY_DUE + timedelta(seconds=1)


def closed_by_itself(scene: Scene) -> None:
    over(scene)
    scene.region.database.write(lambda conn: work(conn, periods, scene.region.now, ENV))


def archived(scene: Scene) -> None:
    closed(scene)
    citra = scene.phone("Citra").press("-:period:1").tap("Lihat periode").tap("2026")
    citra.tap("Arsipkan").tap("Arsipkan")  # asked once more


def contact_removed(scene: Scene) -> None:
    _remove(scene, "Ani")


def head_removed(scene: Scene) -> None:
    _remove(scene, "Eko")


def verifier_removed(scene: Scene) -> None:
    _remove(scene, "Budi")


def _remove(scene: Scene, name: str) -> None:
    held = scene.region.row(MEMBERSHIP, person_id=scene.region.person[name])
    citra = scene.phone("Citra").command("admin").tap("Atur orang")
    citra.press(f"person:{held['id']}").tap("Keluarkan").tap("Keluarkan")


def reopened(scene: Scene) -> None:
    """The coordinator opens the result again for V01."""
    citra = scene.phone("Citra").command("admin").press("-:period:1").tap("Kelola hasil").tap("Buka kembali hasil")
    citra.tap("Dinkes").tap("☐ V01").text("Bukti V01 terlewat dibaca.").tap("Buka kembali hasil")


ENDINGS: dict[str, Callable[[Scene], None]] = {one.__name__: one for one in (closed, over, closed_by_itself, archived)}
"""What ends every state."""

LOSSES: tuple[tuple[str, Callable[[Scene], None]], ...] = (
    ("draft", contact_removed),
    ("awaiting_head", contact_removed),
    ("awaiting_head", head_removed),
    ("repairing", contact_removed),
    ("drafted", verifier_removed),
    ("verified", reopened),
    ("final", reopened),
)
"""What ends some."""
