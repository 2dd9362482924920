"""Make the tables of results of tests, and of what follows from them.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _make_names()
    _make_results()
    _make_what_follows()


def downgrade() -> None:
    """Drop the tables, those that refer to others first."""
    for table in (
        "failures",
        "latest",
        "daily",
        "messages",
        "results",
        "attempts",
        "subjects",
        "series",
        "tests",
    ):
        op.drop_table(table)


def _make_names() -> None:
    op.create_table(
        "tests",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("package", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("is_top", sa.Integer, nullable=False),
        sa.UniqueConstraint("package", "name"),
        sqlite_strict=True,
    )
    op.create_table(
        "series",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("gate", sa.Text, nullable=False),
        sa.Column("network", sa.Text, nullable=False),
        sa.UniqueConstraint("gate", "network"),
        sqlite_strict=True,
    )
    op.create_table(
        "subjects",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("candidate", sa.Text, nullable=False),
        sa.Column("network", sa.Text, nullable=False),
        sa.UniqueConstraint("candidate", "network"),
        sqlite_strict=True,
    )


def _make_results() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("series", sa.Integer, sa.ForeignKey("series.id"), nullable=False),
        sa.Column("subject", sa.Integer, sa.ForeignKey("subjects.id"), nullable=False),
        sa.Column("candidate", sa.Text, nullable=False),
        sa.Column("started_at", sa.Integer, nullable=False),
        sa.Column("ended_at", sa.Integer),
        sa.UniqueConstraint("run_id", "series", "number"),
        sqlite_strict=True,
    )
    op.create_index("attempts_of_series", "attempts", ["series", "started_at"])
    op.create_index("attempts_of_subject", "attempts", ["subject", "series"])
    op.create_index("attempts_in_time", "attempts", ["started_at"])
    op.create_table(
        "results",
        *_key("attempt", "test", "repeat"),
        sa.Column("outcome", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text),
        sa.Column("seconds", sa.REAL, nullable=False),
        sa.Column("log_offset", sa.Integer),
        sa.Column("log_length", sa.Integer),
        sa.CheckConstraint("outcome BETWEEN 0 AND 5", name="outcome_is_one"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "messages",
        *_key("attempt", "test", "repeat"),
        sa.Column("text", sa.Text, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _make_what_follows() -> None:
    op.create_table(
        "daily",
        *_key("day", "series", "test"),
        *_numbers("passed", "failed", "errored", "skipped"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "latest",
        *_key("series", "test"),
        *_numbers("attempt", "repeat", "started_at"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "failures",
        *_key("subject", "test"),
        *_numbers("count", "last_at"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("failures_in_time", "failures", ["last_at"])


def _key(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, primary_key=True) for name in names]


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]
