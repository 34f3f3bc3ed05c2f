"""Counts the figures of a udata export a second time, in SQL, and holds those of `etalage stats --json` against them.

    python3 oracle.py FIGURES.json TERMS.tsv EXPORT.csv...

FIGURES.json is what the program printed; TERMS.tsv maps what exports write to the ids of vocabularies, a line each:
`license`, `frequency`, `format` or `family`, the text, the id. Prints the number of figures compared; every difference is a line,
and makes the exit code 1. Only the standard library is used.
"""

import ast
import csv
import datetime
import json
import re
import sqlite3
import sys

csv.field_size_limit(1 << 30)
figures_file, terms_file, *exports = sys.argv[1:]
document = json.load(open(figures_file, encoding="utf-8"))
today = datetime.date.fromisoformat(document["date"])
figures = {figure["id"]: figure for figure in document["figures"]}

base = sqlite3.connect(":memory:")
base.executescript("create table term(kind, text, id, primary key (kind, text));")
with open(terms_file, encoding="utf-8", newline="") as file:
    base.executemany(
        "insert or replace into term values (?, ?, ?)",
        (line.rstrip("\n").split("\t") for line in file if line.strip()),
    )


def moment(text):
    """An ISO date or time, or None."""
    try:
        return datetime.datetime.fromisoformat((text or "").strip().replace("Z", "+00:00")).replace(tzinfo=None)
    except ValueError:
        return None


def day(text):
    read = moment(text)
    return read and read.date().isoformat()


def came(id, created):
    """The time inside a udata id, else the creation."""
    if re.fullmatch("[0-9a-fA-F]{24}", id or ""):
        return datetime.datetime.fromtimestamp(int(id[:8], 16), datetime.timezone.utc).date().isoformat()
    return day(created) or "1970-01-01"


def days(until, since):
    if not until or not since:
        return None
    return (datetime.date.fromisoformat(until) - datetime.date.fromisoformat(since)).days


def host(url):
    match = re.match(r"^[^/?#]*?://(?:[^/?#\\]*@)?(\[[^\]/?#\\]*\][^/?#\\]*|[^:/?#\\]*)", (url or "").strip())
    name = (match.group(1).rstrip(".").lower() if match else "") or ""
    return name if re.fullmatch(r"[\w.\-\[\]:]{1,253}", name) else ""


def check(extras):
    """'yes', a status, 'none' for no answer, or None when never checked."""
    try:
        read = json.loads(extras)
    except ValueError:
        try:
            read = ast.literal_eval(extras)
        except (ValueError, SyntaxError):
            return None
    if not isinstance(read, dict) or not isinstance(read.get("check:available"), bool):
        return None
    if read["check:available"]:
        return "yes"
    status = str(read.get("check:status", "")).strip()
    return status if re.fullmatch("[1-5][0-9][0-9]", status) else "none"


def number(text):
    try:
        return int(text)
    except (TypeError, ValueError):
        return None


for name, function, arity in [
    ("day", day, 1),
    ("moment", lambda text: (lambda read: read and read.isoformat(timespec="microseconds"))(moment(text)), 1),
    ("came", came, 2),
    ("days", days, 2),
    ("host", host, 1),
    ("checked", check, 1),
    ("number", number, 1),
    ("line", lambda text: " ".join((text or "").split()), 1),
]:
    base.create_function(name, arity, function, deterministic=True)

COLUMNS = {
    "dataset": "id title description license frequency temporal_coverage.start temporal_coverage.end "
    "spatial.granularity spatial.zones spatial.geom private deleted created_at last_modified tags badges archived "
    "resources_count resources_formats harvest.backend harvest.domain harvest.modified_at harvest.created_at "
    "harvest.remote_url harvest.remote_id harvest.uri harvest.issued_at organization organization_id "
    "metric.discussions metric.discussions_open metric.followers metric.views metric.resources_downloads",
    "resource": "id dataset.id dataset.private url type filetype format description filesize modified extras "
    "schema_name schema_version schema_url",
    "organization": "id name badges deleted last_modified",
    "reuse": "id type topic datasets archived private deleted last_modified",
    "dataservice": "id archived private deleted_at datasets metadata_modified_at",
    "discussion": "id subject_class subject_id created closed",
}
given = set()
for kind, columns in COLUMNS.items():
    names = ", ".join(f'"{column}" text' for column in columns.split())
    base.execute(f"create table raw_{kind}({names}, place integer)")
