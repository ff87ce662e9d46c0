"""Training recipe of the line-role model in `transforms/clean/line_model.json`."""
