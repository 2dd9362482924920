package base

import "testing"

func TestTwin(t *testing.T) {
	t.Fatal("the right one fails")
}
