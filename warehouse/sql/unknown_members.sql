-- Each dimension has an explicit unknown member, so that an inner join never loses a fact.
INSERT INTO main.dim_publisher (publisher_key, publisher_name, domain, time_zone, is_declared)
VALUES (0, 'unbekannt', NULL, 'Europe/Berlin', FALSE);

INSERT INTO main.dim_topic (topic_key, topic_name)
VALUES (0, 'unbekannt');

INSERT INTO main.dim_date (date_key, month_name, weekday_name)
VALUES (0, 'unbekannt', 'unbekannt');
