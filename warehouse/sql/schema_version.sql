SELECT max(version_number) AS version_number
FROM ops.schema_version
