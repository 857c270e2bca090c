"""Radar: one OPD on all variables, by itself, the region, the province, last year and the region's mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from core.charts.data import Former, Levels, Radar
from core.charts.drawings import words
from core.charts.drawings.frame import (
    GRID,
    GRID_WIDTH,
    LABEL,
    LEADING,
    LEAST,
    LEGEND,
    MARGIN,
    POINTS,
    SECONDARY,
    Across,
    Sheet,
    Style,
)
from core.charts.drawings.heading import foot, head
from core.instrument.parts import NOT_APPLICABLE
from core.looks import INK, WHITE
from core.review.verdicts import Stage

CENTRE = (3.02, 3.36)
RADIUS = 1.72
LABELS_AT = 1.065
MANY, CODES_AT = 16, 1.11
"""Around more variables there is room for their codes alone."""
_MOST_PARTS = 3
"""Words of a name that have a line each."""
EDGE_ROOM = 0.08  # inches a label keeps from the sheet's edge
RING_AROUND = 15.0
MEAN_FILL = "#E9EBEE"

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a line is drawn; a higher `front` lies above a lower one."""

    colour: str
    width: float
    style: Style
    mark: str
    mark_size: float
    front: float


OWN = LineStyle("#B5540F", 2.4, (0, (4, 2)), "o", 4.5, 3.4)
REGION = LineStyle("#1B2F6B", 3.4, "solid", "o", 7.0, 3.2)
REGION_BELOW_PROVINCE = LineStyle("#1B2F6B", 2.0, "solid", "o", 5.0, 3.2)
PROVINCE = LineStyle("#00806A", 3.4, "solid", "s", 7.0, 3.3)
FORMER = LineStyle("#6B6F76", 2.2, (0, (1, 1.4)), "", 0.0, 3.1)
MEAN = LineStyle("#9AA0A6", 1.2, "solid", "", 0.0, 1.5)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line with its words in the legend."""

    look: LineStyle
    values: Values
    label: str


def draw(chart: Radar) -> Sheet:
    sheet = Sheet()
    head(sheet, chart.opd, words.radar_subtitle(chart), words.radar_notes(chart), words.radar_ending(chart))
    lines = _lines(chart)
    if any(line.look is MEAN for line in lines):
        sheet.area([_point(chart, place, value) for place, value in enumerate(map(float, chart.means))], MEAN_FILL)
    _grid(sheet, chart)
    for line in lines:
        _line(sheet, chart, line)
    _labels(sheet, chart)
    _numerals(sheet, chart)
    _legend(sheet, lines)
    foot(sheet, words.footer(chart.as_of, chart.verified.n, chart.verified.of))
    return sheet


def _lines(chart: Radar) -> list[Drawn]:
    """At most four lines. An unverified OPD has only its own; where the province has judged, no mean is drawn."""
    own = Drawn(OWN, _values(chart.own), words.line_value(words.OWN, chart.own.value))
    if chart.official is None or chart.region is None:
        return [own]
    look = REGION if chart.province is None else REGION_BELOW_PROVINCE
    lines = [Drawn(look, _values(chart.region), words.line_value(words.TEAM[Stage.REGION], chart.region.value)), own]
    if chart.province is not None:
        label = words.line_value(words.TEAM[Stage.PROVINCE], chart.province.value)
        lines.insert(0, Drawn(PROVINCE, _values(chart.province), label))
    if chart.former is not None:
        label = words.line_value(words.year(chart.former.year), chart.former.value)
        lines.append(Drawn(FORMER, _values(chart.former), label))
    if chart.means and chart.province is None and chart.verified.n > 1:
        lines.append(Drawn(MEAN, tuple(float(mean) for mean in chart.means), words.line_mean(chart.verified)))
    return lines


def _values(drawn: Levels | Former) -> Values:
    """The levels as they are drawn: what does not apply is a gap."""
    return tuple(None if level is None or level == NOT_APPLICABLE else float(level) for level in drawn.levels)


def _point(chart: Radar, place: int, value: float) -> tuple[float, float]:
    """Where a value of the variable number `place` lies. The first variable is at the top, the others follow clockwise,
    0 is the centre.
    """
    turn = radians(90 - 360 * place / len(chart.scale.variables))
    away = RADIUS * float(value) / chart.scale.highest
    return CENTRE[0] + away * cos(turn), CENTRE[1] + away * sin(turn)


def _ring(radius: float) -> list[tuple[float, float]]:
    turns = [radians(3 * step) for step in range(121)]
    return [(CENTRE[0] + radius * cos(turn), CENTRE[1] + radius * sin(turn)) for turn in turns]


def _rings(chart: Radar) -> range:
    return range(max(chart.scale.lowest, 1), chart.scale.highest + 1)


def _grid(sheet: Sheet, chart: Radar) -> None:
    for level in _rings(chart):
        sheet.line(_ring(RADIUS * level / chart.scale.highest), GRID, GRID_WIDTH, layer=2)
    for place in range(len(chart.scale.variables)):
        sheet.line([CENTRE, _point(chart, place, chart.scale.highest)], GRID, GRID_WIDTH, layer=2)


def _numerals(sheet: Sheet, chart: Radar) -> None:
    """Names of the rings, between the first two variables."""
    turn = radians(90 - 180 / len(chart.scale.variables))
    for level in _rings(chart):
        away = RADIUS * level / chart.scale.highest
        x, y = CENTRE[0] + away * cos(turn), CENTRE[1] + away * sin(turn)
        sheet.text(x, y, chart.scale.numeral(level), LEAST, colour=SECONDARY, across="center", halo=WHITE)


def _line(sheet: Sheet, chart: Radar, line: Drawn) -> None:
    look = line.look
    for run in _runs(line.values):
        points = [_point(chart, place, value) for place, value in run]
        sheet.line(points, look.colour, look.width, look.style, layer=look.front)
    if look.mark:
        marks = [_point(chart, place, value) for place, value in enumerate(line.values) if value is not None]
        sheet.line(marks, look.colour, look.width, "None", mark=look.mark, mark_size=look.mark_size, layer=look.front)


def _runs(values: Values) -> list[list[tuple[int, float]]]:
    """Groups of neighbouring variables that have a value. Where no value is missing, the group is closed to a ring."""
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    if len(known) == len(values):
        return [[*known, known[0]]]
    runs: list[list[tuple[int, float]]] = []
    for place, value in known:
        if runs and runs[-1][-1][0] == place - 1:
            runs[-1].append((place, value))
        else:
            runs.append([(place, value)])
    if len(runs) > 1 and runs[0][0][0] == 0 and runs[-1][-1][0] == len(values) - 1:
        runs[0] = runs.pop() + runs[0]
    return [run for run in runs if len(run) > 1]


def _labels(sheet: Sheet, chart: Radar) -> None:
    shown = chart.province or chart.region if chart.official else chart.own
    levels = (shown or chart.own).levels
    holding = chart.official.holding if chart.official else ()
    if len(holding) == len(chart.scale.variables):
        holding = ()  # nothing stands out, and the note says so
    for place, (variable, level) in enumerate(zip(chart.scale.variables, levels, strict=True)):
        bold = variable.code in holding
        numeral = words.DASH if level is None else chart.scale.numeral(level)
        if len(chart.scale.variables) > MANY:
            x, y = _point(chart, place, chart.scale.highest * CODES_AT)
            sheet.text(x, y, variable.code, LEAST, bold=bold, across="center")
        else:
            _label(sheet, chart, place, numeral, variable.short, bold)
        if bold and level is not None and level != NOT_APPLICABLE:
            ring = [_point(chart, place, float(level))]
            sheet.line(ring, INK, 1.5, "None", mark="o", mark_size=RING_AROUND, mark_fill="none", layer=4)


def _label(sheet: Sheet, chart: Radar, place: int, numeral: str, short: str, bold: bool) -> None:
    x, y = _point(chart, place, chart.scale.highest * LABELS_AT)
    aside, above = x - CENTRE[0], (y - CENTRE[1]) / (RADIUS * LABELS_AT)
    across: Across = "center" if abs(aside) < 0.1 else "left" if aside > 0 else "right"
    room = {"center": sheet.room, "left": sheet.width - x - EDGE_ROOM, "right": x - EDGE_ROOM}[across]
    size, lines = _broken(sheet, numeral, short, room, bold)
    tall = LEADING * size * len(lines) / POINTS
    sheet.text(x, y + above * tall / 2, "\n".join(lines), size, bold=bold, across=across)


def _broken(sheet: Sheet, numeral: str, short: str, room: float, bold: bool) -> tuple[float, list[str]]:
    """The label on as few lines as fit, such as "II SOP / Pelayanan", or with the numeral on its own line."""
    parts = short.split(" ")
    first, rest = f"{numeral} {parts[0]}", " ".join(parts[1:])
    ways = [[first, rest] if rest else [first], [numeral, short], [numeral, *parts]]
    if len(parts) > _MOST_PARTS:
        ways[-1] = [numeral, *_wrapped(sheet, parts, room, bold)]
    for size in (LABEL, LEAST):
        for lines in ways:
            if all(sheet.length(line, size, bold) <= room for line in lines):
                return size, lines
    return LEAST, [sheet.cut(line, room, LEAST, bold) for line in ways[-1][:3]]


def _wrapped(sheet: Sheet, parts: Sequence[str], room: float, bold: bool) -> list[str]:
    """As many words a line as fit."""
    lines = [parts[0]]
    for part in parts[1:]:
        longer = f"{lines[-1]} {part}"
        if sheet.length(longer, LABEL, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _legend(sheet: Sheet, lines: Sequence[Drawn]) -> None:
    columns, rows = (MARGIN, 3.05), (LEGEND[1] - 0.12, LEGEND[0] + 0.1)
    for place, line in enumerate(lines):
        x, y = columns[place % 2], rows[place // 2]
        look = line.look
        if look is MEAN:
            sheet.box(x, y - 0.07, 0.5, 0.14, MEAN_FILL, edge=look.colour, edge_width=look.width)
        else:
            sheet.line([(x, y), (x + 0.5, y)], look.colour, look.width, look.style)
        if look.mark:
            middle = [(x + 0.25, y)]
            sheet.line(middle, look.colour, look.width, "None", mark=look.mark, mark_size=look.mark_size)
        sheet.text(x + 0.6, y, line.label, LEAST)
