"""What the banker sees, piece by piece; widgets know domain values and commands, never the data."""
