// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Test} from "../Cheats.sol";

contract TwinTest is Test {
    function testTwin() public {}
}
