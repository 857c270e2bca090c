"""What decoders draw of a damaged picture: its missing parts keep the colour they were filled with."""

import io
from typing import Any

from bot.evidence.kinds.structure import Content, opened


def filled(content: Content, value: int, kind: str | None = None, at_least: int = 0) -> Any:
    """The picture with `value` wherever nothing could be read. `at_least`: where that is easy, it is read smaller, with
    so many pixels on each side or more. Raises what Pillow raises for a beginning that is no picture.
    """
    from PIL import Image

    source = io.BytesIO(content) if isinstance(content, bytes) else opened(content)
    picture = Image.open(source, formats=(kind,) if kind else None)
    if at_least:
        picture.draft("RGB", (at_least, at_least))
    prepare = picture.load_prepare

    def prepared() -> None:
        prepare()
        picture.im.paste(value if picture.im.bands == 1 else (value,) * picture.im.bands, (0, 0, *picture.size))

    picture.load_prepare = prepared  # type: ignore[method-assign]
    try:
        picture.load()
    except (OSError, SyntaxError, ValueError):
        picture.fp = None
    return Image.Image()._new(picture.im)


def untouched(picture: Any, value: int) -> bool:
    """Whether the last line still has the value it was filled with."""
    line = picture.crop((0, picture.height - 1, picture.width, picture.height))
    return set(line.tobytes()) == {value}


def same(one: Any, other: Any) -> float:
    """The share of equal bytes."""
    from PIL import Image, ImageChops

    if one.size != other.size or one.mode != other.mode:
        return 0.0
    lines = [picture.tobytes() for picture in (one, other)]
    size = (len(lines[0]) // one.height, one.height)
    differing = ImageChops.difference(*(Image.frombytes("L", size, line) for line in lines))
    return float(differing.histogram()[0] / (size[0] * size[1]))
