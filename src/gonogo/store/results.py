"""Results of tests in the history's file: recorded, asked, forgotten."""

import sqlalchemy as sa

from gonogo.store.results_grid import ResultGrids
from gonogo.store.results_keeping import ResultKeeping
from gonogo.store.results_reading import ResultQueries
from gonogo.store.results_tracks import ResultTracks
from gonogo.store.results_writing import ResultRecording


class SQLiteResults(ResultRecording, ResultQueries, ResultTracks, ResultGrids, ResultKeeping):
    """The results of a workspace, on the engine of its history."""

    def __init__(self, engine: sa.Engine) -> None:
        ResultRecording.__init__(self, engine)
        ResultQueries.__init__(self, engine)
        ResultTracks.__init__(self, engine)
        ResultGrids.__init__(self, engine)
        ResultKeeping.__init__(self, engine)
