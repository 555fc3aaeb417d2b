"""Proof: installed, used and removed in a bare system."""
