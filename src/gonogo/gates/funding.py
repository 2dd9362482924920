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
from gonogo.gates.account import TRANSFER_GAS, Account, Payment, Sent, Turns
from gonogo.gates.cost import beside_gas
from gonogo.gates.ending import NotSoError, PreconditionError
from gonogo.gates.side import Side
from gonogo.protocol import PrivateKey, format_data, keccak256
from gonogo.rpc import MethodError

BUDGET = "GONOGO_BUDGET_WEI"
SALT = "DEVSTACK_KEYS_SALT"
DEFAULT_BUDGET_WEI = 10**17
# Giving back is in no hurry, and whatever is offered beyond need stays on the account.
_PERCENT_OF_BASE_FEE = 120


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

    async def lend(self, account: Account, side: Side, wei: int) -> Sent:
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
        # Before anything is awaited, or tests that ask at once would each find the budget whole.
        self.lent_wei += wei
        # Noted first: money that arrives after we gave up waiting is given back as well.
        self.debtors[account.key.address, side.chain_id] = (account, side, funder)
        account.log(f"{side.name}: {account.address} is lent {wei} wei by {funder.address}")
        sent = await _sent(funder, side, account.address, wei)
        if sent.receipt.status != 1:
            raise NotSoError(
                f"the transfer {sent.receipt.transaction_hash} to a fresh account",
                expected="to succeed",
                seen="reverted",
            )
        return sent

    def owes(self, account: Account, side: Side) -> None:
        """Remember that an account may have money on this chain, to be given back at the end."""
        if self.funders:
            funder = Account(self.funders[0], self.turns, self.log)
            self.debtors.setdefault((account.key.address, side.chain_id), (account, side, funder))

    async def give_back(self, patience_seconds: float) -> None:
        """Send back what is left on every account that was lent something; tell what was not.

        Whoever has given back is forgotten, so that a second time does what the first did not.
        """
        debts = list(self.debtors.items())
        try:
            async with asyncio.timeout(patience_seconds):
                await asyncio.gather(*(self._returned(place, *debt) for place, debt in debts))
        except TimeoutError:
            for account, side, _ in self.debtors.values():
                self.log(f"{side.name}: what {account.address} has was not returned in time")

    async def _returned(
        self, place: tuple[bytes, int], account: Account, side: Side, funder: Account
    ) -> None:
        try:
            rest = await self._sweep(account, side, funder)
        except GonogoError as error:
            self.log(f"{side.name}: what {account.address} has was not returned: {error.message}")
            return
        self.debtors.pop(place, None)
        if rest > 0:
            self.lent_wei -= rest
            self.log(f"{side.name}: {account.address} gave back {rest} wei")

    async def _sweep(self, account: Account, side: Side, funder: Account) -> int:
        """Empty an account; return how much was moved."""
        balance = await side.balance(account.address)
        fees = await side.fees(percent=_PERCENT_OF_BASE_FEE)
        rest = balance - TRANSFER_GAS * fees.most_wei - await beside_gas(side)
        if rest <= 0:
            return 0
        payment = Payment(funder.key.address, rest, gas_limit=TRANSFER_GAS)
        signed = await account.hand_over(side, payment, fees)
        await side.await_receipt(format_data(signed.hash))
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


async def _sent(funder: Account, side: Side, to: str, wei: int) -> Sent:
    try:
        return await funder.send(side, to=to, value_wei=wei)
    except MethodError as error:
        if "insufficient funds" not in error.node_message.lower():
            raise
        # What it had was enough a moment ago; other tests were lent it meanwhile.
        message = f"precondition not met: {funder.address} has too little left on {side.name}"
        raise PreconditionError(message) from error


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

    async def lend(self, account: Account, side: Side, wei: int) -> Sent:
        """Send money to an account of this test, and wait until it has it; see `Purse.lend`."""
        return await self.purse.lend(account, side, wei)

    def owes(self, account: Account, side: Side) -> None:
        """Have what this account of the test has on this chain given back at the end."""
        self.purse.owes(account, side)

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
    # `int` would also take signs, blanks and digits of other scripts.
    if not given.isascii() or not given.isdigit():
        raise PreconditionError(f"precondition not met: {BUDGET} is {given!r} and no number of wei")
    return int(given)
