package surroundings

import (
	"fmt"
	"os"
	"testing"
)

func TestEnvironment(t *testing.T) {
	for _, variable := range os.Environ() {
		fmt.Printf("VARIABLE %s\n", variable)
	}
	here, _ := os.Getwd()
	fmt.Printf("HERE %s\n", here)
}
