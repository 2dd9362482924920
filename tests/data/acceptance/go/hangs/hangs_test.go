package hangs

import (
	"os"
	"testing"
	"time"
)

func TestBefore(t *testing.T) {}

func TestHangs(t *testing.T) {
	t.Log("waiting for a block")
	os.WriteFile(os.Getenv("TELL_WHEN_IT_HANGS"), nil, 0o600)
	time.Sleep(time.Hour)
}
