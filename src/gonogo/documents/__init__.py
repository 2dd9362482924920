"""Documents that people write: YAML and JSON, with the place of every mistake.

A file is parsed into a `Document` that knows where each value stands, and is
validated against a pydantic model. All problems are reported at once, each as
`file:line:column path: message`, unknown keys with the nearest known one.
pydantic and PyYAML are imported when a document is read, not before.
"""

from gonogo.documents.document import Document, parse_yaml, parse_yaml_as_text, read_text
from gonogo.documents.errors import DocumentError, Place, Problem
from gonogo.documents.nearest import nearest
from gonogo.documents.validation import validate

__all__ = [
    "Document",
    "DocumentError",
    "Place",
    "Problem",
    "nearest",
    "parse_yaml",
    "parse_yaml_as_text",
    "read_text",
    "validate",
]
