"""The drawing child: what it makes, what becomes of it when it fails, and that it never outlives its parent."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import suppress

import psutil
import pytest
import pytest_asyncio

from bot.rendering import works
from bot.rendering.draw import Drawer, DrawingFailed
from core.papers import invitations as paper
from core.papers.letterhead import letterhead
from core.people.roles import Role
from tests.bot.desk import eventually


@pytest_asyncio.fixture
async def drawer() -> AsyncIterator[Drawer]:
    made = Drawer()
    yield made
    await made.close()


def sheets(count: int) -> dict:
    pages = tuple(
        paper.Sheet(f"Dinas {n}", f"Kepala Dinas {n}", f"token-{n}", f"https://t.me/x?start=token-{n}")
        for n in range(count)
    )
    order = paper.Invitations(
        letterhead("Kabupaten Kutai Timur", {}), "Bagian Organisasi", "Kabupaten Kutai Timur", Role.CONTACT,
        "Senin, 14 Desember 2026", pages, "2026", "Senin, 14 Desember 2026 pukul 16.00 WITA",
    )  # fmt: skip
    return paper.to_plain(order)


async def test_it_draws_sheets_and_templates(drawer: Drawer) -> None:
    assert (await drawer.draw(works.invitations, sheets(2))).startswith(b"%PDF-")
    assert (await drawer.draw(works.opd_template, {})).startswith(b"PK")


async def test_one_child_does_job_after_job(drawer: Drawer) -> None:
    made = await asyncio.gather(*(drawer.draw(works.opd_template, {}) for _ in range(3)))
    assert len(made) == 3
    first = drawer.pid
    await drawer.draw(works.opd_template, {})
    assert drawer.pid == first


async def test_a_failed_job_is_told_and_the_next_one_works(drawer: Drawer) -> None:
    with pytest.raises(DrawingFailed) as failure:
        await drawer.draw(works.invitations, {"nonsense": 1})
    assert str(failure.value) == "invitations: KeyError"
    assert await drawer.draw(works.opd_template, {})


async def test_a_killed_child_is_replaced(drawer: Drawer) -> None:
    await drawer.draw(works.opd_template, {})
    first = drawer.pid
    os.kill(first, signal.SIGKILL)
    with suppress(DrawingFailed):  # a job may still find it dying
        await drawer.draw(works.opd_template, {})
    assert await drawer.draw(works.opd_template, {})
    assert drawer.pid != first


async def test_a_job_that_takes_too_long_is_given_up() -> None:
    drawer = Drawer(time_limit=0.001)
    with pytest.raises(DrawingFailed) as failure:
        await drawer.draw(works.invitations, sheets(1))
    assert str(failure.value) == "invitations: TimeoutError"
    assert drawer.pid is None


async def test_an_idle_child_is_let_go() -> None:
    drawer = Drawer(idle_limit=0.01)
    await drawer.draw(works.opd_template, {})
    child = psutil.Process(drawer.pid)
    await eventually(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)
    assert await drawer.draw(works.opd_template, {})
    await drawer.close()


PARENT = """
import asyncio
from bot.rendering import works
from bot.rendering.draw import Drawer

async def main():
    drawer = Drawer()
    await drawer.draw(works.opd_template, {})
    print(drawer.pid, flush=True)
    await asyncio.sleep(3600)

asyncio.run(main())
"""


async def test_it_dies_with_its_parent_however_that_dies() -> None:
    parent = await asyncio.create_subprocess_exec(sys.executable, "-c", PARENT, stdout=asyncio.subprocess.PIPE)
    child = psutil.Process(int(await parent.stdout.readline()))
    parent.kill()
    await parent.wait()
    await eventually(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)
