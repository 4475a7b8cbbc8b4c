"""The centre's rules. Commands and results are frozen dataclasses; no mapped object leaves."""
