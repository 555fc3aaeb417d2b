"""Copydesk: write, correct and release an organisation's news."""

__version__ = "0.1.0"
