-- Which rules threw lines away, and how sure they were.
SELECT
    rule_code,
    count(*) AS line_count,
    round(avg(confidence), 2) AS confidence,
    any_value(text ORDER BY document_key, line_number) AS example
FROM clean.line
WHERE role_code = 'boilerplate'
GROUP BY rule_code
ORDER BY line_count DESC, rule_code ASC
