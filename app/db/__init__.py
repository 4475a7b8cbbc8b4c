"""The encrypted file: engine, keys, sessions, recorder, migrations, backup."""
