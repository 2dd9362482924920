package hangs

import (
	"testing"
	"time"
)

func TestBefore(t *testing.T) {}

func TestHangs(t *testing.T) {
	t.Log("waiting for a block")
	time.Sleep(time.Hour)
}
