"""How little a whole questionnaire asks of the contact, of the chat and of Telegram."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.load.crowd import VARIABLES, answer, differences, running

MOST_ACTIONS = 37
MOST_MESSAGES = 2
MOST_CALLS = 2.0
DESCRIPTIONS = ("Description", "ShortDescription")
COPYING = 3.0
"""Seconds that each file takes where the person is faster than the copying."""
STILL_COPIED = "masih disalin"
INTRODUCTION = ("getMe", "setMyCommands", *(f"{act}My{part}" for act in ("get", "set") for part in DESCRIPTIONS))
APART = ("getUpdates", "getFile", "file", *INTRODUCTION)
"""Calls that no update makes: asking for updates, downloads ("file"), and the bot's own beginning."""
ABOUT = re.compile(r"V\d\d")


@pytest.mark.parametrize("pause", [True, False], ids=["with a pause", "without any pause"])
async def test_a_whole_questionnaire_is_short(
    pause: bool, tmp_path: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a pause the last files are still being copied when the questionnaire is sent: the receipt says so, and
    is drawn again when they are."""
    async with running(tmp_path, sqlite_url, opds=1) as (office, ((ani, token),)):
        world = office.sim.world
        if not pause:
            world.faults.add("download_slow", seconds=COPYING)
        before, pushed = world.counts.copy(), world.updates.pushed
        rng = random.Random(1)

        await ani.join(token)
        await ani.fill({code: answer(code, rng) for code in VARIABLES})
        if pause:
            await office.settled_export()
        await ani.submit()
        assert pause or STILL_COPIED in ani.person.private.screen()

        assert await office.sim.settled()
        exported = await office.settled_export()
        assert await world.until(lambda: STILL_COPIED not in ani.person.private.screen())
        assert await office.sim.settled()
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
