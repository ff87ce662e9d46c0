"""Invented boilerplate to strew into training pages.

The training pages come from large newspapers, whose frames hold little of what smaller outlets mix into
their texts. All wording here is made up for this purpose; names are fictional.
"""

from typing import Final

# Lines that stand alone in the middle of an article or right after its end.
IN_ARTICLE: Final[tuple[str, ...]] = (
    "Anzeige",
    "Werbung",
    "– Anzeige –",
    "Advertorial",
    "Artikel anhören",
    "Vorlesen lassen",
    "Mehr dazu in unserem Podcast",
    "Lesen Sie auch: Warum der alte Wasserturm doch nicht abgerissen wird",
    "Lesen Sie auch",
    "Auch interessant: So viel kostet ein Garten am Stadtrand",
    "Mehr zum Thema: Was Mieter jetzt wissen müssen",
    "Passend dazu: Zehn Fragen zum neuen Fahrplan",
    "Foto: Henrik Malotki",
    "Foto: privat",
    "Bild: Stadtwerke Ellerngrund / Pia Wesenberg",
    "Symbolbild. © Fotostudio Nordlicht",
    "Der neue Spielplatz am Rand des Parks ist seit Montag geöffnet. Foto: Jette Brandauer",
    "Vor dem Rathaus warten die ersten Besucher auf Einlass. Bild: Agentur Blickfang",
    (
        "Hier finden Sie einen externen Inhalt, der den Artikel ergänzt. Sie können ihn sich mit einem "
        "Klick anzeigen lassen."
    ),
    "Ich bin damit einverstanden, dass mir externe Inhalte angezeigt werden.",
    "Unser Blatt kennt keine Bezahlschranke, und das soll so bleiben. Wenn Ihnen unsere Arbeit etwas wert "
    "ist, helfen Sie uns mit einem "
    "Beitrag Ihrer Wahl.",
    (
        "Diese Zeitung gehört keinem Konzern. Mehr als tausend Genossinnen und Genossen tragen sie "
        "gemeinsam, und jedes neue Mitglied hilft."
    ),
    (
        "Unsere Redaktion berichtet täglich für Sie aus der Region, gründlich geprüft und ohne Aufregung. "
        "Danke, dass Sie uns dabei begleiten."
    ),
    (
        "Gute Recherche braucht Zeit. Damit wir sie uns nehmen können, sind wir auf die Hilfe unserer "
        "Leserinnen und Leser angewiesen."
    ),
    (
        "Hinweis: Links mit einem Stern sind Partnerlinks. Kaufen Sie darüber ein, erhalten wir eine "
        "kleine Vergütung; für Sie ändert sich am Preis nichts."
    ),
    "Jetzt vier Wochen lang für nur 1 Euro lesen und danach jederzeit kündigen!",
    "Küchen Grotefend: Bis Samstag 15 Prozent auf alle Ausstellungsstücke",
    "Nur solange der Vorrat reicht!",
    "Traumurlaub an der See? Sichern Sie sich Ihre Ferienwohnung und sparen Sie bis zu 20 Prozent.",
    "Sie suchen einen neuen Arbeitsplatz? Im Stellenmarkt warten über 300 Angebote auf Sie.",
)

