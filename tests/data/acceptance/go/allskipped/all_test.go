package allskipped

import "testing"

func TestOne(t *testing.T) { t.Skip("not today") }

func TestTwo(t *testing.T) { t.SkipNow() }
