"""Registers of a region, for its coordinator."""

from bot.texts.common import heading, named
from bot.texts.registers.opinions import said
from bot.texts.registers.own import RED, span
from core.assessment.subjects import KINDS
from core.pemda.naming import shortened
from core.register.ages import limits
from core.register.model import RegisterLine, Registers
from core.written import listed

RECORD = "Daftar layanan, SOP, dan unit kerja"
NONE = "Tidak ada instrumen dengan daftar layanan, SOP, atau unit kerja."


def label(one: RegisterLine) -> str:
    red = f"{RED} {one.red}/" if one.red else ""
    return f"{shortened(one.short, 20)} · {red}{one.lines}"


def overview(pemda: str, region: Registers) -> str:
    kind, empty = KINDS[region.instrument.subject], sum(not one.lines for one in region.opds)
    head = heading(named(pemda, 60), f"Daftar {kind}")
    lines = [head, f"{region.lines} {kind} pada {len(region.opds) - empty} dari {len(region.opds)} OPD."]
    if region.red:
        after = [span(months) for months in limits(region.instrument.attributes)]
        old = f" Tanggal yang lewat {listed(after)} atau belum ada bertanda merah." if after else ""
        lines.append(f"{RED} {region.red} {kind} perlu diperbarui.{old}")
    newest = next((one for one in region.opinions if not one.opd), None)
    lines += [f"Ombudsman {newest.year}: {said(newest)}."] if newest else []
    return "\n".join([*lines, "Pilih OPD, atau ketik namanya."])