# Groups of lines that follow an article.
AFTER_ARTICLE: Final[tuple[tuple[str, ...], ...]] = (
    (
        "Das Wichtigste am Morgen, direkt in Ihr Postfach",
        (
            "Frisch gebrüht und schnell gelesen: Unser Newsletter bringt Ihnen jeden Werktag um sieben Uhr"
            " die Nachrichten, über die Ihre Stadt spricht."
        ),
        "Mit dem Absenden willige ich ein, dass meine E-Mail-Adresse zum Versand des Newsletters "
        "gespeichert wird. Die Einwilligung kann ich "
        "jederzeit widerrufen.",
        "Ihre E-Mail-Adresse",
        "Absenden",
    ),
    (
        "Bleiben Sie auf dem Laufenden",
        (
            "Wenn Sie uns Ihre Adresse geben, schicken wir Ihnen einmal in der Woche die besten Texte. "
            "Abbestellen können Sie das mit einem Klick."
        ),
        "Jetzt eintragen",
    ),
    (
        "Kommentare (3)",
        (
            "Kommentare erscheinen erst, nachdem die Redaktion sie gelesen hat. Bitte bleiben Sie sachlich"
            " und höflich, auch wenn es schwerfällt."
        ),
        "Gartenfreund61",
        "vor 3 Stunden",
        (
            "Das hätte man schon vor zehn Jahren machen müssen. Aber besser spät als nie, ich freue mich "
            "jedenfalls darauf."
        ),
        "Antworten",
        "Nachteule",
        "vor 5 Stunden",
        "Und wer bezahlt das am Ende wieder? Richtig, wir alle. Mich hat übrigens niemand gefragt.",
        "Antworten",
    ),
    (
        "Weitere Meldungen",
        "Nach dem Sturm: Förster zählen die Schäden im Stadtwald",
        "Handball: Aufsteiger verliert knapp in letzter Minute",
        "Der Wochenmarkt zieht um. Warum die Händler damit gar nicht glücklich sind, lesen Sie hier.",
        (
            "Neues Programm im Kulturhaus: Von Akkordeon bis Zauberei ist in diesem Winter für jeden etwas"
            " dabei."
        ),
    ),
    (
        "Das könnte Sie auch interessieren",
        "Einbrecher stehlen Käse aus dem Hofladen",
        "12.05.2024",
        "In der Nacht zum Sonntag sind Unbekannte in einen Hofladen eingestiegen. Die Polizei sucht Zeugen.",
        "Mehr lesen",
        "Der Kirchturm bekommt ein neues Dach",
        "11.05.2024",
        "Ein halbes Jahr lang wird der Turm eingerüstet. Die Glocken schweigen so lange …",
        "Mehr lesen",
    ),
    (
        "Mehr aus aller Welt",
        "The ten best walks along the river for a rainy weekend",
        "Why this small bakery has a waiting list of two years",
        "Comment préparer un jardin pour les abeilles",
    ),
    (
        "Hat Ihnen der Artikel gefallen?",
        "Teilen Sie ihn mit Ihren Freunden!",
        "Facebook",
        "WhatsApp",
        "E-Mail",
    ),
    ("Du willst bei uns mitmachen?", "Werde Teil unseres Teams", "Freie Stellen"),
    (
        (
            "Diese Webseite verwendet Cookies, um Ihnen den bestmöglichen Besuch zu bieten. Mit der "
            "weiteren Nutzung stimmen Sie dem zu."
        ),
        "Alle akzeptieren",
        "Einstellungen",
    ),
    (
        "Über die Autorin",
        (
            "Wiebke Asmussen schreibt seit 2011 über Bildung und Familie. Vorher hat sie in Marburg "
            "Soziologie studiert."
        ),
        "Alle Beiträge von Wiebke Asmussen",
    ),
    (
        "Ihre Fachleute im Gespräch:",
        "Theodor",
        "Blankenfeld",
        "Irina",
        "Sommerauer",
        "Prof. Dr. Klaus",
        "Wittenborn",
        "Jetzt Platz",
        "sichern",
    ),
    (
        "Kostenlos und unverbindlich",
        "SPAREN MIT SYSTEM",
        "Ihre Vorteile:",
        "Rüdiger Falkenrath",
        "Mona Ehrlinger",
        "ab 3. März 2024",
        "500 Euro Prämie",
    ),
    (
        "-----------------------------",
        "Unser Anzeiger kommt jede zweite Woche und liegt kostenlos aus. Ein Verein gibt ihn heraus.",
    ),
)

# What stands above a title besides menus.
ABOVE_TITLE: Final[tuple[tuple[str, ...], ...]] = (
    ("Kostenlose Hotline", "0800 000-1234", "Über 90.000", "Leser", "Jetzt", "abonnieren", "Menü"),
    ("Jobs in der Region", "Immobilien", "Wetter heute", "Tickets"),
    ("https://www.wochenblatt.example/lokales/artikel-20417.html",),
    ("Sie lesen gern? Sichern Sie sich jetzt Ihr Probeabo mit Kaffeetasse!", "Zum Angebot"),
    ("Rubrik: Lokales",),
    ("- Startseite", "- Lokales", "- Sport", "- Kultur", "- Anzeigenmarkt", "- Abo"),
    ("Startseite > Lokales > Verkehr",),
    ("Von Friedrich Hollmann", "Stand: 12. Mai 2024, 17:20 Uhr", "Teilen", "4 Kommentare"),
    ("12.05.2024", "17:20 Uhr"),
)
