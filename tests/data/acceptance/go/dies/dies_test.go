package dies

import (
	"fmt"
	"os"
	"syscall"
	"testing"
)

func TestBefore(t *testing.T) {}

func TestDies(t *testing.T) {
	fmt.Println("about to die")
	syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {}
}
