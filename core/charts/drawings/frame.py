"""The sheet every picture is drawn on: places in inches from the lower left corner, sizes in points.

A sheet is its own `Figure`; nothing here reads or changes matplotlib's global state, fonts come from matplotlib itself
and not from the machine, so equal numbers give equal bytes.
"""

import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from PIL import Image

from core.looks import FAINT, INK, WHITE

WIDTH = 6.0  # 1.080 pixels; on paper 15,2 cm
TALLEST = 7.1  # 1.278 pixels: Telegram keeps a picture of this shape as it is
DPI = 180
MARGIN = 0.25

LABEL, LEAST = 12.0, 11.5
"""LEAST is 10 pixels on a phone that shows the picture 360 wide."""

BODY_TOP = 1.36  # below the note
LEGEND = (0.45, 0.95)  # lower and upper edge

SECONDARY, GRID, EDGE = FAINT, "#D5D8DC", FAINT
GRID_WIDTH, EDGE_WIDTH, HALO_WIDTH = 0.9, 0.8, 4.0

POINTS = 72
ASCENT, DESCENT, CAPITAL, LEADING = 0.76, 0.24, 0.73, 1.22
"""Of DejaVu Sans, in parts of the size: above and below the baseline, height of capitals, from line to line."""

Across = Literal["left", "center", "right"]
Up = Literal["bottom", "center", "top"]
Style = Literal["solid", "None"] | tuple[float, tuple[float, ...]]


@lru_cache(maxsize=2)
def _font_file(bold: bool) -> Path:
    return Path(matplotlib.get_data_path(), "fonts", "ttf", f"DejaVuSans{'-Bold' if bold else ''}.ttf")


class Sheet:
    """A white sheet of `width` x `height` inches and the few things that are drawn on it."""

    def __init__(self, height: float = TALLEST, width: float = WIDTH) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width, height), dpi=DPI, facecolor=WHITE)
        self._canvas = FigureCanvasAgg(self.figure)
        self._inches = self.figure.dpi_scale_trans

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = LABEL,
        *,
        bold: bool = False,
        colour: str = INK,
        across: Across = "left",
        up: Up = "center",
        halo: str = "",
    ) -> None:
        """Draws words as they are written; a dollar sign starts no formula. `y` is where the side of the block named by
        `up` lies. `halo` is a colour drawn around the letters, to set them off from lines.

        Baselines are computed from the measures of the font, not from the letters that occur, so that words side by
        side stand on one line.
        """
        lines = words.split("\n")
        em, leading = size / POINTS, LEADING * size / POINTS
        first = {
            "top": y - ASCENT * em,
            "center": y - CAPITAL / 2 * em + leading * (len(lines) - 1) / 2,
            "bottom": y + DESCENT * em + leading * (len(lines) - 1),
        }[up]
        for place, line in enumerate(lines):
            self._line_of_text(x, first - place * leading, line, size, bold, colour, across, halo)

    def turned(self, x: float, y: float, words: str, size: float, degrees: float, bold: bool = False) -> None:
        """Draws one line of words that starts at a place and is turned by so many degrees."""
        drawn = self._line_of_text(x, y, words, size, bold, INK, "left", "")
        drawn.set_rotation_mode("anchor")
        drawn.set_rotation(degrees)

    def _line_of_text(
        self, x: float, y: float, words: str, size: float, bold: bool, colour: str, across: Across, halo: str
    ) -> Text:
        drawn = self.figure.text(
            x,
            y,
            words,
            transform=self._inches,
            fontproperties=FontProperties(fname=_font_file(bold), size=size),
            color=colour,
            ha=across,
            va="baseline",
            parse_math=False,
            zorder=5,
        )
        if halo:
            drawn.set_path_effects([withStroke(linewidth=HALO_WIDTH, foreground=halo)])
        return drawn

    def length(self, words: str, size: float = LABEL, bold: bool = False) -> float:
        """Width of the words in inches."""
        font = FontProperties(fname=_font_file(bold), size=size)
        drawn = self.figure.text(0, 0, words, fontproperties=font, parse_math=False)
        extent = drawn.get_window_extent(self._canvas.get_renderer())  # type: ignore[no-untyped-call]
        drawn.remove()
        return float(extent.width) / DPI

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        *,
        edge: str | None = EDGE,
        edge_width: float = EDGE_WIDTH,
        dashed: bool = False,
        layer: float = 2,
    ) -> None:
        self.figure.add_artist(
            Rectangle(
                (x, y),
                width,
                height,
                transform=self._inches,
                facecolor=fill,
                edgecolor=edge or "none",
                linewidth=edge_width if edge else 0.0,
                linestyle=(0, (3, 2)) if dashed else "solid",
                zorder=layer,
            )
        )

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        width: float,
        style: Style = "solid",
        *,
        mark: str = "",
        mark_size: float = 0.0,
        mark_fill: str | None = None,
        layer: float = 3,
    ) -> None:
        """A line through points; `mark` a matplotlib marker on each of them."""
        self.figure.add_artist(
            Line2D(
                [x for x, _ in points],
                [y for _, y in points],
                transform=self._inches,
                color=colour,
                linewidth=width,
                linestyle=style,
                marker=mark or "None",
                markersize=mark_size,
                markerfacecolor=mark_fill or colour,
                markeredgecolor=colour,
                markeredgewidth=min(width, 1.5) if mark else 0.0,
                solid_joinstyle="round",
                zorder=layer,
            )
        )

    def area(self, points: Sequence[tuple[float, float]], fill: str) -> None:
        self.figure.add_artist(
            Polygon(list(points), closed=True, transform=self._inches, facecolor=fill, edgecolor="none", zorder=1)
        )

    def fitted(self, words: str, room: float, size: float) -> float:
        """The largest size, in steps of half a point from `size` down to LEAST, at which the words fit; LEAST if none
        does.
        """
        while size > LEAST and self.length(words, size) > room:
            size -= 0.5
        return size

    def cut(self, words: str, room: float, size: float = LABEL, bold: bool = False) -> str:
        """The words, shortened with … where there is no room for them."""
        if self.length(words, size, bold) <= room:
            return words
        while len(words) > 1 and self.length(words.rstrip() + "…", size, bold) > room:
            words = words[:-1]
        return words.rstrip() + "…"

    @property
    def room(self) -> float:
        """Width between the margins."""
        return self.width - 2 * MARGIN

    def png(self) -> bytes:
        """The sheet as a PNG of at most 256 colours, a third of the bytes. Areas of one colour keep their
        exact colour.
        """
        self._canvas.draw()  # type: ignore[no-untyped-call]
        size = self._canvas.get_width_height()
        drawn = bytes(self._canvas.buffer_rgba())  # type: ignore[no-untyped-call]
        picture = Image.frombuffer("RGBA", size, drawn).convert("RGB")
        made = io.BytesIO()
        few = picture.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(made, "PNG", optimize=True, dpi=(DPI, DPI))
        return made.getvalue()
