package bytes

import (
	"os"
	"testing"
)

func TestBytes(t *testing.T) {
	os.Stdout.Write([]byte("\xff\xfe\x00 no text\n"))
}
