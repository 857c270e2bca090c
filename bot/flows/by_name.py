"""A typed button's name does what the button does, on every screen alike (router.py asks here before any flow).

Names are those of core.typed and the labels of the screen itself. What no button of the screen stands for leads where
the name says: help, menu, contents, past the variable. Nothing of such a text is ever stored.
"""

from collections.abc import Sequence

from bot.commands import find
from bot.flows import going
from bot.flows.admin_states import Administering
from bot.flows.base import Begin, Event, State, Step, Tap, Text
from bot.flows.states import Browsing, OfAssessment, OfVariable
from bot.texts import by_name as texts
from core import typed
from core.assessment.model import Assessment
from core.facts import Facts
from core.people.roles import Role
from core.screen import Button, Tie
from core.typed import Meant

_STAY = ("Batalkan", "Abaikan tulisan", "Pertahankan", "Biarkan", "Tetap", "Simpan rancangan")
_PASS = ("Lewati", "Pertahankan")
_LABELS: dict[Meant, tuple[str, ...]] = {
    Meant.CANCEL: (*_STAY, "Kembali"),
    Meant.BACK: ("Kembali", *_STAY),
    Meant.MENU: ("Buka menu",),
    Meant.HELP: (),
    Meant.SKIP: _PASS,
    Meant.GO_ON: ("Lanjut", "Lanjutkan", "Mulai mengisi", "Lengkapi", *_PASS),
    Meant.CONTENTS: ("Buka daftar isi",),
    Meant.SUMMARY: ("Buka ringkasan",),
    Meant.UNDO: ("Urungkan",),
}
"""The words with which the labels of such buttons begin, the most fitting first."""

_UNDOES = ("Batalkan jadwal", "Batalkan laporan")
"""Labels that begin like a way out and are none: they undo something that was done."""

_COMMANDS = {Meant.HELP: "bantuan", Meant.CONTENTS: "isi", Meant.SUMMARY: "ringkasan"}


def command(event: Event) -> Begin | None:
    """The command a text, or a command nobody knows, is the name of: "hasil", "Profil", "/help", "/batal" is none."""
    if not isinstance(event, Text) or event.edited:
        return None
    known = find(typed.bare(event.text)) if len(event.text) <= typed.LONGEST_NAME else None
    return Begin(known.slug) if known is not None and known.private else None


def is_name(text: str) -> bool:
    """Is it the name of a button or command, and so never content?"""
    return typed.meant(text) is not None or command(Text(text, 0)) is not None


def may_name(event: Event) -> bool:
    """Is it worth drawing the screen, to see whether the text names one of its buttons?"""
    return isinstance(event, Text) and not event.edited and len(event.text) <= typed.LONGEST_NAME


def event_of(event: Text, buttons: Sequence[Button], revision: int) -> Event | None:
    """The press or command the text stands for; None where the flow has to say. `buttons`: those of the screen that can
    be pressed with what is known now."""
    meant = typed.meant(event.text)
    pressed = _labelled(event.text, buttons) or (_fitting(meant, buttons) if meant else None)
    if pressed is not None:
        return Tap(pressed.value, None if pressed.tie is Tie.STEADY else revision)
    return command(event) or (Begin(_COMMANDS[meant]) if meant in _COMMANDS else None)


def _labelled(text: str, buttons: Sequence[Button]) -> Button | None:
    wanted = typed.bare(text)
    found = {button.value: button for button in buttons if wanted and typed.bare(button.label) == wanted}
    return next(iter(found.values())) if len(found) == 1 else None


def _fitting(meant: Meant, buttons: Sequence[Button]) -> Button | None:
    for start in _LABELS[meant]:
        for button in buttons:
            begins = button.label == start or button.label.startswith(f"{start} ")
            if begins and not button.label.startswith(_UNDOES):
                return button
    return None


def elsewhere(meant: Meant, state: State, facts: Facts, start: Step) -> Step:
    """Where a name leads that no button of the screen bears. `start` is the conversation begun afresh."""
    a = facts.assessment
    if a is not None and isinstance(state, OfAssessment) and going.holds(facts, a, Role.CONTACT):
        return _of_contact(meant, state, facts, a)
    if facts.admin is not None:
        start = Step(Administering(facts.admin.pemda_id))
    return Step(state, banner=texts.NOTHING_TO_LEAVE) if start.state == state else start


def _of_contact(meant: Meant, state: OfAssessment, facts: Facts, a: Assessment) -> Step:
    if meant in (Meant.SKIP, Meant.GO_ON) and isinstance(state, OfVariable) and going.drafting(a):
        return going.skip(a, state.variable)
    if meant is Meant.UNDO:
        return Step(state, banner=texts.NOTHING_TO_UNDO)
    there = Browsing(a.id) if going.drafting(a) else going.home(facts, a)
    if there == state:
        return Step(state, banner=texts.NOTHING_TO_LEAVE)
    return going.enter(there, banner=texts.LEFT_OPEN if isinstance(state, OfVariable) else "")
