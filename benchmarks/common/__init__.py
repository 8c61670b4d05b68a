"""What the benchmarks share: their command lines, what a command costs, how figures are printed."""
