"""Thirty contacts at once while calls to Telegram are cut off, before or after their effect, or answered 500, and half
of all questions for updates fail: everybody finishes, nobody begins anew, nothing is lost, and nobody waits for long.

One variable a contact by default; PANDU_VARIABLES=11 plays the whole questionnaire and asserts the seconds, which mean
something only on a machine at rest. The pauses themselves are held by tests with a clock that is passed in
(tests/storage/messaging/test_outbox.py, tests/bot/courier/test_courier.py).
"""

import asyncio
import os
import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import select

from simulator import Chat
from storage.database import Database
from storage.engine.schema import CONVERSATION
from tests.contact import Contact
from tests.load.crowd import VARIABLES, answer, differences, running
from tests.office import Office
from tests.timing import latencies

CONTACTS = 30
PLAYED = int(os.environ.get("PANDU_VARIABLES", "1"))
AT_REST = len(VARIABLES) == PLAYED
LONGEST = 20.0
"""Seconds that anybody waits for the answer to anything, on a machine at rest."""
SHARE = 0.08
KINDS = ("cut_before", "cut_after", "error_500")
FAULTS = {
    "cut before": [("cut_before", "*", SHARE)],
    "cut after": [("cut_after", "*", SHARE)],
    "500": [("error_500", "*", SHARE)],
    "getUpdates": [("error_500", "getUpdates", 0.5)],
    "all": [*((kind, "*", SHARE) for kind in KINDS), ("error_500", "getUpdates", 0.5)],
}


@pytest.mark.parametrize("faults", FAULTS.values(), ids=FAULTS.keys())
async def test_everybody_finishes_whatever_the_network_does(
    faults: Iterable[tuple[str, str, float]], tmp_path: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with running(tmp_path, database_url, opds=CONTACTS) as (office, crowd):
        world, rng = office.sim.world, random.Random(6)
        for kind, method, share in faults:
            world.faults.add(kind, method, p=share)

        async def fill(contact: Contact, token: str) -> None:
            await contact.join(token)
            await contact.fill({code: answer(code, rng) for code in VARIABLES[:PLAYED]})
            if AT_REST:
                await contact.submit()

        with latencies(world) as seen:
            await asyncio.gather(*(fill(contact, token) for contact, token in crowd))
        world.faults.clear()
        assert await office.sim.settled(60)
        await office.silent(60)
        exported = await office.settled_export(300)  # a file whose copying failed a few times waits for minutes
        found = await office.doctor()
    everybody = [contact for contact, _ in crowd]
    longest, acts = max(seen.all), sum(contact.actions for contact in everybody)
    again = sum(contact.pressed_again for contact in everybody)
    with capsys.disabled():
        kind = database_url.partition(":")[0]
        failed = sum(count for (_, status), count in world.counts.items() if status != 200)
        print(f"\n{kind}: {acts} acts, {failed} calls failed, {again} pressed again, longest wait {longest:.1f} s")
    assert differences(everybody, exported) == []
    assert [stray for contact in everybody for stray in without_live_screen(office, contact)] == []
    assert [contact.asked_again for contact in everybody] == [[]] * CONTACTS
    assert (found["problems"], [line for line in found["warnings"] if "gagal" in line]) == ([], [])
    if AT_REST:
        assert longest <= LONGEST


def without_live_screen(office: Office, contact: Contact) -> list[str]:
    """What is wrong with the screen that the bot takes for this contact's live one."""
    account, chat = contact.person.id, contact.person.private
    row = select(CONVERSATION.c.live_message, CONVERSATION.c.revision).where(CONVERSATION.c.telegram_id == account)
    database = Database.open(office.database)
    try:
        number, revision = database.read(lambda conn: conn.execute(row).one())
    finally:
        database.close()
    shown = _revisions(chat, number)
    return [] if revision in shown else [f"{account}: screen {number} of revision {revision}, shown {shown}"]


def _revisions(chat: Chat, number: int | None) -> set[int]:
    """The revisions that the buttons of a message carry."""
    message = next((one for one in chat.messages if one.id == number and not one.deleted), None)
    buttons = [button for row in message.buttons for button in row] if message else []
    heads = (str(button.data).partition(":")[0] for button in buttons if button.data)
    return {int(head) for head in heads if head.isdecimal()}
