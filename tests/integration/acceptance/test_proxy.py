"""The proxy of a run: doors of tasks, and whose calls are counted for whom."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiohttp import ClientConnectionError, ClientSession, web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from gonogo.acceptance import CallCount
from gonogo.acceptance.proxy import Doors, Proxy
from tests.integration.acceptance.proxied import (
    ANSWER,
    CALL,
    answer_chain_id,
    network_at,
    served,
)


def door(doors: Doors) -> str:
    found = doors.network.chains[0].nodes[0].execution_rpc
    assert found is not None
    return found


async def call(client: ClientSession, url: str) -> bytes:
    async with client.post(url, data=CALL) as response:
        return await response.read()


async def test_every_call_is_known_by_task_endpoint_and_method() -> None:
    """Tasks that run side by side have doors of their own, for L1 too."""
    async with (
        served(answer_chain_id) as server,
        Proxy(network_at(server.url, l1_rpc=server.url)) as proxy,
        ClientSession() as client,
        proxy.open("002-fees") as second,
        proxy.open("001-base") as first,
    ):
        for url in (door(first), door(second), door(second), second.network.l1.rpcs[0]):
            await call(client, url)

        assert proxy.calls() == (
            CallCount("001-base", "n-901", "sequencer-0 el", "eth_chainId", 1, 1, 0),
            CallCount("002-fees", "l1", "l1 rpc", "eth_chainId", 1, 1, 0),
            CallCount("002-fees", "n-901", "sequencer-0 el", "eth_chainId", 2, 2, 0),
        )


async def test_a_door_is_closed_with_its_task_and_its_port_not_used_again() -> None:
    """What outlives a task is refused, and never counted for a later one."""
    async with (
        served(answer_chain_id) as server,
        Proxy(network_at(server.url)) as proxy,
        ClientSession() as client,
    ):
        async with proxy.open("1") as doors:
            old = door(doors)
            await call(client, old)
        urls = set()
        for number in range(100):
            async with proxy.open(f"later-{number}") as doors:
                urls.add(door(doors))
                with pytest.raises(ClientConnectionError):
                    await call(client, old)

        assert old not in urls
        assert len(urls) == 100
        assert [(each.task, each.calls) for each in proxy.calls()] == [("1", 1)]


async def test_closing_does_not_wait_for_a_call_that_hangs() -> None:
    """The task has ended; nobody waits for the answer."""
    begun = asyncio.Event()

    async def hang(_: web.BaseRequest) -> web.StreamResponse:
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    async with (
        served(hang) as server,
        Proxy(network_at(server.url)) as proxy,
        ClientSession() as client,
    ):
        async with asyncio.timeout(20), proxy.open("1") as doors:
            calling = asyncio.create_task(call(client, door(doors)))
            await begun.wait()

        with pytest.raises(ClientConnectionError):
            await calling
        assert [(each.calls, each.answered) for each in proxy.calls()] == [(1, 0)]


async def test_a_task_that_is_opened_again_is_counted_on() -> None:
    """For another attempt; both have the same name."""
    async with (
        served(answer_chain_id) as server,
        Proxy(network_at(server.url)) as proxy,
        ClientSession() as client,
    ):
        for _ in range(2):
            async with proxy.open("1") as doors:
                await call(client, door(doors))

        assert [(each.task, each.calls) for each in proxy.calls()] == [("1", 2)]


async def test_one_task_is_not_open_twice_at_a_time() -> None:
    """Nobody could tell the two apart."""
    async with Proxy(network_at("http://127.0.0.1:1")) as proxy, proxy.open("1"):
        with pytest.raises(RuntimeError, match="open already"):
            async with proxy.open("1"):
                pass


async def test_nobody_called_means_no_count() -> None:
    """A suite that never touched the network is known by it."""
    async with Proxy(network_at("http://127.0.0.1:1")) as proxy:
        async with proxy.open("1"):
            pass

        assert proxy.calls() == ()


async def test_a_call_past_the_doors_is_not_counted() -> None:
    """Nor one to a fake that a test made up."""
    async with (
        served(answer_chain_id) as server,
        Proxy(network_at(server.url)) as proxy,
        ClientSession() as client,
        proxy.open("1"),
    ):
        assert await call(client, server.url) == ANSWER
        assert proxy.calls() == ()


async def test_a_million_made_up_methods_are_counted_as_other() -> None:
    """What a test sends does not make us grow; none of it is lost."""
    async with (
        served(answer_chain_id) as server,
        Proxy(network_at(server.url)) as proxy,
        ClientSession() as client,
        proxy.open("1") as doors,
    ):
        for start in range(0, 100_000, 10_000):
            numbers = range(start, start + 10_000)
            batch = ",".join(f'{{"id":{n},"method":"made_up_{n}"}}' for n in numbers)
            async with client.post(door(doors), data=f"[{batch}]".encode()) as response:
                await response.read()

        calls = proxy.calls()
        assert len(calls) == 201
        assert sum(each.calls for each in calls) == 100_000


@pytest.mark.parametrize("is_trusted", [True, False])
async def test_a_network_behind_tls_is_believed_by_its_certificate(
    tmp_path: Path, *, is_trusted: bool
) -> None:
    """A network that cannot show one that is believed does not answer."""
    certificate = write_certificate(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    runner = web.ServerRunner(web.Server(answer_chain_id))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
    await site.start()
    port = runner.addresses[0][1]
    tls = ssl.create_default_context(cafile=str(certificate)) if is_trusted else None
    network = network_at(f"https://127.0.0.1:{port}", l1_rpc=f"wss://127.0.0.1:{port}")

    async with (
        Proxy(network, tls=tls) as proxy,
        proxy.open("1") as doors,
        ClientSession() as client,
    ):
        answers = [await call(client, url) for url in (door(doors), doors.network.l1.rpcs[0])]
    await runner.cleanup()

    if is_trusted:
        assert answers == [ANSWER, ANSWER]
    else:
        assert all(b"its certificate is not trusted" in answer for answer in answers)


def write_certificate(directory: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "loopback")])
    begun = datetime(2020, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begun)
        .not_valid_after(begun + timedelta(days=36_500))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = directory / "loopback.pem"
    file.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    return file
