-- One entity that a name may mean, by its own name or any that articles use; words are compared from their
-- beginning, without case and marks.
CREATE OR REPLACE MACRO main.entities_named(name) AS TABLE (
    WITH named AS (
        SELECT
            entity_key,
            entity_name AS known_name
        FROM main.dim_entity
        UNION
        SELECT
            entity_key,
            alias_name AS known_name
        FROM main.entity_alias
    ),

    found AS (
        SELECT
            entity_key,
            max(folded(known_name) = folded(trim(name))) AS is_whole_name
        FROM named
        WHERE
            entity_key <> 0
            AND trim(name) <> ''
            AND contains(' ' || folded(known_name), ' ' || folded(trim(name)))
        GROUP BY entity_key
    )

    SELECT
        dim_entity.entity_key,
        dim_entity.entity_name,
        dim_entity.kind_code,
        found.is_whole_name
    FROM found
    INNER JOIN main.dim_entity ON found.entity_key = dim_entity.entity_key
    ORDER BY found.is_whole_name DESC, dim_entity.entity_name ASC, dim_entity.entity_key ASC
);
