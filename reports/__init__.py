"""What came of it: orders, contents and files of reports."""
