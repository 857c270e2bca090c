"""The examining child holds its limits, measured, and is replaced when a file was too much for it."""

import asyncio
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from bot.evidence.examine import EMBLEM_PIXELS, MEMORY_LIMIT, PROCESSOR_LIMIT, Examiner, NotExamined, Overwhelmed
from bot.evidence.kinds.faults import FileFault, FileRefused
from core.evidence.kinds import DEFAULT_KINDS
from tests.bot.desk import eventually
from tests.bot.evidence.corpus import offices, pictures
from tests.bot.papers import pdf

KINDS = frozenset(DEFAULT_KINDS)
AT_REST = 120 * 1024 * 1024
"""Bytes of a child that has looked at a file of every kind, its libraries included; generous."""


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "Renja.pdf"
    path.write_bytes(pdf())
    return path


async def peak_of(examiner: Examiner) -> int:
    """The most memory the child ever held, in bytes."""
    status = await asyncio.to_thread(Path(f"/proc/{examiner.pid}/status").read_text)
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def object_stream_bomb() -> bytes:
    """A PDF whose table of objects unpacks to a gigabyte: it has to be unpacked to be read at all."""
    import zlib

    packer = zlib.compressobj(9)
    piece = bytes(1024 * 1024)
    data = b"".join(packer.compress(piece) for _ in range(1024)) + packer.flush()
    table = b"<</Type/XRef/Size 99999999/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n" % len(data)
    return b"%PDF-1.5\n1 0 obj" + table + data + b"\nendstream endobj\nstartxref\n9\n%%EOF\n"


async def test_a_bomb_of_pixels_is_refused_without_being_unpacked(examiner: Examiner, tmp_path: Path) -> None:
    path = tmp_path / "bom.png"
    path.write_bytes(pictures.bomb(30_000, 30_000))  # 2.7 GB
    with pytest.raises(FileRefused) as refusal:
        await examiner.examine(path, KINDS)
    assert refusal.value.fault is FileFault.HEAVY
    assert await peak_of(examiner) < AT_REST


@pytest.mark.parametrize("kind", ["archive", "table of a PDF", "picture at the limit"])
async def test_the_memory_of_the_child_is_limited(examiner: Examiner, good: Path, tmp_path: Path, kind: str) -> None:
    made = {
        "archive": lambda: offices.rezipped(offices.word(), {"word/media/a.bin": bytes(500 * 1024 * 1024)}),
        "table of a PDF": object_stream_bomb,
        "picture at the limit": lambda: pictures.bomb(10_000, 10_000),
    }[kind]()
    path, watched = tmp_path / "berat", list[int]()
    path.write_bytes(made)
    await examiner.examine(good, KINDS)
    child = psutil.Process(examiner.pid)

    async def watch() -> None:
        while child.is_running() and child.status() != psutil.STATUS_ZOMBIE:
            watched.append(child.memory_info().rss)
            await asyncio.sleep(0.005)

    watcher = asyncio.create_task(watch())
    with suppress(FileRefused, Overwhelmed):
        await examiner.examine(path, KINDS)
    watcher.cancel()
    assert watched
    assert max(watched) < MEMORY_LIMIT + AT_REST
    assert (await examiner.examine(good, KINDS)).mime == "application/pdf"


