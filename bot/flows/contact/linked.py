"""Links as evidence: those of a text, of a caption, of an explanation."""

from collections.abc import Iterable

from core.assessment.model import Assessment, EvidenceKind
from core.effects import AttachLink, Effect, Origin, UseEvidence
from core.evidence.links import LABEL_WORDS, FoundLinks


def link_orders(a: Assessment, code: str, addresses: Iterable[str], origin: Origin = Origin()) -> tuple[Effect, ...]:  # noqa: B008
    """Orders for links that the variable does not have yet. A link of another variable is used here too."""
    orders: list[Effect] = []
    for address in addresses:
        twin = next((e for e in a.evidence if e.kind is EvidenceKind.LINK and e.name == address), None)
        if twin is None:
            orders.append(AttachLink(a.id, code, address, origin))
        elif code not in twin.variables:
            orders.append(UseEvidence(a.id, twin.id, code))
    return tuple(orders)


def is_no_page(found: FoundLinks) -> bool:
    """Whether a text is only an address that no browser opens as a page, perhaps with its name."""
    return bool(found.refused) and not found.links and len(found.rest.split()) <= LABEL_WORDS * len(found.refused)


def label(found: FoundLinks, message_id: int) -> Origin:
    """The origin of a message of links; the other words in it are their name."""
    return Origin(message_id, note=found.rest if found.alone else "")
