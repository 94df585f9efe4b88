"""The API of claims, reviews and reports."""
