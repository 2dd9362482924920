"""The tables of results of tests, as queries see them; a migration makes them.

They stand apart from the record's tables and are covered by no seal: they are statistics,
are forgotten after a while, and would otherwise damage the runs that they came from. So no
column here is called `run`, by which seals find what belongs to a run. The evidence about a
gate is an artifact.

`daily`, `latest` and `failures` follow from the results and are written in the same
transaction; `rebuild` makes them anew. The tables are STRICT: SQLite itself refuses a value
of another type, so whatever is read can be converted. Times are whole microseconds since
1970, which sort and come back exactly.
"""

import sqlalchemy as sa

RESULTS_METADATA = sa.MetaData()

TESTS = sa.Table(
    "tests",
    RESULTS_METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("package", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    #: 1 of a top-level test, 0 of a subtest or a package: those have no rates.
    sa.Column("is_top", sa.Integer, nullable=False),
    sa.UniqueConstraint("package", "name"),
    sqlite_strict=True,
)

#: What rates and grids are of: a gate on a network.
SERIES = sa.Table(
    "series",
    RESULTS_METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("gate", sa.Text, nullable=False),
    sa.Column("network", sa.Text, nullable=False),
    sa.UniqueConstraint("gate", "network"),
    sqlite_strict=True,
)

#: What flakes are of: a candidate, or a run that stands for one, on a network.
SUBJECTS = sa.Table(
    "subjects",
    RESULTS_METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("candidate", sa.Text, nullable=False),
    sa.Column("network", sa.Text, nullable=False),
    sa.UniqueConstraint("candidate", "network"),
    sqlite_strict=True,
)

ATTEMPTS = sa.Table(
    "attempts",
    RESULTS_METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("run_id", sa.Text, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("series", sa.Integer, sa.ForeignKey("series.id"), nullable=False),
    sa.Column("subject", sa.Integer, sa.ForeignKey("subjects.id"), nullable=False),
    #: As it was told, so empty where the run stands for it.
    sa.Column("candidate", sa.Text, nullable=False),
    sa.Column("started_at", sa.Integer, nullable=False),
    sa.Column("ended_at", sa.Integer),
    #: What was broken on purpose meanwhile, one a line; empty: nothing.
    sa.Column("faults", sa.Text, nullable=False, server_default=""),
    sa.UniqueConstraint("run_id", "series", "number"),
    sa.Index("attempts_of_series", "series", "started_at"),
    sa.Index("attempts_of_subject", "subject", "series"),
    sa.Index("attempts_in_time", "started_at"),
    sqlite_strict=True,
)

#: Narrow, since it is the one that grows. It has no index by test, which would touch a page
#: for each result that is recorded: `latest` tells where a test ran, and the attempts of that
#: gate are then looked up one by one. Foreign keys would only slow it down, too.
RESULTS = sa.Table(
    "results",
    RESULTS_METADATA,
    sa.Column("attempt", sa.Integer, primary_key=True),
    sa.Column("test", sa.Integer, primary_key=True),
    sa.Column("repeat", sa.Integer, primary_key=True),
    sa.Column("outcome", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text),
    sa.Column("seconds", sa.REAL, nullable=False),
    sa.Column("log_offset", sa.Integer),
    sa.Column("log_length", sa.Integer),
    sa.CheckConstraint("outcome BETWEEN 0 AND 5", name="outcome_is_one"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

MESSAGES = sa.Table(
    "messages",
    RESULTS_METADATA,
    sa.Column("attempt", sa.Integer, primary_key=True),
    sa.Column("test", sa.Integer, primary_key=True),
    sa.Column("repeat", sa.Integer, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

#: How often each top-level test ended how, by day of UTC since 1970.
DAILY = sa.Table(
    "daily",
    RESULTS_METADATA,
    sa.Column("day", sa.Integer, primary_key=True),
    sa.Column("series", sa.Integer, primary_key=True),
    sa.Column("test", sa.Integer, primary_key=True),
    sa.Column("passed", sa.Integer, nullable=False),
    sa.Column("failed", sa.Integer, nullable=False),
    sa.Column("errored", sa.Integer, nullable=False),
    sa.Column("skipped", sa.Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

#: The newest result of each test and subtest; its attempt's start is here to compare by.
LATEST = sa.Table(
    "latest",
    RESULTS_METADATA,
    sa.Column("series", sa.Integer, primary_key=True),
    sa.Column("test", sa.Integer, primary_key=True),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("repeat", sa.Integer, nullable=False),
    sa.Column("started_at", sa.Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

#: Where a top-level test failed at all, so that flakes are found without reading everything.
FAILURES = sa.Table(
    "failures",
    RESULTS_METADATA,
    sa.Column("subject", sa.Integer, primary_key=True),
    sa.Column("test", sa.Integer, primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("last_at", sa.Integer, nullable=False),
    sa.Index("failures_in_time", "last_at"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
