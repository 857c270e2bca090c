"""Charts on their way out: drawn once by the child, found again by their numbers, mended when Telegram forgot them."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.courier.workshop import ATTEMPTS, MAKING
from bot.evidence.examine import Examiner
from bot.rendering.documents import Documents
from bot.rendering.draw import Drawer
from bot.rendering.works import Work
from bot.telegram.api import Api
from core.charts import plain as chart_plain
from core.charts.data import Chart
from core.screen import steady
from simulator import Group, Person, Simulator
from storage.database import Database
from storage.engine.schema import OUTBOX, PICTURE
from storage.evidence.folder import FolderStore
from storage.messaging import pictures
from storage.messaging.outbox import Call, Priority
from tests.bot.desk import Desk, eventually
from tests.conftest import Clock
from tests.core.charts import worlds

CHART = worlds.distribution(3)
OTHER = replace(CHART, year=2025)
PNG = b"\x89PNG"


def team(sim: Simulator, title: str) -> Group:
    return sim.group(title, [sim.person(2002, "Budi")])


class Counted(Drawer):
    """A drawer that remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    async def draw(self, work: Work, values: Mapping[str, Any]) -> bytes:
        self.asked.append(work.__name__)
        return await super().draw(work, values)


class Studio(Desk):
    """A desk whose documents are the real ones, with a child that draws."""

    def __init__(self, database: Database, api: Api, clock: Clock, folder: Path) -> None:
        super().__init__(database, api, clock)
        self.drawer = Counted()
        self.folder = folder
        self.restart()

    def restart(self) -> None:
        """Everything a process keeps in memory is new."""
        store = FolderStore(self.folder)
        self.papers = Documents(self.database, self.drawer, Examiner(), self.api, store, self.clock)  # type: ignore[assignment]
        self.courier = self.hire()

    def call(self, chat: int, chart: Chart = CHART, **more: Any) -> Call:
        return self.database.read(lambda conn: pictures.call(conn, chat, chart, "Sebaran OPD", **more))

    async def show(self, chat: int, chart: Chart = CHART, **more: Any) -> int:
        (number,) = await self.put(self.call(chat, chart, **more), direct=False)
        return number

    async def fails_to_draw(self, chat: int, **more: Any) -> None:
        """A chart that nobody can draw is given up after its attempts."""
        call = self.call(chat, **more)
        (number,) = await self.put(
            replace(call, content=replace(call.content, chart={"kind": "lingkaran"})), direct=False
        )
        for _ in range(1, ATTEMPTS):
            await eventually(lambda: self._tried_soon(number))
            self.later(seconds=30)
        await self.reaches(number, "failed")

    def _tried_soon(self, number: int) -> bool:
        """Has an attempt failed, so that the next one is near?"""
        query = select(OUTBOX.c.next_at).where(OUTBOX.c.id == number, OUTBOX.c.state == "waiting")
        due = self.database.read(lambda conn: conn.execute(query).scalar())
        return due is not None and self.clock() < due < self.clock() + MAKING / 2

    def kept(self) -> dict[str, str]:
        rows = self.database.read(lambda conn: conn.execute(select(PICTURE)).all())
        return {row.digest: row.file_id for row in rows}


@pytest_asyncio.fixture
async def studio(
    sqlite_only: Database, api: Api, sim: Simulator, clock: Clock, tmp_path: Path
) -> AsyncIterator[Studio]:
    working = Studio(sqlite_only, api, clock, tmp_path / "evidence")
    await working.begin()
    yield working
    await working.end()
    await working.drawer.close()
    assert not sim.world.violations


async def test_a_chart_is_drawn_when_it_is_sent_and_its_number_kept(studio: Studio, sim: Simulator) -> None:
    group = team(sim, "Tim Penilai")
    number = await studio.show(group.chat.id, rows=((steady("Peringkat", "chart", "ranking"),),))
    await studio.reaches(number, "sent")
    message = group.chat.last_from_bot
    assert (message.kind, message.text, message.labels) == ("photo", "Sebaran OPD", ["Peringkat"])
    assert message.file.data.startswith(PNG)
    assert studio.kept() == {chart_plain.digest(CHART): message.file.file_id}
    assert studio.drawer.asked == ["chart"]


async def test_two_groups_get_the_same_file(studio: Studio, sim: Simulator) -> None:
    first, second = team(sim, "Tim"), team(sim, "Sekretariat")
    await studio.reaches(await studio.show(first.chat.id), "sent")
    assert studio.call(second.chat.id).content.file_id
    await studio.reaches(await studio.show(second.chat.id), "sent")
    assert first.chat.last_from_bot.file is second.chat.last_from_bot.file
    assert studio.drawer.asked == ["chart"]


async def test_equal_charts_that_wait_together_are_drawn_and_uploaded_once(studio: Studio, sim: Simulator) -> None:
    groups = [team(sim, f"Tim {n}") for n in range(3)]
    numbers = await studio.put(*(studio.call(group.chat.id) for group in groups), direct=False)
    for number in numbers:
        await studio.reaches(number, "sent")
    assert len({group.chat.last_from_bot.file.file_id for group in groups}) == 1
    assert studio.drawer.asked == ["chart"]


