"""What the head of an OPD is called."""

import pytest

from core.pemda.heads import head_title


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Dinas Kesehatan", "Kepala Dinas Kesehatan"),
        ("Sekretariat Daerah", "Sekretaris Daerah"),
        ("Inspektorat", "Inspektur"),
        ("Inspektorat Wilayah", "Inspektur Wilayah"),
        ("Kecamatan Busang", "Camat Busang"),
        ("Kelurahan Teluk Lingga", "Lurah Teluk Lingga"),
        ("RSUD Kudungga", "Direktur RSUD Kudungga"),
        ("Rumah Sakit Sangkulirang", "Direktur Rumah Sakit Sangkulirang"),
    ],
)
def test_the_title_follows_the_name(name: str, title: str) -> None:
    assert head_title(name) == title


def test_the_offices_own_title_comes_first() -> None:
    assert head_title("Dinas Kesehatan", "Plt. Kepala") == "Plt. Kepala"
