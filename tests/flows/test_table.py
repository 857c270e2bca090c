"""The steady buttons of all flows: what says that something was done has done something."""

import pytest
from sqlalchemy import func, select

from bot.flows.table import OPENERS
from storage.engine.schema import AUDIT, OUTBOX
from storage.messaging.outbox import Priority
from tests.flows.play import Play, play
from tests.flows.situations import asked, set_aside
from tests.flows.world import NUMBER, PEMDA, World


def written(phone: Play) -> tuple[int, int]:
    """Lines of the log, and calls beside answers and screens: a turn without effect writes neither."""
    conn = phone.world.conn
    beside = select(func.count()).where(OUTBOX.c.priority.in_([Priority.NOTICE, Priority.BROADCAST]))
    return conn.execute(select(func.count()).select_from(AUDIT)).scalar_one(), conn.execute(beside).scalar_one()


@pytest.mark.parametrize("verb", sorted(OPENERS))
def test_a_copied_button_does_something_or_says_why_not(verb: str) -> None:
    """Pressed by the coordinator and a contact of another Pemda, with numbers of this one."""
    world = World()
    aside, question = set_aside(world, "Dewi"), asked(world)
    numbers = sorted({NUMBER, aside, question})
    for who in ("Hadi", "Gita"):
        for tail in ("", f":{PEMDA}"):
            for number in numbers:
                phone = play(world, who)
                before = written(phone)
                phone.steady(f"{verb}:{number}{tail}")
                assert phone.step is not None
                said = phone.step.toast or phone.step.banner
                idle = phone.step.effects and written(phone) == before
                assert not (idle and said and said in phone.seen), phone.dialogue
