"""A number of a spreadsheet as its number format shows it: 1 under "000" is 001.

Only formats that codes are written with: digits to be filled up, a fixed number of decimals, text between. Where a
format does something else to a number (dates, percent, thousands, fractions), the cell gets a flaw, and the number as
it is stored.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from core.tables.table import Cell, Flaw

GENERAL = "General"
BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    41: "#,##0",
    42: "#,##0",
    43: "#,##0.00",
    44: "#,##0.00",
    48: "##0.0E+0",
    49: "@",
}
"""Formats that a workbook names only by number (ECMA-376, 18.8.30). The dates are in BUILT_IN_DATES."""

BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
DATE = "yyyy-mm-dd"

MOST_DIGITS = 15
"""Digits of a number that a spreadsheet keeps; further digits become 0."""

_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<blank>[_*].)|\[(?P<bracket>[^\]]*)\]|(?P<general>general)'
    r"|(?P<exponent>e[+-])|(?P<digit>[0#?])|(?P<sign>[.,%@/])|(?P<time>[ymdhs]|am/pm|a/p)|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CONDITION = re.compile(r"[<>=]")


def by_number(number: int) -> str:
    """The built-in format with this number."""
    return DATE if number in BUILT_IN_DATES else BUILT_IN.get(number, GENERAL)


def shown(stored: str, format: str) -> Cell:
    """The cell of a stored number. Raises ValueError where `stored` is no number."""
    try:
        number = Decimal(stored)
    except InvalidOperation:
        raise ValueError(stored) from None
    if not number.is_finite():
        raise ValueError(stored)
    section = _sections(format)[0]
    plain = _plain(number)
    if plain.flaw is Flaw.DIGITS:
        return plain
    pieces = [(str(match.lastgroup), match[match.lastgroup or 0]) for match in _PIECE.finditer(section)]
    flaw = _flaw(pieces, number)
    if flaw is not None:
        return Cell(plain.text, flaw)
    if not any(kind == "digit" for kind, _ in pieces) or any(kind in ("general", "exponent") for kind, _ in pieces):
        return plain
    return _filled(pieces, number, plain)


def _sections(format: str) -> list[str]:
    """The parts for positive, negative, zero and text. A semicolon in quotes separates nothing."""
    return re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', format)


def _plain(number: Decimal) -> Cell:
    """A number without a format of its own. Beyond 15 digits the last ones are not what was typed."""
    if number == number.to_integral_value():
        digits = str(int(number))
        return Cell(digits, Flaw.DIGITS if len(digits.lstrip("-")) > MOST_DIGITS else None)
    return Cell(repr(float(number)), Flaw.DECIMAL)


def _flaw(pieces: list[tuple[str, str]], number: Decimal) -> Flaw | None:
    """What the format does to a number besides filling up its digits."""
    for kind, text in pieces:
        if kind == "time" or (kind == "bracket" and _ELAPSED.fullmatch(text)):
            return Flaw.DATE
        if kind == "sign" and text == "%":
            return Flaw.PERCENT
        if (kind == "sign" and text == "/") or (kind == "bracket" and _CONDITION.match(text)):
            return Flaw.SPECIAL
    signs = [text for kind, text in pieces if kind == "sign"]
    if "," in signs:
        return Flaw.THOUSANDS if abs(number) >= 1000 else None
    return Flaw.SPECIAL if signs.count(".") > 1 or number < 0 else None


def _filled(pieces: list[tuple[str, str]], number: Decimal, plain: Cell) -> Cell:
    """The digits put into their places from the right, with the text between them."""
    point = next((place for place, piece in enumerate(pieces) if piece == ("sign", ".")), len(pieces))
    behind = [text for kind, text in pieces[point + 1 :] if kind == "digit"]
    if number != number.to_integral_value() and (not behind or set(behind) != {"0"}):
        return plain
    rounded = number.quantize(Decimal(1).scaleb(-len(behind)), ROUND_HALF_UP)
    whole, _, decimals = f"{rounded:f}".partition(".")
    text = _whole(pieces[:point], whole) + _decimals(pieces[point:], decimals)
    return Cell(text, formatted=text != plain.text)


def _whole(pieces: list[tuple[str, str]], digits: str) -> str:
    left, made = digits.lstrip("0"), ""
    places = [place for place, (kind, _) in enumerate(pieces) if kind == "digit"]
    for place in range(len(pieces) - 1, -1, -1):
        kind, text = pieces[place]
        if kind != "digit":
            made = _literal(kind, text) + made
        elif place == places[0]:
            made = (left or ("0" if text == "0" else "")) + made
        else:
            made = (left[-1:] or ("0" if text == "0" else "")) + made
            left = left[:-1]
    return made if places else left + made


def _decimals(pieces: list[tuple[str, str]], digits: str) -> str:
    made, left = "", digits
    for kind, text in pieces:
        if kind == "digit":
            made, left = made + left[:1], left[1:]
        else:
            made += "." if (kind, text) == ("sign", ".") else _literal(kind, text)
    return made


def _literal(kind: str, text: str) -> str:
    return text if kind in ("quoted", "escaped", "plain") else ""
