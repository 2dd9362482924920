// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Test} from "./Cheats.sol";

contract PassesTest is Test {
    function testFee() public pure { require(2 + 2 == 4); }
    function testNothing() public {}
}

contract FailsTest is Test {
    function testWrong() public pure { revert("the fee is 3 and should be 4"); }
    function testRight() public {}
}

contract SkipsTest is Test {
    function testSkipped() public { vm.skip(true, "the network has no faucet"); }
    function testRuns() public {}
}

contract AllSkippedTest is Test {
    function testOne() public { vm.skip(true, "not today"); }
    function testTwo() public { vm.skip(true, ""); }
}

contract CrashesTest is Test {
    function testRunsOutOfGas() public pure { while (true) {} }
}

contract AbortsTest is Test {
    function testAborts() public { shell("kill -ABRT $PPID; sleep 10"); }
    function testAfter() public {}
}

contract HangsTest is Test {
    function testHangs() public { shell("touch $TELL_WHEN_IT_HANGS"); vm.sleep(3_600_000); }

    function testStartsAnother() public {
        shell(
            "(trap '' TERM INT HUP; while :; do sleep 1; done) & touch $TELL_WHEN_IT_HANGS; sleep 3600"
        );
    }
}

contract LogsTest is Test {
    function testLongLine() public {
        emit log(shell("head -c 70000 /dev/zero | tr '\\0' x"));
        revert("after the long line");
    }

    function testBytes() public { emit log(string(abi.encodePacked(hex"fffe00206e6f20746578740a"))); }
    function testEnvironment() public { emit log(shell("env | sed 's/^/VARIABLE /'")); }
}

contract NoTests is Test {
    function fee() public {}
}