async def test_a_child_without_memory_gives_up_the_file_and_is_replaced(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture that fits the limits of pixels but not a smaller memory."""
    small = "import bot.evidence.examine as e; e.MEMORY_LIMIT = 150 * 1024 * 1024; e.main()"
    examiner = Examiner()
    monkeypatch.setattr(sys, "executable", str(_wrapper(tmp_path, small)))
    path = tmp_path / "besar.png"
    path.write_bytes(pictures.bomb(9_000, 9_000))
    await examiner.examine(good, KINDS)
    first = examiner.pid
    with pytest.raises(Overwhelmed) as failure:
        await examiner.examine(path, KINDS)
    assert failure.value.certain
    assert (await examiner.examine(good, KINDS)).mime == "application/pdf"
    assert examiner.pid != first
    await examiner.close()


def _wrapper(folder: Path, code: str) -> Path:
    """A Python that runs `code` whatever module it is told to run."""
    script = folder / "python"
    script.write_text(f"#!{sys.executable} -c\n")
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{code}"\n')
    script.chmod(0o755)
    return script


async def test_processor_time_is_limited_for_each_file(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is counted from each file on: a child may grow old."""
    busy = (
        "import time, bot.evidence.examine as e; e.PROCESSOR_LIMIT = 1; "
        "e.WORKS = {**e.WORKS, 'opd_list': lambda values: [0 for _ in iter(int, 1)]}; "
        "e.main()"
    )
    examiner = Examiner()
    monkeypatch.setattr(sys, "executable", str(_wrapper(tmp_path, busy)))
    await examiner.examine(good, KINDS)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(Overwhelmed) as failure:
        await examiner.read_opd_list(b"kode,nama", "opd.csv")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert failure.value.certain
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1 + PROCESSOR_LIMIT
    assert (await examiner.examine(good, KINDS)).mime == "application/pdf"
    await examiner.close()


async def test_a_child_that_stands_still_is_ended(good: Path) -> None:
    examiner = Examiner(time_limit=60.0)
    await examiner.examine(good, KINDS)
    os.kill(examiner.pid, signal.SIGSTOP)
    examiner._child._time_limit = 0.2
    with pytest.raises(Overwhelmed) as failure:
        await examiner.examine(good, KINDS)
    assert not failure.value.certain  # the machine may have been busy
    examiner._child._time_limit = 60.0
    assert (await examiner.examine(good, KINDS)).mime == "application/pdf"
    await examiner.close()


async def test_a_killed_child_is_replaced(examiner: Examiner, good: Path) -> None:
    await examiner.examine(good, KINDS)
    first = examiner.pid
    os.kill(first, signal.SIGKILL)
    with pytest.raises(Overwhelmed) as failure:
        await examiner.examine(good, KINDS)
    assert not failure.value.certain
    assert (await examiner.examine(good, KINDS)).mime == "application/pdf"
    assert examiner.pid != first


async def test_an_error_nobody_foresaw_is_no_answer_about_the_next_file(examiner: Examiner, good: Path) -> None:
    with pytest.raises(NotExamined) as failure:
        await examiner.examine(good.parent, KINDS)
    assert str(failure.value) == "IsADirectoryError"
    first = examiner.pid
    assert (await examiner.examine(good, KINDS)).mime == "application/pdf"
    assert examiner.pid == first


async def test_a_picture_for_papers_may_be_no_larger_than_papers_bear(examiner: Examiner, tmp_path: Path) -> None:
    path = tmp_path / "lambang.png"
    path.write_bytes(pictures.bomb(5_000, 5_000))
    assert (await examiner.examine(path, {"image/png"})).mime == "image/png"
    with pytest.raises(FileRefused) as refusal:
        await examiner.examine(path, {"image/png"}, EMBLEM_PIXELS)
    assert refusal.value.fault is FileFault.HEAVY


async def test_it_reads_an_opd_list(examiner: Examiner) -> None:
    read = await examiner.read_opd_list(b"kode,nama\nDINKES,Dinas Kesehatan\n,Dinas Tanpa Kode\n", "opd.csv")
    assert read["rows"][0] == ["DINKES", "Dinas Kesehatan", "", ""]
    assert [(row, column) for row, column, _ in read["faults"]] == [(3, "kode")]


async def test_the_child_writes_nothing(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "baru"
    write = f"os.write(os.open('{target}', os.O_CREAT | os.O_WRONLY), b'x')"
    code = f"import os, bot.evidence.examine as e; e.WORKS = {{'file': lambda values: {write}}}; e.main()"
    monkeypatch.setattr(sys, "executable", str(_wrapper(tmp_path, code)))
    examiner = Examiner()
    with pytest.raises(NotExamined):
        await examiner.examine(good, KINDS)
    assert target.stat().st_size == 0
    await examiner.close()


PARENT = """
import asyncio, sys
from pathlib import Path
from bot.evidence.examine import Examiner

async def main():
    examiner = Examiner()
    await examiner.examine(Path(sys.argv[1]), {"application/pdf"})
    print(examiner.pid, flush=True)
    await asyncio.sleep(3600)

asyncio.run(main())
"""


async def test_it_dies_with_its_parent_however_that_dies(good: Path) -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PARENT, str(good), stdout=asyncio.subprocess.PIPE
    )
    assert parent.stdout is not None
    child = psutil.Process(int(await parent.stdout.readline()))
    parent.kill()
    await parent.wait()
    await eventually(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)
