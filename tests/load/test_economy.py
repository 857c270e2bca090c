"""How little a whole questionnaire asks of the contact, of the chat and of Telegram."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.load.crowd import VARIABLES, answer, differences, running

MOST_ACTIONS = 38
MOST_MESSAGES = 2
MOST_CALLS = 2.0
APART = ("getUpdates", "getFile", "file")
"""Calls that are not counted: asking for updates, and downloads ("file")."""
ABOUT = re.compile(r"V\d\d")


async def test_a_whole_questionnaire_is_short(
    tmp_path: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with running(tmp_path, sqlite_url, opds=1) as (office, ((ani, token),)):
        world = office.sim.world
        assert await world.until(lambda: world.counts["setMyCommands", 200] > 0)  # the last of the bot's own beginning
        before, pushed = world.counts.copy(), world.updates.pushed
        rng = random.Random(1)

        await ani.join(token)
        await ani.fill({code: answer(code, rng) for code in VARIABLES})
        await office.settled_export()  # no person declares faster than eleven files are copied
        await ani.submit()

        assert await office.sim.settled()
        exported = await office.settled_export()
        made = world.counts - before
        updates = world.updates.pushed - pushed
    assert differences([ani], exported) == []
    calls = sum(count for (method, _), count in made.items() if method not in APART) / updates
    left = Counter(found[0] for message in ani.person.private.from_bot if (found := ABOUT.search(message.text)))
    messages = max(left[code] for code in VARIABLES)
    with capsys.disabled():
        print(f"\na questionnaire: {ani.actions} actions, {messages} messages a variable, {calls:.2f} calls an update")
    assert updates == ani.actions
    assert ani.actions <= MOST_ACTIONS
    assert messages <= MOST_MESSAGES
    assert calls <= MOST_CALLS, made
