"""Nothing here is a test."""
