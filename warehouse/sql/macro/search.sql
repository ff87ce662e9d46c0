-- One of the forty articles that hold most of the words, the best first (BM25; a word in the title counts
-- three times), with the place where most of them stand together. Words are found in all their forms: Kirsche
-- finds Kirschen; what stands in quotation marks is found as written. If wanted with publishers := ['Name'],
-- since := DATE '2026-03-01', until := DATE '2026-03-31'.
CREATE OR REPLACE MACRO main.search(
    words, publishers := NULL::VARCHAR[], since := NULL::DATE, until := NULL::DATE
) AS TABLE (
    SELECT
        found.article_key,
        article.title,
        article.publisher_name,
        article.published_date,
        array_to_string(
            list_transform(
                found.pieces,
                LAMBDA piece: if(
                    struct_extract(piece, 'is_hit'),
                    '›' || struct_extract(piece, 'text') || '‹',
                    replace(struct_extract(piece, 'text'), chr(10), ' ')
                )
            ),
            ''
        ) AS snippet,
        found.word_count,
        found.score
    FROM search_pieces(words, publishers := publishers, since := since, until := until) AS found
    INNER JOIN mart.article ON found.article_key = article.article_key
    ORDER BY found.word_count DESC, found.score DESC, found.article_key ASC
);
