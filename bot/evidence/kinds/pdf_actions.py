"""What a PDF does by itself when it is opened, or when somebody presses in it."""

from collections.abc import Iterator
from typing import Any

_HARMLESS = frozenset(
    {"/GoTo", "/URI", "/Named", "/Hide", "/SetOCGState", "/Thread", "/Trans", "/GoTo3DView", "/ResetForm"}
)
"""Actions that stay in the document, or open an address that the reader's program asks about."""
_STARTS = frozenset({"/Launch"})
_DEPTH = 8
_MOST = 20_000
"""Actions that are looked at; a document with more of them is doubtful by itself."""


def found(document: Any) -> set[str]:
    """The kinds of actions that are more than moving about in the document: "/JavaScript", "/Launch", ..."""
    kinds: set[str] = set()
    for number, kind in enumerate(_kinds(document)):
        kinds.add(kind)
        if number == _MOST:
            kinds.add("/JavaScript")
            break
    return {kind for kind in kinds if kind not in _HARMLESS}


def starts_program(document: Any) -> bool:
    """Whether opening the document starts a program."""
    return any(kind in _STARTS for kind in _at_once(document.Root))


def _kinds(document: Any) -> Iterator[str]:
    root = document.Root
    yield from _at_once(root)
    if within(root, "/Names", "/JavaScript") is not None:
        yield "/JavaScript"
    for number, page in enumerate(document.pages):
        if number == _MOST:
            return
        yield from _extra(page.obj)
        for note in items(page.obj.get("/Annots")):
            yield from _chain(within(note, "/A"))
            yield from _extra(note)
    for field in items(within(root, "/AcroForm", "/Fields")):
        yield from _extra(field)


def _at_once(root: Any) -> Iterator[str]:
    """What happens without a press."""
    yield from _chain(root.get("/OpenAction"))
    yield from _extra(root)


def _extra(thing: Any) -> Iterator[str]:
    """Actions of events, such as opening, closing or printing."""
    extra = within(thing, "/AA")
    for name in extra.keys() if is_a(extra, "dictionary") else ():
        yield from _chain(extra[name])


def _chain(action: Any, depth: int = 0) -> Iterator[str]:
    """The kinds of an action and of those that follow it. A list is a place in the document, which is harmless."""
    if not is_a(action, "dictionary") or depth == _DEPTH:
        return
    kind = action.get("/S")
    if kind is not None:
        yield str(kind)
    following = action.get("/Next")
    for one in items(following) or [following]:
        yield from _chain(one, depth + 1)


def within(thing: Any, *names: str) -> Any:
    for name in names:
        thing = thing.get(name) if is_a(thing, "dictionary") else None
    return thing


def items(thing: Any) -> list[Any]:
    return list(thing) if is_a(thing, "array") else []


def is_a(thing: Any, kind: str) -> bool:
    """Whether it is of this kind, as pikepdf names the kinds of PDF."""
    return getattr(thing, "_type_name", "") == kind
