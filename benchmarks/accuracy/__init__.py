"""Accuracy on public gold data: one module per measure."""
