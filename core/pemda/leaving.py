"""Why an OPD is left out of a period: a few words that its contacts read."""

SHORTEST, LONGEST = 5, 300


def is_reason(words: str) -> bool:
    return SHORTEST <= len(words.strip()) <= LONGEST
