"""Before the results are made known (Umumkan), nothing that an OPD's people can open shows the region's mean."""

import pytest

from bot.commands import COMMANDS
from bot.flows.base import Step
from bot.flows.events import Begin, Tap
from bot.flows.groups.base import ADDRESS
from core.groups import ViewName
from tests.flows.crowd import Someone, crowd

OF_OPD = ("contact", "early contact", "contact of many", "head")
ASKED = [
    *(Begin(command.slug) for command in COMMANDS),
    *(Begin(view.value) for view in ViewName),
    *(Tap(f"{ADDRESS}:{view.value}") for view in ViewName),
    *(Tap(f"{ADDRESS}:grafik:{kind}") for kind in ("peringkat", "peta", "sebaran", "kemajuan", "tren")),
]


def seen(who: Someone, step: Step) -> str:
    """All that the step shows or sends."""
    return f"{who.screen(step.state).text} {step.effects!r} {step.banner} {step.toast}".lower()


@pytest.mark.parametrize("kind", OF_OPD)
def test_people_of_an_opd_see_no_mean_of_the_region(kind: str) -> None:
    who = crowd()[kind]
    for event in ASKED:
        words = seen(who, who.step(None, event))
        assert "rata-rata" not in words, event
        assert "mean=decimal" not in words, event


def test_who_works_with_the_mean_of_the_moment_does() -> None:
    """So that the test above can fail."""
    who = crowd()["coordinator"]
    assert any("rata-rata" in seen(who, who.step(None, event)) for event in ASKED)
