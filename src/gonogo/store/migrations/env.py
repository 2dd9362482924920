"""How Alembic runs our migrations: on the connection that it is handed."""

from alembic import context

from gonogo.store.results_schema import RESULTS_METADATA
from gonogo.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=[METADATA, RESULTS_METADATA],
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
