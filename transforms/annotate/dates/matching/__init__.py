"""Where in a text dates may be: words, their classes, patterns over them."""
