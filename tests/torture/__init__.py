"""Kills and power cuts by the hundred: ``make torture`` prints what they left. Small numbers run as tests."""
