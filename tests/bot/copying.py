"""A fetcher between the simulator, a region and a folder, and what tests ask of it."""

from pathlib import Path

from sqlalchemy import select

from bot.evidence.examine import Examiner
from bot.evidence.fetch import Fetcher, Watchers
from bot.evidence.outage import Outage
from bot.telegram.api import Api
from core.assessment.model import EvidenceKind
from core.effects import AttachFile
from core.evidence.kinds import DEFAULT_KINDS
from core.facts import Limits
from simulator import Person, Simulator
from storage.database import Database
from storage.engine.schema import EVIDENCE, OUTBOX
from storage.evidence.folder import FolderStore
from tests.bot.desk import eventually
from tests.conftest import Clock
from tests.storage.region import Region, answered, build, opened

LIMIT = 200_000
ANI = 11  # her account, and her private chat
ADMIN = 99


class Copying:
    """`examiner` and `store` may be exchanged by a test before the first look."""

    def __init__(self, database: Database, api: Api, sim: Simulator, clock: Clock, folder: Path) -> None:
        build(database)
        self.region: Region = opened(database, clock.now)
        self.api, self.sim, self.clock, self.folder = api, sim, clock, folder
        self.ani: Person = sim.person(ANI, "Ani")
        self.rung: list[str] = []
        self.examiner = Examiner()
        self.store = FolderStore(folder)
        self.limit = LIMIT
        self.renew()

    def renew(self) -> None:
        """The fetcher of a process that has just started."""
        database = self.region.database
        watchers = Watchers({"Watching"}, lambda: self.rung.append("inbox"), lambda: self.rung.append("outbox"))
        limits = Limits(self.limit, frozenset(DEFAULT_KINDS))
        self.outage = Outage(database, frozenset({ADMIN}), self.clock, lambda: self.rung.append("outbox"))
        self.fetcher = Fetcher(database, self.api, self.store, limits, self.clock, watchers, self.examiner, self.outage)

    async def close(self) -> None:
        await self.fetcher.stop()
        await self.examiner.close()

    def send(self, name: str, content: bytes, *, size: int | None = None, variable: str = "V01") -> None:
        """Ani sends a document for a variable, as a turn records it."""
        self.send_as("Ani", self.region.dinkes, name, content, size=size, variable=variable)

    def send_as(
        self, who: str, assessment: int, name: str, content: bytes, *, size: int | None = None, variable: str = "V01"
    ) -> None:
        file = self.ani.document(name, content).file
        attach = AttachFile(
            assessment, variable, EvidenceKind.DOCUMENT, name, "application/pdf",
            len(content) if size is None else size, file.file_id, file.unique_id,
        )  # fmt: skip
        self.region.do(who, *answered(assessment, variable, 1)[:2], attach)

    async def settled(self) -> list[dict]:
        """Fetches all that is due; the evidence as it then stands."""
        while True:
            await self.fetcher.look()
            if not self.fetcher._busy:
                return self.region.rows(EVIDENCE)
            await eventually(lambda: not self.fetcher._busy)

    def notices(self) -> list[tuple[int, dict]]:
        return [(row["chat_id"], row["payload"]) for row in self.region.rows(OUTBOX)]

    def rows(self, column, **where):  # type: ignore[no-untyped-def]
        query = select(column).where(*(column.table.c[key] == value for key, value in where.items()))
        return self.region.database.read(lambda conn: list(conn.execute(query).scalars()))
