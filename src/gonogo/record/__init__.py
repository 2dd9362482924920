"""The record: signed acts, who saw what, and which of them count.

The only room that signs and checks signatures (the verifier, which must run alone,
does the latter by itself). `docs/record-format.md` is the contract; `count` is its
rules as a pure function, `RecordDirectory` the directory in which acts are kept.
"""

from gonogo.record.act import Act, Sealed, file_name, open_act, seal
from gonogo.record.audit import Missing, verify_heads
from gonogo.record.bodies import (
    BODIES,
    AnnotationBody,
    Attachment,
    EndorsementBody,
    FindingBody,
    ManualResultBody,
    PeopleBody,
    PlanBody,
    PolicyBody,
    RatingBody,
    ResolutionBody,
    ScopeBody,
    ScopedFeature,
    TrustBody,
    WaiverBody,
)
from gonogo.record.body import Body
from gonogo.record.count import count
from gonogo.record.counted import Counted
from gonogo.record.decision_bodies import (
    Block,
    BreakGlassBody,
    BreakGlassClosedBody,
    ComponentVersion,
    DeterminationBody,
    FeatureVersions,
    OutlineAnswer,
    OutlineBody,
    OutlineReason,
    RevocationBody,
    ScopedChain,
    StepBody,
    VersionDifferenceBody,
)
from gonogo.record.directory import RecordDirectory
from gonogo.record.envelope import Envelope, EnvelopeError, open_envelope, pre_authentication
from gonogo.record.errors import (
    BodyError,
    DamagedActError,
    KeyFileError,
    OtherActThereError,
    RecordDirectoryError,
    SigningError,
)
from gonogo.record.found import Fault, FaultCode, Found, gather
from gonogo.record.history import CLOCKS_DIFFER_BY, History, heads_at
from gonogo.record.key_file import PASSPHRASE_VARIABLE, signer_of
from gonogo.record.refusal import Refusal, RefusalCode
from gonogo.record.run_bodies import (
    EvaluationBody,
    RecordedDeployment,
    RecordedFact,
    RecordedIdentity,
    RunEndedBody,
    RunProblem,
    RunStartedBody,
    SelectedQuestion,
)
from gonogo.record.signer import Ed25519Signer, Signer
from gonogo.record.ssh_keygen import SSHKeygenSigner
from gonogo.record.statement import Statement

__all__ = [
    "BODIES",
    "CLOCKS_DIFFER_BY",
    "PASSPHRASE_VARIABLE",
    "Act",
    "AnnotationBody",
    "Attachment",
    "Block",
    "Body",
    "BodyError",
    "BreakGlassBody",
    "BreakGlassClosedBody",
    "ComponentVersion",
    "Counted",
    "DamagedActError",
    "DeterminationBody",
    "Ed25519Signer",
    "EndorsementBody",
    "Envelope",
    "EnvelopeError",
    "EvaluationBody",
    "Fault",
    "FaultCode",
    "FeatureVersions",
    "FindingBody",
    "Found",
    "History",
    "KeyFileError",
    "ManualResultBody",
    "Missing",
    "OtherActThereError",
    "OutlineAnswer",
    "OutlineBody",
    "OutlineReason",
    "PeopleBody",
    "PlanBody",
    "PolicyBody",
    "RatingBody",
    "RecordDirectory",
    "RecordDirectoryError",
    "RecordedDeployment",
    "RecordedFact",
    "RecordedIdentity",
    "Refusal",
    "RefusalCode",
    "ResolutionBody",
    "RevocationBody",
    "RunEndedBody",
    "RunProblem",
    "RunStartedBody",
    "SSHKeygenSigner",
    "ScopeBody",
    "ScopedChain",
    "ScopedFeature",
    "Sealed",
    "SelectedQuestion",
    "Signer",
    "SigningError",
    "Statement",
    "StepBody",
    "TrustBody",
    "VersionDifferenceBody",
    "WaiverBody",
    "count",
    "file_name",
    "gather",
    "heads_at",
    "open_act",
    "open_envelope",
    "pre_authentication",
    "seal",
    "signer_of",
    "verify_heads",
]