place = 0
for path in exports:
    match = re.search(r"(dataset|resource|organization|reuse|dataservice|discussion)", path.rsplit("/", 1)[-1])
    kind = match.group(1) if match else "dataset"
    if "tag" in path.rsplit("/", 1)[-1] or "harvest" in path.rsplit("/", 1)[-1]:
        continue
    given.add(kind)
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        header = next(rows)
        wanted = COLUMNS[kind].split()
        places = [header.index(column) if column in header else None for column in wanted]
        marks = ", ".join("?" * (len(wanted) + 1))
        for row in rows:
            place += 1
            cells = [row[at] if at is not None and at < len(row) else "" for at in places]
            base.execute(f"insert into raw_{kind} values ({marks})", [cell.strip() for cell in cells] + [place])

# One row an id: the one modified last, of those the first. Private and deleted records are not there.
NO = "('', 'False', 'false', 'None')"
base.executescript(f"""
create table dataset as select *, row_number() over (
    partition by id order by moment(last_modified) desc, place) as rank
  from raw_dataset where id <> '' and private in {NO} and deleted in {NO};
delete from dataset where rank > 1;
create unique index dataset_id on dataset(id);
create table resource as select *, row_number() over (
    partition by "dataset.id", id order by moment(modified) desc, place) as rank
  from raw_resource where id <> '' and "dataset.private" in {NO} and "dataset.id" in (select id from dataset);
delete from resource where rank > 1;
create index resource_dataset on resource("dataset.id");
create table listed as select d.id, line(d.title) as title,
    nullif(coalesce((select id from term where kind = 'frequency' and text = d.frequency), d.frequency, ''), '') as frequency,
    case when d.license = '' then null else coalesce((select id from term where kind = 'license' and text = d.license), d.license) end as license,
    nullif(d."spatial.granularity", '') as granularity, d."spatial.zones" as zones, d."spatial.geom" as geom,
    nullif(d.organization_id, '') as organization, d.tags, d.badges, d.resources_formats, d.description,
    day(d."temporal_coverage.start") as first, day(d."temporal_coverage.end") as last,
    came(d.id, d.created_at) as came, number(d.resources_count) as declared,
    d."harvest.backend" || d."harvest.domain" || d."harvest.modified_at" || d."harvest.created_at"
      || d."harvest.remote_url" || d."harvest.remote_id" || d."harvest.uri" || d."harvest.issued_at" <> '' as harvested,
    d."harvest.backend" as backend, d."harvest.domain" as domain,
    coalesce(day(d."harvest.modified_at"),
      (select substr(max(moment(r.modified)), 1, 10) from resource r where r."dataset.id" = d.id),
      day(d.last_modified)) as updated,
    (select count(*) from resource r where r."dataset.id" = d.id) as files,
    number(d."metric.views") as views, number(d."metric.resources_downloads") as downloads,
    number(d."metric.followers") as followers, number(d."metric.discussions") as told_discussions
  from dataset d where d.archived in {NO};
create unique index listed_id on listed(id);
create table discussion as select * from raw_discussion;
create table reuse as select *, row_number() over (partition by id order by moment(last_modified) desc, place) as rank
  from raw_reuse where id <> '' and private in {NO} and deleted in {NO};
delete from reuse where rank > 1;
""")
if "license" not in {row[0] for row in base.execute("select distinct kind from term")}:
    sys.exit("the file of terms has no licence")


def items(text):
    return {item.strip() for item in (text or "").strip("[]").split(",") if item.strip(" '\"")}


def exploded(name, query, split=items):
    base.execute(f"create table {name}(id, item)")
    for id, text in base.execute(query).fetchall():
        base.executemany(f"insert into {name} values (?, ?)", [(id, item.strip(" '\"")) for item in sorted(split(text))])
    base.execute(f"create index {name}_id on {name}(id)")


