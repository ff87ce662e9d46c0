"""Speed, memory and accuracy: each module is one command, ``python -m benchmarks.<module>``."""
