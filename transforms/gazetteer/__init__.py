"""What every newspaper reader knows: countries, well-known places and organisations, with their names."""
