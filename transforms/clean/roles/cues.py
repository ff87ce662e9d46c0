"""Lexical cues: words that tell what a line is for, declared by group.

Each group lists lower-case literals; a line carries the cue when it contains one of them (case is
ignored). A cue is evidence, not a verdict: the role model weighs it with the length and the place of the
line, and only `transforms.clean.roles.assign` decides. The groups follow the kinds of boilerplate that
Kohlschütter et al. (2010), "Boilerplate Detection using Shallow Text Features", and the CleanEval
guidelines name; the wording is that of German, and in a small part English and French, news pages.
"""

from typing import Final

import polars as pl

CUES: Final[dict[str, tuple[str, ...]]] = {
    "consent": (
        "cookie", "einwillig", "datenschutz", "privacy", "zustimm", "einverstanden", "personenbezogen",
        "widerruf", "verarbeitung ihrer", "verarbeitung meiner", "nutzungsbedingungen", "consent",
        "vendors", "drittanbieter", "externer inhalt", "externe inhalte", "externen inhalt", "tracking",
        "werbefrei",
    ),
    "newsletter": (
        "newsletter", "e-mail-adresse", "emailadresse", "mailadresse", "anmelden", "abonnieren",
        "abonnent", "posteingang", "registrieren", "einloggen", "login", "log in", "passwort",
        "subscribe", "s’inscrire", "push-nachricht", "auf dem laufenden", "whatsapp-kanal",
        "benachrichtig", "postfach", "e-mail eintragen", "mail-adresse",
    ),
    "offer": (
        "kostenlos", "gratis", "jetzt ", "angebot", "rabatt", "gutschein", "bestellen", "probemonat",
        "kündbar", "monatlich", "testen", "sichern sie", "gewinnspiel", "webinar", "kreditkarte",
        "versandkosten", "zzgl.", "inkl. mwst", "warenkorb", "shop", "anzeige", "werbung", "sponsored",
        "advertorial", "affiliate", "provision", "abo ", "abo-", "digital-abo", "premium",
        "weiterlesen mit", "freischalten", "unterstützen sie", "spenden", "karriere", "offene stellen",
    ),
    "address": (
        " sie ", "ihre ", "ihren ", "ihrer ", "ihnen ", "ihr ", " du ", " dich ", " dein", " dir ",
        "erhalten sie", "finden sie", "melden sie", "lesen sie", "klicken sie", "bitte ",
    ),
    "action": (
        "mehr erfahren", "hier klicken", "klicken", "zum artikel", "mehr lesen", "weiterlesen",
        "weiter lesen", "mehr anzeigen", "alle anzeigen", "mehr laden", "herunterladen", "download",
        "drucken", "teilen", "merken", "versenden", "speichern", "kommentieren", "nach oben", "zurück",
        "schließen", "öffnen", "vorlesen", "anhören", "abspielen", "read more", "zur startseite",
        "zum inhalt", "skip to", "springen", "folgen sie", "folge uns", "link kopier",
    ),
    "related": (
        "lesen sie auch", "lesen sie mehr", "lesen sie hier", "lesen sie dazu", "lies auch", "lesetipp",
        "mehr zum thema", "mehr zu ", "zum thema", "auch interessant", "das könnte", "könnte sie",
        "könnte dich", "weitere artikel", "weitere themen", "weitere beiträge", "weitere news",
        "weitere meldungen", "ähnliche ", "verwandte", "meistgelesen",
        "meist gelesen", "meistgeklickt", "beliebt", "empfohlen", "empfehlung", "top-themen", "neueste",
        "aktuelle meldungen", "aktuelle beiträge", "aus dem archiv", "passend dazu", "siehe auch",
        "dossier", "vorheriger", "nächster", "related", "read also", "à lire aussi", "mehr aus",
        "mehr von", "themenseite", "newsticker", "wissenswertes",
    ),
    "credit": (
        "foto:", "fotos:", "bild:", "bilder:", "©", "(c)", "getty", "imago", "picture alliance",
        "picture-alliance", "dpa/", "/dpa", "afp/", "reuters/", "shutterstock", "istock", "adobe stock",
        "pixabay", "unsplash", "symbolbild", "symbolfoto", "archivbild", "archivfoto", "screenshot",
        "bildrechte", "fotograf", "quelle:", "grafik:", "photo:", "video:", "galerie", "bildquelle",
        "fotolia", "stock.adobe", "zoom",
    ),
    "agency": (
        "(dpa", "dpa)", "(afp", "afp)", "(reuters", "(apa", "apa)", "(epd", "(kna", "(sid", "(ots",
        "dpa-infocom", "(red", "/dpa/",
    ),
    "byline": (
        "von ", "autor", "redaktion", "korrespondent", "redakteur", "journalist", "veröffentlicht",
        "aktualisiert", "stand:", "publiziert", "erstellt", "geschrieben", "lesezeit", "min lesen",
        "minuten lesen", "uhr", "posted", "by ", "über den autor", "verfasst",
    ),
    "site": (
        "impressum", "agb", "kontakt", "mediadaten", "datenschutz", "barrierefreiheit", "sitemap",
        "startseite", "home", "menü", "navigation", "suche", "suchen", "rss", "e-paper", "epaper",
        "über uns", "copyright",
        "alle rechte", "rights reserved", "utiq", "nutzungsrecht", "hilfe",
        "faq", "jobs", "mein konto", "abmelden", "archiv", "themen", "ressort", "wetter", "horoskop",
        "kundenservice", "leserservice", "media ",
    ),
    "social": (
        "facebook", "twitter", "instagram", "whatsapp", "telegram", "youtube", "linkedin", "xing",
        "pinterest", "tiktok", "flipboard", "mastodon", "bluesky", "threads", "e-mail", "podcast",
        "spotify", "pocket", "feedly",
    ),
    "comment": (
        "kommentar", "antworten", "leserbrief", "netiquette", "diskutier", "forum", "melden", "reply",
        "gefällt mir", "bewert", "kommentier", "freigeschaltet", "beitrag verfassen", "likes",
        "schreibt:", "sagt:", "says:", "schrieb am",
    ),
}  # fmt: skip

