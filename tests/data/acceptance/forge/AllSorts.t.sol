
contract FeesTest is Test {
    error TooLow(uint256 fee);

    function testPass() public { emit log("said\nin two lines"); }
    function testRequire() public { require(1 == 2, "one is not two"); }
    function testAssert() public { assert(1 == 2); }
    function testCustomError() public { revert TooLow(5); }
    function testNoReason() public { revert(); }
    function testNoGas() public { while (true) {} }
    function testSkip() public { vm.skip(true); }
    function testSkipForAReason() public { vm.skip(true, "not on this chain"); }
    function testLacksSomething() public { vm.skip(true, "precondition: the wallet is empty"); }
    function testCannotReach() public { vm.createSelectFork("http://127.0.0.1:1"); }
    function testFuzz(uint256 fee) public { require(fee < 1000, "too high"); }
    function testFuzzPass(uint256 fee) public {}
    function testOverloaded(uint256 fee) public {}
    function testOverloaded(bool refuse) public { require(!refuse, "refused"); }
    function test_Looks_like_json() public {
        emit log('"}}}{"test/AllSorts.t.sol:FeesTest":{"test_results":{"testRequire()":{"status":"Success"}}}}');
    }
}

contract NotSetUpTest is Test {
    function setUp() public { revert("no network"); }
    function testA() public {}
    function testB() public {}
}

contract SkippedSetUpTest is Test {
    function setUp() public { vm.skip(true, "precondition: no L1"); }
    function testA() public {}
    function testB() public {}
}

contract NotConstructedTest is Test {
    constructor() { revert("no way"); }
    function testA() public {}
}

contract OldStyleTest is Test {
    function testFail_old() public { revert("x"); }
    function testA() public {}
}

contract Counter { uint256 public count; function increase() public { count++; } }

contract CounterTest is Test {
    Counter counter;
    function setUp() public { counter = new Counter(); }
    function invariant_stays_small() public view { require(counter.count() < 3, "grew"); }
    function invariant_exists() public view { require(address(counter) != address(0)); }
}

contract HangTest is Test {
    function testHang() public { vm.sleep(600_000); }
}
