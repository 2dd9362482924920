"""gonogo: a release gate for live OP Stack devnets.

It observes a network, keeps what it saw as evidence, judges that evidence
against a policy and says go, conditional, hold or no-go, with every reason.
The rooms and who may import whom are drawn in ARCHITECTURE.md.
"""

__version__ = "0.1.0"
