-- Whether a text holds a phrase in lower case as whole words, in whatever letter case.
CREATE OR REPLACE MACRO main.holds_phrase(text, phrase) AS regexp_matches(
    cut_at(text, phrase), '(?:^|[^\p{L}\p{N}])\x1F(?:$|[^\p{L}\p{N}])'
);
