// The compiler as forge wants it: a program that tells its version, and compiles standard JSON.
const { readFileSync } = require("node:fs");
const solc = require("solc");

if (process.argv.includes("--version")) {
  // forge reads the commit, and expects a build for this machine behind it.
  const version = solc.version().replace(/\.Emscripten.*/, ".Linux.g++");
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${version}`);
} else {
  process.stdout.write(solc.compile(readFileSync(0, "utf8")));
}
