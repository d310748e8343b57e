"""What general engines need for the questions that the store of key figures is made for: polars and DuckDB, in memory.

    python bench/peers/kpi.py VALUES.parquet AREAS.csv MEMBERS.csv GROUPS.csv [ROUNDS]

The queries are given every help that the question leaves: only what counts is loaded (total, municipalities, values that
are there), ids are small integers, rows lie in the order of the question, and the latest year of every KPI and
municipality is made beforehand, as the store's own index is. (i) is asked once more with what the store makes at import as well:
rank and n of every value, and the rows of each municipality in a table (polars) or a stretch (DuckDB) of its own. What is printed is the time of the query alone, and the answer's
checksum, which must be that of the store.
"""

import sys
import tempfile
import time

import duckdb
import polars as pl

AREA = "0138"  # Tyresö, as in the measurement of the store


def main(values, areas, members, groups, rounds):
    municipalities = pl.read_csv(areas, schema_overrides={"id": pl.String}).filter(pl.col("type") == "K")["id"].sort()
    peers = similar(members, groups)
    table = load(values, municipalities)
    latest = table.group_by("kpi", "area").agg(pl.col("year").max()).sort("area", "kpi")
    code = {area: at for at, area in enumerate(municipalities)}
    own, peers = code[AREA], [code[peer] for peer in peers]
    print(f"{len(table)} values of {len(municipalities)} municipalities and {table['kpi'].n_unique()} KPIs")

    print(f"polars {pl.__version__}, {pl.thread_pool_size()} threads")
    measure("(i)", rounds, lambda: facts_polars(table, latest, own, peers))
    measure("(ii)", rounds, lambda: percentiles_polars(table))
    ranked = rank_beforehand(table)
    by_area = {area: rows for (area,), rows in ranked.partition_by("area", as_dict=True).items()}
    measure("(i) ranked beforehand", rounds, lambda: ranked_facts_polars(by_area, own, peers))

    base = duckdb.connect()
    with tempfile.TemporaryDirectory() as folder:
        for name, rows in (("value", table), ("latest", latest), ("ranked", ranked)):
            rows.write_parquet(f"{folder}/{name}.parquet")
            base.execute(f"CREATE TABLE {name} AS FROM '{folder}/{name}.parquet'")
    print(f"DuckDB {duckdb.__version__}")
    measure("(i)", rounds, lambda: facts_duckdb(base, own, peers))
    measure("(ii)", rounds, lambda: percentiles_duckdb(base))
    measure("(i) ranked beforehand", rounds, lambda: ranked_facts_duckdb(base, own, peers))


def similar(members, groups):
    """The members of the first group of similar municipalities, by id: the peers that the store takes."""
    groups = pl.read_csv(groups).filter(pl.col("title").str.contains("Tyresö")).sort("id")
    members = pl.read_csv(members, schema_overrides={"member_id": pl.String})
    return sorted(members.filter(pl.col("group_id") == groups["id"][0])["member_id"])


def load(values, municipalities):
    ids = pl.LazyFrame({"municipality": municipalities, "area": range(len(municipalities))})
    ids = ids.with_columns(pl.col("area").cast(pl.UInt16))
    rows = pl.scan_parquet(values).filter(pl.col("gender").cast(pl.String) == "T", pl.col("value").is_not_null())
    rows = rows.with_columns(pl.col("municipality").cast(pl.String)).join(ids, on="municipality")
    rows = rows.with_columns(
        pl.col("kpi").cast(pl.String).rank("dense").cast(pl.UInt16),
        pl.col("year").cast(pl.Int16),
    )
    return rows.select("kpi", "year", "area", "value").sort("kpi", "year", "area").collect()


def facts_polars(table, latest, own, peers):
    """Value, rank and n among all and among peers, in the latest year of one municipality, for every KPI."""
    asked = latest.lazy().filter(pl.col("area") == own).select("kpi", "year")
    rows = table.lazy().join(asked, on=["kpi", "year"], how="semi")
    mine = rows.filter(pl.col("area") == own).select("kpi", own="value")
    peer = pl.col("area").is_in([*peers, own])
    higher = pl.col("value") > pl.col("own")
    facts = rows.join(mine, on="kpi").group_by("kpi").agg(
        pl.col("own").first(),
        pl.len().alias("n"),
        higher.sum().alias("higher"),
        peer.sum().alias("n_peers"),
        (peer & higher).sum().alias("higher_peers"),
    ).collect()
    return int(facts["n"].sum() + facts["higher"].sum() + facts["n_peers"].sum() + facts["higher_peers"].sum())


