"""Tests of 颐站."""
