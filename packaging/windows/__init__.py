"""The installers for Windows: Inno Setup for people and silent installs, an MSI for group policy."""
