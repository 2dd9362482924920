"""The tables of the history, as queries see them; migrations make them.

What was recorded is kept as canonical JSON with its digest, so that a changed
byte shows when it is read. The columns beside it only serve to find it.
"""

from typing import Any

import sqlalchemy as sa

METADATA = sa.MetaData()

#: Counts runs. Apart from the runs, so that a deleted one leaves a gap that shows.
MARKS = sa.Table(
    "marks",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Integer, nullable=False),
)

RUNS = sa.Table(
    "runs",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("network", sa.Text, nullable=False),
    sa.Column("request", sa.LargeBinary, nullable=False),
    sa.Column("request_digest", sa.Text, nullable=False),
    sa.Column("started_at", sa.Text, nullable=False),
    sa.Column("deployment", sa.Text),
    sa.Column("is_void", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("ended_at", sa.Text),
    sa.Column("ending", sa.Text),
    sa.Column("seal", sa.Text),
    sa.Column("findings_before", sa.Integer),
    sa.Column("findings_after", sa.Integer),
)

SELECTIONS = sa.Table(
    "selections",
    METADATA,
    sa.Column("run", sa.Text, sa.ForeignKey("runs.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("check", sa.Text, nullable=False),
    sa.Column("chain", sa.Text, nullable=False),
)

DEPLOYMENTS = sa.Table(
    "deployments",
    METADATA,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("network", sa.Text, nullable=False, index=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

EVIDENCE = sa.Table(
    "evidence",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("run", sa.Text, sa.ForeignKey("runs.id"), nullable=False),
    sa.Column("check", sa.Text, nullable=False),
    sa.Column("chain", sa.Text, nullable=False),
    sa.Column("parameters_digest", sa.Text, nullable=False),
    sa.Column("deployment", sa.Text, nullable=False, index=True),
    sa.Column("observation", sa.Text, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.UniqueConstraint("run", "check", "chain", "parameters_digest"),
)

FINDINGS = sa.Table(
    "findings",
    METADATA,
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("deployment", sa.Text, nullable=False, index=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
)

PROBLEMS = sa.Table(
    "problems",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("run", sa.Text, sa.ForeignKey("runs.id"), nullable=False, index=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.UniqueConstraint("run", "digest"),
)

DECISIONS = sa.Table(
    "decisions",
    METADATA,
    sa.Column("run", sa.Text, sa.ForeignKey("runs.id"), primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
)

TRANSACTIONS = sa.Table(
    "transactions",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("run", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("raw", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.UniqueConstraint("run", "name"),
)


def as_kept(table: sa.Table) -> sa.Select[Any]:
    """Select a table's columns as SQLite keeps them.

    SQLite keeps whatever somebody put there, text in a number's column too. To
    convert it would raise where a reader can still tell what is wrong.
    """
    columns: list[Any] = [
        sa.type_coerce(each, sa.types.NULLTYPE).label(each.name) for each in table.columns
    ]
    return sa.select(*columns)
