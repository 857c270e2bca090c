"""Whatever goes wrong with a file is the outcome of that file; what goes wrong with the store is nobody's."""

import asyncio
import errno
import zipfile
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.evidence.examine import Examiner, NotExamined, Overwhelmed
from bot.evidence.fair_order import EACH
from bot.evidence.kinds.faults import Examined
from simulator import Simulator
from storage.engine.schema import EVIDENCE
from storage.evidence import copying as evidence
from storage.evidence.folder import FolderStore
from storage.evidence.queue import PAUSES, REVIVED, revive
from storage.evidence.store import Writer
from storage.evidence.store_faults import StoreFault, Unavailable
from tests.bot.copying import ADMIN, ANI, Copying
from tests.bot.desk import eventually
from tests.bot.evidence.corpus import offices, pdfs, pictures
from tests.bot.papers import pdf

CITRA = 66
"""Coordinates the Pemda."""
"""Seconds within which a good file is stored, whatever others send."""


class Failing(Examiner):
    """Fails of files whose bytes hold b"BURUK"; tells which it was asked about."""

    def __init__(self, *failures: Exception) -> None:
        super().__init__()
        self.failures = list(failures)
        self.asked: list[bytes] = []

    async def examine(self, path: Path, kinds: Collection[str], most_pixels: int | None = None) -> Examined:
        content = await asyncio.to_thread(path.read_bytes)
        self.asked.append(content)
        if b"BURUK" in content:
            raise self.failures[0] if len(self.failures) == 1 else self.failures.pop(0)
        return Examined("application/pdf")


class Full(FolderStore):
    """A folder that fails while `error` is set, at one of the places where it can."""

    error: OSError | None = None
    place = "write"

    def begin(self) -> Writer:
        if self.error is not None and self.place == "begin":
            raise self.error
        writer = super().begin()
        if self.error is not None and self.place in ("write", "commit"):
            setattr(writer, self.place, self._fail)
        return writer

    def _fail(self, *_: object) -> None:
        assert self.error is not None
        raise self.error


def use(copying: Copying, examiner: Examiner) -> None:
    copying.examiner = examiner
    copying.renew()


