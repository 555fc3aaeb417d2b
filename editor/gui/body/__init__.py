"""The Markdown text of an article."""
