"""What stands before a full stop that ends no sentence, and what a sentence begins with."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# All are compared without their stop.
NEVER_FINAL = _words(
    """
    abt al allg bde bes betr bez bf bhf bsp bspw bzgl bzw ca cf dgl dipl doz dr ebd ehem eigtl einschl
    engl entspr ev evtl exkl fam frl frz geb gebr gegr gem gest ggf ggfs griech habil hptm hrn hrsg ing
    inkl insb kath kgl lat lfd ltd med mr mrs ms msgr nachm niederl orig phil priv prof resp rev russ
    röm sgt sog st stellv stv svw theol tägl türk urspr verh vgl vorm vs wg zit ztg zzgl österr
    """
)
"""Abbreviations after which a sentence goes on, in any case: titles, "circa", "see"."""

TITLES = _words("Fa Fr Gen Hl Hr Lt Mag Sen Sr Jr")
"""The same, but only with a capital: small, they are other words ("was sie mag.")."""

BEFORE_NUMBER = _words(
    """
    abb abs art az bd jan jul jun kap lt max min mind nr op pos reg rd rdnr tab tel ziff
    """
)
"""Abbreviations where a number follows ("max. 5 Grad"); elsewhere many of them are plain words."""

OFTEN_FINAL = _words(
    """
    apr aug chr co corp dez ff feb hbf inc jh jhd jhdt mio mrd mrz mwst mär nov nr okt pl qm sek sep sept std
    str tsd
    """
)
"""Abbreviations that may end a sentence: it has ended where a typical first word follows."""

ALWAYS_FINAL = frozenset({"usw", "etc", "uvm", "usf"})
"""Close an enumeration, mostly with the sentence: any capital after them begins a new one."""

FINAL_LETTERS = frozenset(
    ["e.v", "a.d", "n.v", "a.m", "a.o", "u.s.w", "u.v.m", "o.ä", "u.ä", "u.s.a", "k.o", "d.c"]
)
"""Abbreviations of single letters that may end a sentence; after all others it goes on ("z. B. Die …")."""

UNITS = _words(
    """
    bc cm db ft ghz gw gwh hz kfz kg khz km kw kwh lkw mg mhz mm mw mwh pkw tbc tv twh
    """
)
"""Words without a vowel that are no abbreviations with a stop."""

FIRST_WORDS = _words(
    """
    Ab Aber Alle Allerdings Alles Als Also Am An Anschließend Auch Auf Aus Außerdem Bald Bei Beide
    Beides Beim Bereits Besonders Bis Bitte Da Dabei Dadurch Dafür Dagegen Daher Damals Damit Danach
    Daneben Dann Daran Darauf Daraus Darin Darum Darunter Das Dass Davon Davor Dazu Dem Demnach Den Denn
    Dennoch Der Deren Derweil Derzeit Des Deshalb Dessen Deswegen Die Dies Diese Diesem Diesen Dieser
    Dieses Doch Dort Drei Durch Eben Ebenfalls Ebenso Ein Eine Einem Einen Einer Eines Einige Er Erst
    Erstmals Es Etwa Etwas Falls Fast Ferner Fünf Für Gegen Gestern Gleichzeitig Gut Hat Hatte Heute
    Hier Hierzu Hinter Hinzu Ich Ihr Ihre Ihrem Ihren Ihrer Im Immer In Insgesamt Inzwischen Ist Ja Jede
    Jeder Jedes Jedoch Jemand Jene Jener Jenes Jetzt Kann Kein Keine Keiner Können Laut Man Manche Mehr
    Mehrere Mein Meine Mit Mittlerweile Morgen Muss Möchte Möglicherweise Nach Natürlich Neben Nein
    Nicht Nichts Nie Niemand Noch Nun Nur Ob Obwohl Oder Ohne Rund Schließlich Schon Sehr Sein Seine
    Seinen Seiner Seit Seitdem Seither Sie Sind So Sobald Sogar Solange Soll Sollte Somit Sondern Sonst
    Später Tatsächlich Trotz Trotzdem Um Und Unser Unsere Unter Viele Vielleicht Vier Vom Von Vor Wann
    War Waren Warum Was Wegen Weil Weiter Weitere Weiterhin Welche Welcher Welches Wenn Wer Weshalb Wie
    Wieso Wir Wird Wo Wohl Wurde Wurden Während Zu Zudem Zuerst Zugleich Zum Zunächst Zur Zuvor Zwar
    Zwei Zwischen Über
    """
)
"""Capitalised words that are lower case inside a sentence: after a stop they show that a new one has
begun."""

BEFORE_ORDINAL = _words(
    """
    ab am ans beim bis das dem den der des die diese diesem diesen dieser dieses ein eine einem einen
    einer ihr ihre ihrem ihren ihrer im ins jede jedem jeden jeder jedes mein meine meinem meinen meiner
    oder sein seine seinem seinen seiner seit und unser unsere unseren vom zum zur
    """
)
"""Words before a number with a stop that make it an ordinal ("zum 100. Geburtstag")."""

MONTHS = _words(
    """
    Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember
    """
)

ROMAN = re.compile(r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})")
"""Roman numerals up to 39: rulers, popes, world wars."""
