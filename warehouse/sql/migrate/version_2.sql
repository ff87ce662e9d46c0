-- Version 2: facts taken from the bodies. No body of an older file was ever searched for facts, so counts and
-- shares are 0; the recipes of its runs are unlike any of today, so that the next run annotates every body.
ALTER TABLE main.fact_article ADD COLUMN quoted_share DOUBLE DEFAULT 0;
ALTER TABLE main.fact_article ADD COLUMN hedged_share DOUBLE DEFAULT 0;
ALTER TABLE main.fact_article ADD COLUMN mention_count INTEGER DEFAULT 0;
ALTER TABLE main.fact_article ADD COLUMN quote_count INTEGER DEFAULT 0;
ALTER TABLE main.fact_article ADD COLUMN quantity_count INTEGER DEFAULT 0;
ALTER TABLE main.fact_article ADD COLUMN date_mention_count INTEGER DEFAULT 0;
ALTER TABLE main.fact_article ADD COLUMN annotation_run_key BIGINT;

UPDATE main.fact_article
SET annotation_run_key = run_key;

ALTER TABLE main.fact_article ALTER COLUMN quoted_share SET NOT NULL;
ALTER TABLE main.fact_article ALTER COLUMN hedged_share SET NOT NULL;
ALTER TABLE main.fact_article ALTER COLUMN mention_count SET NOT NULL;
ALTER TABLE main.fact_article ALTER COLUMN quote_count SET NOT NULL;
ALTER TABLE main.fact_article ALTER COLUMN quantity_count SET NOT NULL;
ALTER TABLE main.fact_article ALTER COLUMN date_mention_count SET NOT NULL;
ALTER TABLE main.fact_article ALTER COLUMN annotation_run_key SET NOT NULL;

ALTER TABLE main.fact_article ALTER COLUMN quoted_share DROP DEFAULT;
ALTER TABLE main.fact_article ALTER COLUMN hedged_share DROP DEFAULT;
ALTER TABLE main.fact_article ALTER COLUMN mention_count DROP DEFAULT;
ALTER TABLE main.fact_article ALTER COLUMN quote_count DROP DEFAULT;
ALTER TABLE main.fact_article ALTER COLUMN quantity_count DROP DEFAULT;
ALTER TABLE main.fact_article ALTER COLUMN date_mention_count DROP DEFAULT;

ALTER TABLE main.dim_run ADD COLUMN page_recipe_code VARCHAR;
ALTER TABLE main.dim_run ADD COLUMN annotation_recipe_code VARCHAR;
ALTER TABLE main.dim_run ADD COLUMN resolution_recipe_code VARCHAR;
ALTER TABLE main.dim_run ADD COLUMN annotated_count BIGINT;
ALTER TABLE main.dim_run ADD COLUMN pipeline_name VARCHAR;

UPDATE main.dim_run
SET
    page_recipe_code = recipe_hash,
    annotation_recipe_code = recipe_hash,
    resolution_recipe_code = recipe_hash,
    annotated_count = article_count,
    pipeline_name = recipe ->> '$.pipeline';

ALTER TABLE main.dim_run ALTER COLUMN page_recipe_code SET NOT NULL;
ALTER TABLE main.dim_run ALTER COLUMN annotation_recipe_code SET NOT NULL;
ALTER TABLE main.dim_run ALTER COLUMN resolution_recipe_code SET NOT NULL;
ALTER TABLE main.dim_run ALTER COLUMN annotated_count SET NOT NULL;
ALTER TABLE main.dim_run ALTER COLUMN pipeline_name SET NOT NULL;
