"""Ports that one run uses for one door each."""

import contextlib

from gonogo.acceptance.proxy.ports import HOST, Ports


def test_no_port_is_handed_out_twice() -> None:
    """A process that outlives its task must not be counted for another."""
    ports = Ports()
    taken = []

    for _ in range(500):
        with contextlib.closing(ports.take()) as bound:
            host, port = bound.getsockname()
        assert host == HOST
        taken.append(port)

    assert len(set(taken)) == len(taken)
