"""Tests of the assessments service."""
