"""The checks, one module each; the folder is the list."""
