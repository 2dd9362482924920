"""Which features are judged on a network, and in which versions."""

from dataclasses import replace

from gonogo.networks import Component
from gonogo.people import ActKind
from gonogo.record import ScopeBody, ScopedFeature
from gonogo.workflows import scope_of, touched_on, versions_of
from tests.simulator.signed_record import SignedRecord
from tests.unit.workflows.machine import CHAIN, NETWORK, network

NODE, GETH = Component("op-node", "v1.16.0"), Component("op-geth", "v1.2.0")
FILES = replace(network(), components=(NODE, GETH))


def scoped(*features: ScopedFeature) -> SignedRecord:
    made = SignedRecord()
    made.sign(ActKind.SCOPE, ScopeBody(features), by="ada")
    return made


def feature(name: str, *components: str, on: str = NETWORK) -> ScopedFeature:
    return ScopedFeature(name, name.title(), "everybody", components, (on,))


def test_a_feature_is_touched_in_the_versions_that_the_files_name() -> None:
    """What a decision is about is what would be deployed, and nobody's memory of it."""
    record = scoped(feature("interop", "op-geth", "op-node"))

    assert touched_on(FILES, record.counted()) == {
        "interop": {"op-node": "v1.16.0", "op-geth": "v1.2.0"}
    }


def test_a_component_that_no_file_names_has_no_version() -> None:
    """It is told as unknown; to leave it out would let the feature pass without it."""
    record = scoped(feature("interop", "op-supervisor"))

    assert touched_on(FILES, record.counted()) == {"interop": {"op-supervisor": None}}


def test_a_component_in_two_versions_has_none() -> None:
    """Nobody can say which of the two was observed."""
    mixed = replace(FILES, components=(NODE, GETH, Component("op-geth", "v1.3.0")))

    assert versions_of(mixed) == {"op-node": "v1.16.0"}


def test_a_feature_of_another_network_is_not_judged_here() -> None:
    """Its pass is earned where it is."""
    record = scoped(feature("interop", "op-node", on="another"))

    assert touched_on(FILES, record.counted()) == {}


def test_who_may_not_say_what_is_in_scope_changes_nothing() -> None:
    """Only what counts is looked at."""
    record = scoped(feature("interop", "op-node"))
    record.sign(ActKind.SCOPE, ScopeBody(()), by="fred")

    assert set(touched_on(FILES, record.counted())) == {"interop"}


def test_the_chains_that_are_judged_are_named_in_order() -> None:
    """So that two clones sign the same bytes."""
    chains = (replace(FILES.chains[0], name="z"), *FILES.chains)

    assert [each.name for each in scope_of(replace(FILES, chains=chains))] == [CHAIN, "z"]
