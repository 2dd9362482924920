package types

import "testing"

func TestNoTypes(t *testing.T) { var fee int = "four"; _ = fee }
