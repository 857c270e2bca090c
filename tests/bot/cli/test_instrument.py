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
        "Buka periodenya: pandu period open NAMA --due TANGGAL --instrument layanan-contoh\n"
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


def test_a_workbook_is_begun_filled_in_checked_and_put_on_the_shelf(pandu: Pandu) -> None:
    made = pandu("instrument", "new", "layanan-kami", "--title", "Evaluasi Layanan  Kami")
    assert made.stdout == (
        "layanan-kami.xlsx dibuat dengan contoh kecil. Ganti isinya, lalu periksa: "
        "pandu instrument check layanan-kami.xlsx\n"
    )
    assert "layanan-kami.xlsx sudah ada" in pandu("instrument", "new", "layanan-kami", status=1).stderr
    assert "bawaan program" in pandu("instrument", "new", "kematangan-2018", status=1).stderr
    assert "bukan id" in pandu("instrument", "new", "Layanan Kami", status=2).stderr
    assert pandu("instrument", "check", "layanan-kami.xlsx").stdout.startswith("layanan-kami versi 1 (draft) tanpa")
    pandu("instrument", "import", "layanan-kami.xlsx")
    text = (pandu.folder / "layanan-kami.yaml").read_text()
    assert "title: Evaluasi Layanan Kami\n" in text
    (pandu.folder / "layanan-kami.yaml").write_text(text.replace("status: draft", "status: published"))
    pandu("pemda", "add", KUTIM)
    pandu("instrument", "add", "layanan-kami.yaml")
    pandu("instrument", "export", "layanan-kami", "--out", "kembali.xlsx")
    assert "sama; tidak ada yang diubah" in pandu("instrument", "add", "kembali.xlsx").stdout


def test_one_of_ours_is_where_another_begins(pandu: Pandu) -> None:
    pandu("instrument", "new", "kematangan-kami", "--from", "kematangan-2018", "--out", "kami.yaml")
    text = (pandu.folder / "kami.yaml").read_text()
    assert text.startswith("id: kematangan-kami\n")
    assert "version: 1\nstatus: draft\n" in text
    assert "Yang ada: " in pandu("instrument", "new", "x", "--from", "lain", status=1).stderr
    assert (
        "berakhiran .xlsx atau .yaml"
        in pandu("instrument", "export", "kematangan-2018", "--out", "k.csv", status=1).stderr
    )
