"""The names of tests in a Go file."""

import pytest

from gonogo.acceptance.runners.go_names import names_in


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("func TestFee(t *testing.T) {}", ["TestFee"]),
        ("func TestFee(t *T) {}", ["TestFee"]),
        ("func TestFee(*testing.T) {}", ["TestFee"]),
        ("func\tTestFee (\n\tt *testing . T,\n) {}", ["TestFee"]),
        ("func Test(t *testing.T) {}", ["Test"]),
        ("func Test1(t *testing.T) {}; func Test_a(t *testing.T) {}", ["Test1", "Test_a"]),
        ("func TestÜber(t *testing.T) {}", ["TestÜber"]),
        ("func FuzzFee(f *testing.F) {}", ["FuzzFee"]),
        ("func TestMain(t *testing.T) {}", ["TestMain"]),
    ],
)
def test_tests_are_found(source: str, names: list[str]) -> None:
    """Whatever `go test` runs as a test is found, however it is laid out."""
    assert names_in(source) == names


@pytest.mark.parametrize(
    "source",
    [
        "func Testing(t *testing.T) {}",
        "func testFee(t *testing.T) {}",
        "func TestMain(m *testing.M) {}",
        "func TestFee(t testing.TB) {}",
        "func TestFee(t *testing.T, more int) {}",
        "func TestFee() {}",
        "func BenchmarkFee(b *testing.B) {}",
        "func FuzzFee(t *testing.T) {}",
        "func (s *Suite) TestFee(t *testing.T) {}",
        "// func TestFee(t *testing.T) {}",
        "/* a comment\nfunc TestFee(t *testing.T) {}\n*/",
        "const s = `\nfunc TestFee(t *testing.T) {}\n`",
        'const s = "func TestFee(t *testing.T) {}"',
        'const s = "\\"; func TestFee(t *testing.T) {}"',
        "var TestFee = func(t *testing.T) {}",
    ],
)
def test_what_go_does_not_run_is_no_test(source: str) -> None:
    """Comments, strings, methods and other functions are no tests."""
    assert names_in(source) == []


@pytest.mark.parametrize("quote", ["'\"'", "'`'", "'\\''", '"`"', '`"`', '"/*"', "`//`"])
def test_quotes_of_another_sort_hide_no_test(quote: str) -> None:
    """What opens a string or comment elsewhere opens none inside of a string or character."""
    source = f"var x = {quote}\nfunc TestFee(t *testing.T) {{}}\n"

    assert names_in(source) == ["TestFee"]


@pytest.mark.parametrize(
    "body",
    [
        "{ // Output: 6\n}",
        "{\n\tfmt.Println(6)\n\t// output:\n\t// 6\n}",
        "{ // Unordered output: 6\n}",
        '{ if x { fmt.Println("}") }\n/* Output: 6 */ }',
        "{\n// first\n\n// Output: 6\n}",
    ],
)
def test_an_example_with_output_is_run(body: str) -> None:
    """The last comment of its body makes an example a test."""
    assert names_in(f"func ExampleFee() {body}\n") == ["ExampleFee"]


@pytest.mark.parametrize(
    "body",
    [
        "{ }",
        "{ }\n// Output: 6\n",
        "{ // Output: 6\n\n// something else\n}",
        "{ // It says\n// Output: 6\n}",
        '{ fmt.Println("// Output: 6") }',
    ],
)
def test_an_example_without_output_is_only_compiled(body: str) -> None:
    """Nothing but the beginning of its last comment counts."""
    assert names_in(f"func ExampleFee() {body}\nfunc other() {{}}\n") == []


def test_an_example_that_takes_something_is_none() -> None:
    """An example has no parameters."""
    assert names_in("func ExampleFee(x int) { // Output: 6\n}") == []
