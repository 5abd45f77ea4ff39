"""One report read: who says what, how firmly, on what footing."""
