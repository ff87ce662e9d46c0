-- Each dimension has an explicit unknown member, so that an inner join never loses a fact.
INSERT INTO main.dim_publisher (publisher_key, publisher_name, domain, time_zone, is_declared)
VALUES (0, 'unbekannt', NULL, 'Europe/Berlin', FALSE)
ON CONFLICT DO NOTHING;

INSERT INTO main.dim_topic (topic_key, topic_name)
VALUES (0, 'unbekannt')
ON CONFLICT DO NOTHING;

INSERT INTO main.dim_date (date_key, month_name, weekday_name)
VALUES (0, 'unbekannt', 'unbekannt')
ON CONFLICT DO NOTHING;

INSERT INTO main.dim_entity (entity_key, entity_name, kind_code, country_code, is_country)
VALUES (0, 'unbekannt', 'unknown', NULL, FALSE)
ON CONFLICT DO NOTHING;

INSERT INTO main.dim_cue (cue_key, cue_lemma, cue_type_code, stance_code)
VALUES (0, 'unbekannt', 'unknown', 'unknown')
ON CONFLICT DO NOTHING;
