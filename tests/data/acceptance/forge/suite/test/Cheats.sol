// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

interface Cheats {
    function ffi(string[] calldata command) external returns (bytes memory);
    function sleep(uint256 milliseconds) external;
    function skip(bool now, string calldata reason) external;
}

abstract contract Test {
    Cheats internal constant vm = Cheats(address(uint160(uint256(keccak256("hevm cheat code")))));

    event log(string);

    function shell(string memory text) internal returns (string memory) {
        string[] memory command = new string[](3);
        (command[0], command[1], command[2]) = ("/bin/sh", "-c", text);
        return string(vm.ffi(command));
    }
}
