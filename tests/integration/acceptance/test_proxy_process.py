"""A process of a suite with its surroundings: how it reaches the network, and what it can see."""

import asyncio
import json
import os
import sys
from pathlib import Path

from gonogo.acceptance.environment import Terms, inherited, secret_files, surroundings_for
from gonogo.acceptance.proxy import Proxy
from gonogo.acceptance.stream.explaining import is_unreached
from tests.integration.acceptance.proxied import (
    KEY,
    answer_chain_id,
    counted,
    network_at,
    served,
)

# What a suite does: it reads the descriptor, asks the first node, and shows all that it has.
SUITE = """
import json, os, urllib.request
descriptor = json.load(open(os.environ["DEVNET_ENV_URL"]))
(node,) = descriptor["l2"][0]["nodes"]
rpc = node["services"]["el"]["endpoints"]["rpc"]
url = f"{rpc['scheme']}://{rpc['host']}:{rpc['port']}"
call = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "eth_chainId"}).encode()
try:
    with urllib.request.urlopen(urllib.request.Request(url, data=call)) as response:
        print(response.read().decode())
except urllib.error.HTTPError as error:
    print(error, error.read().decode())
print(json.dumps(dict(os.environ)), json.dumps(descriptor))
print(open(os.environ["GONOGO_NETWORK_FILE"]).read())
"""

CALLER = {
    "PATH": os.environ["PATH"],
    "GONOGO_KEY_PASSPHRASE": "hunter2hunter2",
    "SSH_AUTH_SOCK": "/run/agent",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "DEVNET_ENV_URL": "/theirs.json",
}


async def printed_by_a_suite(proxy: Proxy, directory: Path) -> str:
    with secret_files(directory / "secrets") as files:
        async with proxy.open("001-base") as doors:
            with surroundings_for(
                *(Terms("run-1"), inherited(CALLER), doors),
                files=files,
                directory=directory,
                workplace=directory,
            ) as found:
                process = await asyncio.create_subprocess_exec(
                    sys.executable,
                    *("-I", "-c", SUITE),
                    cwd=found.directory,
                    env=dict(found.environment),
                    stdout=asyncio.subprocess.PIPE,
                )
                output, _ = await process.communicate()
    assert process.returncode == 0
    return output.decode()


async def test_a_suite_reaches_the_network_by_its_descriptor_alone(tmp_path: Path) -> None:
    """Past the caller's web proxy, and counted for its task."""
    async with served(answer_chain_id) as server, Proxy(network_at(server.url)) as proxy:
        printed = await printed_by_a_suite(proxy, tmp_path)

        assert '"result":"0x385"' in printed
        assert [each.task for each in proxy.calls()] == ["001-base"]
        assert counted(proxy.calls()) == {"eth_chainId": (1, 1, 0)}


async def test_a_suite_can_see_nothing_that_is_not_for_it(tmp_path: Path) -> None:
    """Neither what opens the network, nor its address, nor what is ours."""
    async with served(answer_chain_id) as server:
        url = server.url.replace("//", "//user:hunter2hunter2@") + f"/v2/{KEY}"
        async with Proxy(network_at(url, l1_rpc=f"https://l1.example/{KEY}")) as proxy:
            printed = await printed_by_a_suite(proxy, tmp_path)

        for hidden in (KEY, "hunter2hunter2", server.url, "l1.example", "agent", "/theirs.json"):
            assert hidden not in printed
        assert '"result":"0x385"' in printed


async def test_a_suite_that_fails_on_a_dead_network_says_so(tmp_path: Path) -> None:
    """In what it prints, without knowing that it does."""
    async with Proxy(network_at("http://127.0.0.1:1")) as proxy:
        printed = await printed_by_a_suite(proxy, tmp_path)

        assert is_unreached(printed)
        assert is_unreached(json.dumps({"Output": printed}))
        assert counted(proxy.calls()) == {"eth_chainId": (1, 0, 0)}
