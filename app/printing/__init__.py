"""Paper: plain data in, PDF bytes out. The only package that knows ReportLab."""
