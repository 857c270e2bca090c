"""An instrument of a region: checked, put on the shelf, used by a period."""

import json

from tests.bot.cli.place import KUTIM, Pandu
from tests.made_instruments import SERVICE_TEXT, parse

TEXT = SERVICE_TEXT.replace("status: draft", "status: published")
HASH = parse(TEXT, "").content_hash


def test_a_period_takes_an_instrument_of_the_region(pandu: Pandu, file) -> None:
    pandu("pemda", "add", KUTIM)
    refused = pandu("instrument", "add", file("draf.yaml", SERVICE_TEXT), status=1)
    assert refused.stderr == "layanan-contoh masih rancangan. Ubah statusnya menjadi terbit, lalu tambahkan lagi.\n"
    name = file("layanan.yaml", TEXT)
    assert pandu("instrument", "add", name).stdout == (
        f"layanan-contoh versi 1 ditambahkan. Sidik isi {HASH}.\n"
        'Buka periodenya: pandu period open NAMA --due TANGGAL --instrument "layanan-contoh"\n'
    )
    assert "tidak ada yang diubah" in pandu("instrument", "add", name).stdout
    changed = file("lain.yaml", TEXT.replace("Seberapa", "Sejauh mana"))
    assert pandu("instrument", "add", changed, status=1).stderr == (
        "layanan-contoh versi 1 sudah ada dan tidak diubah, karena periode memakainya. Berkas ini versi 1 dengan isi "
        "lain; ubah versinya menjadi 2, lalu tambahkan lagi.\n"
    )
    listed = pandu("instrument", "list").stdout.splitlines()
    assert "layanan-contoh · versi 1 · Evaluasi Layanan Contoh · 4 variabel · tambahan" in listed
    pandu("period", "open", "2026", "--due", "2037-12-14", "--instrument", "layanan-contoh")
    exported = json.loads(pandu("export", "--period", "2026", "--format", "json").stdout)["period"]
    assert (exported["instrument"], exported["version"]) == ("layanan-contoh", 1)
    assert pandu("doctor").stdout
