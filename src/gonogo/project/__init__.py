"""The folder of a team: its files, its keys, and the acts that they sign there.

Everything but the workspace's place is imported when it is first used, because
finding that place must cost nothing.
"""

import importlib
from typing import TYPE_CHECKING

from gonogo.project.workspace import (
    DIRECTORY_NAME,
    NoDirectoryError,
    WorkspaceError,
    current_directory,
    workspace_directory,
)

if TYPE_CHECKING:
    from gonogo.project.acts import (
        ChangedMeanwhileError,
        Compose,
        Desk,
        Done,
        Draft,
        Prepared,
        RefusedError,
        open_desk,
    )
    from gonogo.project.adopting import (
        Adoption,
        NotAdoptableError,
        adoptable,
        adoption,
        said_by,
        unsigned_files,
    )
    from gonogo.project.endorsing import (
        Progress,
        UnknownActError,
        act_named,
        progress_of,
        require_another,
    )
    from gonogo.project.git_files import tell_git
    from gonogo.project.key_files import UnusableKeyError, read_key_file
    from gonogo.project.key_making import KeyMakingError, comment_of_user, host_name, make_key
    from gonogo.project.keyring import FoundKey, Keyring, NoKeyError
    from gonogo.project.last_seen import missed_heads, seen_heads
    from gonogo.project.network_errors import (
        BARE_NAME,
        USUAL_BENCH,
        NameTakenError,
        NetworkNameError,
        UnknownNetworkError,
    )
    from gonogo.project.networks import Listed, WorkspaceNetworks, is_local
    from gonogo.project.private_keys import private_key_in
    from gonogo.project.project import (
        DisagreeingFilesError,
        NoProjectError,
        Project,
        find_project,
        project_around,
    )
    from gonogo.project.record_files import find_content, keep_content, write_output, write_whole
    from gonogo.project.settings import parse_settings
    from gonogo.project.signers import own_keyring, own_signer, runner_signer, signer_with
    from gonogo.project.signing import (
        NotAllowedError,
        Signed,
        count_signed,
        read_signed,
        require_may_endorse,
        require_may_sign,
        require_own_record,
        require_roles,
        sign_act,
    )
    from gonogo.project.texts import (
        LONGEST_LINE,
        LONGEST_TEXT,
        TextError,
        coming_day,
        coming_moment,
        is_web_address,
        optional_text,
        required_line,
        required_text,
        shown,
        web_address,
    )
    from gonogo.project.trusting import UnclearTrustError
    from gonogo.project.waiting import Waiting, waiting_acts, waiting_for_key

_LATER = {
    "Adoption": "adopting",
    "BARE_NAME": "network_errors",
    "ChangedMeanwhileError": "acts",
    "Compose": "acts",
    "Desk": "acts",
    "DisagreeingFilesError": "project",
    "Done": "acts",
    "Draft": "acts",
    "FoundKey": "keyring",
    "KeyMakingError": "key_making",
    "Keyring": "keyring",
    "LONGEST_LINE": "texts",
    "LONGEST_TEXT": "texts",
    "Listed": "networks",
    "NameTakenError": "network_errors",
    "NetworkNameError": "network_errors",
    "NoKeyError": "keyring",
    "NoProjectError": "project",
    "NotAdoptableError": "adopting",
    "NotAllowedError": "signing",
    "Prepared": "acts",
    "Progress": "endorsing",
    "Project": "project",
    "RefusedError": "acts",
    "Signed": "signing",
    "TextError": "texts",
    "USUAL_BENCH": "network_errors",
    "UnclearTrustError": "trusting",
    "UnknownActError": "endorsing",
    "UnknownNetworkError": "network_errors",
    "UnusableKeyError": "key_files",
    "Waiting": "waiting",
    "WorkspaceNetworks": "networks",
    "act_named": "endorsing",
    "adoptable": "adopting",
    "adoption": "adopting",
    "coming_day": "texts",
    "coming_moment": "texts",
    "comment_of_user": "key_making",
    "count_signed": "signing",
    "find_content": "record_files",
    "find_project": "project",
    "host_name": "key_making",
    "is_local": "networks",
    "is_web_address": "texts",
    "keep_content": "record_files",
    "make_key": "key_making",
    "missed_heads": "last_seen",
    "open_desk": "acts",
    "optional_text": "texts",
    "own_keyring": "signers",
    "own_signer": "signers",
    "parse_settings": "settings",
    "private_key_in": "private_keys",
    "progress_of": "endorsing",
    "project_around": "project",
    "read_key_file": "key_files",
    "read_signed": "signing",
    "require_another": "endorsing",
    "require_may_endorse": "signing",
    "require_may_sign": "signing",
    "require_own_record": "signing",
    "require_roles": "signing",
    "required_line": "texts",
    "required_text": "texts",
    "runner_signer": "signers",
    "said_by": "adopting",
    "seen_heads": "last_seen",
    "shown": "texts",
    "sign_act": "signing",
    "signer_with": "signers",
    "tell_git": "git_files",
    "unsigned_files": "adopting",
    "waiting_acts": "waiting",
    "waiting_for_key": "waiting",
    "web_address": "texts",
    "write_output": "record_files",
    "write_whole": "record_files",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)


__all__ = [
    "BARE_NAME",
    "DIRECTORY_NAME",
    "LONGEST_LINE",
    "LONGEST_TEXT",
    "USUAL_BENCH",
    "Adoption",
    "ChangedMeanwhileError",
    "Compose",
    "Desk",
    "DisagreeingFilesError",
    "Done",
    "Draft",
    "FoundKey",
    "KeyMakingError",
    "Keyring",
    "Listed",
    "NameTakenError",
    "NetworkNameError",
    "NoDirectoryError",
    "NoKeyError",
    "NoProjectError",
    "NotAdoptableError",
    "NotAllowedError",
    "Prepared",
    "Progress",
    "Project",
    "RefusedError",
    "Signed",
    "TextError",
    "UnclearTrustError",
    "UnknownActError",
    "UnknownNetworkError",
    "UnusableKeyError",
    "Waiting",
    "WorkspaceError",
    "WorkspaceNetworks",
    "act_named",
    "adoptable",
    "adoption",
    "coming_day",
    "coming_moment",
    "comment_of_user",
    "count_signed",
    "current_directory",
    "find_content",
    "find_project",
    "host_name",
    "is_local",
    "is_web_address",
    "keep_content",
    "make_key",
    "missed_heads",
    "open_desk",
    "optional_text",
    "own_keyring",
    "own_signer",
    "parse_settings",
    "private_key_in",
    "progress_of",
    "project_around",
    "read_key_file",
    "read_signed",
    "require_another",
    "require_may_endorse",
    "require_may_sign",
    "require_own_record",
    "require_roles",
    "required_line",
    "required_text",
    "runner_signer",
    "said_by",
    "seen_heads",
    "shown",
    "sign_act",
    "signer_with",
    "tell_git",
    "unsigned_files",
    "waiting_acts",
    "waiting_for_key",
    "web_address",
    "workspace_directory",
    "write_output",
    "write_whole",
]
