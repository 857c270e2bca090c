"""Files sent together."""

from core.evidence.batch import Batch


def test_a_batch_counts_what_was_taken_and_names_what_was_refused() -> None:
    batch = Batch(7, "V01", "album").took().took().refuses("film.mp4", "jenisnya tidak diterima")
    assert (batch.taken, batch.total) == (2, 3)
    assert batch.refused == (("film.mp4", "jenisnya tidak diterima"),)


def test_a_batch_survives_being_stored() -> None:
    batch = Batch(7, "V01").took().refuses("a.zip", "x")
    assert Batch.read(batch.packed()) == batch
    assert Batch.read({**batch.packed(), "refused": [["a.zip", "x"]]}) == batch  # as JSON gives it back
    assert Batch.read(None) is None