exploded("tag", "select id, tags from listed")
exploded("badge", "select id, badges from listed")
exploded("organization_badge", "select id, badges from raw_organization where id <> ''")
exploded("zone", "select id, zones from listed")
exploded("declared_format", "select id, resources_formats from listed where files = 0")
exploded("reused", "select id, datasets from reuse")
base.executescript("""
create table file as select r.*, l.id as dataset, l.came as came from resource r join listed l on l.id = r."dataset.id";
create table format as
  select distinct f.dataset as id, t.id as item from file f join term t on t.kind = 'format' and t.text = f.format where t.id <> ''
  union select d.id, t.id from declared_format d join term t on t.kind = 'format' and t.text = d.item where t.id <> '';
create table delta(frequency primary key, days);
create table reuse_count as select l.id, (select count(*) from reused u join reuse r on r.id = u.id where u.item = l.id) as reuses from listed l;
""")
DELTAS = {
    0: "oneMinute fiveMinutes tenMinutes fifteenMinutes thirtyMinutes hourly bihourly trihourly twelveHours",
    1: "severalTimesADay threeTimesADay semidaily daily",
    7: "fiveTimesAWeek threeTimesAWeek semiweekly weekly",
    14: "biweekly",
    31: "threeTimesAMonth semimonthly monthly",
    62: "bimonthly",
    93: "quarterly",
    365: "threeTimesAYear semiannual annual",
    730: "biennial",
    1095: "triennial",
    1460: "quadrennial",
    1825: "quinquennial",
    3650: "decennial",
    7300: "bidecennial",
    10950: "tridecennial",
}
for delta, names in DELTAS.items():
    base.executemany("insert into delta values (?, ?)", [(name, delta) for name in names.split()])

T = f"'{today.isoformat()}'"
AGE = """case when {0} is null then 'age-unknown' when {0} < 0 then 'age-future' when {0} <= 30 then 'age-month'
  when {0} <= 91 then 'age-quarter' when {0} <= 365 then 'age-year' when {0} <= 1095 then 'age-three-years'
  else 'age-older' end"""
