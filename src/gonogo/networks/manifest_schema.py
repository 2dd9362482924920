"""Every key that a `manifest.yaml` may have.

The models are the table of all keys that the 380 manifests in the history of the
public devnets repository ever had, with the two that its MANIFEST.md documents
and nobody used (`env` of a component, components of a chain). Anything else is
refused with its place and the nearest known key: a manifest decides what is
judged, and `stauts` or `componets` would otherwise judge another network than
the one that was meant. Names of components and of overrides are no keys of the
format, since every upgrade brings new ones.
"""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from gonogo.networks.fields import (
    Address,
    ChainId,
    EmptyAsNone,
    Flag,
    Label,
    Name,
    NullAsEmptyDict,
    NullAsEmptyList,
    Quantity,
    Record,
    Text,
)

Type = Literal["alphanet", "betanet", "testnet", "devnet", "demo", "localnet", "bench"]

Features = Annotated[list[Label], NullAsEmptyList]
Overrides = Annotated[dict[str, Any], NullAsEmptyDict]


class Cluster(Record):
    """Where it runs."""

    name: Text = None


class MetadataFeatures(Record):
    """What its operators promise."""

    mission_critical: Flag = None


class Metadata(Record):
    """Whose it is, in the words of its operators."""

    domain: Text = None
    team: Text = None
    tenant_id: Text = None
    tenant_name: Text = None
    tier_id: Text = None
    features: MetadataFeatures | None = None


class Workflow(Record):
    """Instructions to the repository of manifests."""

    disable_k8s_merge: Flag = None


class ManifestL1(Record):
    """The chain below, and its endpoints."""

    name: Label
    chain_id: ChainId
    eth_rpc: Text = None
    beacon_rpc: Text = None
    blob_archiver_rpc: Text = None
    owner_safe_address: Address = None
    genesis_locator: Text = None
    celestia_rpc_url: Text = None
    celestia_auth_token: Text = Field(default=None, repr=False)


class Chart(Record):
    """A Helm chart and its version."""

    name: Text = None
    version: Text = None


class ManifestComponent(Record):
    """A component, its version, where its image is, and its environment."""

    version: Text
    repository: Text = None
    env: Overrides = Field(default_factory=dict)


class Deployer(Record):
    """The version of op-deployer."""

    version: Text = None


class Contracts(Record):
    """Contract artifacts, by address or by release."""

    locator: Text = None
    version: Text = None


class Sizes(Record):
    """What both a network's and a chain's deployment may set."""

    overrides: Overrides = Field(default_factory=dict)
    gas_limit: Quantity = None
    eip1559_elasticity: Quantity = None
    eip1559_denominator: Quantity = None
    eip1559_denominator_canyon: Quantity = None


class Deployment(Sizes):
    """What is deployed for all chains."""

    op_deployer: Deployer | None = Field(default=None, alias="op-deployer")
    l1_contracts: Contracts | None = Field(default=None, alias="l1-contracts")
    l2_contracts: Contracts | None = Field(default=None, alias="l2-contracts")
    fund_dev_accounts: Flag = None
    superchain_roles: Annotated[dict[str, Address], NullAsEmptyDict] = Field(default_factory=dict)
    dev_feature_bitmaps: Annotated[list[Quantity], NullAsEmptyList] = Field(default_factory=list)


class Roles(Record):
    """Who owns the proxy admins of a chain."""

    l1_proxy_admin_owner: Address = None
    l2_proxy_admin_owner: Address = None


class ChainDeployment(Sizes):
    """What is deployed for one chain."""

    roles: Roles | None = None
    use_revenue_share: Flag = None
    useRevenueShare: Flag = None  # noqa: N815 - the older of two spellings in the files

    @model_validator(mode="after")
    def _spellings_agree(self) -> "ChainDeployment":
        if None not in (self.use_revenue_share, self.useRevenueShare) and (
            self.use_revenue_share != self.useRevenueShare
        ):
            message = "use_revenue_share and useRevenueShare are one setting and differ"
            raise ValueError(message)
        return self


class GasToken(Record):
    """The token that pays for gas instead of ether."""

    name: Text = None
    symbol: Text = None


Components = Annotated[dict[Label, ManifestComponent], NullAsEmptyDict]


class ManifestChain(Record):
    """One L2 chain."""

    name: Name
    chain_id: ChainId
    features: Features = Field(default_factory=list)
    deployment: ChainDeployment | None = None
    custom_gas_token: GasToken | None = None
    overrides: Overrides = Field(default_factory=dict)
    components: Components = Field(default_factory=dict)


class L2(Record):
    """The chains, what they run and what is deployed for them."""

    deployment: Deployment | None = None
    components: Components
    chains: list[ManifestChain] = Field(min_length=1)
    charts: Annotated[dict[str, Chart], NullAsEmptyDict] = Field(default_factory=dict)
    bootnodes: Annotated[list[str], NullAsEmptyList] = Field(default_factory=list)


class Manifest(Record):
    """The whole file."""

    name: Name
    type: Type
    l1: ManifestL1
    l2: L2
    status: Annotated[Literal["online", "offline", "pending"] | None, EmptyAsNone] = None
    description: Text = None
    scope: Text = None
    features: Features = Field(default_factory=list)
    deployed_on: Text = None
    cluster: Cluster | None = None
    metadata: Metadata | None = None
    workflow: Workflow | None = None
