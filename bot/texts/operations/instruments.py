"""What `pandu instrument` says."""

from collections.abc import Sequence
from pathlib import Path

from core.authoring.versions import Unfit

HASH_DIFFERS = "Peringatan: isian kosong yang tertulis pada berkas asal tidak ikut; sidik isinya berbeda."


def bad_id(id: str) -> str:
    return f"{id} bukan id. Pakai huruf kecil, angka, dan tanda hubung, paling banyak 40 karakter."


def packaged_id(id: str) -> str:
    return f"{id} adalah instrumen bawaan program. Beri id lain, misalnya {id}-daerah."


def begun(path: Path) -> str:
    return f"{path} dibuat dengan contoh kecil. Ganti isinya, lalu periksa: pandu instrument check {path}"


def written(path: Path) -> str:
    return f"{path} dibuat."


def exists(path: Path) -> str:
    return f"{path} sudah ada. Beri nama lain dengan --out, atau pindahkan berkas itu dahulu."


def bad_ending(path: Path) -> str:
    return f"{path} harus berakhiran .xlsx atau .yaml."


def unknown(id: str, known: Sequence[str]) -> str:
    return f"Instrumen {id} tidak ada. Yang ada: {', '.join(known)}."


def added(id: str, version: int, content_hash: str) -> str:
    return f"{id} versi {version} ditambahkan. Sidik isi {content_hash}."


def how_to_open(id: str) -> str:
    return f"Buka periodenya: pandu period open NAMA --due TANGGAL --instrument {id}"


def there_already(id: str, version: int) -> str:
    return f"{id} versi {version} sudah ada dengan isi yang sama; tidak ada yang diubah."


def refused(why: Unfit, id: str, version: int, newest: int) -> str:
    """Why it was not added, and what to do."""
    match why:
        case Unfit.DRAFT:
            return f"{id} masih rancangan. Ubah statusnya menjadi terbit, lalu tambahkan lagi."
        case Unfit.OURS:
            return packaged_id(id)
        case Unfit.NOT_NEWER:
            return (
                f"{id} versi {newest} sudah ada dan tidak diubah, karena periode memakainya. Berkas ini versi "
                f"{version} dengan isi lain; ubah versinya menjadi {newest + 1}, lalu tambahkan lagi."
            )


def on_shelf(id: str, version: int, title: str, variables: int, added: bool) -> str:
    return " · ".join([id, f"versi {version}", title, f"{variables} variabel", "tambahan" if added else "bawaan"])
