"""The tables, a file for each room. Telegram's numbers are BigInteger, enums are stored as their values, instants
are aware and in UTC.

Reads and writes on the hot path use plain select/insert/update on these tables; ORM sessions doubled a turn's processor
time.
"""

from storage.engine.tables import (
    actions as actions,
    answers as answers,
    audit as audit,
    evidence as evidence,
    groups as groups,
    messaging as messaging,
    operations as operations,
    pemda as pemda,
    people as people,
    periods as periods,
    productivity as productivity,
    reminders as reminders,
    results as results,
    review as review,
    subjects as subjects,
    survey as survey,
)
