"""What a team holds its networks to: policies by name or file, their pins, the step they are for.

Everything is imported when it is first used, since every check comes along.
"""

from typing import TYPE_CHECKING

from gonogo.lazily import lazily

if TYPE_CHECKING:
    from gonogo.policies.accepting import GateNotInPolicyError, Wanted, wanted_of
    from gonogo.policies.answerers import known_checks
    from gonogo.policies.checking import (
        CheckedFile,
        check_policy_file,
        check_policy_files,
        project_policy_names,
    )
    from gonogo.policies.choosing import Circumstances, LeftOut, choose_checks, require_checks
    from gonogo.policies.kept import kept_policies
    from gonogo.policies.named import (
        StrayPolicyError,
        composed_policy,
        known_networks,
        policy_files,
        policy_named,
        policy_schema_text,
        require_network,
        shipped_policies,
    )
    from gonogo.policies.pinning import (
        Pin,
        PinState,
        changes,
        pin,
        pin_lines,
        pins_of,
        policies_to_pin,
    )
    from gonogo.policies.transitions import policy_of_step, stage_of, transition_of

_LATER = {
    "GateNotInPolicyError": "accepting",
    "Wanted": "accepting",
    "wanted_of": "accepting",
    "CheckedFile": "checking",
    "Circumstances": "choosing",
    "LeftOut": "choosing",
    "Pin": "pinning",
    "PinState": "pinning",
    "StrayPolicyError": "named",
    "changes": "pinning",
    "check_policy_file": "checking",
    "check_policy_files": "checking",
    "choose_checks": "choosing",
    "composed_policy": "named",
    "kept_policies": "kept",
    "known_checks": "answerers",
    "known_networks": "named",
    "pin": "pinning",
    "pin_lines": "pinning",
    "pins_of": "pinning",
    "policies_to_pin": "pinning",
    "policy_files": "named",
    "policy_named": "named",
    "policy_of_step": "transitions",
    "policy_schema_text": "named",
    "project_policy_names": "checking",
    "require_checks": "choosing",
    "require_network": "named",
    "shipped_policies": "named",
    "stage_of": "transitions",
    "transition_of": "transitions",
}

__getattr__ = lazily(__name__, _LATER)

__all__ = [
    "CheckedFile",
    "Circumstances",
    "GateNotInPolicyError",
    "LeftOut",
    "Pin",
    "PinState",
    "StrayPolicyError",
    "Wanted",
    "changes",
    "check_policy_file",
    "check_policy_files",
    "choose_checks",
    "composed_policy",
    "kept_policies",
    "known_checks",
    "known_networks",
    "pin",
    "pin_lines",
    "pins_of",
    "policies_to_pin",
    "policy_files",
    "policy_named",
    "policy_of_step",
    "policy_schema_text",
    "project_policy_names",
    "require_checks",
    "require_network",
    "shipped_policies",
    "stage_of",
    "transition_of",
    "wanted_of",
]
