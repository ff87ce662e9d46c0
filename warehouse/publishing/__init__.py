"""Publishing: build files become generations, generations are listed, taken back and retired."""
