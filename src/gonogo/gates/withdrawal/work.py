"""Carry one withdrawal on, as far as it goes now: from the message on L2 to the money on L1.

1. initiate: send the message on L2, and see its hash in the message passer;
2. prove: against a dispute game that covers its block and whose claim is true;
3. resolve: the game, where nobody contests it and nobody else does this;
4. finalize: once proof and game are old enough, and see the money arrive, to the wei.

Each step looks at the chain first. What a reorganisation took away is done again; what
somebody else did already is not.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from gonogo.gates.account import Payment
from gonogo.gates.contract import Contract, refusal
from gonogo.gates.ending import PreconditionError
from gonogo.gates.side import Side
from gonogo.gates.stand import Stand
from gonogo.gates.withdrawal.outbox import Outbox
from gonogo.gates.withdrawal.portal import Portal, Proven
from gonogo.gates.withdrawal.proposal import claim_of, covering_game
from gonogo.gates.withdrawal.resolution import Resolution, waits_for
from gonogo.gates.withdrawal.wait import Wait, told
from gonogo.protocol import (
    MESSAGE_PASSED_TOPIC,
    MESSAGE_PASSER,
    WITHDRAWAL_FINALIZED_TOPIC,
    Withdrawal,
    encode_call,
    format_address,
    format_data,
    initiate_call,
    parse_address,
    parse_data,
    withdrawal_from_log,
)
from gonogo.rpc import Log, MethodError, Receipt

VALUE_WEI = 10**14
_GAS_AT_THE_TARGET = 50_000
_INITIATION_GAS = 200_000
# The portal burns gas by how full the market for deposits is; this is far above what it takes.
_STOCK_GAS = 600_000
_DEPOSIT_GAS = 100_000
_STEPS_ON_L1 = ("prove", "resolve-claim", "resolve", "finalize")
"""Those that are about one withdrawal, by its hash."""


@dataclass
class Work:
    """One withdrawal, and everything it takes to carry it on."""

    stand: Stand
    portal: Portal
    outbox: Outbox
    wait: Wait

    async def go_on(self) -> None:
        """Carry it on until it is finalized.

        Raises:
            WaitingError: it has to wait for longer than this run does.
            NotSoError: the network does not do what it must.
            PreconditionError: money is lacking, or a node that keeps old state.
            RPCError: a chain does not answer.
        """
        withdrawal, l2_block = await self._initiate()
        if not await self.portal.has_finalized(withdrawal.hash):
            proven = await self._prove(withdrawal, l2_block)
            resolved_at = await Resolution(self.stand, self.portal, self.outbox, self.wait).of(
                proven
            )
            await self._ripen(withdrawal, proven, resolved_at)
        await self._finalize(withdrawal)

    @property
    def _submitter(self) -> bytes:
        return self.outbox.account.key.address

    async def _initiate(self) -> tuple[Withdrawal, int]:
        """Return the withdrawal as L2 has it, and the block that it is in."""
        stand, l2 = self.stand, self.stand.l2
        call = initiate_call(self._submitter, _GAS_AT_THE_TARGET)
        payment = Payment(MESSAGE_PASSER, VALUE_WEI, call, _INITIATION_GAS)
        receipt = await self._settled("initiate", l2, payment)
        withdrawal = _passed(receipt)
        if withdrawal is None:
            stand.fail("what the message passer tells", expected="MessagePassed", seen="nothing")
        stand.expect_equal(
            "who withdraws, and to whom",
            seen=(format_address(withdrawal.sender), format_address(withdrawal.target)),
            expected=(self.outbox.account.address, self.outbox.account.address),
        )
        stand.expect_equal("how much, in wei", seen=withdrawal.value_wei, expected=VALUE_WEI)
        self._note_hash(format_data(withdrawal.hash))
        passer = Contract(l2, format_address(MESSAGE_PASSER))
        is_sent = await passer.flag("sentMessages(bytes32)", withdrawal.hash)
        stand.expect_equal("whether the message passer has it", seen=is_sent, expected=True)
        return withdrawal, int(receipt.block_number)

    def _note_hash(self, hash_: str) -> None:
        known = self.outbox.entry.hash
        if known == hash_:
            return
        if known:
            self.stand.log(f"L2 was reorganised: {known} is now {hash_}, and begins anew")
            # What was sent to L1 was about the other one, and does nothing for this.
            for step in _STEPS_ON_L1:
                self.outbox.forget(step)
        self.stand.log(f"withdrawal {hash_}")
        self.outbox.note(hash=hash_, game="", proven_at=None)

    async def _prove(self, withdrawal: Withdrawal, l2_block: int) -> Proven:
        """Return the proof that the portal has; prove first where it has none."""
        proven = await self.portal.proven(withdrawal.hash, self._submitter)
        if proven is None:
            if self.outbox.entry.proven_at is not None:
                self.stand.log("the proof is not on L1 any more: it is proven anew")
            await self._send_proof(withdrawal, l2_block)
            proven = await self.portal.proven(withdrawal.hash, self._submitter)
        if proven is None:
            self.stand.fail("the portal's record of the proof", expected="one", seen="none")
        self.stand.expect("the portal has the proof", is_so=True, expected="", seen=told(proven.at))
        moment, entry = datetime.fromtimestamp(proven.at, UTC), self.outbox.entry
        if (entry.proven_at, entry.game) != (moment, proven.game):
            # What was sent to another game does nothing for this one.
            for step in ("resolve-claim", "resolve"):
                self.outbox.forget(step)
            self.outbox.note(game=proven.game, proven_at=moment)
        return proven

    async def _send_proof(self, withdrawal: Withdrawal, l2_block: int) -> None:
        l1 = self.portal.side
        # Sent already, and perhaps not included yet: the same bytes again, whatever game is newest.
        if await self.outbox.can_be_sent_again("prove", l1):
            await self._settled("prove", l1, None)
            return
        game = await covering_game(self.stand, self.portal, l2_block, self.wait)
        claim = await claim_of(self.stand, game, withdrawal.storage_slot)
        # The portal takes no proof in the block that a game was made in.
        await self.wait.until_time(l1, game.created_at, f"game {game.index} is a block old")
        call = withdrawal.prove_call(game.index, claim.proof, claim.storage_proof)
        await self._settled("prove", l1, self._to_portal(call))

    async def _ripen(self, withdrawal: Withdrawal, proven: Proven, resolved_at: int) -> None:
        """Wait until the portal lets the withdrawal be finalized."""
        portal, stand = self.portal, self.stand
        ready = max(
            proven.at + await portal.maturity_seconds(),
            resolved_at + await portal.finality_seconds(),
        )
        await self.wait.until_time(portal.side, ready, waits_for(proven, ready))
        await stand.until(
            "the portal objects to nothing",
            lambda: portal.objection(withdrawal.hash, self._submitter),
            lambda said: not said,
            seconds=await portal.side.patience_seconds(),
        )

    async def _finalize(self, withdrawal: Withdrawal) -> None:
        """Finalize, and see the money arrive."""
        stand, l1 = self.stand, self.portal.side
        is_ours = "finalize" in self.outbox.entry.posted
        if await self.portal.has_finalized(withdrawal.hash) and not is_ours:
            self.outbox.note(given_up="somebody else finalized it")
            raise PreconditionError("precondition not met: a withdrawal that nobody else finalizes")
        if not is_ours and await self.portal.locked_wei() < VALUE_WEI:
            await self._stock()
        call = withdrawal.finalize_call(self._submitter)
        receipt = await self._settled("finalize", l1, self._to_portal(call))
        block = int(receipt.block_number)
        told_success = _finalized(receipt, withdrawal.hash)
        stand.expect_equal("the portal's event says success", seen=told_success, expected=True)
        is_finalized = await self.portal.has_finalized(withdrawal.hash)
        stand.expect_equal("the portal has it finalized", seen=is_finalized, expected=True)
        cost = int(receipt.gas_used) * int(receipt.effective_gas_price)
        stand.expect_equal(
            f"what {format_address(self._submitter)} gained in L1 block {block}, in wei",
            seen=await l1.gained(format_address(self._submitter), block),
            expected=VALUE_WEI - cost,
        )
        header = await l1.header(block)
        self.outbox.note(finalized_at=datetime.fromtimestamp(int(header.timestamp), UTC))

    async def _stock(self) -> None:
        """Deposit what is to be withdrawn; it comes back with the rest of the account.

        Chains whose accounts were given money at genesis have less of it on L1 than on L2.
        """
        self.stand.log("the portal holds less than is withdrawn: depositing as much first")
        is_creation = False
        call = encode_call(
            "depositTransaction(address,uint256,uint64,bool,bytes)",
            *(self._submitter, VALUE_WEI, _DEPOSIT_GAS, is_creation, b""),
        )
        self.stand.funds.owes(self.outbox.account, self.stand.l2)
        await self._settled("stock", self.portal.side, self._to_portal(call, VALUE_WEI, _STOCK_GAS))

    def _to_portal(self, call: bytes, value_wei: int = 0, gas_limit: int | None = None) -> Payment:
        return Payment(parse_address(self.portal.contract.address), value_wei, call, gas_limit)

    async def _settled(self, step: str, side: Side, payment: Payment | None) -> Receipt:
        """Have a step's transaction included; refused or reverted is a failure."""
        try:
            receipt = await self.outbox.settle(step, side, payment)
        except MethodError as error:
            said = refusal(error)
            self.stand.fail(f"{step} on {side.name}", expected="to be accepted", seen=said)
        if receipt.status != 1:
            # Forgotten, so that a later run signs anew and does not find this one for ever.
            self.outbox.forget(step)
        self.stand.expect_equal(
            f"the status of {step}, {receipt.transaction_hash} on {side.name}",
            seen=int(receipt.status),
            expected=1,
        )
        return receipt


def _passed(receipt: Receipt) -> Withdrawal | None:
    """Return the withdrawal that the message passer tells of; None: it does not."""
    passer = format_address(MESSAGE_PASSER)
    for log in receipt.logs:
        topics = _topics(log)
        if log.address.lower() == passer and topics[:1] == [MESSAGE_PASSED_TOPIC]:
            return withdrawal_from_log(topics, parse_data(log.data))
    return None


def _finalized(receipt: Receipt, withdrawal: bytes) -> bool | None:
    """Return whether the portal tells of success; None: it does not tell."""
    for log in receipt.logs:
        if _topics(log) == [WITHDRAWAL_FINALIZED_TOPIC, withdrawal]:
            return int(log.data, 16) == 1
    return None


def _topics(log: Log) -> list[bytes]:
    return [parse_data(topic) for topic in log.topics]