async def test_other_numbers_are_drawn_anew(studio: Studio, sim: Simulator) -> None:
    group = team(sim, "Tim")
    for chart in (CHART, OTHER):
        await studio.reaches(await studio.show(group.chat.id, chart), "sent")
    assert studio.drawer.asked == ["chart", "chart"]
    assert len(studio.kept()) == 2


async def test_a_picture_is_replaced_in_place(studio: Studio, sim: Simulator) -> None:
    group = team(sim, "Tim")
    row = await studio.reaches(await studio.show(group.chat.id), "sent")
    for chart in (OTHER, CHART):  # drawn, then by its number
        await studio.reaches(await studio.show(group.chat.id, chart, edit=row.message_id), "sent")
    message = group.chat.last_from_bot
    assert (message.id, len(group.chat.from_bot), len(studio.drawer.asked)) == (row.message_id, 1, 2)
    assert message.file.file_id == studio.kept()[chart_plain.digest(CHART)]
    assert len(studio.kept()) == 2


async def test_a_number_telegram_does_not_know_any_more_is_replaced(studio: Studio, sim: Simulator) -> None:
    """As after a change of the token."""
    group = team(sim, "Tim")
    digest = chart_plain.digest(CHART)
    studio.database.write(lambda conn: pictures.keep(conn, digest, "NOMOR-LAMA", studio.clock()))
    row = await studio.reaches(await studio.show(group.chat.id), "sent")
    fresh = group.chat.last_from_bot.file
    assert fresh.data.startswith(PNG)
    assert studio.kept() == {digest: fresh.file_id}
    studio.database.write(lambda conn: pictures.keep(conn, digest, "LAMA-LAGI", studio.clock()))
    await studio.reaches(await studio.show(group.chat.id, edit=row.message_id), "sent")
    assert studio.kept()[digest] == group.chat.last_from_bot.file.file_id
    assert len(group.chat.from_bot) == 1
    assert studio.drawer.asked == ["chart"]


async def test_a_child_killed_in_the_middle_is_replaced_and_the_chart_still_comes(
    studio: Studio, sim: Simulator
) -> None:
    group = team(sim, "Tim")
    number = await studio.show(group.chat.id, worlds.heatmap(70))
    await eventually(lambda: studio.drawer.pid)
    os.kill(studio.drawer.pid, signal.SIGKILL)
    await eventually(lambda: studio.row(number).state == "waiting" and studio.drawer.pid is None)
    studio.later(minutes=3, seconds=10)
    await studio.reaches(number, "sent")
    assert len(group.chat.from_bot) == 1


async def test_a_process_that_ends_between_drawing_and_sending_sends_once(studio: Studio, sim: Simulator) -> None:
    group = team(sim, "Tim")
    number = await studio.show(group.chat.id)
    await eventually(lambda: studio.drawer.asked)
    await studio.end()
    assert studio.row(number).state == "waiting"
    studio.restart()
    await studio.begin()  # drawn at once, it would hold up the group
    await studio.reaches(number, "sent")
    assert len(group.chat.from_bot) == 1


@pytest.mark.parametrize("fault", ["cut_after", "error_500"])
async def test_a_picture_whose_upload_is_in_doubt_is_not_sent_again(studio: Studio, sim: Simulator, fault: str) -> None:
    group = team(sim, "Tim")
    sim.world.faults.add(fault, "sendPhoto", count=1, effect=True)
    number = await studio.show(group.chat.id)
    await studio.reaches(number, "unsure")
    studio.later(minutes=10)
    await studio.reaches(await studio.show(group.chat.id, OTHER), "sent")
    assert (studio.row(number).state, len(group.chat.from_bot)) == ("unsure", 2)
    assert list(studio.kept()) == [chart_plain.digest(OTHER)]


async def test_a_group_gets_the_words_of_a_chart_that_cannot_be_drawn(studio: Studio, sim: Simulator) -> None:
    group = team(sim, "Tim")
    await studio.fails_to_draw(group.chat.id)
    assert studio.drawer.asked == ["chart"] * ATTEMPTS
    await eventually(lambda: group.chat.from_bot)
    assert [(message.kind, message.text) for message in group.chat.from_bot] == [("text", "Sebaran OPD")]


async def test_a_picture_stays_when_the_one_in_its_place_cannot_be_drawn(studio: Studio, sim: Simulator) -> None:
    group = team(sim, "Tim")
    row = await studio.reaches(await studio.show(group.chat.id), "sent")
    await studio.fails_to_draw(group.chat.id, chart=OTHER, edit=row.message_id)
    await studio.reaches(await studio.show(group.chat.id), "sent")
    assert [message.kind for message in group.chat.from_bot] == ["photo", "photo"]


async def test_a_person_is_told_that_a_chart_cannot_be_drawn(studio: Studio, sim: Simulator, ani: Person) -> None:
    await studio.fails_to_draw(1001)
    message = await ani.sees("gambar yang diminta belum dapat dibuat")
    assert message.text.startswith("Sebaran OPD\n\nMaaf, ")  # its caption is not lost
    assert studio.drawer.asked == ["chart"] * ATTEMPTS


async def test_nothing_is_drawn_in_this_process(studio: Studio) -> None:
    used = "storage.messaging.pictures, core.charts.pictures, bot.rendering.documents"
    code = f"import sys, {used}; print('matplotlib' in sys.modules)"
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    out, _ = await child.communicate()
    assert out.strip() == b"False"
    assert studio.call(-5, priority=Priority.BOARD).again is False
