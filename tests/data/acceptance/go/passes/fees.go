// Package passes has tests of every sort that go test runs by itself.
package passes

// Fee is the fee for some gas.
func Fee(gas int) int { return 2 * gas }
