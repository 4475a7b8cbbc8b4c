"""Plain Python that knows nobody: errors, clock, identifiers, names, numbers, codes."""
