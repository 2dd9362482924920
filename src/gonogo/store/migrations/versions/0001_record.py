"""Make the tables that a run records into.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _make_runs()
    _make_evidence()
    _make_conclusions()


def downgrade() -> None:
    """Drop the tables, those that refer to others first."""
    for table in (
        "transactions",
        "decisions",
        "problems",
        "findings",
        "evidence",
        "deployments",
        "selections",
        "runs",
        "marks",
    ):
        op.drop_table(table)


def _make_runs() -> None:
    op.create_table(
        "marks",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Integer, nullable=False),
    )
    op.execute("INSERT INTO marks (name, value) VALUES ('runs', 0)")
    op.create_table(
        "runs",
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
    )
    op.create_table(
        "selections",
        sa.Column("run", sa.Text, sa.ForeignKey("runs.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("check", sa.Text, nullable=False),
        sa.Column("chain", sa.Text, nullable=False),
    )


def _make_evidence() -> None:
    op.create_table(
        "deployments",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("network", sa.Text, nullable=False, index=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "evidence",
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


def _make_conclusions() -> None:
    op.create_table(
        "findings",
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("deployment", sa.Text, nullable=False, index=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
    )
    op.create_table(
        "problems",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("run", sa.Text, sa.ForeignKey("runs.id"), nullable=False, index=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.UniqueConstraint("run", "digest"),
    )
    op.create_table(
        "decisions",
        sa.Column("run", sa.Text, sa.ForeignKey("runs.id"), primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
    )
    op.create_table(
        "transactions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("run", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.UniqueConstraint("run", "name"),
    )
