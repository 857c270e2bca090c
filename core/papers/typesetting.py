"""The only use of typst: a template of this folder and its values become a PDF with our fonts embedded."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
FONTS = FOLDER / "fonts"  # Liberation: the widths of Arial, free to embed


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def typeset(template: str, values: Mapping[str, Any]) -> bytes:
    """The PDF of a template; it reads `values` (plain JSON) from `sys.inputs.values`, as text, never as markup."""
    import typst

    made = typst.compile(
        str(FOLDER / template),
        root=str(FOLDER),
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
    )
    return bytes(made)
