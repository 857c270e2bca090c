"""Mutated updates: all real kinds, of the people of two Pemda, half of them malformed, through the real intake.

PANDU_MUTATIONS updates a database (2,000; `make chaos` 100,000), PANDU_SEED another run of them. The intake never
stops; each update ends done or set aside, and is set aside at its first attempt: what is wrong with it shows at the
entrance, not in a turn. The last one that is set aside costs what the first did, and no word of one Pemda reaches the
other.
"""

import logging
import os

import pytest
import structlog

from storage.database import Database
from tests.mutations.play import Stage
from tests.permissions import world
from tests.proving import differing


def silence() -> None:
    """Each of them is logged; here they are counted."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


COUNT = int(os.environ.get("PANDU_MUTATIONS", "2000"))
SEED = int(os.environ.get("PANDU_SEED", "0")) or 20261130


@pytest.mark.usefixtures("proved_everywhere")
async def test_mutated_updates_stop_nothing_and_tell_nobody_what_is_not_theirs(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    silence()
    database.write(world.build)
    assert database.read(world.is_whole)
    stage = Stage(database, SEED)
    await stage.play(100)
    first = await stage.cost_of_one()
    await stage.play(COUNT - 100)
    last = await stage.cost_of_one()
    states = stage.states()
    with capsys.disabled():
        kept = f"stored {stage.intake.stored}, done {states['done']}, set aside {states['aside']}"
        said = f"messages {stage.seen.sent}, statements of one set aside {first} and {last}"
        print(f"\n{database.dialect}: updates {COUNT}, {kept}, {said} (seed {SEED})")
    assert stage.seen.leaks == []
    assert set(states) == {"done", "aside"}
    assert states.total() >= stage.intake.stored
    assert stage.seen.failed == {}
    assert (stage.seen.ticks, stage.failing_work()) == ([], [])
    assert last == first
    assert database.read(differing) == []  # every row is proven by the log
    assert 0.1 * COUNT < states["aside"] < 0.6 * COUNT
    assert stage.seen.sent > 0.5 * COUNT
