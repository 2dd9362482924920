"""The base gate: what every OP network must do; one module per test, found by its folder."""
