package talks

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"testing"
)

type descriptor struct {
	L2 []struct {
		Nodes []struct {
			Services map[string]struct {
				Endpoints map[string]struct {
					Host string
					Port int
				}
			}
		}
	}
}

// The HTTP is written by hand, since net/http takes half a minute to build.
func TestTalks(t *testing.T) {
	content, err := os.ReadFile(os.Getenv("DEVNET_ENV_URL"))
	if err != nil {
		t.Fatal(err)
	}
	var network descriptor
	if err := json.Unmarshal(content, &network); err != nil {
		t.Fatal(err)
	}
	door := network.L2[0].Nodes[0].Services["el"].Endpoints["rpc"]
	connection, err := net.Dial("tcp", fmt.Sprintf("%s:%d", door.Host, door.Port))
	if err != nil {
		t.Fatal(err)
	}
	call := `{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]}`
	fmt.Fprintf(connection, "POST / HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: application/json\r\n"+
		"Connection: close\r\nContent-Length: %d\r\n\r\n%s", door.Host, door.Port, len(call), call)
	answer, err := io.ReadAll(connection)
	if err != nil || !strings.Contains(string(answer), "0x385") {
		t.Fatalf("%v: %s", err, answer)
	}
}
