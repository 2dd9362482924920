"""The kinds of acts that a record may hold: the words of its format."""

import enum


class ActKind(enum.Enum):
    """What a signed act does. `docs/record-format.md` has the body of each."""

    TRUST = "trust"  #: Says what trust.yaml says: roots, threshold, pinned policies.
    PEOPLE = "people"  #: Says what people.yaml says: who has which role and key.
    SCOPE = "scope"  #: Says which features are released, and on which networks.
    POLICY = "policy"  #: Takes a policy into use for a transition.
    ENDORSEMENT = "endorsement"  #: Agrees to the act of somebody else.
    RUN_STARTED = "run-started"  #: A run began, and what it was going to observe.
    RUN_ENDED = "run-ended"  #: A run ended, and what it measured.
    EVALUATION = "evaluation"  #: Judges the readings of a run under other thresholds.
    FINDING = "finding"  #: Says that something is wrong.
    RATING = "rating"  #: Gives a finding its severity.
    ANNOTATION = "annotation"  #: Gives a finding a team, a tracker or what it duplicates.
    PLAN = "plan"  #: Says how a SEV 2 finding is lived with, and until when.
    RESOLUTION = "resolution"  #: Says what caused a finding, and what mended it.
    WAIVER = "waiver"  #: Excuses one requirement of one deployment for a while.
    MANUAL_RESULT = "manual-result"  #: Signs off what people tested by hand.
    DETERMINATION = "determination"  #: Decides about one deployment and transition.
    REVOCATION = "revocation"  #: Takes a determination back.
    PUBLICATION = "publication"  #: A network was made live and public.
    PROMOTION = "promotion"  #: The features of a network went one stage up.
    VERSION_DIFFERENCE = "version-difference"  #: Lets a pass count under another version.
    BREAK_GLASS = "break-glass"  #: Opens the gate by force, for a reason and for a while.
    BREAK_GLASS_CLOSED = "break-glass-closed"  #: Closes it again, with what was learnt.
