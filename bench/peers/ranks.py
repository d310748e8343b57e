"""Ranks and means by polars, which the kernel of key figures is held against.

    pip install polars==2.1.0
    python bench/peers/ranks.py data/kolada/values.parquet slice
    python bench/peers/ranks.py FULL_DATA/kolada/kolada_values_1994_2022.parquet full

For every municipality and every KPI (all persons) it takes the latest year in which the municipality has a value, its place
from the highest among all municipalities with a value that year, the number of those, and the same among the similar ones
and itself. `slice` writes them for a few municipalities, with the mean of all. `full` is too much to keep: it writes the
SHA-256 of all ranks, one line each, and the means of the latest year of every KPI.
"""

import csv
import hashlib
import sys
from pathlib import Path

import polars as pl

ROOT = Path(__file__).resolve().parents[2]
OUT = Path(__file__).resolve().parent / "expected"
CHOSEN = ["0138", "0180", "0980", "1480", "2418", "2463"]


def main(values: str, size: str) -> None:
    municipalities = {
        row["code"]: row["similar"].split()
        for row in csv.DictReader(open(ROOT / "data/municipalities.csv", encoding="utf-8"))
        if row["kind"] == "municipality"
    }
    rows = (
        pl.scan_parquet(values)
        .filter(
            (pl.col("gender") == "T")
            & pl.col("value").is_not_null()
            & pl.col("municipality").is_in(list(municipalities))
        )
        .select("kpi", "municipality", "year", "value")
        .collect()
    )
    of_year = ["kpi", "year"]
    placed = rows.with_columns(
        n=pl.len().over(of_year),
        rank=pl.col("value").rank("min", descending=True).over(of_year),
        mean=pl.col("value").mean().over(of_year),
    )
    latest = placed.filter(pl.col("year") == pl.col("year").max().over("kpi", "municipality"))
    peers = pl.DataFrame(
        [(own, peer) for own, similar in municipalities.items() for peer in [own, *similar]],
        schema=["municipality", "peer"],
        orient="row",
    )
    among = (
        latest.select("kpi", "municipality", "year", own="value")
        .join(peers, on="municipality")
        .join(rows.rename({"municipality": "peer"}), on=["kpi", "peer", "year"])
        .group_by("kpi", "municipality")
        .agg(
            peers_n=pl.len(),
            peers_rank=(pl.col("value") > pl.col("own")).sum() + 1,
        )
    )
    found = latest.join(among, on=["kpi", "municipality"]).sort("kpi", "municipality")
    columns = ["kpi", "municipality", "year", "n", "rank", "peers_n", "peers_rank"]
    OUT.mkdir(exist_ok=True)
    if size == "slice":
        chosen = found.filter(pl.col("municipality").is_in(CHOSEN))
        chosen.select(*columns, "mean").write_csv(OUT / "ranks.csv")
        return
    digest = hashlib.sha256()
    for row in found.select(columns).iter_rows():
        digest.update((",".join(map(str, row)) + "\n").encode())
    (OUT / "ranks-full.sha256").write_text(f"{digest.hexdigest()} {found.height}\n")
    means = placed.filter(pl.col("year") == pl.col("year").max().over("kpi"))
    means = means.select("kpi", "year", "n", "mean").unique().sort("kpi")
    means.write_csv(OUT / "means-full.csv")


main(*sys.argv[1:])
