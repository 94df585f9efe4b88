"""Pages of the desk, the claims and the reports."""
