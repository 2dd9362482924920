package dependent

import (
	"testing"

	_ "example.org/suite/broken/dependency"
)

func TestDependent(t *testing.T) {}