EXPECTED = {
    "totals": (["what"], ["value"], f"""
        select 'datasets', count(*) from listed union all
        select 'archived', count(*) from dataset where archived not in {NO} union all
        select 'files', sum(case when files > 0 then files else coalesce(declared, 0) end) from listed union all
        select 'organizations', count(distinct organization) from listed union all
        select 'tags', count(distinct item) from tag union all
        select 'views', coalesce(sum(views), 0) from listed union all
        select 'downloads', coalesce(sum(downloads), 0) from listed union all
        select 'followers', coalesce(sum(followers), 0) from listed union all
        select 'reuses', count(*) from reuse where archived in {NO}"""),
    "datasets-per-month": (["month"], ["direct", "harvested"],
        "select substr(came, 1, 7), sum(not harvested), sum(harvested) from listed group by 1"),
    "datasets-per-year": (["year"], ["direct", "harvested"],
        "select substr(came, 1, 4), sum(not harvested), sum(harvested) from listed group by 1"),
    "datasets-running": (["year"], ["total"], """
        select year, (select count(*) from listed where substr(came, 1, 4) <= year)
        from (select distinct substr(came, 1, 4) as year from listed)"""),
    "update-age": (["age"], ["datasets"],
        f"select {AGE.format(f'days({T}, updated)')}, count(*) from listed group by 1"),
    "promises": (["frequency"], ["kept", "late", "undated"], f"""
        select coalesce(l.frequency, 'no-frequency'),
          sum(d.days is not null and updated is not null and days({T}, updated) <= d.days + 1),
          sum(d.days is not null and updated is not null and days({T}, updated) > d.days + 1),
          sum(d.days is null or updated is null)
        from listed l left join delta d on d.frequency = l.frequency group by 1"""),
    "licenses": (["license"], ["datasets"],
        "select coalesce(license, 'no-license'), count(*) from listed group by 1"),
    "licenses-per-year": (["year"], ["open", "other", "none"], """
        select substr(came, 1, 4),
          sum(license in ('lov2','fr-lo','odc-odbl','cc-by','cc-by-sa','cc-zero','odc-by','odc-pddl','other-at','other-open','other-pd')),
          sum(license is not null and license not in ('lov2','fr-lo','odc-odbl','cc-by','cc-by-sa','cc-zero','odc-by','odc-pddl','other-at','other-open','other-pd')),
          sum(license is null) from listed group by 1"""),
    "formats": (["format"], ["datasets"], "select item, count(distinct id) from format group by 1"),
    "format-families": (["family"], ["datasets"], """
        select t.id, count(distinct f.id) from format f join term t on t.kind = 'family' and t.text = f.item group by 1 union all
        select 'format-unknown', count(*) from listed l where (files > 0 or coalesce(declared, 0) > 0)
          and not exists (select 1 from format f where f.id = l.id)"""),
    "format-openness": (["year"], ["with_files", "open"], """
        select substr(came, 1, 4), count(*),
          sum(exists (select 1 from format f where f.id = l.id and f.item not in ('pdf','doc','docx','xls','xlsx')))
        from listed l where files > 0 or coalesce(declared, 0) > 0 group by 1"""),
    "file-types": (["what"], ["files"], """
        select case when lower(type) in ('main','documentation','update','api','code','other') then lower(type)
          when type = '' then 'main' else 'other' end, count(*) from file group by 1"""),
    "availability": (["what"], ["files"], """
        select 'file-available', sum(checked(extras) = 'yes') from file where exists (select 1 from file where checked(extras) is not null) union all
        select 'file-unavailable', sum(checked(extras) <> 'yes') from file where exists (select 1 from file where checked(extras) is not null) union all
        select 'file-unchecked', sum(checked(extras) is null) from file where exists (select 1 from file where checked(extras) is not null)"""),
    "availability-statuses": (["status"], ["files"], """
        select replace(checked(extras), 'none', 'no-answer'), count(*) from file where checked(extras) <> 'yes' group by 1"""),
    "availability-hosts": (["host"], ["unavailable", "checked"], """
        select coalesce(nullif(host(url), ''), 'no-host'), sum(checked(extras) <> 'yes'), count(*) from file
        where checked(extras) is not null group by 1 having sum(checked(extras) <> 'yes') > 0"""),
    "hosts": (["host"], ["files"],
        "select coalesce(nullif(host(url), ''), 'no-host'), count(*) from file group by 1"),
    "organizations": (["organization"], ["datasets", "views", "downloads", "first_publication", "last_activity"], """
        select organization, count(*), coalesce(sum(views), 0), coalesce(sum(downloads), 0), min(came),
          max(max(came, coalesce(updated, came))) from listed where organization is not null group by 1"""),
    "organizations-activity": (["age"], ["organizations"], f"""
        select {AGE.format(f'days({T}, active)')}, count(*) from (
          select max(max(came, coalesce(updated, came))) as active from listed where organization is not null group by organization)
        group by 1"""),
    "organizations-silent": (["organization"], ["datasets"], f"""
        select organization, count(*) from listed where organization is not null group by 1
        having days({T}, max(max(came, coalesce(updated, came)))) > 365"""),
    "organizations-per-year": (["year"], ["first_publications"], """
        select year, count(*) from (select substr(min(came), 1, 4) as year from listed where organization is not null group by organization)
        group by 1"""),
    "organization-badges": (["badge"], ["organizations", "datasets"], """
        with o as (select organization, count(*) as datasets from listed where organization is not null group by 1)
        select coalesce(b.item, 'no-badge'), count(*), sum(datasets) from o left join organization_badge b on b.id = o.organization group by 1"""),
    "granularities": (["granularity"], ["datasets"],
        "select coalesce(granularity, 'no-granularity'), count(*) from listed group by 1"),
    "temporal-coverage": (["year"], ["datasets"], f"""
        with recursive year(y) as (select 1900 union all select y + 1 from year where y < {today.year + 30}),
        period as (select substr(coalesce(first, last), 1, 4) + 0 as a,
          max(substr(coalesce(last, {T}), 1, 4) + 0, substr(coalesce(first, last), 1, 4) + 0) as b
          from listed where first is not null or last is not null)
        select y, (select count(*) from period where a <= y and y <= b) from year"""),
    "tags": (["tag"], ["datasets"], "select item, count(*) from tag group by 1"),
    "schemas": (["schema"], ["files", "datasets"], """
        select coalesce(nullif(line(schema_name), ''), schema_url), count(*), count(distinct dataset) from file
        where schema_name <> '' or schema_url <> '' group by 1"""),
    "badges": (["badge"], ["datasets"], "select item, count(*) from badge group by 1"),
    "reuses-per-dataset": (["reuses"], ["datasets"], """
        select case when reuses = 0 then 'reuses-none' when reuses = 1 then 'reuses-one' when reuses <= 4 then 'reuses-four'
          when reuses <= 9 then 'reuses-nine' else 'reuses-more' end, count(*) from reuse_count
        where (select sum(reuses) from reuse_count) > 0 group by 1"""),
    "reuse-types": (["type"], ["reuses"],
        f"select coalesce(nullif(type, ''), 'none'), count(*) from reuse where archived in {NO} group by 1"),
    "reuse-topics": (["topic"], ["reuses"],
        f"select coalesce(nullif(topic, ''), 'none'), count(*) from reuse where archived in {NO} group by 1"),
    "most-reused": (["dataset"], ["reuses"], "select id, reuses from reuse_count where reuses > 0"),
    "most-viewed": (["dataset"], ["views"], "select id, views from listed where views > 0"),
    "most-downloaded": (["dataset"], ["downloads"], "select id, downloads from listed where downloads > 0"),
    "discussions-per-month": (["month"], ["opened"], """
        select substr(day(created), 1, 7), count(*) from discussion where day(created) is not null group by 1"""),
    "discussion-delays": (["delay"], ["discussions"], """
        select case when d <= 1 then 'delay-day' when d <= 7 then 'delay-week' when d <= 31 then 'delay-month'
          when d <= 92 then 'delay-quarter' when d <= 365 then 'delay-year' else 'delay-more' end, count(*)
        from (select days(day(closed), day(created)) as d from discussion) where d is not null group by 1"""),
    "harvest-backends": (["backend"], ["datasets"], """
        select case when not harvested then 'direct' when backend = '' then 'unknown' else backend end, count(*)
        from listed where (select sum(harvested) from listed) > 0 group by 1"""),
    "harvest-sources": (["domain", "backend"], ["datasets", "last_update"], """
        select coalesce(nullif(domain, ''), 'unknown'), coalesce(nullif(backend, ''), 'unknown'), count(*), max(updated)
        from listed where harvested group by 1, 2"""),
    "duplicate-titles": (["title"], ["datasets"], "select title, count(*) from listed group by 1 having count(*) > 1"),
    "quality-criteria": (["criterion"], ["passed"], """
        select 'license', sum(license is not null) from listed union all
        select 'temporal_coverage', sum(first is not null or last is not null) from listed union all
        select 'spatial', sum(granularity is not null or zones not in ('', '[]') or geom not in ('', 'None', 'null', 'False')) from listed union all
        select 'update_frequency', sum(frequency is not null) from listed"""),
}
# The program names only the first of these; what it names must be right, and no higher number be left out.
RANKED = {"most-reused", "most-viewed", "most-downloaded", "duplicate-titles"}
# SQL asks about some rows of these only.
PARTIAL = {"totals", "quality-criteria"}

