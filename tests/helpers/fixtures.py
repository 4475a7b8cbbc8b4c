"""Fixtures of the database and the centre, shared by all tests."""
