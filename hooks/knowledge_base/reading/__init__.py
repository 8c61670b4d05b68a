"""What contributors write, from bytes to records: each file with the place of every value in it."""
