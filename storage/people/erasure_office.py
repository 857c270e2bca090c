"""Removes an erased person's name from an office's papers: as declarant, head of an OPD, signatory. Each change has its
entry in the audit log, which names nobody.
"""

from collections.abc import Collection

from sqlalchemy import Connection, select

from core.people.roles import ERASED_NAME
from storage.audit import writes
from storage.engine.schema import ASSESSMENT, OPD, PEMDA, PERIOD
from storage.orders.rights import Actor, log


def forget(conn: Connection, pemdas: Collection[int], name: str, actor: Actor) -> None:
    """Removes the name in these Pemda where it is exactly this name. The position stays."""
    _declarations(conn, pemdas, name, actor)
    _heads(conn, pemdas, name, actor)
    for pemda in sorted(pemdas):
        _signatories(conn, pemda, name, actor)


def _declarations(conn: Connection, pemdas: Collection[int], name: str, actor: Actor) -> None:
    query = (
        select(ASSESSMENT.c.id, ASSESSMENT.c.declarant_title, PERIOD.c.pemda_id)
        .join(PERIOD, PERIOD.c.id == ASSESSMENT.c.period_id)
        .where(PERIOD.c.pemda_id.in_(pemdas), ASSESSMENT.c.declarant_name == name)
        .order_by(ASSESSMENT.c.id)
    )
    for row in conn.execute(query).all():
        values = {"declarant_name": ERASED_NAME, "declarant_nip": ""}
        writes.update(conn, ASSESSMENT, values, ASSESSMENT.c.id == row.id)
        after = [ERASED_NAME, row.declarant_title, ""]
        log(conn, row.pemda_id, actor, "declarant_set", {"from": [], "to": after}, row.id)


def _heads(conn: Connection, pemdas: Collection[int], name: str, actor: Actor) -> None:
    for row in conn.execute(select(OPD).where(OPD.c.pemda_id.in_(pemdas), OPD.c.head_name == name)).all():
        gone = {"head_name": "", "head_rank": "", "head_nip": ""}
        writes.update(conn, OPD, gone, OPD.c.id == row.id)
        after = {**gone, "head_title": row.head_title, "head_acting": row.head_acting}
        log(conn, row.pemda_id, actor, "head_named", {"opd": row.code, "from": {}, "to": after})


def _signatories(conn: Connection, pemda: int, name: str, actor: Actor) -> None:
    known = conn.execute(select(PEMDA.c.signatories).where(PEMDA.c.id == pemda).with_for_update()).scalar_one()
    kept = [one for one in known if one.get("name") != name]
    if kept != known:
        writes.update(conn, PEMDA, {"signatories": kept}, PEMDA.c.id == pemda)
        log(conn, pemda, actor, "setting_changed", {"key": "signatories", "from": [], "to": kept})
