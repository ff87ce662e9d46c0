-- The phrases of a question: what stands in quotation marks and has to be found as written, in any letter
-- case.
CREATE OR REPLACE MACRO main.phrases_of(text) AS list_filter(
    list_transform(
        regexp_extract_all(text, '["„“”»«]([^"„“”»«]*)["„“”»«]', 1),
        LAMBDA phrase: lower(trim(phrase))
    ),
    LAMBDA phrase: phrase <> ''
);
