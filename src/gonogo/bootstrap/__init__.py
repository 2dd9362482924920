"""The composition root: where the workspace is, and its adapters put together."""

from gonogo.bootstrap.workspace import workspace_directory

__all__ = ["workspace_directory"]
