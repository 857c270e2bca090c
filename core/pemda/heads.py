"""What the head of an OPD is called (kepala perangkat daerah), from the OPD's own title or its name."""

from core.pemda.naming import TIE, office

_BY_FIRST_WORD = {
    "Sekretariat": "Sekretaris {rest}",
    "Inspektorat": "Inspektur {rest}",
    "Kecamatan": "Camat {rest}",
    "Kelurahan": "Lurah {rest}",
    "RSUD": "Direktur {name}",
    "Rumah": "Direktur {name}",
}


def head_title(name: str, given: str = "") -> str:
    """The title of an OPD's head: "Kepala Dinas Kesehatan", "Camat Busang", "Direktur RSUD Kudungga"; `given` is the
    office's own. Of a name with a service or SOP only the OPD counts.
    """
    name = office(name)
    first, _, rest = name.replace(TIE, " ").partition(" ")
    pattern = _BY_FIRST_WORD.get(first, "Kepala {name}")
    return given or pattern.format(name=name, rest=rest).rstrip()


def organising_unit(organiser: str) -> str:
    """The unit without what it belongs to: "Bagian Organisasi" of "Bagian Organisasi Setda Kabupaten Kutai Timur"."""
    for ending in (" setda", " sekretariat daerah"):
        found = organiser.casefold().find(ending)
        if found > 0:
            return organiser[:found]
    return organiser
