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

// Of two tests that are to run side by side one may be over before the other goes on.
var beside = make(chan struct{})

func TestAlsoRuns(t *testing.T) {
	t.Parallel()
	<-beside
	t.Log("side by side")
	syscall.Kill(os.Getpid(), syscall.SIGABRT)
	select {}
}

func TestRunsBeside(t *testing.T) {
	t.Parallel()
	close(beside)
	select {}
}
