"""The commands of `presswerk`, by groups. They import heavy libraries where they need them."""
