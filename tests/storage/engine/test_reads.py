"""Each thing is read once, also where there is nothing to be found."""

from storage.engine.reads import Reads


def test_a_key_is_read_once() -> None:
    once, reads = Reads(), iter(["first", "second"])
    assert [once("person", lambda: next(reads)) for _ in range(3)] == ["first"] * 3
    assert once(("person", 2), lambda: next(reads)) == "second"


def test_nothing_found_is_an_outcome_too() -> None:
    once, reads = Reads(), []
    for _ in range(2):
        once("nobody", lambda: reads.append("read"))
    assert reads == ["read"]


def test_another_transaction_reads_anew() -> None:
    reads = iter([1, 2])
    assert [Reads()("person", lambda: next(reads)) for _ in range(2)] == [1, 2]


def test_some_of_what_was_read_can_be_kept() -> None:
    first, reads = Reads(), iter([1, 2, 3])
    first("person", lambda: next(reads))
    first("answers", lambda: next(reads))
    kept = first.only("person", "never read")
    assert (kept("person", lambda: 0), kept("answers", lambda: next(reads))) == (1, 3)
