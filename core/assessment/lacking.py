"""What the answer to a variable lacks. Screens, reminders and counts all follow this rule."""

from core.instrument.parse import Instrument

NOTHING_THERE = ("level", "explanation", "evidence")


def lacking(
    level: int | None, explained: bool, proven: bool, instrument: Instrument, variable: str, acted: bool = False
) -> tuple[str, ...]:
    """The missing parts in the order in which they are asked: "level", "action", "explanation", "evidence"; empty when
    the answer is complete. An essay is only an explanation. Elsewhere an explanation is needed where the instrument
    asks for one; evidence from its level on, and while no level is chosen; a corrective action at levels that ask for
    one.
    """
    asked = instrument.variable(variable)
    if asked.essay:
        return () if explained else ("explanation",)
    needs_proof = level is None or level >= instrument.evidence_required_from
    there = {
        "level": level is not None,
        "action": acted or level not in asked.action_at,
        "explanation": explained or not instrument.explained,
        "evidence": proven or not needs_proof,
    }
    return tuple(part for part, is_there in there.items() if not is_there)
