package fails

import "testing"

func TestWrong(t *testing.T) {
	t.Errorf("the fee is %d and should be %d", 3, 4)
}

func TestRight(t *testing.T) {}
