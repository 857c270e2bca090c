"""A running bot, and a crowd of contacts for the load tests."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from simulator import FloodLimits, Simulator
from tests.contact import Contact
from tests.ledger import Answer, Item, Ledger, compare, pdf
from tests.office import Office

VARIABLES = tuple(f"V{n:02d}" for n in range(1, 12))


Crowd = list[tuple[Contact, str]]
"""Contacts with the tokens of their invitations."""


@asynccontextmanager
async def running(
    folder: Path, database: str, opds: int, uses: int = 1, flood: bool | FloodLimits = False
) -> AsyncIterator[tuple[Office, Crowd]]:
    """An office with an open period, its bot running, and `uses` contacts for each OPD, who share a ledger.

    No call may have misfitted the Bot API.
    """
    async with Simulator(flood=flood) as sim:
        office = Office(folder, database, sim)
        crowd: Crowd = []
        for invitation in office.open_year(opds, uses):
            ledger = Ledger(invitation["opd"])
            for _ in range(uses):
                number = 1001 + len(crowd)
                crowd.append((Contact(sim.person(number, f"Kontak {number}"), ledger), invitation["token"]))
        office.start()
        try:
            await office.ready()
            yield office, crowd
        except BaseException as error:
            error.add_note(f"the bot's log:\n{office.tail()}")
            raise
        finally:
            office.kill()
        assert not sim.world.violations


def answer(code: str, rng: random.Random, level: int = 3) -> Answer:
    """An answer with words and a document that are nobody else's."""
    number = rng.randrange(10**9)
    document = Item.document(f"{code}_{number}.pdf", pdf(rng.randbytes(2000)))
    return Answer(level, f"Keadaan {code} nomor {number}.", (document,))


def differences(crowd: list[Contact], exported: dict[str, Any]) -> list[str]:
    """What the export of all OPD of the crowd has otherwise than it was shown."""
    opds = {opd["code"]: opd for opd in exported["opds"]}
    ledgers = {contact.ledger.opd: contact.ledger for contact in crowd}
    found = [compare(ledger, opds[code]) for code, ledger in ledgers.items()]
    return [line for one in found for line in (*one.lost, *one.doubled, *one.other)]
