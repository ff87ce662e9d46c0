-- A text cut into words and what stands between them: put together again it is the text.
CREATE OR REPLACE MACRO main.tokens_of(text) AS regexp_extract_all(text, '[\p{L}\p{N}]+|[^\p{L}\p{N}]+');
