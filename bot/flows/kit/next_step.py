"""What comes next while a Pemda is set up: OPD, period, invitations, group."""

from bot.texts.pemda import setting_up as texts
from core.assessment.model import Status
from core.facts import AdminFacts
from core.screen import Rows, steady

_BEFORE = (None, Status.NOT_STARTED)


def next_step(admin: AdminFacts, here: str = "", invited: bool = False) -> Rows:
    """The row of its button; empty where nothing is left, and once an OPD fills in. `here` is the step of the screen
    that this is, which offers it itself. `invited`: invitations are being made. The OPD are loaded.
    """
    word = _next(admin, invited)
    return ((steady(texts.NEXT[word], "setup", admin.pemda_id, word),),) if word and word != here else ()


def _next(admin: AdminFacts, invited: bool) -> str:
    if not admin.opds:
        return "opds"
    if not admin.periods:
        return "period"
    if admin.coming is None or any(line.status not in _BEFORE for line in admin.opds):
        return ""
    if not (admin.invites or invited) and not any(line.contacts for line in admin.opds):
        return "inviting"
    return "connect" if not admin.groups and len(admin.periods) == 1 else ""
