"""Upload to the district: files out, receipts in. Knows the centre only through `ports`."""
