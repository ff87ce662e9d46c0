-- How often each kind of fact is right, on gold data, for the pipeline that made the newest facts.
WITH newest AS (
    SELECT
        pipeline_name,
        annotation_recipe_code
    FROM main.dim_run
    ORDER BY started_at DESC
    LIMIT 1
)

SELECT
    accuracy_figure.measure_code,
    accuracy_figure.figure_code,
    accuracy_figure.value,
    accuracy_figure.floor_value,
    accuracy_figure.item_count,
    accuracy_figure.corpus_name,
    accuracy_figure.note
FROM ops.accuracy_figure
SEMI JOIN newest
    ON
        accuracy_figure.pipeline_name = newest.pipeline_name
        AND accuracy_figure.annotation_recipe_code = newest.annotation_recipe_code
ORDER BY accuracy_figure.measure_code, accuracy_figure.figure_code
