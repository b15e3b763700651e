"""Every file that editors write, and every mistake they can make."""
