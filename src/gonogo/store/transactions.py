"""Signed transactions, on the disk before they are on the wire.

A run that was cut off finds here what it had signed, and sends the same bytes
again. A second signature under one name would be a second payment, so the first
one recorded always stays.
"""

import sqlalchemy as sa

from gonogo import digest
from gonogo.store.content import verify
from gonogo.store.runs import require_going_on
from gonogo.store.schema import TRANSACTIONS, as_kept
from gonogo.store.sqlite import reading, writing


class SQLiteTransactions:
    """Signed transactions in the history's file."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def record(self, run_id: str, name: str, raw: bytes) -> bytes:
        """Record a signed transaction durably; of one name, the first stays and is returned."""
        row = {"run": run_id, "name": name, "raw": raw, "digest": digest.of_bytes(raw)}
        with writing(self._engine) as connection:
            require_going_on(connection, run_id)
            connection.execute(sa.insert(TRANSACTIONS).prefix_with("OR IGNORE").values(row))
        return self.find(run_id, name) or raw

    def find(self, run_id: str, name: str) -> bytes | None:
        """Return the transaction recorded under a name, verified; None when there is none."""
        query = as_kept(TRANSACTIONS).where(
            TRANSACTIONS.c.run == run_id, TRANSACTIONS.c.name == name
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        verify(f"transaction {name} of run {run_id}", row.raw, row.digest)
        return bytes(row.raw)

    def names(self, run_id: str) -> tuple[str, ...]:
        """Return the names under which a run recorded transactions, in order."""
        query = sa.select(TRANSACTIONS.c.name).where(TRANSACTIONS.c.run == run_id)
        with reading(self._engine) as connection:
            return tuple(connection.execute(query.order_by(TRANSACTIONS.c.id)).scalars())
