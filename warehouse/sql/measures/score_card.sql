-- Whether the facts of this run come with figures on how far to trust them.
SELECT
    count(*) FILTER (WHERE accuracy_figure.pipeline_name = $pipeline) AS figure_count,
    count(*) FILTER (WHERE accuracy_figure.annotation_recipe_code = $annotation_recipe) AS current_count,
    count(*) FILTER (WHERE accuracy_figure.value < accuracy_figure.floor_value) AS fallen_count
FROM ops.accuracy_figure