def percentiles_polars(table):
    """The percentile rank of every municipality in the latest year of every KPI, equal values at their middle."""
    rows = table.lazy().filter(pl.col("year") == pl.col("year").max().over("kpi"))
    rank = (pl.col("value").rank("average").over("kpi") - 0.5) / pl.len().over("kpi") * 100
    return len(rows.select("kpi", "area", percentile=rank).collect())


def rank_beforehand(table):
    """Every value with how many have a value and how many a higher one, by municipality."""
    of_row = ["kpi", "year"]
    higher = (pl.col("value").rank("min", descending=True).over(of_row) - 1).cast(pl.UInt16)
    ranked = table.with_columns(n=pl.len().over(of_row).cast(pl.UInt16), higher=higher)
    last = pl.col("year") == pl.col("year").max().over("area", "kpi")
    return ranked.with_columns(last=last).sort("area", "kpi", "year")


def ranked_facts_polars(by_area, own, peers):
    mine = by_area[own].lazy().filter(pl.col("last"))
    asked = mine.select("kpi", "year", own="value")
    others = pl.concat([by_area[peer].lazy() for peer in peers]).join(asked, on=["kpi", "year"])
    among = others.group_by("kpi").agg(n_peers=pl.len(), higher_peers=(pl.col("value") > pl.col("own")).sum())
    facts = mine.join(among, on="kpi", how="left").collect()
    sums = facts.select(pl.col("n", "higher").cast(pl.Int64).sum(), pl.col("n_peers", "higher_peers").cast(pl.Int64).sum())
    return len(facts) + sum(sums.row(0))


FACTS = """
    WITH asked AS (SELECT kpi, year FROM latest WHERE area = $own),
    mine AS (SELECT v.kpi, v.year, v.value AS own FROM value v JOIN asked USING (kpi, year) WHERE v.area = $own),
    facts AS (
        SELECT m.kpi, any_value(m.own) AS own, count(*) AS n, count(*) FILTER (v.value > m.own) AS higher,
            count(*) FILTER (list_contains($peers, v.area)) AS n_peers,
            count(*) FILTER (v.value > m.own AND list_contains($peers, v.area)) AS higher_peers
        FROM value v JOIN mine m USING (kpi, year) GROUP BY m.kpi)
    SELECT * FROM facts
"""

RANKED_FACTS = """
    WITH mine AS (SELECT kpi, year, value, n, higher FROM ranked WHERE area = $own AND last),
    among AS (
        SELECT kpi, count(*) AS n_peers, count(*) FILTER (r.value > mine.value) AS higher_peers
        FROM ranked r JOIN mine USING (kpi, year) WHERE list_contains($peers, r.area) GROUP BY kpi)
    SELECT kpi, value, n, higher, coalesce(n_peers, 0) AS n_peers, coalesce(higher_peers, 0) AS higher_peers
    FROM mine LEFT JOIN among USING (kpi)
"""

PERCENTILES = """
    WITH last AS (SELECT kpi, max(year) AS year FROM value GROUP BY kpi),
    ranked AS (
        SELECT kpi, area, rank() OVER same AS rank, count(*) OVER (PARTITION BY kpi, value) AS ties,
            count(*) OVER (PARTITION BY kpi) AS n
        FROM value JOIN last USING (kpi, year) WINDOW same AS (PARTITION BY kpi ORDER BY value))
    SELECT kpi, area, 100.0 * (rank - 1 + ties / 2.0) / n AS percentile FROM ranked
"""


def facts_duckdb(base, own, peers):
    facts = base.execute(FACTS, {"own": own, "peers": [*peers, own]}).fetchnumpy()
    return int(sum(facts[name].sum() for name in ("n", "higher", "n_peers", "higher_peers")))


def ranked_facts_duckdb(base, own, peers):
    facts = base.execute(RANKED_FACTS, {"own": own, "peers": peers}).fetchnumpy()
    return len(facts["kpi"]) + int(sum(facts[name].sum() for name in ("n", "higher", "n_peers", "higher_peers")))


def percentiles_duckdb(base):
    return len(base.execute(PERCENTILES).fetchnumpy()["kpi"])


def measure(name, rounds, question):
    answer, seconds = question(), []
    for _ in range(rounds):
        begin = time.perf_counter()
        again = question()
        seconds.append(time.perf_counter() - begin)
        assert again == answer
    seconds.sort()
    median, least = seconds[len(seconds) // 2] * 1e3, seconds[0] * 1e3
    print(f"  {name} median {median:.1f} ms (min {least:.1f}, n = {rounds}); checksum {answer}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:5], int(sys.argv[5]) if len(sys.argv) > 5 else 11)
