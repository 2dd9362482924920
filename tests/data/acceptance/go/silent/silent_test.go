package silent

import (
	"os"
	"testing"
)

func TestNeverRuns(t *testing.T) {}

func TestMain(m *testing.M) { os.Exit(0) }