differences = compared = 0


def differs(figure, what):
    global differences
    differences += 1
    if differences <= 60:
        print(f"{figure}: {what}")


def plain(value):
    text = "" if value is None else str(value)
    return text[1:] if text[:2] in ("'=", "'+", "'-", "'@") else text


for name, (keys, columns, query) in EXPECTED.items():
    sql = {}
    for row in base.execute(query):
        if row[0] is not None:
            sql[tuple(str(key) for key in row[: len(keys)])] = [plain(value) for value in row[len(keys):]]
    figure = figures.get(name, {"rows": []})
    ours = {tuple(plain(row[key]) for key in keys): [plain(row[column]) for column in columns] for row in figure["rows"]}
    compared += 1
    for key in {**sql, **ours}:
        a, b = sql.get(key), ours.get(key)
        if a == b:
            continue
        # A class or month without anything may be told or not.
        if set((a or []) + (b or [])) <= {"0", "0.0", ""}:
            continue
        if a is None or b is None:
            if b is None and name in RANKED and len(ours) >= 100:
                if int(a[0]) > min(int(row[0]) for row in ours.values()):
                    differs(name, f"{key} is left out: {a}")
                continue
            if a is None and name in PARTIAL:
                continue
        differs(name, f"{'/'.join(key)}: SQL says {a}, the program {b}")
print(f"{compared} figures compared, {differences} differences")
sys.exit(1 if differences else 0)