@pytest.mark.parametrize(
    "error",
    [
        zipfile.BadZipFile("x"),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"),
        NotImplementedError(),
        RecursionError(),
        OSError(errno.EIO, "x"),
        KeyError("x"),
        MemoryError(),
        NotExamined("LZMAError"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_an_unforeseen_error_is_counted_and_holds_up_nobody(copying: Copying, error: Exception) -> None:
    use(copying, Failing(error))
    copying.send("buruk.docx", b"BURUK")
    copying.send("baik.pdf", pdf())
    first, second = await copying.settled()
    assert (first["state"], first["attempts"]) == ("received", 1)
    assert first["next_at"] == copying.clock() + PAUSES[0]
    assert second["state"] == "stored"
    for pause in PAUSES:
        copying.clock.advance(seconds=pause.total_seconds())
        await copying.settled()
    (refused, _) = copying.region.rows(EVIDENCE)
    assert refused["state"] == "refused"
    assert refused["refusal"] == ("broken" if isinstance(error, NotExamined) else "lost")
    assert ANI in [account for account, _ in copying.notices()]


@pytest.mark.parametrize(("certain", "attempts"), [(True, 2), (False, 4)])
async def test_a_file_that_ends_the_child_is_refused_as_too_heavy(
    copying: Copying, certain: bool, attempts: int
) -> None:
    use(copying, Failing(Overwhelmed("signal 9", certain)))
    copying.send("buruk.png", b"BURUK")
    for number in range(attempts):
        (file,) = copying.region.rows(EVIDENCE)
        assert (file["state"], file["attempts"]) == ("received", number)
        await copying.settled()
        copying.clock.advance(hours=1)
    (file,) = copying.region.rows(EVIDENCE)
    assert (file["state"], file["refusal"]) == ("refused", "heavy")
    ((_, notice),) = copying.notices()
    assert notice["text"] == (
        "⚠️ buruk.png pada V01 tidak dapat disimpan karena terlalu berat untuk diperiksa. "
        "Perkecil ukuran gambarnya atau bagi berkasnya, lalu kirim ulang."
    )


async def test_a_real_bomb_is_refused_and_the_next_file_is_stored(copying: Copying) -> None:
    copying.limit = 20 * 1024 * 1024
    copying.renew()
    copying.send("bom.png", pictures.bomb(30_000, 30_000))
    copying.send("baik.pdf", pdf())
    first, second = await copying.settled()
    assert (first["refusal"], second["state"]) == ("heavy", "stored")


async def test_a_doubtful_file_is_stored_and_its_sender_told(copying: Copying) -> None:
    copying.send("Renja.pdf", pdf() + b"<html>Diunduh dari laman kantor</html>")
    (file,) = await copying.settled()
    assert file["state"] == "stored"
    ((account, notice),) = copying.notices()
    assert account == ANI
    assert notice["text"] == (
        "📎 Renja.pdf pada V01 tersimpan, tetapi susunannya tidak rapi. "
        "Buka sekali lagi; bila ada isi yang hilang, simpan ulang lalu kirim lagi."
    )
    assert notice["rows"][0][0][0] == "Ganti bukti V01"
    assert '"doubt":"repaired"' in copying.region.last_content()


async def test_an_attempt_is_counted_before_it_begins(copying: Copying) -> None:
    """So a file that ends the process is no endless loop."""
    copying.send("buruk.pdf", pdf())
    never = asyncio.Event()
    for number in range(1, len(PAUSES) + 2):
        copying.renew()  # what the former process did not finish
        begun = copying.region.database.write(lambda conn: evidence.due(conn, copying.clock(), 10))
        assert [file.attempts for file in begun] == [number - 1]
        copying.fetcher._fetch = lambda file: never.wait()  # type: ignore[method-assign, assignment, return-value]
        await copying.fetcher.look()
        (file,) = copying.region.rows(EVIDENCE)
        assert file["attempts"] == number
        copying.region.database.write(lambda conn: revive(conn, copying.clock()))
        (file,) = copying.region.rows(EVIDENCE)
        assert (file["next_at"] <= copying.clock()) is (number <= REVIVED)
        for _, task in copying.fetcher._busy.values():
            task.cancel()
        copying.clock.advance(hours=15)
    copying.renew()
    (file,) = await copying.settled()
    assert (file["state"], file["refusal"]) == ("refused", "lost")


async def test_a_clean_stop_takes_the_attempt_back(copying: Copying, sim: Simulator) -> None:
    sim.world.faults.add("download_slow", "file", seconds=30)
    copying.send("besar.pdf", pdf())
    await copying.fetcher.look()
    await asyncio.sleep(0)
    await copying.fetcher.stop()
    (file,) = copying.region.rows(EVIDENCE)
    assert (file["state"], file["attempts"], file["next_at"]) == ("received", 0, copying.clock())


# the store


@pytest.mark.parametrize("place", ["begin", "write", "commit"])
@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "x"), "Ruang penyimpanannya penuh."),
        (OSError(errno.EACCES, "x"), "Foldernya tidak dapat ditulisi."),
        (Unavailable(StoreFault.UNREACHABLE), "Penyimpanan tidak dapat dihubungi."),
    ],
)
async def test_while_the_store_fails_everything_waits_and_is_told_once(
    copying: Copying, error: OSError, words: str, place: str
) -> None:
    full = Full(copying.folder)
    full.error, full.place = error, place
    copying.store = full
    copying.renew()
    for number in range(5):
        copying.send(f"berkas {number}.pdf", pdf(b"%d" % number))
    for _ in range(40):  # for days
        files = await copying.settled()
        assert {(file["state"], file["attempts"]) for file in files} == {("received", 0)}
        copying.clock.advance(hours=3)
    assert sorted(account for account, _ in copying.notices()) == [CITRA, ADMIN]
    assert all(words in notice["text"] for _, notice in copying.notices())
    full.error = None
    for _ in range(5):
        files = await copying.settled()
        copying.clock.advance(minutes=1)
    assert {file["state"] for file in files} == {"stored"}
    assert [notice["text"] for _, notice in copying.notices()[2:]] == [
        "✅ Penyimpanan bukti berfungsi kembali. Berkas yang menunggu sedang disalin."
    ] * 2


