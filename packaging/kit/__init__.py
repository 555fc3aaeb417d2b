"""What all formats share. Each format has a folder of its own; ``build.py`` is the one front door."""
