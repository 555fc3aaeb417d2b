"""Dialogs that ask for something or tell something."""
