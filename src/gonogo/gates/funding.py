"""Money for tests: lent from one key within a budget, and given back.

Every test has accounts of its own, so balances are exact and nonces nobody else's. Their keys
follow from the funder's key, the salt of the run and the test's name: the same run again finds
the same accounts, and nobody who reads a log can take what is in them. What is left goes back
when the program ends, also after failures and when it is told to end.

Limits: what returning costs is estimated and not known, so a little stays behind; what a test
lent in vain still counts against the budget, since it may arrive after all.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from gonogo.errors import GonogoError
from gonogo.gates.account import TRANSFER_GAS, Account, Payment, Turns
from gonogo.gates.ending import NotSoError, PreconditionError
from gonogo.gates.side import Side
from gonogo.protocol import PrivateKey, encode_call, format_data, keccak256
from gonogo.rpc import MalformedAnswerError, MethodError

BUDGET = "GONOGO_BUDGET_WEI"
SALT = "DEVSTACK_KEYS_SALT"
DEFAULT_BUDGET_WEI = 10**17
GAS_PRICE_ORACLE = "0x420000000000000000000000000000000000000f"
_RETURN_BYTES = 200
"""More than the size of a transfer, to which the L1 fee is asked."""


@dataclass
class Purse:
    """What all tests of a run share; mutable: it knows who has what."""

    funders: Sequence[PrivateKey]
    budget_wei: int
    salt: str
    log: Callable[[str], None]
    turns: Turns = field(default_factory=Turns)
    lent_wei: int = 0
    debtors: dict[tuple[bytes, int], tuple[Account, Side, Account]] = field(default_factory=dict)
    """Who was lent something, on which chain, and by whom."""

    async def lend(self, account: Account, side: Side, wei: int) -> None:
        """Send money to an account, and wait until it has it.

        Raises:
            PreconditionError: there is no funder, or too little money, or no budget left.
            NotSoError: it was not included in time.
            RPCError: the chain does not take it.
        """
        funder = await self._funder(side, wei)
        if self.lent_wei + wei > self.budget_wei:
            raise PreconditionError(
                f"precondition not met: {wei} wei more would go beyond the budget of "
                f"{self.budget_wei} wei, of which {self.lent_wei} are lent",
                hint=f"Give more by {BUDGET}, or run fewer tests at once.",
            )
        self.lent_wei += wei
        # Noted first: money that arrives after we gave up waiting is given back as well.
        self.debtors[account.key.address, side.chain_id] = (account, side, funder)
        account.log(f"{side.name}: {account.address} is lent {wei} wei by {funder.address}")
        sent = await funder.send(side, to=account.address, value_wei=wei)
        if sent.receipt.status != 1:
            raise NotSoError(
                f"the transfer {sent.receipt.transaction_hash} to a fresh account",
                expected="to succeed",
                seen="reverted",
            )

    async def give_back(self) -> None:
        """Send back what is left on every account that was lent something; tell what was not."""
        await asyncio.gather(*(self._returned(*debt) for debt in list(self.debtors.values())))

    async def _returned(self, account: Account, side: Side, funder: Account) -> None:
        try:
            rest = await self._sweep(account, side, funder)
            if rest > 0:
                self.lent_wei -= rest
                self.log(f"{side.name}: {account.address} gave back {rest} wei")
        except GonogoError as error:
            self.log(f"{side.name}: what {account.address} has was not returned: {error.message}")

    async def _sweep(self, account: Account, side: Side, funder: Account) -> int:
        """Hand over the transaction that empties an account; return how much it moves."""
        balance = await side.balance(account.address)
        fees = await side.fees()
        cost = TRANSFER_GAS * (fees.most_wei * 5 // 4) + (
            await _data_fee(side) if side.is_l2 else 0
        )
        rest = balance - cost
        if rest <= 0:
            return 0
        await account.hand_over(side, Payment(funder.key.address, rest, gas_limit=TRANSFER_GAS))
        return rest

    async def _funder(self, side: Side, wei: int) -> Account:
        if not self.funders:
            raise PreconditionError(
                "precondition not met: there is no account to pay from",
                hint="Give a private key by GONOGO_FUNDER_KEY, or a wallet in the descriptor.",
            )
        fees = await side.fees()
        needed = wei + TRANSFER_GAS * fees.most_wei
        for key in self.funders:
            funder = Account(key, self.turns, self.log)
            if await side.balance(funder.address) >= needed:
                return funder
        known = ", ".join(Account(key, self.turns, self.log).address for key in self.funders[:3])
        raise PreconditionError(
            f"precondition not met: nobody who may pay ({known}) has {needed} wei on {side.name}"
        )


@dataclass(frozen=True)
class Funds:
    """What one test may use of the purse, and its accounts."""

    purse: Purse
    scope: str
    """The test's whole name, so that no two tests have an account in common."""
    log: Callable[[str], None]

    def account(self, label: str = "") -> Account:
        """Return an account of this test, the same for the same run; it may have nothing."""
        # The funder's key goes in, or whoever knows the salt could empty the account.
        secret = self.purse.funders[0].secret if self.purse.funders else b""
        parts = (secret, self.purse.salt.encode(), self.scope.encode(), label.encode())
        seed = b"".join(keccak256(part) for part in parts)
        return Account(PrivateKey(keccak256(seed)), self.purse.turns, self.log)

    async def lend(self, account: Account, side: Side, wei: int) -> None:
        """Send money to an account of this test, and wait until it has it; see `Purse.lend`."""
        await self.purse.lend(account, side, wei)

    async def funded(self, label: str, *money: tuple[Side, int]) -> Account:
        """Return an account of this test with this much more on these chains."""
        account = self.account(label)
        await asyncio.gather(*(self.lend(account, side, wei) for side, wei in money))
        return account


def budget(environ: Mapping[str, str]) -> int:
    """Return how much may be lent at once, in wei.

    Raises:
        PreconditionError: what the environment says is no number.
    """
    given = environ.get(BUDGET, "").strip()
    if not given:
        return DEFAULT_BUDGET_WEI
    if not given.isascii() or not given.isdigit():
        raise PreconditionError(f"precondition not met: {BUDGET} is {given!r} and no number of wei")
    return int(given)


async def _data_fee(side: Side) -> int:
    """Return more than what L2 charges for the data of a transfer, and to its operator."""
    return 2 * (
        await _asked(side, encode_call("getL1FeeUpperBound(uint256)", _RETURN_BYTES))
        + await _asked(side, encode_call("getOperatorFee(uint256)", TRANSFER_GAS))
    )


async def _asked(side: Side, call: bytes) -> int:
    request = {"to": GAS_PRICE_ORACLE, "data": format_data(call)}
    try:
        answer = await side.call("eth_call", request, "latest", answer=str)
        return int(answer, 16)
    except (MethodError, MalformedAnswerError, ValueError):
        # Chains before Fjord or Isthmus have no such function, and no such fee either.
        return 0
