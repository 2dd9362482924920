"""What a person may be in the process, and what a key can stand for."""

import enum


class Role(enum.Enum):
    """What a person does in the process; somebody may have several roles, or none."""

    PLATFORMS = "platforms"  #: Keeps the process, makes the determination, may block.
    RELEASE_COORDINATOR = "release-coordinator"  #: Rates findings, publishes and promotes.
    FEATURE = "feature"  #: Writes and runs the tests of a feature, and mends it.
    SECURITY = "security"  #: Reviews contracts, roles and audits.
    BREAK_GLASS = "break-glass"  #: Holds the key with which the gate is opened by force.


class Standing(enum.Enum):
    """What a key stands for apart from roles."""

    ROOT = "root"  #: A root of trust.yaml.
    PERSON = "person"  #: Anybody in people.yaml, whatever the roles.
    RUNNER = "runner"  #: A machine that measures; never a person.


Signer = Role | Standing
"""One thing that a key may sign as."""
