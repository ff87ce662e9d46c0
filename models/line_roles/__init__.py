"""Training recipe of the line-role model in `transforms/clean/roles/line_model.json`."""
