"""What search reads, made from the catalog and the hand-written pages."""
