SELECT
    role_code,
    rule_code,
    count(*) AS lines,
    round(avg(confidence), 2) AS confidence
FROM clean.line
WHERE role_code IN ('boilerplate', 'metadata')
GROUP BY role_code, rule_code
ORDER BY lines DESC, role_code ASC, rule_code ASC
LIMIT 10
