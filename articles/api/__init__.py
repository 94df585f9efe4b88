"""The API of articles and imports."""
