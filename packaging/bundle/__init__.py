"""The program with its own Python and Qt, in one folder."""
