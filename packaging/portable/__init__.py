"""For machines without root: an archive, and an archive that installs itself."""
