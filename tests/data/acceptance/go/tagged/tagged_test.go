//go:build onlive

package tagged

import "testing"

func TestOnLive(t *testing.T) {}
