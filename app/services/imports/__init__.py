"""Reading other people's files: spreadsheets of members, and nothing written anywhere."""
