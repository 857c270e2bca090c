"""Our bot for the measurements: a Pemda in a folder of its own, `pandu run` on SQLite, contacts who fill in."""

import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import MappingProxyType

from benchmarks.standins import EXPLANATION, PATIENCE, VARIABLES, document
from simulator import Simulator
from tests.contact import Contact
from tests.ledger import Answer, Item, Ledger
from tests.office import RUN, Office

LEVEL = 3


@asynccontextmanager
async def office(
    sim: Simulator, opds: int, program: tuple[str, ...] = RUN, settings: Mapping[str, str] = MappingProxyType({})
) -> AsyncIterator[tuple[Office, list[tuple[Contact, str]]]]:
    """A Pemda with an open period, its bot running; a contact for each OPD, with the token, not joined yet."""
    with tempfile.TemporaryDirectory(prefix="pandu-bench-") as name:
        folder = Path(name)
        given = {"LOG_LEVEL": "WARNING", **settings}
        there = Office(folder, f"sqlite:///{folder}/pandu.db", sim, settings=given, program=program)
        crowd = [
            (
                Contact(sim.person(100_000 + number, f"Kontak {number}"), Ledger(one["opd"]), patience=PATIENCE),
                one["token"],
            )
            for number, one in enumerate(there.open_year(opds))
        ]
        there.start()
        try:
            await there.ready()
            yield there, crowd
        finally:
            there.kill()


def answers() -> dict[str, Answer]:
    """What the survey bot's people answer too: level III, the same words, a document of the same size."""
    return {code: Answer(LEVEL, EXPLANATION, (Item.document(f"{code}.pdf", document(code)),)) for code in VARIABLES}


async def fill_in(contact: Contact, token: str) -> int:
    """The whole questionnaire from the invitation on; the number of actions."""
    await contact.join(token)
    await contact.fill(answers())
    return contact.actions
