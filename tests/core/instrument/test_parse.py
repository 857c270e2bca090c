"""The packaged instrument, and what an instrument answers once it has been read."""

from importlib.resources import files

import pytest

from core.instrument.parse import (
    NO_DOCUMENT,
    InstrumentError,
    UnknownLevel,
    UnknownVariable,
    Variable,
    load_packaged,
    packaged_ids,
    packaged_text,
    parse,
)

MATURITY = load_packaged("kematangan-2018")


def test_kematangan_2018_has_11_variables_of_5_levels() -> None:
    assert MATURITY.codes == tuple(f"V{n:02}" for n in range(1, 12))
    assert [[level.level for level in variable.levels] for variable in MATURITY.variables] == [[1, 2, 3, 4, 5]] * 11
    assert (MATURITY.lowest, MATURITY.highest, MATURITY.decimals, MATURITY.formula) == (1, 5, 1, "sum")
    assert (MATURITY.status, MATURITY.version, MATURITY.evidence_required_from) == ("published", 3, 2)
    assert [(band.name, str(band.min), str(band.max)) for band in MATURITY.bands] == [
        ("Sangat Rendah", "11", "19"),
        ("Rendah", "19.1", "28"),
        ("Sedang", "28.1", "37"),
        ("Tinggi", "37.1", "46"),
        ("Sangat Tinggi", "46.1", "55"),
    ]


FORMER, SECOND = (
    files("core").joinpath("instruments", "former", f"kematangan-2018.{version}.yaml").read_text(encoding="utf-8")
    for version in (1, 2)
)
PUBLISHED = {
    1: "65aee1b97cf2023757514a113d8a9a672bd427d02a115639888929eac8e98f6e",
    2: "0f6dec468540cf1db479626b2ec32614c35391204f3fff3d989a25e83a9e5ab6",
    3: "956d8c7caab3d4c0d236812dfb06b505616292224057e844180c2cb900f151b8",
}


def test_a_published_version_is_never_edited() -> None:
    """A change of content is a new version; periods have pinned these hashes."""
    versions = {
        1: parse(FORMER, "kematangan-2018.1.yaml"),
        2: parse(SECOND, "kematangan-2018.2.yaml"),
        3: MATURITY,
    }
    assert {number: version.content_hash for number, version in versions.items()} == PUBLISHED
    assert [version.version for version in versions.values()] == list(PUBLISHED)


@pytest.mark.parametrize("variable", MATURITY.variables, ids=MATURITY.codes)
def test_a_card_has_room_for_every_short_sentence(variable: Variable) -> None:
    shorts = variable.briefly
    assert shorts == tuple(level.short for level in variable.levels)
    assert all(0 < len(short) <= 64 for short in shorts)
    assert sum(map(len, shorts)) <= 300
    assert len(set(shorts)) == 5


@pytest.mark.parametrize("variable", MATURITY.variables, ids=MATURITY.codes)
def test_every_level_has_an_example_of_its_own(variable: Variable) -> None:
    examples = [level.example for level in variable.levels]
    assert len(set(examples)) == 5
    assert all("{year}" in example for example in examples)


def test_without_short_sentences_statements_are_cut_to_whole_words_or_stand_where_they_fit() -> None:
    long = parse(FORMER, "former.yaml").variable("V01")
    assert long.briefly[0] == "Kegiatan prioritas dalam Renja dipilih tanpa tolok ukur…"
    assert sum(map(len, long.briefly)) <= 300
    assert _with_statement(long, "Ya").briefly == ("Ya",) * 5
    assert _with_statement(long, "x" * 90).briefly == ("x" * 59 + "…",) * 5


def _with_statement(variable: Variable, statement: str) -> Variable:
    levels = tuple(level.model_copy(update={"statement": statement}) for level in variable.levels)
    return variable.model_copy(update={"levels": levels})


@pytest.mark.parametrize("id", packaged_ids())
def test_every_packaged_instrument_is_sound(id: str) -> None:
    assert load_packaged(id).id == id


def test_load_packaged_reads_once() -> None:
    assert load_packaged("kematangan-2018") is MATURITY


@pytest.mark.parametrize("id", ["kematangan-2019", "../instrument", ""])
def test_load_packaged_names_what_there_is(id: str) -> None:
    with pytest.raises(InstrumentError) as caught:
        load_packaged(id)
    assert (
        str(caught.value) == f'INSTRUMENT_UNKNOWN: "{id}: instrumen ini tidak ada; pilih {", ".join(packaged_ids())}"'
    )


def test_a_packaged_file_must_bear_its_id(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.instrument.parse.packaged_text", lambda id: packaged_text("kematangan-2018"))
    with pytest.raises(InstrumentError) as caught:
        load_packaged("kematangan-2030")
    said = "kematangan-2030.yaml, id: di dalamnya tertulis id kematangan-2018; samakan nama berkas dan id"
    assert str(caught.value) == f'ID_FILE: "{said}"'


def test_variable_and_level_by_code_and_number() -> None:
    sop = MATURITY.variable("V04")
    assert (sop.short, sop.field, MATURITY.position("V04")) == ("SOP Pelayanan", "organisasi", 4)
    assert sop.level(3).statement.startswith("SOP yang ditetapkan juga dievaluasi")
    assert sop.level(3).next_step == "Jadwalkan evaluasi SOP secara berkala dan laporkan hasilnya kepada pimpinan."
    assert [MATURITY.step(level) for level in (1, 2, 3, 4, 5)] == ["I", "II", "III", "IV", "V"]


def test_unknown_variable_and_level_are_key_errors() -> None:
    for call in (lambda: MATURITY.variable("V12"), lambda: MATURITY.position("v01")):
        with pytest.raises(UnknownVariable):
            call()
    for call in (lambda: MATURITY.step(6), lambda: MATURITY.variable("V01").level(0)):
        with pytest.raises(UnknownLevel):
            call()
    assert issubclass(UnknownVariable, KeyError)
    assert issubclass(UnknownLevel, KeyError)


def test_lower_evidence_leaves_out_what_is_no_document() -> None:
    sop = MATURITY.variable("V04")
    assert sop.level(1).evidence == (NO_DOCUMENT,)
    assert sop.lower_evidence(1) == ()
    assert sop.lower_evidence(2) == ()
    assert sop.lower_evidence(3) == sop.level(2).evidence
    assert MATURITY.variable("V01").lower_evidence(2) == ("Renja perangkat daerah", "RKA tahun berjalan")


def test_lower_evidence_begins_with_the_nearest_level() -> None:
    planning = MATURITY.variable("V01")
    assert planning.lower_evidence(3) == (*planning.level(2).evidence, *planning.level(1).evidence)


@pytest.mark.parametrize("code", ["V06", "V10"])
def test_a_variable_whose_levels_do_not_build_on_each_other_has_no_lower_evidence(code: str) -> None:
    assert MATURITY.variable(code).lower_evidence(5) == ()


def test_an_instrument_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        MATURITY.title = "lain"  # type: ignore[misc]
    with pytest.raises(ValueError, match="frozen"):
        MATURITY.variables[0].name = "lain"  # type: ignore[misc]


def test_hash_counts_words_not_layout() -> None:
    text = packaged_text("kematangan-2018")
    assert parse(f"# catatan\n{text}\n\n", "a.yaml").content_hash == MATURITY.content_hash
    assert parse(text.replace("Renja dan RKA.", "RKA dan Renja."), "a.yaml").content_hash != MATURITY.content_hash
