-- The words of a text as the search index has them: in lower case, without the commonest German words.
CREATE OR REPLACE MACRO main.words_of(text) AS list_filter(
    regexp_extract_all(lower(text), '[\p{L}\p{N}]+'),
    LAMBDA word: NOT list_contains(
        [
            'aber', 'als', 'am', 'an', 'auch', 'auf', 'aus', 'bei', 'bis', 'da', 'damit', 'das', 'dass',
            'dem', 'den', 'der', 'des', 'die', 'dies', 'diese', 'diesem', 'diesen', 'dieser', 'dieses',
            'doch', 'durch', 'ein', 'eine', 'einem', 'einen', 'einer', 'eines', 'er', 'es', 'für', 'gegen',
            'hat', 'hatte', 'hatten', 'haben', 'ich', 'ihr', 'ihre', 'ihrem', 'ihren', 'ihrer', 'im', 'in',
            'ist', 'kann', 'man', 'mit', 'nach', 'nicht', 'noch', 'nur', 'ob', 'oder', 'ohne', 'sein',
            'seine', 'seinem', 'seinen', 'seiner', 'sich', 'sie', 'sind', 'so', 'soll', 'über', 'um', 'und',
            'uns', 'unter', 'vom', 'von', 'vor', 'war', 'waren', 'was', 'wenn', 'werden', 'wie', 'wir',
            'wird', 'wurde', 'wurden', 'zu', 'zum', 'zur'
        ],
        word
    )
);
