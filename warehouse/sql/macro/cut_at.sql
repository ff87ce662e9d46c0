-- A text in lower case with a mark (the character 31) for each place where it holds a phrase, be it within a
-- word.
CREATE OR REPLACE MACRO main.cut_at(text, phrase) AS replace(lower(text), phrase, chr(31));
