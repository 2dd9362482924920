package vetted

import "testing"

func TestVetted(t *testing.T) { t.Logf("%d", "four") }
