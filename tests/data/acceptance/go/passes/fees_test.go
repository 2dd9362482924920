package passes

import (
	"fmt"
	"testing"
)

func TestFee(t *testing.T) {
	t.Log("asking for the fee")
	for _, gas := range []int{1, 2} {
		t.Run(fmt.Sprintf("gas %d", gas), func(t *testing.T) {
			if Fee(gas) != gas*2 {
				t.Fatal("wrong fee")
			}
		})
	}
}

func TestNothing(t *testing.T) {}

func ExampleFee() {
	fmt.Println(Fee(3))
	// Output: 6
}

// It is compiled and never run.
func ExampleFee_silent() {
	fmt.Println(Fee(3))
}

func FuzzFee(f *testing.F) {
	f.Add(4)
	f.Fuzz(func(t *testing.T, gas int) { Fee(gas) })
}

func BenchmarkFee(b *testing.B) {}

/*
func TestInAComment(t *testing.T) {}
*/
const source = `
func TestInAString(t *testing.T) {}
`

type suite struct{}

func (s suite) TestMethod(t *testing.T) {}
