"""Assessments in the window: the guided form, one or two to look at, older results."""
