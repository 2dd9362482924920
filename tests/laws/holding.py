"""How histories are drawn, and how many each law is held against."""

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.laws.histories import History, history

IS_LONG = os.environ.get("GONOGO_LAWS") == "long"
"""Whether thousands are drawn for each law, and not only as many as there is time for."""

laws = settings(
    max_examples=5000 if IS_LONG else 80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def histories(*, is_pinned: bool = False) -> st.SearchStrategy[History]:
    """Return histories; a shorter one, then one of a smaller number, is the simpler example."""
    return st.builds(
        lambda steps, seed: history(seed, steps, is_pinned=is_pinned),
        st.integers(0, 24),
        st.integers(0, 2**32),
    )
