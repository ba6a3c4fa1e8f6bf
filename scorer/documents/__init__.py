"""From paths to reports: which files, in which encoding, cut into which sentences."""
