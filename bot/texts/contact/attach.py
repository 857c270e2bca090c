"""What is said when a file or link arrives, whatever the screen."""

from collections.abc import Sequence

from bot.texts.common import CLIP, WARN, clean, counted, megabytes, named
from core.screen import escape
from core.written import listed

ACCEPTED = "PDF, foto, Word, Excel, atau PowerPoint"
PHOTO_HINT = f"{CLIP} Foto diterima. Bila tulisannya kurang jelas, kirim lagi sebagai Berkas agar tidak dikecilkan."
LINK_HINT = "Isi tautan dapat berubah; bila memungkinkan, kirim juga berkasnya."
NOW_EXPLAIN = "Sekarang tulis penjelasannya."
NO_PAGE = f"{WARN} Tautan itu tidak dapat dijadikan bukti. Kirim tautan yang diawali https://."
LINK_ALONE = "Tautan saja belum cukup; kirim juga berkasnya."


def receipts(code: str, files: int, links: int, until: str, link: bool, photos: bool) -> tuple[str, ...]:
    """The receipt, from its longest form to its shortest. `until` is what ends the file's way to this variable:
    "tingkat V02 dipilih"; empty: nothing does. `link`: a link came last. `photos`: the first that this person sends.
    """
    later = f"{code} sampai {until}" if until else code
    if not files and not links:
        return f"{WARN} {code} belum punya bukti. Berkas berikutnya masuk {later}.", f"{WARN} {code} belum punya bukti."
    arrived, then = f"{CLIP} {code}: {counted(files, links)} diterima.", f"Berkas berikutnya tetap masuk {later}."
    full = f"{arrived} {LINK_HINT} {then}" if link else f"{arrived} {then}"
    folded = f"{CLIP} {code}: {files + links} bukti diterima." if files and links else arrived
    hinted = (f"{PHOTO_HINT}\n{full}", f"{PHOTO_HINT}\n{arrived}") if photos else ()
    return tuple(dict.fromkeys((*hinted, full, f"{arrived} {then}", arrived, folded)))


def received_first(code: str, files: int, links: int) -> str:
    """The receipt of a file that came before the level was chosen."""
    return f"{CLIP} {code}: {counted(files, links)} diterima. Pilih tingkatnya."


def link_not_enough(code: str, links: int) -> str:
    return f"{CLIP} {code}: {counted(0, links)} diterima. {LINK_ALONE}"


def received(name: str, code: str, files: int = 1) -> str:
    """`files` were sent together so far; `name` is that of the last one."""
    return f"{CLIP} {named(name) if files == 1 else counted(files, 0)} diterima untuk {code}."


def guessed(name: str, code: str, files: int, alone: bool = False) -> str:
    """The receipt of files that came while no variable was on the screen. `alone`: no other one can be changed."""
    remedy = "hapus buktinya lewat Ubah jawaban" if alone else f"buka {code} lalu pindahkan buktinya"
    return f"{received(name, code, files)} Bila bukan untuk {code}, {remedy}."


def explained(code: str, photo: bool) -> str:
    """The words beside the file were taken as the explanation."""
    return f"Keterangan {'foto' if photo else 'berkas'} dicatat sebagai penjelasan {code}."


def links_received(count: int, code: str) -> str:
    return f"{CLIP} {count} tautan diterima untuk {code}."


def same_here(code: str, name: str) -> str:
    return f"{CLIP} Berkas ini sudah ada pada {code} ({named(name)}), jadi tidak digandakan."


def same_elsewhere(others: Sequence[str], code: str) -> str:
    return f"{CLIP} Berkas ini sama dengan bukti {listed(others)} dan kini dipakai juga untuk {code}."


def same_link_here(code: str) -> str:
    return f"{CLIP} Tautan ini sudah ada pada {code}, jadi tidak digandakan."


def too_large(name: str, size: int, limit: int) -> str:
    return (
        f"{WARN} {named(name)} ({megabytes(size)}) belum tersimpan karena melebihi {limit_in_mb(limit)} MB. "
        "Bagi menjadi beberapa berkas, atau kirim tautan penyimpanan kantor."
    )


def limit_in_mb(limit: int) -> str:
    return f"{limit / 1024**2:g}".replace(".", ",")


def empty(name: str) -> str:
    return f"{WARN} {named(name)} kosong (0 byte). Periksa berkasnya, lalu kirim ulang."


def forbidden(name: str) -> str:
    return f"{WARN} {named(name)} belum tersimpan karena jenisnya tidak diterima. Kirim {ACCEPTED}."


LINK = "Tautan"


def which(name: str, codes: Sequence[str]) -> str:
    """The answer to a file, or a `LINK`, that may be meant for several variables. `codes`: those that were returned."""
    these = f" yang diperbaiki ({listed(codes)})" if codes else "nya"
    return f"{WARN} {named(name)} belum disimpan. Buka dahulu variabel{these}, lalu kirim lagi."


def closed(code: str) -> str:
    return f"{code} sudah terkunci."


def not_taken(name: str, why: str) -> str:
    """The answer to a file that came when nothing can be added any more."""
    return f"{WARN} {named(name)} tidak disimpan. {escape(clean(why))}"
