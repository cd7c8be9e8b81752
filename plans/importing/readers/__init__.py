"""One reader for each kind of file: bytes to the tables in it, all as `SourceTable`."""
