"""A first look at a published warehouse: from DuckDB to polars frames to a chart.

    python examples/first_look.py                 prints the frames
    marimo run examples/first_look.py             shows them in the browser, with a chart
    marimo edit examples/first_look.py            to go on from here

The warehouse is that of PRESSWERK_HOME, by default presswerk-home; ``-- --home DIR`` names another.
"""

import marimo

app = marimo.App(width="medium", app_title="A first look")


@app.cell
def _():
    import os
    import pathlib
    import sys

    import altair as alt
    import marimo as mo
    import polars as pl

    from warehouse import connect, home

    return alt, connect, home, mo, os, pathlib, pl, sys


@app.cell
def _(connect, home, mo, os, pathlib):
    folder = str(mo.cli_args().get("home") or os.environ.get("PRESSWERK_HOME", "presswerk-home"))
    # Read-only: a run that publishes meanwhile neither waits for this nor disturbs it.
    con = connect.connect_reader(home.Home(pathlib.Path(folder).absolute()))
    mo.md(f"# A first look\n\nThe published warehouse of `{folder}`.")
    return (con,)


@app.cell
def _(con, mo):
    # A query becomes a polars frame. mart.article has one row per article: no copies, no old versions.
    articles = con.execute("""
        SELECT
            publisher_name,
            published_month,
            title,
            word_count,
            quoted_share
        FROM mart.article
    """).pl()
    mo.vstack([mo.md("## Articles"), articles])
    return (articles,)


@app.cell
def _(articles, mo, pl):
    # From there on it is polars. Articles whose page tells no day are left out.
    by_month = (
        articles.drop_nulls("published_month")
        .group_by("published_month", "publisher_name")
        .agg(article_count=pl.len(), word_count=pl.col("word_count").sum())
        .sort("published_month", "publisher_name")
    )
    mo.vstack([mo.md("## Articles by month"), by_month])
    return (by_month,)


@app.cell
def _(con, mo):
    speakers = con.execute("""
        SELECT
            speaker_name,
            quote_count,
            direct_count,
            indirect_count,
            article_count
        FROM mart.speaker
        WHERE speaker_key <> 0
        ORDER BY quote_count DESC, speaker_name
        LIMIT 10
    """).pl()
    mo.vstack([mo.md("## Who is quoted"), speakers])
    return (speakers,)


@app.cell
def _(alt, by_month, mo):
    chart = (
        alt.Chart(by_month)
        .mark_bar()
        .encode(
            x=alt.X("yearmonth(published_month):O", title="published"),
            y=alt.Y("article_count:Q", title="articles"),
            color=alt.Color("publisher_name:N", title="publisher"),
        )
        .properties(width=520, height=240)
    )
    mo.vstack([mo.md("## Articles by month, as a chart"), chart])
    return (chart,)


@app.cell
def _(by_month, mo, speakers, sys):
    if mo.app_meta().mode == "script":
        sys.stdout.write(f"{by_month}\n{speakers}\n")
    return


if __name__ == "__main__":
    app.run()
