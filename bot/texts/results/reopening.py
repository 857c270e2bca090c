"""Results of OPD that are opened again, with a reason."""

from collections.abc import Iterable, Sequence

from bot.texts.common import contacts_and_heads, named, said
from core.pemda.naming import shortened
from core.results.period import OpdResults, PeriodResults
from core.written import listed

REOPEN = "Buka kembali hasil"
TOLD = "kontak, kepala OPD, dan tim penilai"
SEE = "Lihat penilaian"
NOT_FINAL = "Hasil OPD ini sudah terbuka."
NEED_VARIABLE = "Pilih variabel yang diperiksa lagi oleh tim penilai."
NEED_REASON = "Tulis alasannya dalam satu pesan."


def choose_reopened(count: int) -> str:
    if not count:
        return "Tidak ada hasil yang dapat dibuka kembali."
    return f"Pilih OPD yang hasilnya dibuka kembali, atau ketik kode atau namanya. {count} OPD."


def reopen_label(one: OpdResults, among: Iterable[OpdResults]) -> str:
    return shortened(one.short, 15, (other.short for other in among))


def several(count: int) -> str:
    return f"{count} OPD cocok. Ketik kodenya, atau pilih dari daftar."


def ask_reason(one: OpdResults) -> str:
    return _ask(one, "Pilih variabel yang diperiksa lagi oleh tim penilai, lalu tulis alasannya.")


def ask_variables(one: OpdResults, reason: str, *, ready: bool) -> str:
    """Asks which variables are opened again; the reason is written already. `ready`: a variable is chosen."""
    follows = f"Untuk melanjutkan, ketuk {REOPEN}; {TOLD} akan diberi tahu." if ready else NEED_VARIABLE
    return _ask(one, f"Alasan: {said(reason, 500)}\n{follows}")


def _ask(one: OpdResults, what: str) -> str:
    return (
        f"Buka kembali hasil <b>{named(one.name, 80)}</b>?\n{what} Alasan dibaca kontak dan kepala OPD, dan tercatat. "
        "Sampai terverifikasi lagi, hasil OPD ini tidak dihitung dalam rata-rata."
    )


def reopened(one: OpdResults, contacts: int, heads: int) -> str:
    """`contacts`, `heads`: how many of the OPD are told."""
    told = contacts_and_heads(contacts, heads)
    who = f"{told} akan diberi tahu" if told else "belum ada kontak atau kepala yang terjangkau"
    return f"Hasil {named(one.short, 60)} dibuka kembali; {who}."


def reopened_for_team(results: PeriodResults, one: OpdResults, variables: Sequence[str], reason: str) -> str:
    """To those who judge these variables anew, and to the province, which judges after them."""
    title = f"<b>Hasil {named(one.short, 60)} · {named(results.period.name, 30)} dibuka kembali koordinator</b>"
    return f"{title}\n{listed(variables)} dinilai lagi. Alasan: {said(reason, 300)}"


def reopened_notice(results: PeriodResults, one: OpdResults, variables: Sequence[str], reason: str) -> str:
    title = f"<b>Hasil penilaian {named(results.period.name, 30)} · {named(one.name, 80)} dibuka kembali</b>"
    return f"{title}\nTim daerah memeriksa lagi {listed(variables)}. Alasan: {said(reason, 300)}"
