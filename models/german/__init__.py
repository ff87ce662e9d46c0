"""Recipe and weights of the shipped German pipeline: word classes and names."""
