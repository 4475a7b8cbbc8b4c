"""What is done to several members at once: the bar under the list and its sheets."""
