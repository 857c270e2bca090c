"""What is posted into a group by itself: summaries, submissions, the result."""

from collections.abc import Sequence

from bot.texts import common
from bot.texts.groups.board import again, counts, held_back, left, place, verified
from bot.texts.results.score import remark
from bot.texts.sent import unit
from core import written
from core.results.period import PeriodResults

HEATMAP = "Peta nilai"
DISTRIBUTION = "Sebaran"


def summary(results: PeriodResults, before: int, *, daily: bool) -> str:
    """What came in since the last summary; `before`: how many had sent by then."""
    states = results.states
    new = states.sent - before
    since = "Sejak kemarin" if daily else "Pekan ini"
    came = (
        f"<b>{since}</b> {new} {results.unit} mengirim, dari {before} menjadi {states.sent}."
        if new > 0
        else f"<b>{since}</b> tidak ada kiriman baru, tetap {states.sent} dari {states.total}{unit(results)}."
    )
    idle = f" Belum mulai {states.not_started}." if states.not_started else ""
    words, period = f"{came}{idle} {_until(results)}", results.period
    return common.of_period(words, period.name) if period.several else words


def sent(shorts: Sequence[str], count: int, of: int, period: str = "", unit: str = "") -> str:
    """ "Baru mengirim: Dinkes, DLH. Jumlah 37 dari 55.", after the period where the Pemda has several."""
    which = f"<b>{common.named(period, 60)}</b> · " if period else ""
    return (
        f"{which}Baru mengirim: {', '.join(common.named(short) for short in shorts)}. Jumlah {count} dari {of}{unit}."
    )


def result(results: PeriodResults) -> str:
    """The result of the year, as the caption of its first picture."""
    region = results.region
    head = f"<b>Hasil {common.named(results.period.heading)} · {place(results.pemda_name)}</b>"
    if region.mean is None:
        none = "Belum ada nilai daerah" if results.instrument.valued else "Penilaian ini tidak memakai nilai"
        return "\n".join((head, f"{none}, {verified(results)}", *again(results), *remark(results.instrument)))
    band = f", kategori {region.band}" if region.band else ""
    lines = (
        head,
        f"{written.mean(region)}{band}, {verified(results)}",
        *remark(results.instrument),
        *again(results),
        counts(dict(reversed(tuple(results.bands.items())))),
        f"{_staged(results)} {held_back(results)}".strip(),
    )
    return "\n".join(line for line in lines if line)


def _staged(results: PeriodResults) -> str:
    """How many OPD are on each staged level; nothing where the instrument does not stage."""
    numeral = results.instrument.step
    staged = {numeral(level): count for level, count in reversed(tuple(results.staged.items())) if count}
    return f"Tingkat berjenjang: {counts(staged)}." if staged else ""


def chart(name: str, results: PeriodResults) -> str:
    return f"{name} {common.named(results.period.heading)} · {place(results.pemda_name)}, {verified(results)}"


def _until(results: PeriodResults) -> str:
    """ "Tenggat 7 hari lagi."."""
    words = left(results)
    words = words if words.startswith(("tenggat", "dibuka", "pengisian")) else f"tenggat {words}"
    return f"{words[0].upper()}{words[1:]}."
