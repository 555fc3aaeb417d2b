"""The fields of an article, as a form."""
