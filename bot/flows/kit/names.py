"""Which button or command a typed text names, the same on every screen.

Names are those of core.typed and the labels of the screen itself. Such a text is never stored.
"""

from collections.abc import Sequence

from bot.commands import find
from bot.flows.events import Begin, Event, Tap, Text
from core import typed
from core.screen import Button, ButtonKind
from core.typed import Intent

_STAY = ("Batalkan", "Abaikan tulisan", "Pertahankan", "Biarkan", "Tetap", "Simpan rancangan", "Belum")
_PASS = ("Lewati", "Pertahankan")
_LABELS: dict[Intent, tuple[str, ...]] = {
    Intent.CANCEL: (*_STAY, "Kembali"),
    Intent.BACK: ("Kembali", *_STAY),
    Intent.MENU: ("Buka menu",),
    Intent.HELP: (),
    Intent.SKIP: _PASS,
    Intent.GO_ON: ("Lanjut", "Lanjutkan", "Mulai mengisi", "Lengkapi", *_PASS),
    Intent.CONTENTS: ("Buka daftar isi",),
    Intent.SUMMARY: ("Buka ringkasan",),
    Intent.UNDO: ("Urungkan",),
}
"""Words with which the labels of such buttons begin, the most fitting first."""

_UNDOES = ("Batalkan jadwal", "Batalkan laporan")
"""Labels that begin like a way out but are none: they undo something that was done."""

_COMMANDS = {Intent.HELP: "bantuan", Intent.CONTENTS: "isi", Intent.SUMMARY: "ringkasan"}


def command(event: Event) -> Begin | None:
    """The command that a text, or an unknown command, names: "hasil", "Profil", "/help". "/batal" is none."""
    if not isinstance(event, Text) or event.edited:
        return None
    known = find(typed.bare(event.text)) if len(event.text) <= typed.LONGEST_NAME else None
    return Begin(known.slug) if known is not None else None


def is_name(text: str) -> bool:
    """Whether it is the name of a button or command, and so never content."""
    return typed.meant(text) is not None or command(Text(text, 0)) is not None


def may_name(event: Event) -> bool:
    """Whether the screen must be drawn to see if the text names one of its buttons."""
    return isinstance(event, Text) and not event.edited and len(event.text) <= typed.LONGEST_NAME


def event_of(event: Text, buttons: Sequence[Button], revision: int) -> Event | None:
    """The press or command that the text stands for; None where the flow must answer. `buttons` are those of the screen
    that can be pressed with the facts at hand.
    """
    meant = typed.meant(event.text)
    pressed = _labelled(event.text, buttons) or (_fitting(meant, buttons) if meant else None)
    if pressed is not None:
        return Tap(pressed.value, None if pressed.kind is ButtonKind.STEADY else revision)
    return command(event) or (Begin(_COMMANDS[meant]) if meant in _COMMANDS else None)


def _labelled(text: str, buttons: Sequence[Button]) -> Button | None:
    wanted = typed.bare(text)
    found = {button.value: button for button in buttons if wanted and typed.bare(button.label) == wanted}
    return next(iter(found.values())) if len(found) == 1 else None


def _fitting(meant: Intent, buttons: Sequence[Button]) -> Button | None:
    for start in _LABELS[meant]:
        for button in buttons:
            begins = button.label == start or button.label.startswith(f"{start} ")
            if begins and not button.label.startswith(_UNDOES):
                return button
    return None
