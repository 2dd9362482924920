package syntax

import "testing"

func TestNoSyntax(t *testing.T) { if }
