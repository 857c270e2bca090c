"""A file that came where none is taken: the answer always says that it is not stored, whatever the screen."""

from dataclasses import replace

from bot.flows.base import Step
from bot.flows.events import Event, File
from bot.texts import common
from bot.texts.people.join import CHOOSE_FIRST
from core.effects import AttachFile, KeepPemdaFile, ReadOpdFile, ReadOwnList, ReadRegister, ReadWorkload, UseEvidence
from core.facts import Facts

KEEPING = (AttachFile, UseEvidence, KeepPemdaFile, ReadOpdFile, ReadOwnList, ReadRegister, ReadWorkload)
"""Orders by which a file is stored, or read for a preview."""


def told(step: Step, event: Event, facts: Facts) -> Step:
    """The step with that sentence before its own, unless something is done with the file, or its refusal is told. A
    stranger reads one sentence only: whom this bot is for.
    """
    if not isinstance(event, File) or event.edited or step.silent or step.refused:
        return step
    if not (facts.memberships or facts.may_create_pemda):
        return step
    if CHOOSE_FIRST in step.banner or any(isinstance(order, KEEPING) for order in step.effects):
        return step
    return replace(step, banner=f"{common.NOT_KEPT} {step.banner.removeprefix(common.WARN).lstrip()}".rstrip())
