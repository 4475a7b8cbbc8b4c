"""The window. Pages know setters and signals; a short presenter joins page, services, tasks."""
