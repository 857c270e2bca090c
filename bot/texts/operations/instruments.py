"""What `pandu instrument` says."""

from core.authoring.versions import Unfit


def added(id: str, version: int, content_hash: str) -> str:
    return f"{id} versi {version} ditambahkan. Sidik isi {content_hash}."


def how_to_open(id: str) -> str:
    return f'Buka periodenya: pandu period open NAMA --due TANGGAL --instrument "{id}"'


def there_already(id: str, version: int) -> str:
    return f"{id} versi {version} sudah ada dengan isi yang sama; tidak ada yang diubah."


def refused(why: Unfit, id: str, version: int, newest: int) -> str:
    """Why it was not added, and what to do."""
    match why:
        case Unfit.DRAFT:
            return f"{id} masih rancangan. Ubah statusnya menjadi terbit, lalu tambahkan lagi."
        case Unfit.OURS:
            return f"{id} adalah instrumen bawaan program. Beri id lain, misalnya {id}-daerah."
        case Unfit.NOT_NEWER:
            return (
                f"{id} versi {newest} sudah ada dan tidak diubah, karena periode memakainya. Berkas ini versi "
                f"{version} dengan isi lain; ubah versinya menjadi {newest + 1}, lalu tambahkan lagi."
            )


def on_shelf(id: str, version: int, title: str, variables: int, added: bool) -> str:
    return " · ".join([id, f"versi {version}", title, f"{variables} variabel", "tambahan" if added else "bawaan"])
