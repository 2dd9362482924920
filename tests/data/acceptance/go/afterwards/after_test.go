package afterwards

import (
	"os"
	"testing"
)

func TestPasses(t *testing.T) {}

// It leaves a code of its own although all tests passed, as a failed clean-up does.
func TestMain(m *testing.M) {
	m.Run()
	os.Exit(3)
}