async def test_a_refused_file_needs_no_store(copying: Copying) -> None:
    full = Full(copying.folder)
    full.error = OSError(errno.ENOSPC, "x")
    full.place = "commit"
    copying.store = full
    copying.renew()
    copying.send("program.pdf", b"MZ" + bytes(300))
    (file,) = await copying.settled()
    assert file["refusal"] == "program"


# fair over OPD


def bad_files() -> list[bytes]:
    """Two hundred that are refused, heavy and slow ones among them, no two alike."""
    heavy = offices.rezipped(offices.word(), {"word/media/a.bin": bytes(500 * 1024 * 1024)})
    large = pictures.bomb(9_000, 9_000)
    bomb = pictures.bomb(30_000, 30_000)
    made = [sample.content for sample in offices.samples() if sample.verdict in ("broken", "program", "archive")]
    made += [sample.content for sample in pdfs.samples() if sample.verdict in ("broken", "program", "archive")]
    made = [content for content in made if 0 < len(content) < 500_000]
    made = [*(heavy + bytes(n) for n in range(1, 20)), *(large + bytes(n) for n in range(20)), bomb, *made]
    while len(made) < 200:
        made.append(made[len(made) - 40] + b"\x00")
    return made[:200]


async def test_two_hundred_bad_files_of_one_contact_do_not_delay_another_office(
    copying: Copying, sim: Simulator
) -> None:
    copying.limit = 20 * 1024 * 1024
    copying.renew()
    region = copying.region
    for number, content in enumerate(bad_files()):
        copying.send(f"buruk {number}.pdf", content)
    sweeping = asyncio.create_task(copying.fetcher.sweep())
    await eventually(lambda: copying.fetcher.refused + copying.fetcher.stored >= 2)
    copying.send_as("Fajar", region.dishub, "baik.pdf", pdf(b"baik"))
    finished = copying.fetcher.refused + copying.fetcher.stored
    copying.fetcher.wake()
    await eventually(lambda: copying.rows(EVIDENCE.c.state, name="baik.pdf") == ["stored"])
    meanwhile = copying.fetcher.refused + copying.fetcher.stored - finished
    sweeping.cancel()
    assert meanwhile <= EACH + 2  # what was under way, and itself


async def test_offices_take_turns(copying: Copying) -> None:
    """Also one whose files have waited long does not go first for ever."""
    use(copying, Failing(ValueError()))
    for number in range(12):
        copying.send(f"lama {number}.pdf", b"lama %d" % number)
    copying.clock.advance(hours=2)
    for number in range(3):
        copying.send_as("Fajar", copying.region.dishub, f"baru {number}.pdf", b"baru %d" % number)
    await copying.settled()
    order = [content.split()[0] for content in copying.examiner.asked]  # type: ignore[attr-defined]
    assert order[:10].count(b"baru") == 3  # of fifteen, the three newest


async def test_no_two_files_that_may_end_the_process_are_under_way_together(copying: Copying) -> None:
    for number in range(3):
        copying.send(f"berkas {number}.pdf", pdf(b"%d" % number))
    tried = update(EVIDENCE).where(EVIDENCE.c.id <= 2).values(attempts=REVIVED)
    copying.region.database.write(lambda conn: conn.execute(tried))
    await copying.fetcher.look()
    assert len(copying.fetcher._busy) == EACH
    assert sum(file.attempts > REVIVED for file, _ in copying.fetcher._busy.values()) == 1
    assert {file["state"] for file in await copying.settled()} == {"stored"}


async def test_what_cannot_be_noted_waits_its_pause(copying: Copying, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the noting itself is an attempt as well, and other files go on."""
    stored = evidence.stored

    def failing(conn, id, *values, **more):  # type: ignore[no-untyped-def]
        if id == 1:
            raise RuntimeError("a fault of ours")
        return stored(conn, id, *values, **more)

    monkeypatch.setattr(evidence, "stored", failing)
    copying.send("pertama.pdf", pdf(b"1"))
    copying.send("kedua.pdf", pdf(b"2"))
    first, second = await copying.settled()
    assert (first["state"], first["attempts"], second["state"]) == ("received", 1, "stored")
    assert first["next_at"] == copying.clock() + timedelta(seconds=5)