_GROUPS_OF: Final[dict[str, list[str]]] = {
    word: [group for group, words in CUES.items() if word in words]
    for word in dict.fromkeys(word for words in CUES.values() for word in words)
}
_WORDS: Final = pl.DataFrame({"word": list(_GROUPS_OF), "group": list(_GROUPS_OF.values())}).explode("group")

# German function words first; a few of English and French so that other pages do not look like lists of
# names. Frequency lists agree on them; jusText uses the same idea with longer lists (Pomikálek 2011).
STOP_WORDS: Final[tuple[str, ...]] = (
    "der", "die", "das", "und", "in", "den", "von", "zu", "mit", "sich", "des", "auf", "ist", "im",
    "dem", "nicht", "ein", "eine", "als", "auch", "es", "an", "werden", "aus", "er", "hat", "dass",
    "sie", "nach", "wird", "bei", "einer", "um", "am", "sind", "noch", "wie", "einem", "einen", "so",
    "zum", "war", "haben", "nur", "oder", "aber", "vor", "zur", "bis", "mehr", "durch", "man", "sein",
    "wurde", "sei", "hatte", "kann", "gegen", "vom", "schon", "wenn", "habe", "seine", "ihre", "dann",
    "unter", "wir", "soll", "ich", "eines", "doch", "ihm", "ihn", "uns", "bereits", "was", "diese",
    "dieser", "dieses", "alle", "wieder", "the", "of", "to", "and", "for", "that", "with", "on",
    "is", "le", "la", "les", "et", "du", "est", "que", "une", "dans", "pour",
)  # fmt: skip
_CAPITALISED: Final[tuple[str, ...]] = (
    "Der", "Die", "Das", "In", "Ein", "Eine", "Es", "Er", "Sie", "Wir", "Ich", "Im", "Auch", "Bei",
    "The", "Mit",
)  # fmt: skip
# English and French function words that German does not have: a line of them on a German page is not its
# article.
FOREIGN_STOP_WORD: Final[str] = (
    r"(?-u:\b)(?:the|of|to|and|for|that|with|is|are|from|how|why|what|you|your|our|can|this|has|without|more"
    r"|le|la|les|aux|et|est|que|une|dans|pour|sur|avec)(?-u:\b)"
)
STOP_WORD: Final[str] = r"(?-u:\b)(?:" + "|".join((*STOP_WORDS, *_CAPITALISED)) + r")(?-u:\b)"


def cue_columns(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Which cue groups each line has words of.

    All words are looked for in one pass (Aho-Corasick), not group by group.

    Args:
        lines: `distinct` (number of the line) and `text`.

    Returns:
        One row per line with a cue: `distinct`, Boolean columns `any_cue` and `cue_<group>`.
    """
    found = pl.col("text").str.to_lowercase().str.extract_many(list(_GROUPS_OF), overlapping=True)
    return (
        lines.select("distinct", found.list.unique().alias("word"))
        .explode("word", empty_as_null=True)
        .join(_WORDS.lazy(), on="word", how="inner")
        .group_by("distinct")
        .agg(
            pl.lit(True).alias("any_cue"),
            *((pl.col("group") == group).any().alias(f"cue_{group}") for group in CUES),
        )
    )
