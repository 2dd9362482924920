"""Remember which findings were opened while a run went on, and seal more of each run.

Until here a seal was the digest of a run's evidence alone. A run that still fits
its seal is sealed anew; one that does not keeps the seal that it breaks.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

from gonogo import digest
from gonogo.store.seals import seals_of

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, and seal anew."""
    connection = op.get_bind()
    intact = _intact(connection)
    op.add_column("runs", sa.Column("findings_before", sa.Integer))
    op.add_column("runs", sa.Column("findings_after", sa.Integer))
    for run in intact:
        connection.execute(
            sa.text(
                "UPDATE runs SET findings_before = 0, findings_after ="
                " (SELECT coalesce(max(position), 0) FROM findings) WHERE id = :run"
            ),
            {"run": run},
        )
    seals = seals_of(connection)
    for run in intact:
        sealed = {"run": run, "seal": seals[run]}
        connection.execute(sa.text("UPDATE runs SET seal = :seal WHERE id = :run"), sealed)


def downgrade() -> None:
    """Drop the columns; the seals of before cannot be had back."""
    op.drop_column("runs", "findings_after")
    op.drop_column("runs", "findings_before")


def _intact(connection: sa.Connection) -> list[str]:
    ended = sa.text("SELECT id, seal FROM runs WHERE ended_at IS NOT NULL")
    query = sa.text("SELECT digest FROM evidence WHERE run = :run ORDER BY digest")
    return [
        row.id
        for row in connection.execute(ended).all()
        if row.seal == digest.of_value(list(connection.execute(query, {"run": row.id}).scalars()))
    ]
