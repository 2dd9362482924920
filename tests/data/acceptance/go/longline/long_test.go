package longline

import (
	"fmt"
	"strings"
	"testing"
)

func TestLongLine(t *testing.T) {
	fmt.Println(strings.Repeat("x", 70_000))
	t.Fatal("after the long line")
}
