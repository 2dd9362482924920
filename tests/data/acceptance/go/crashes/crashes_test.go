package crashes

import "testing"

func TestBefore(t *testing.T) {}

func TestPanics(t *testing.T) {
	var balances map[string]int
	balances["alice"] = 1
}

func TestZAfter(t *testing.T) {}
