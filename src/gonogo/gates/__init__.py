"""Gates of our own: acceptance tests for any OP network, written in Python.

`python -m gonogo.gates base` is a test program like any other. It reads which network it is
about from its environment, runs its tests side by side, and says what becomes of each as
`go test -json` does. Whoever runs it believes its events as they believe those of Go, and
knows nothing of what is in here: acceptance starts it as a process and imports none of it.

A test is a module in the folder of its gate (`base/`), found there, with a docstring (what it
asserts, why, and the usual causes when it does not hold), `TITLE`, `COMPONENT`, `NEEDS_FUNDS`
and `async def run(stand)`. It runs once for each L2 chain of the network. A test that asserted
nothing has not passed; it is broken, and fails.
"""
