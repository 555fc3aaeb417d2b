"""Behaviour without widgets: QtCore only."""
