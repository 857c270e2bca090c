"""Which variables a note, a caption or another text names."""

import re

from core.instrument.model import Instrument

_CODE = re.compile(r"([A-Za-z]+)0*(\d+)")


def named_in(text: str, instrument: Instrument) -> tuple[str, ...]:
    """The codes that a text names: "V02", "v 2", "variabel 2"; where there is none, the short names in it. In the
    order of the instrument.
    """
    return coded_in(text, instrument) or tuple(
        code for code in instrument.codes if _short(instrument, code).search(text)
    )


def coded_in(text: str, instrument: Instrument) -> tuple[str, ...]:
    """The codes alone: "V02", "v 2", "variabel 2". A short name may be an ordinary word of a sentence."""
    return tuple(code for code in instrument.codes if _pattern(code).search(text))


def _pattern(code: str) -> re.Pattern[str]:
    found = _CODE.fullmatch(code)
    if found is None:
        return re.compile(rf"\b{re.escape(code)}\b", re.IGNORECASE)
    return re.compile(rf"\b(?:{found[1]}|var|variabel)[\s.-]*0*{found[2]}\b", re.IGNORECASE)


def _short(instrument: Instrument, code: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(instrument.variable(code).short)}\b", re.IGNORECASE)
