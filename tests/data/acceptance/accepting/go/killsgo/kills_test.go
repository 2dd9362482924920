package killsgo

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A binary is run by go's own test2json, by way of a shell.
func TestKillsGo(t *testing.T) {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", os.Getppid()))
	_, rest, _ := strings.Cut(string(status), "PPid:")
	var parent int
	fmt.Sscan(rest, &parent)
	syscall.Kill(parent, syscall.SIGKILL)
	time.Sleep(time.Hour)
}
