package children

import (
	"os"
	"os/exec"
	"testing"
	"time"
)

// A child that keeps the output open and does not mind being asked to end.
func TestStartsAnother(t *testing.T) {
	child := exec.Command("/bin/sh", "-c", "trap '' TERM INT HUP; while :; do sleep 1; done")
	child.Stdout = os.Stdout
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	os.WriteFile(os.Getenv("TELL_WHEN_IT_HANGS"), nil, 0o600)
	time.Sleep(time.Hour)
}
