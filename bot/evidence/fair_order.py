"""Which of the waiting files are copied next: OPD take turns."""

from collections import defaultdict

from storage.evidence.queue import REVIVED, Fetch

EACH = 2
"""Files of one OPD at a time."""


def chosen(found: list[Fetch], busy: list[Fetch], served: dict[int, int], room: int) -> list[Fetch]:
    """Of the files that are due, those of the OPD served longest ago: at most EACH of one OPD, with those under way,
    and at most one that is suspected of ending the process.
    """
    taken = {file.id for file in busy}
    suspects = sum(file.attempts > REVIVED for file in busy)
    count = defaultdict[int, int](int)
    for file in busy:
        count[file.assessment] += 1
    turns = sorted(
        enumerate(found), key=lambda turn: (count[turn[1].assessment], served.get(turn[1].assessment, 0), turn[0])
    )
    begun = list[Fetch]()
    for _, file in turns:
        suspect = file.attempts >= REVIVED
        if suspect and suspects:
            continue
        if len(begun) < room and file.id not in taken and count[file.assessment] < EACH:
            suspects += suspect
            count[file.assessment] += 1
            begun.append(file)
    return begun
