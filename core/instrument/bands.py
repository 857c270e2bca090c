"""Checks bands and worked examples: no gap, no overlap, and every example agrees with the engine's own arithmetic."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from core.instrument import scoring
from core.instrument.model import Instrument
from core.instrument.parts import NOT_APPLICABLE, Band, UnknownLevel
from core.instrument.schema import Document, ResultExample, StagingExample
from core.instrument.yaml_lines import Path, Source


def check_bands(document: Document, source: Source) -> None:
    """Records faults of the bands: missing, order, decimals, gaps, overlaps."""
    rule, formula = document.band_rule, document.scoring.formula
    if formula == "none":
        if document.bands or rule:
            source.fault(
                "BAND_UNUSED",
                ("bands",),
                "formula none tidak memiliki kategori; kosongkan bands dan band_rule",
            )
        return
    if not document.bands and rule is None and formula != "sum":
        return  # its value stands alone
    if not document.bands or rule is None:
        source.fault("BAND_MISSING", ("bands",), "kategori belum lengkap; isi bands dan band_rule")
        return
    if document.scoring.decimals not in (None, rule.decimals):
        message = (
            f"nilai berdesimal {document.scoring.decimals}, kategori {rule.decimals}; samakan atau hapus kunci ini"
        )
        source.fault("DECIMALS", ("scoring", "decimals"), message)
    step = Decimal(1).scaleb(-rule.decimals)
    for place, band in enumerate(document.bands):
        for key, bound in (("min", band.min), ("max", band.max)):
            if bound % step:
                message = f"{comma(bound)} lebih teliti daripada {rule.decimals} desimal; bulatkan"
                source.fault("BAND_DECIMALS", ("bands", place, key), message)
        if band.min > band.max:
            message = f"{band.name} mulai di {comma(band.min)} tetapi berakhir di {comma(band.max)}; tukar keduanya"
            source.fault("BAND_ORDER", ("bands", place), message)
    for place, (before, after) in enumerate(pairwise(document.bands), start=1):
        _between(before, after, step, ("bands", place), source)


def check_examples(instrument: Instrument, document: Document, source: Source) -> None:
    """Records possible values without a band, and examples that are wrong."""
    if instrument.bands and not _covered(instrument, source):
        return
    for place, example in enumerate(document.band_rule.examples if document.band_rule else ()):
        found = _band(instrument, example.value)
        if found != example.band:
            message = f"{comma(example.value)} jatuh pada {found}, bukan {example.band}; perbaiki contoh ini"
            source.fault("BAND_EXAMPLE", ("band_rule", "examples", place), message)
    for place, staging in enumerate(document.scoring.staging_examples):
        _staging(instrument, staging, ("scoring", "staging_examples", place), source)
    for place, worked in enumerate(document.scoring.examples):
        _worked(instrument, worked, ("scoring", "examples", place), source)


def _covered(instrument: Instrument, source: Source) -> bool:
    """Whether the bands reach from the lowest value to the highest."""
    low, high = instrument.ends
    first, last = instrument.bands[0], instrument.bands[-1]
    if first.min > low:
        message = f"{first.name} mulai di {comma(first.min)}, nilai terendah {comma(low)}; mulai di sana"
        source.fault("BAND_COVER", ("bands", 0, "min"), message)
    if last.max < high:
        message = f"{last.name} berakhir di {comma(last.max)}, nilai tertinggi {comma(high)}; akhiri di sana"
        source.fault("BAND_COVER", ("bands", len(instrument.bands) - 1, "max"), message)
    return first.min <= low and last.max >= high


def comma(number: Decimal) -> str:
    """A number as Indonesian readers write it: 37,5 and 37."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _between(before: Band, after: Band, step: Decimal, path: Path, source: Source) -> None:
    story = f"{before.name} berakhir di {comma(before.max)}, {after.name} mulai di {comma(after.min)}"
    if after.max < before.min:
        source.fault("BAND_ORDER", path, f"{story}; urutkan dari kategori terendah")
    elif after.min > before.max + step:
        source.fault("BAND_GAP", path, f"{story}; isi rentang di antaranya")
    elif after.min <= before.max:
        source.fault("BAND_OVERLAP", path, f"{story}; mulai di {comma(before.max + step)}")


def _band(instrument: Instrument, value: Decimal) -> str:
    try:
        return scoring.band(instrument, value)
    except scoring.OutOfRange:
        return "luar semua kategori"


def _staging(instrument: Instrument, example: StagingExample, path: Path, source: Source) -> None:
    scored = [variable.code for variable in instrument.variables if variable.scored]
    fits = len(example.scores) == len(scored) and all(
        instrument.lowest <= level <= instrument.highest for level in example.scores
    )
    if instrument.formula != "sum" or not instrument.staged or not fits:
        message = f"perlu {len(scored)} angka {instrument.lowest} sampai {instrument.highest}; perbaiki scores"
        source.fault("STAGING_EXAMPLE", path, message)
        return
    found = scoring.score(instrument, dict(zip(scored, example.scores, strict=True)))
    assert found is not None
    if (found.value, found.band, found.staged_level) != (Decimal(example.total), example.band, example.staged_level):
        message = f"hitungannya {found.value}, {found.band}, tingkat {found.staged_level}; perbaiki contoh ini"
        source.fault("STAGING_EXAMPLE", path, message)


def _worked(instrument: Instrument, example: ResultExample, path: Path, source: Source) -> None:
    """A worked example of any formula with a value."""
    scored = [variable.code for variable in instrument.variables if variable.scored]
    try:
        found = scoring.score(instrument, dict(zip(scored, example.levels, strict=True)))
    except (ValueError, UnknownLevel):
        lowest, highest = instrument.lowest, instrument.highest
        message = f"perlu {len(scored)} angka {lowest} sampai {highest} ({NOT_APPLICABLE} bila boleh tidak berlaku)"
        source.fault("RESULT_EXAMPLE", path, f"{message}; perbaiki levels")
        return
    if found is None or found.value is None:
        source.fault("RESULT_EXAMPLE", path, "levels ini tidak menghasilkan nilai; hapus contoh ini")
    elif (found.value, found.band) != (example.value, example.band or ""):
        named = f", {found.band}" if found.band else ""
        source.fault(
            "RESULT_EXAMPLE", path, f"hitungannya {str(found.value).replace('.', ',')}{named}; perbaiki contoh ini"
        )
