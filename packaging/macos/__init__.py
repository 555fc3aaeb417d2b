"""The application and disk image for macOS."""
