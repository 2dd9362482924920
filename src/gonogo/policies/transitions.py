"""Which step of the process a network can make, and which policy it is judged by."""

from gonogo.errors import GonogoError
from gonogo.networks import Network, Stage
from gonogo.policies.named import policy_named
from gonogo.promotion import Move, transition_from
from gonogo.readiness import Policy


class NoStageError(GonogoError):
    """Nobody said where a network stands, so nobody can say which step it could make."""

    def __init__(self, network: Network) -> None:
        super().__init__(
            f"the stage of network {network.name!r} is not known",
            hint=f"Tell it: gonogo network stage {network.name} STAGE",
        )
        self.network = network.name


def stage_of(network: Network) -> Stage:
    """Return where a network stands.

    Raises:
        NoStageError: nobody said so.
    """
    if network.stage is None:
        raise NoStageError(network)
    return network.stage


def transition_of(network: Network, move: str) -> str:
    """Return the step that a network makes by a move: `promote:alphanet`; a bench's: `rehearsal`.

    Raises:
        NoStageError: its stage is not known.
    """
    return transition_from(Move(move), stage_of(network))


def policy_of_step(network: Network, move: str, named: str | None = None) -> Policy:
    """Return the policy of a step of a network, or the one that is named instead.

    Raises:
        NoStageError: the stage of the network is not known.
        GonogoError: there is no such policy.
    """
    name = transition_of(network, move) if named is None else named
    return policy_named(name, network=network.name)
