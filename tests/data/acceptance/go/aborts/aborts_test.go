package aborts

import (
	"os"
	"syscall"
	"testing"
)

func TestAborts(t *testing.T) {
	syscall.Kill(os.Getpid(), syscall.SIGABRT)
	select {}
}

func TestAfter(t *testing.T) {}

func TestAlsoRuns(t *testing.T) {
	t.Parallel()
	t.Log("side by side")
	syscall.Kill(os.Getpid(), syscall.SIGABRT)
	select {}
}

func TestRunsBeside(t *testing.T) {
	t.Parallel()
	select {}
}
