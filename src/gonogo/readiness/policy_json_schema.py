"""The JSON schema of policy files, with which editors complete and check them.

Made of the models that read the files, so it cannot say something else; their texts
become its descriptions. It knows single keys only: what depends on other keys or on
the policy that is extended, `gonogo policy check` tells.
"""

import ast
import inspect
import itertools
from collections.abc import Iterable, Mapping
from typing import Any

from gonogo.readiness import policy_schema
from gonogo.readiness.known_check import KnownChecks
from gonogo.readiness.policy_schema import PolicyFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# A policy says all of it; one that extends another may leave out what it inherits.
_WHOLE = ("name", "title", "level", "interval")


def policy_json_schema(
    checks: KnownChecks | None = None, policies: Iterable[str] = ()
) -> dict[str, Any]:
    """Return the schema; with `checks` and `policies` it also knows their names."""
    schema = PolicyFile.model_json_schema(by_alias=True)
    definitions: dict[str, Any] = schema.pop("$defs")
    texts = _texts_under_keys()
    for name, definition in [*definitions.items(), ("PolicyFile", schema)]:
        for key, value in definition["properties"].items():
            definition["properties"][key] = _without_null(value, texts[name].get(key, ""))
    row = definitions["Row"]["properties"]
    if checks is not None:
        row["check"] = {
            "description": row["check"]["description"],
            # Which gates a validators file has, only a workspace knows.
            "anyOf": [{"enum": sorted(checks)}, {"pattern": "^gate:[A-Za-z0-9]"}],
        }
        row["parameters"]["properties"] = _parameters(checks)
        row["parameters"]["additionalProperties"] = False
    known = sorted(policies)
    if known:
        # Others may be in the workspace, so these are only proposed.
        schema["properties"]["extends"]["examples"] = known
    return {
        "$schema": DIALECT,
        "title": "A policy of gonogo, or an extension of one",
        **{key: value for key, value in schema.items() if key not in ("title", "description")},
        "anyOf": [{"required": ["extends"]}, {"required": [*_WHOLE]}],
        "$defs": definitions,
    }


def _without_null(value: Mapping[str, Any], description: str) -> dict[str, Any]:
    """Return a property without the null that only stands for a key that is left out."""
    kept = {key: each for key, each in value.items() if key not in ("default", "title", "anyOf")}
    choices = [each for each in value.get("anyOf", ()) if each != {"type": "null"}]
    if len(choices) == 1:
        kept |= choices[0]
    elif choices:
        kept["anyOf"] = choices
    return {"description": description, **kept} if description else kept


def _parameters(checks: KnownChecks) -> dict[str, Any]:
    return {
        name: {"type": ["number", "string", "boolean"]}
        for known in checks.values()
        for name in sorted(known.parameters)
    }


def _texts_under_keys() -> Mapping[str, Mapping[str, str]]:
    """Return the text under each key of each model, by the key as files have it."""
    tree = ast.parse(inspect.getsource(policy_schema))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    return {each.name: _texts_of(each) for each in classes}


def _texts_of(model: ast.ClassDef) -> Mapping[str, str]:
    fields = getattr(policy_schema, model.name).model_fields
    texts = {}
    for statement, after in itertools.pairwise(model.body):
        match statement, after:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=text)):
                texts[fields[name].alias or name] = str(text)
    return texts
