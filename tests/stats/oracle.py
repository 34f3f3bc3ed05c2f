"""Counts the figures of a udata export a second time, in SQL, and holds those of `etalage stats --json` against them.

    python3 oracle.py FIGURES.json TERMS.tsv EXPORT.csv...

FIGURES.json is what the program printed; TERMS.tsv maps what exports write to the ids of vocabularies, a line each:
`license`, `license-known` (with or without an address), `frequency`, `format`, `family` or `territory`, the text, the
id. Prints the number of figures compared; every difference is a line, and makes the exit code 1. Only the standard
library is used.
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
    """An ISO date or time, in UTC, or None."""
    try:
        read = datetime.datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return read.astimezone(datetime.timezone.utc).replace(tzinfo=None) if read.tzinfo else read


def day(text):
    read = moment(text)
    return read and read.date().isoformat()


def written(text):
    """The day that a date or time names, wherever that was."""
    try:
        return datetime.datetime.fromisoformat((text or "").strip()).date().isoformat()
    except ValueError:
        return None


def overdue(updated, days):
    """Whether more than so many days and one have passed at the beginning of the catalogue's day."""
    if updated is None:
        return None
    passed = datetime.datetime.combine(today, datetime.time()) - datetime.datetime.fromisoformat(updated)
    return passed > datetime.timedelta(days=days + 1)


def prose(text):
    """A description, without a template's lone placeholder."""
    text = (text or "").strip()
    return "" if re.fullmatch(r"\{\{[^{}\s]{0,99}\}\}|\{\{\s*[^{}\s]{0,97}\s*\}\}", text) else text


def score(text):
    """A score between 0 and 1 in hundredths."""
    try:
        return round(float(text) * 100) if 0 <= float(text) <= 1 else None
    except (TypeError, ValueError):
        return None


def address(url):
    scheme, _, rest = (url or "").strip().partition("://")
    return bool(rest) and scheme.lower() in ("http", "https", "ftp")


def place(filetype, url):
    if filetype == "file":
        return "hosted-portal"
    scheme = url.lower().partition("://")[0]
    return f"hosted-{scheme}" if scheme in ("http", "https") and "://" in url else "hosted-other"


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
    """A whole number, also written `12.0`, that is not negative nor absurd."""
    match = re.fullmatch(r"\+?([0-9]+)(\.0*)?", (text or "").strip())
    return int(match.group(1)) if match and int(match.group(1)) <= 10**16 else None


for name, function, arity in [
    ("day", day, 1),
    ("moment", lambda text: (lambda read: read and read.isoformat(timespec="microseconds"))(moment(text)), 1),
    ("came", came, 2),
    ("days", days, 2),
    ("host", host, 1),
    ("checked", check, 1),
    ("number", number, 1),
    ("written", written, 1),
    ("overdue", overdue, 2),
    ("prose", prose, 1),
    ("score", score, 1),
    ("address", address, 1),
    ("place", place, 2),
    ("line", lambda text: " ".join((text or "").split()), 1),
]:
    base.create_function(name, arity, function, deterministic=True)

COLUMNS = {
    "dataset": "id title description license frequency temporal_coverage.start temporal_coverage.end "
    "spatial.granularity spatial.zones spatial.geom private deleted created_at last_modified tags badges archived "
    "resources_count resources_formats harvest.backend harvest.domain harvest.modified_at harvest.created_at "
    "harvest.remote_url harvest.remote_id harvest.uri harvest.issued_at organization organization_id "
    "metric.discussions metric.discussions_open metric.followers metric.views metric.resources_downloads owner "
    "quality_score slug",
    "resource": "id dataset.id dataset.private url type filetype format mime description filesize modified extras "
    "schema_name schema_version schema_url",
    "organization": "id name badges deleted last_modified slug",
    "reuse": "id type topic datasets archived private deleted last_modified",
    "dataservice": "id archived private deleted_at datasets metadata_modified_at",
    "discussion": "id subject_class subject_id created closed size",
}
given, headers = set(), {}
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
        headers[kind] = header
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
create table newest as select "dataset.id" as id, max(moment(modified)) as modified, count(*) as files from resource group by 1;
create unique index newest_id on newest(id);
create table listed as select d.id, line(d.title) as title,
    nullif(coalesce((select id from term where kind = 'frequency' and text = d.frequency), d.frequency, ''), '') as frequency,
    case when d.license = '' then null else coalesce((select id from term where kind = 'license' and text = d.license), d.license) end as license,
    nullif(d."spatial.granularity", '') as granularity, d."spatial.zones" as zones, d."spatial.geom" as geom,
    nullif(d.organization_id, '') as organization, d.owner, d.tags, d.badges, d.resources_formats, prose(d.description) as description,
    written(d."temporal_coverage.start") as first, written(d."temporal_coverage.end") as last,
    came(d.id, d.created_at) as came, number(d.resources_count) as declared,
    d."harvest.backend" || d."harvest.domain" || d."harvest.modified_at" || d."harvest.created_at"
      || d."harvest.remote_url" || d."harvest.remote_id" || d."harvest.uri" || d."harvest.issued_at" <> '' as harvested,
    d."harvest.backend" as backend, d."harvest.domain" as domain,
    moment(d."harvest.modified_at") as harvest_modified, day(d.created_at) as created,
    coalesce(moment(d."harvest.modified_at"), n.modified, moment(d.last_modified)) as updated_at,
    substr(coalesce(moment(d."harvest.modified_at"), n.modified, moment(d.last_modified)), 1, 10) as updated,
    coalesce(n.files, 0) as files, score(d.quality_score) as told_score,
    number(d."metric.views") as views, number(d."metric.resources_downloads") as downloads,
    number(d."metric.followers") as followers, number(d."metric.discussions") as told_discussions,
    number(d."metric.discussions_open") as told_open
  from dataset d left join newest n on n.id = d.id where d.archived in {NO};
create unique index listed_id on listed(id);
create table discussion as select *, day(created) as opened_on, day(closed) as closed_on,
    closed not in {NO} as is_closed from raw_discussion;
create index discussion_subject on discussion(subject_id);
create table dataservice as select *, row_number() over (
    partition by id order by moment(metadata_modified_at) desc, place) as rank
  from raw_dataservice where id <> '' and private in {NO} and deleted_at in {NO};
delete from dataservice where rank > 1;
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
exploded("raw_reuse_dataset", "select id, datasets from raw_reuse where id <> ''")
base.executescript("""
create table file as select r.*, l.id as dataset, l.came as came, checked(r.extras) as checked, number(r.filesize) as size,
    case when lower(r.filetype) in ('file', 'upload') or lower(r.type) in ('file', 'upload') then 'file' else 'remote' end as placed,
    case when lower(r.type) in ('main','documentation','update','api','code','other') then lower(r.type)
      when r.type in ('', 'file', 'upload', 'remote') then 'main' else 'other' end as purpose,
    nullif(coalesce(t.id, ''), '') as format_id
  from resource r join listed l on l.id = r."dataset.id" left join term t on t.kind = 'format' and t.text = r.format;
create index file_dataset on file(dataset);
create table format as
  select distinct f.dataset as id, t.id as item from file f join term t on t.kind = 'format' and t.text = f.format where t.id <> ''
  union select d.id, t.id from declared_format d join term t on t.kind = 'format' and t.text = d.item where t.id <> '';
create index format_id on format(id);
create table delta(frequency primary key, days);
create table reuse_count as select l.id, count(u.id) as reuses from listed l
  left join (select distinct u.id, u.item from reused u join reuse r on r.id = u.id) u on u.item = l.id group by l.id;
create table talk as select l.id,
    case when (select count(*) from discussion) > 0 then count(d.place) else coalesce(l.told_discussions, 0) end as discussions,
    case when (select count(*) from discussion) > 0 then coalesce(sum(not d.is_closed), 0) else coalesce(l.told_open, 0) end as open
  from listed l left join discussion d on d.subject_id = l.id and d.subject_class = 'Dataset' group by l.id;
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
OPEN_LICENSES = """('lov2','fr-lo','odc-odbl','cc-by','cc-by-sa','cc-zero','odc-by','odc-pddl','other-at','other-open','other-pd')"""
CLOSED_FORMATS = "('pdf','doc','docx','xls','xlsx')"
FOR_PROGRAMS = """('api','atom','bufr','gbfs','grib','grib2','gtfs','gtfs-rt','hdf5','ics','netcdf','neptune','netex','odata','protobuf',
  'rds','rss','siri','siri-lite','soap','sparql','ssim')"""
BADGES = "('public-service','certified','local-authority','association','company')"
LISTED = "(select count(*) from file) > 0"

# udata's nine answers of each dataset: 1, 0, or null where the source does not tell.
has_extras = "extras" in headers.get("resource", ["extras"])
UNLISTED = "l.files = 0 and coalesce(l.declared, 0) > 0"
# Without a number, a dataset has no file where the source lists the files of others.
NO_FILES = f"l.files = 0 and (l.declared = 0 or (l.declared is null and (select count(*) from resource) > 0))"
has_formats = "resources_formats" in headers["dataset"]
base.executescript(f"""
create table of_files as select dataset as id,
    max(trim(format) <> '' and lower(trim(format)) not in ('pdf','doc','docx','word','xls','excel','xlsx')) as open,
    not max(placed = 'remote' and checked is not null and checked <> 'yes') as available,
    max(purpose = 'documentation' or prose(description) <> '') as documented
  from file group by 1;
create unique index of_files_id on of_files(id);
create table told_open as select id, max(lower(item) not in ('pdf','doc','docx','word','xls','excel','xlsx')) as open
  from declared_format where trim(item) <> '' group by 1;
create unique index told_open_id on told_open(id);
create table answers as select l.id, l.organization,
    l.license is not null as license, l.first is not null or l.last is not null as temporal_coverage,
    l.granularity is not null or l.zones not in ('', '[]') or l.geom not in ('', 'None', 'null', 'False') as spatial,
    l.frequency is not null as update_frequency,
    case when l.frequency is null then 0 when d.days is null then 1
      when ({UNLISTED}) and l.harvest_modified is null then null else not overdue(l.updated_at, d.days) end as update_fulfilled_in_time,
    length(l.description) > 100 as over_100, length(l.description) > 200 as over_200,
    case when l.files > 0 then f.open when {NO_FILES} then 0 when {int(has_formats)} then coalesce(o.open, 0) end as has_open_format,
    case when {int(not has_extras)} then null when l.files > 0 then f.available when {NO_FILES} then 0 end as all_resources_available,
    case when l.files > 0 then f.documented when {NO_FILES} then 0 end as resources_documentation,
    l.told_score, case when l.files > 0 then l.files else coalesce(l.declared, 0) end > 0 as with_files
  from listed l left join delta d on d.frequency = l.frequency left join of_files f on f.id = l.id left join told_open o on o.id = l.id;
""")
CRITERIA = ["license", "temporal_coverage", "spatial", "update_frequency", "update_fulfilled_in_time",
            "dataset_description_quality", "has_open_format", "all_resources_available", "resources_documentation"]


def points(length):
    """The points of a dataset, null where an answer is unknown; descriptions need more than `length` characters."""
    return " + ".join(CRITERIA).replace("dataset_description_quality", f"over_{length}")


# Which length the portal asks of descriptions is told by the scores of datasets without files, else by all.
length = 100
for tier in ("not with_files", "with_files"):
    votes = base.execute(f"""
        select coalesce(sum((({points(100)}) * 200 + 9) / 18 = told_score), 0),
          coalesce(sum((({points(200)}) * 200 + 9) / 18 = told_score), 0)
        from answers where told_score is not null and over_100 and not over_200 and {tier}""").fetchone()
    if any(votes):
        length = 200 if votes[1] > votes[0] else 100
        break
base.executescript(f"""
alter table answers add column dataset_description_quality;
alter table answers add column points;
update answers set dataset_description_quality = over_{length},
  points = coalesce({points(length)}, min(9, (told_score * 9 + 50) / 100));
create unique index answers_id on answers(id);
""")

# data.europa.eu's metrics of each dataset: their points, and how far each is fulfilled.
LISTS = {
    "non_proprietary": """atom citygml cityjson csv csv.gz epub geojson geotiff gml gpkg gpx grib grib2 gtfs gtfs-rt gz html jpg json
        json-ld jsonl kml kmz n3 ndjson netcdf nt ods odt parquet png rdf rss sparql svg topojson tsv ttl txt wfs wms xml""",
    "machine": """atom citygml cityjson csv csv.gz dbf geojson geotiff gml gpkg gpx gtfs gtfs-rt json json-ld jsonl kml kmz n3
        ndjson netcdf nt ods parquet rdf rss shp sparql sql tab topojson tsv ttl wfs xls xlsx xml yaml""",
    "other": "doc docx pdf ppt pptx rtf zip dwg dxf 7z rar",
}
base.execute("create table mqa_format(list, item, primary key (list, item))")
for name, words in LISTS.items():
    base.executemany("insert into mqa_format values (?, ?)", [(name, word) for word in words.split()])
IN = "coalesce(format_id in (select item from mqa_format where list = '{}'), 0)"
METRICS = [
    ("keyword", "findability", 30, "exists (select 1 from tag t where t.id = l.id)"),
    ("theme", "findability", 30, "0"),
    ("spatial", "findability", 20, "a.spatial"),
    ("temporal", "findability", 20, "a.temporal_coverage"),
    ("access-url", "accessibility", 50, "coalesce(f.answering, 0)"),
    ("download-url", "accessibility", 20, "coalesce(f.addressed, 0)"),
    ("download-url-answers", "accessibility", 30, "coalesce(f.answering, 0)"),
    ("format", "interoperability", 20, "coalesce(f.formatted, 0)"),
    ("media-type", "interoperability", 10, "coalesce(f.typed, 0)"),
    ("vocabulary", "interoperability", 10, "coalesce(f.known, 0)"),
    ("non-proprietary", "interoperability", 20, "coalesce(f.free, 0)"),
    ("machine-readable", "interoperability", 20, "coalesce(f.machine, 0)"),
    ("dcat-ap", "interoperability", 30, "l.description <> '' and coalesce(f.addressed, 1) = 1"),
    ("license", "reusability", 20, "coalesce(l.license, 'notspecified') <> 'notspecified'"),
    ("license-vocabulary", "reusability", 10, "exists (select 1 from term t where t.kind = 'license-known' and t.text = l.license and t.id <> '')"),
    ("access-rights", "reusability", 10, "0"),
    ("access-rights-vocabulary", "reusability", 5, "0"),
    ("contact-point", "reusability", 20, "0"),
    ("publisher", "reusability", 10, "l.organization is not null or l.owner <> ''"),
    ("rights", "contextuality", 5, "coalesce(l.license, 'notspecified') <> 'notspecified'"),
    ("byte-size", "contextuality", 5, "coalesce(f.sized, 0)"),
    ("issued", "contextuality", 5, "l.created is not null"),
    ("modified", "contextuality", 5, "l.updated is not null"),
]
DIMENSIONS = list(dict.fromkeys(metric[1] for metric in METRICS))
name_of = lambda id: id.replace("-", "_")
base.executescript(f"""
create table mqa_files as select dataset as id, avg(address(url) and coalesce(checked, 'yes') = 'yes') as answering,
    avg(address(url)) as addressed, avg(format_id is not null) as formatted, avg(trim(mime) <> '') as typed,
    avg(coalesce(format_id in (select item from mqa_format), 0)) as known, avg({IN.format('non_proprietary')}) as free,
    avg({IN.format('machine')}) as machine, avg(coalesce(size, 0) > 0) as sized
  from file group by 1;
create unique index mqa_files_id on mqa_files(id);
create table mqa as select l.id, {', '.join(f'({share}) as {name_of(id)}' for id, _, _, share in METRICS)}
  from listed l join answers a on a.id = l.id left join mqa_files f on f.id = l.id where not ({UNLISTED});
""")
summed = lambda wanted: " + ".join(f"{most} * {name_of(id)}" for id, dimension, most, _ in METRICS if wanted in (dimension, None))
most_of = lambda wanted: sum(most for _, dimension, most, _ in METRICS if dimension == wanted)
RATED = f"round({summed(None)})"
QUARTER = "min(3, max(0, (cast(round({0}) as int) * 4 - 1)) / {1})"

# The departments and regions that a dataset's zones name.
base.executescript("create table territory(id, level, code)")
for id, codes in base.execute("""
    select z.id, t.id from zone z join listed l on l.id = z.id
    join term t on t.kind = 'territory' and t.text = z.item || '|' || coalesce(l.granularity, '')""").fetchall():
    base.executemany("insert into territory values (?, ?, ?)", [(id, code[0], code[1:]) for code in codes.split(",")])

TAIL = """
    with ranked as (select {0} as value, row_number() over (order by {0} desc, came, id) as rank,
        sum({0}) over (order by {0} desc, came, id) as running, sum({0}) over () as whole, count(*) over () as number
      from listed where {0} > 0)
    select rank, running, running * 1.0 / whole from ranked where number >= 10 and (rank = number or
      rank in (1, 3, 10, 30, 100, 300, 1000, 3000, 10000, 30000, 100000, 300000, 1000000))"""
SHARED = "count(*), count(*) * 1.0 / sum(count(*)) over ()"
MONTHS = """
    with recursive came(month, direct, harvested) as (
        select substr(came, 1, 7), sum(not harvested), sum(harvested) from listed group by 1),
      month(month) as (select min(month) from came union
        select case when substr(month, 6) = '12' then printf('%04d-01', substr(month, 1, 4) + 1)
          else substr(month, 1, 5) || printf('%02d', substr(month, 6) + 1) end
        from month where month < (select max(month) from came)
          and (select substr(max(month), 1, 4) - substr(min(month), 1, 4) from came) < 60),
      filled as (select month, 0 as direct, 0 as harvested from month union all select * from came)
    select month, sum(direct), sum(harvested), sum(direct + harvested), sum(sum(direct + harvested)) over (order by month)
    from filled where month is not null group by 1"""
YEARS = """
    with recursive came(year, direct, harvested) as (
        select substr(came, 1, 4) + 0, sum(not harvested), sum(harvested) from listed group by 1),
      year(year) as (select min(year) from came union select year + 1 from year
        where year < (select max(year) from came) and (select max(year) - min(year) from came) < 60),
      filled as (select year, 0 as direct, 0 as harvested from year union all select * from came)
    select printf('%04d', year), {0} from filled where year is not null group by 1"""
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
        select 'discussions', sum(discussions) from talk union all
        select 'dataservices', count(*) from dataservice where archived in {NO} union all
        select 'files-sized', count(*) from file where size > 0 union all
        select 'volume', coalesce(sum(size), 0) from file union all
        select 'reuses', count(*) from reuse where archived in {NO}"""),
    "datasets-per-month": (["month"], ["direct", "harvested", "total", "running"], MONTHS),
    "datasets-per-year": (["year"], ["direct", "harvested", "total", "running"], YEARS.format(
        "sum(direct), sum(harvested), sum(direct + harvested), sum(sum(direct + harvested)) over (order by year)")),
    "datasets-running": (["year"], ["direct", "harvested", "total"], YEARS.format(
        "sum(sum(direct)) over (order by year), sum(sum(harvested)) over (order by year), sum(sum(direct + harvested)) over (order by year)")),
    "update-age": (["age"], ["datasets", "share"],
        f"select {AGE.format(f'days({T}, updated)')}, {SHARED} from listed group by 1"),
    "promises": (["frequency"], ["kept", "late", "undated", "datasets", "kept_share"], f"""
        with promise as (select coalesce(l.frequency, 'no-frequency') as frequency,
          days({T}, l.updated) <= d.days + 1 as kept from listed l left join delta d on d.frequency = l.frequency)
        select frequency, coalesce(sum(kept), 0), count(kept) - coalesce(sum(kept), 0), count(*) - count(kept), count(*), avg(kept)
        from promise group by 1"""),
    "licenses": (["license"], ["datasets", "share", "open"], f"""
        select coalesce(license, 'no-license'), {SHARED}, case when license in {OPEN_LICENSES} then 'True' else 'False' end
        from listed group by 1"""),
    "licenses-per-year": (["year"], ["open", "other", "none", "open_license_share"], f"""
        select substr(came, 1, 4), sum(coalesce(license in {OPEN_LICENSES}, 0)), sum(coalesce(license not in {OPEN_LICENSES}, 0)),
          sum(license is null), avg(coalesce(license in {OPEN_LICENSES}, 0)) from listed group by 1"""),
    "formats": (["format"], ["family", "datasets", "files", "open", "machine_readable"], f"""
        select f.item, t.id, count(distinct f.id),
          case when {LISTED} then (select count(*) from file where format_id = f.item) end,
          case when f.item in {CLOSED_FORMATS} then 'False' else 'True' end,
          case when t.id in ('tabular','machine_readable','geographical') or (t.id = 'other' and f.item in {FOR_PROGRAMS}) then 'True' else 'False' end
        from format f join term t on t.kind = 'family' and t.text = f.item group by 1"""),
    "format-families": (["family"], ["datasets", "files"], f"""
        select t.id, count(distinct f.id), case when {LISTED} then
            (select count(*) from file x join term u on u.kind = 'family' and u.text = x.format_id where u.id = t.id) end
          from format f join term t on t.kind = 'family' and t.text = f.item group by 1 union all
        select 'format-unknown', count(*), case when {LISTED} then (select count(*) from file where format_id is null) end
          from listed l where (files > 0 or coalesce(declared, 0) > 0) and not exists (select 1 from format f where f.id = l.id)"""),
    "format-openness": (["year"], ["with_files", "open", "machine_readable", "open_share", "machine_readable_share"], f"""
        with one as (select substr(came, 1, 4) as year,
          exists (select 1 from format f where f.id = l.id and f.item not in {CLOSED_FORMATS}) as open,
          exists (select 1 from format f join term t on t.kind = 'family' and t.text = f.item where f.id = l.id
            and (t.id in ('tabular','machine_readable','geographical') or (t.id = 'other' and f.item in {FOR_PROGRAMS}))) as machine
          from listed l where files > 0 or coalesce(declared, 0) > 0)
        select year, count(*), sum(open), sum(machine), avg(open), avg(machine) from one group by 1"""),
    "quality-scores": (["points"], ["datasets", "share"], f"select points, {SHARED} from answers where points is not null group by 1"),
    "quality-criteria": (["criterion"], ["passed", "failed", "unknown", "passed_share"], " union all ".join(f"""
        select '{criterion}', coalesce(sum({criterion}), 0), count({criterion}) - coalesce(sum({criterion}), 0), count(*) - count({criterion}),
          avg({criterion}) from answers having count({criterion}) > 0""" for criterion in CRITERIA)),
    "quality-by-producer": (["badge"], ["datasets", "mean_score"], f"""
        with badged as (select distinct id, item from organization_badge where item in {BADGES})
        select coalesce(b.item, 'no-badge'), count(*), avg(a.points) / 9 from answers a left join badged b on b.id = a.organization
        where a.points is not null group by 1"""),
    "description-lengths": (["length"], ["datasets", "share"], f"""
        select case when length(description) = 0 then 'description-none' when length(description) <= 100 then 'description-100'
          when length(description) <= 200 then 'description-200' when length(description) <= 500 then 'description-500'
          when length(description) <= 2000 then 'description-2000' else 'description-more' end, {SHARED} from listed group by 1"""),
    "mqa-dimensions": (["dimension"],
        ["mean_points", "most_points", "mean_share", "first_quarter", "second_quarter", "third_quarter", "last_quarter"],
        " union all ".join(f"""
        select '{dimension}', cast(round(avg({summed(dimension)})) as int), {most_of(dimension)}, avg({summed(dimension)}) / {most_of(dimension)},
          {', '.join(f"sum({QUARTER.format(summed(dimension), most_of(dimension))} = {quarter})" for quarter in range(4))}
        from mqa having count(*) > 0""" for dimension in DIMENSIONS)),
    "mqa-ratings": (["rating"], ["datasets", "share"], f"""
        select case when {RATED} <= 120 then 'bad' when {RATED} <= 220 then 'sufficient' when {RATED} <= 350 then 'good' else 'excellent' end,
          {SHARED} from mqa group by 1"""),
    "mqa-metrics": (["metric"], ["dimension", "most_points", "mean_share"], " union all ".join(
        f"select '{id}', '{dimension}', {most}, avg({name_of(id)}) from mqa having count(*) > 0" for id, dimension, most, _ in METRICS)),
    "file-types": (["what"], ["files", "share"], f"select purpose, {SHARED} from file group by 1"),
    "availability": (["what"], ["files", "share"], """
        with state as (select case when checked is null then 'file-unchecked' when checked = 'yes' then 'file-available'
          else 'file-unavailable' end as state from file where exists (select 1 from file where checked is not null))
        select state, count(*), count(*) * 1.0 / sum(count(*)) over () from state group by 1"""),
    "availability-statuses": (["status"], ["files", "share"],
        f"select replace(checked, 'none', 'no-answer'), {SHARED} from file where checked <> 'yes' group by 1"),
    "availability-hosts": (["host"], ["unavailable", "available", "checked", "unavailable_share"], """
        select coalesce(nullif(host(url), ''), 'no-host'), sum(checked <> 'yes'), sum(checked = 'yes'), count(*), avg(checked <> 'yes') from file
        where checked is not null group by 1 having sum(checked <> 'yes') > 0"""),
    "hosting": (["what"], ["files", "share"], f"select place(placed, url), {SHARED} from file group by 1"),
    "hosts": (["host"], ["files", "share"],
        f"select coalesce(nullif(host(url), ''), 'no-host'), {SHARED} from file group by 1"),
    "organizations": (["organization"],
        ["datasets", "files", "views", "downloads", "mean_score", "first_publication", "last_activity"], f"""
        select l.organization, count(*), sum(case when files > 0 then files else coalesce(declared, 0) end),
          coalesce(sum(views), 0), coalesce(sum(downloads), 0), avg(a.points) / 9, min(came),
          max(max(came, coalesce(updated, came))) from listed l join answers a on a.id = l.id
        where l.organization is not null group by 1"""),
    "organizations-activity": (["age"], ["organizations", "share"], f"""
        select {AGE.format(f'days({T}, active)')}, {SHARED} from (
          select max(max(came, coalesce(updated, came))) as active from listed where organization is not null group by organization)
        group by 1"""),
    "organizations-silent": (["organization"], ["datasets", "days", "last_activity"], f"""
        select organization, count(*), days({T}, max(max(came, coalesce(updated, came)))), max(max(came, coalesce(updated, came)))
        from listed where organization is not null group by 1
        having days({T}, max(max(came, coalesce(updated, came)))) > 365"""),
    "organizations-archived": (["organization"], ["archived_datasets", "last_update"], f"""
        select organization_id, count(*),
          substr(max(coalesce(moment("harvest.modified_at"), (select modified from newest n where n.id = d.id), moment(last_modified))), 1, 10)
        from dataset d where organization_id <> '' group by 1 having sum(archived in {NO}) = 0"""),
    "organizations-per-year": (["year"], ["first_publications", "running"], """
        select year, count(*), sum(count(*)) over (order by year)
        from (select substr(min(came), 1, 4) as year from listed where organization is not null group by organization)
        group by 1"""),
    "organizations-concentration": (["largest_share"], ["organizations", "datasets", "share"], """
        with ranked as (select count(*) as datasets, row_number() over (order by count(*) desc) as rank, count(*) over () as number
            from listed where organization is not null group by organization),
          step(hundredths) as (values (1), (5), (10), (20), (50), (100))
        select hundredths / 100.0, count(*), sum(datasets), sum(datasets) * 1.0 / (select sum(datasets) from ranked)
        from step join ranked on rank <= (number * hundredths + 99) / 100 group by hundredths"""),
    "organization-badges": (["badge"], ["organizations", "datasets"], """
        with o as (select organization, count(*) as datasets from listed where organization is not null group by 1)
        select coalesce(b.item, 'no-badge'), count(*), sum(datasets) from o left join organization_badge b on b.id = o.organization group by 1"""),
    "granularities": (["granularity"], ["datasets", "share"],
        f"select coalesce(granularity, 'no-granularity'), {SHARED} from listed group by 1"),
    "departments": (["code"], ["datasets"], "select code, count(distinct id) from territory where level = 'd' group by 1"),
    "regions": (["code"], ["datasets"], "select code, count(distinct id) from territory where level = 'r' group by 1"),
    "temporal-coverage": (["year"], ["datasets"], f"""
        with recursive year(y) as (select 1900 union all select y + 1 from year where y < {today.year + 30}),
        period as (select a, b, count(*) as number from (select substr(coalesce(first, last), 1, 4) + 0 as a,
          max(substr(coalesce(last, {T}), 1, 4) + 0, substr(coalesce(first, last), 1, 4) + 0) as b
          from listed where first is not null or last is not null) group by 1, 2)
        select printf('%04d', y), (select sum(number) from period where a <= y and y <= b) from year"""),
    "tags": (["tag"], ["datasets", "share"],
        "select item, count(*), count(*) * 1.0 / (select count(*) from listed) from tag group by 1"),
    "tag-pairs": (["tag", "other_tag"], ["datasets"], """
        with top as (select item, row_number() over (order by count(*) desc, item) as rank from tag group by 1 order by 2 limit 50),
          held as materialized (select tag.id, top.item, top.rank from tag join top on top.item = tag.item)
        select a.item, b.item, count(*) from held a join held b on b.id = a.id and a.rank < b.rank group by 1, 2 having count(*) > 1"""),
    "tags-per-dataset": (["tags"], ["datasets", "share"], f"""
        with held as (select l.id, count(t.item) as number from listed l left join tag t on t.id = l.id group by 1)
        select case when number = 0 then 'tags-none' when number <= 2 then 'tags-two' when number <= 5 then 'tags-five'
          when number <= 10 then 'tags-ten' else 'tags-more' end, {SHARED} from held group by 1"""),
    "schemas": (["schema"], ["files", "datasets"], """
        select coalesce(nullif(line(schema_name), ''), schema_url), count(*), count(distinct dataset) from file
        where schema_name <> '' or schema_url <> '' group by 1"""),
    "schema-versions": (["schema", "version"], ["files"], """
        select coalesce(nullif(line(schema_name), ''), schema_url), nullif(line(schema_version), ''), count(*) from file
        where schema_name <> '' or schema_url <> '' group by 1, 2"""),
    "badges": (["badge"], ["datasets", "share", "mean_score"], """
        select b.item, count(*), count(*) * 1.0 / (select count(*) from listed), avg(a.points) / 9
        from badge b join answers a on a.id = b.id group by 1"""),
    "reuses-per-dataset": (["reuses"], ["datasets", "share"], f"""
        select case when reuses = 0 then 'reuses-none' when reuses = 1 then 'reuses-one' when reuses <= 4 then 'reuses-four'
          when reuses <= 9 then 'reuses-nine' else 'reuses-more' end, {SHARED} from reuse_count
        where (select sum(reuses) from reuse_count) > 0 group by 1"""),
    "reuse-types": (["type"], ["reuses", "share"],
        f"select coalesce(nullif(type, ''), 'none'), {SHARED} from reuse where archived in {NO} group by 1"),
    "reuse-topics": (["topic"], ["reuses", "share"],
        f"select coalesce(nullif(topic, ''), 'none'), {SHARED} from reuse where archived in {NO} group by 1"),
    "most-reused": (["dataset"], ["reuses"], "select id, reuses from reuse_count where reuses > 0"),
    "most-viewed": (["dataset"], ["views"], "select id, views from listed where views > 0"),
    "most-downloaded": (["dataset"], ["downloads"], "select id, downloads from listed where downloads > 0"),
    "most-followed": (["dataset"], ["followers"], "select id, followers from listed where followers > 0"),
    "views-tail": (["first_datasets"], ["views", "share"], TAIL.format("views")),
    "downloads-tail": (["first_datasets"], ["downloads", "share"], TAIL.format("downloads")),
    "discussions-per-month": (["month"], ["opened", "closed"], """
        with event(month, opened, closed) as (select substr(opened_on, 1, 7), 1, 0 from discussion union all
          select substr(closed_on, 1, 7), 0, 1 from discussion)
        select month, sum(opened), sum(closed) from event where month is not null group by 1"""),
    "discussions-per-year": (["year"], ["opened", "closed"], """
        with event(year, opened, closed) as (select substr(opened_on, 1, 4), 1, 0 from discussion union all
          select substr(closed_on, 1, 4), 0, 1 from discussion)
        select year, sum(opened), sum(closed) from event where year is not null group by 1"""),
    "discussion-states": (["state"], ["discussions", "share"], f"""
        select case when is_closed then 'discussion-closed' when number(size) > 1 then 'discussion-answered'
          when number(size) is null then 'discussion-open' else 'discussion-unanswered' end, {SHARED} from discussion group by 1"""),
    "discussion-delays": (["delay"], ["discussions", "share"], f"""
        select case when d <= 1 then 'delay-day' when d <= 7 then 'delay-week' when d <= 31 then 'delay-month'
          when d <= 92 then 'delay-quarter' when d <= 365 then 'delay-year' else 'delay-more' end, {SHARED}
        from (select days(closed_on, opened_on) as d from discussion) where d is not null group by 1"""),
    "most-discussed": (["dataset"], ["discussions", "open_discussions"], "select id, discussions, open from talk where discussions > 0"),
    "harvest-backends": (["backend"], ["datasets", "share"], f"""
        select case when not harvested then 'direct' when backend = '' then 'unknown' else backend end, {SHARED}
        from listed where (select sum(harvested) from listed) > 0 group by 1"""),
    "harvest-sources": (["domain", "backend"], ["datasets", "last_update"], """
        select coalesce(nullif(domain, ''), 'unknown'), coalesce(nullif(backend, ''), 'unknown'), count(*), max(updated)
        from listed where harvested group by 1, 2"""),
    "findings": (["finding"], ["occurrences"], f"""
        with known as (select * from raw_dataset where id <> '' and private in {NO} and deleted in {NO})
        select 'unknown-license', count(*) from known where license <> ''
          and not exists (select 1 from term t join term k on k.kind = 'license-known' and k.text = t.id where t.kind = 'license' and t.text = license) union all
        select 'duplicate-dataset', count(*) - count(distinct id) from known union all
        select 'duplicate-slug', (select count(*) - count(distinct slug) from dataset where slug <> '')
          + (select count(*) - count(distinct slug) from raw_organization where slug <> '' and id <> '') where {int("reuse" not in given and "dataservice" not in given)} union all
        select 'missing-title', (select count(*) from known where line(title) = '') where {int(len(given) == 1)} union all
        select 'dangling-resource-dataset', count(*) from raw_resource where "dataset.id" not in (select id from raw_dataset) union all
        select 'dangling-reuse-dataset', count(*) from raw_reuse_dataset where item not in (select id from raw_dataset) union all
        select 'dangling-discussion-subject', count(*) from discussion where subject_class = 'Dataset'
          and subject_id not in (select id from raw_dataset) union all
        select 'dangling-dataset-organization', count(*) from raw_dataset where {int("organization" in given)} and organization_id <> ''
          and organization_id not in (select id from raw_organization) union all
        select 'private-record', (select count(*) from raw_dataset where private not in {NO})
          + (select count(*) from raw_resource where "dataset.private" not in {NO})
          + (select count(*) from raw_reuse where private not in {NO})
          + (select count(*) from raw_dataservice where private not in {NO})"""),
    "duplicate-titles": (["title"], ["datasets"], "select title, count(*) from listed group by 1 having count(*) > 1"),
}
# The program names only the first of these; what it names must be right, and no higher number be left out.
RANKED = {"most-reused", "most-viewed", "most-downloaded", "most-followed", "most-discussed", "duplicate-titles", "tag-pairs"}
# SQL asks about some rows of these only: what else reading finds, tests of reading count.
PARTIAL = {"findings"}

differences = compared = filled = 0


def differs(figure, what):
    global differences
    differences += 1
    if differences <= 60:
        print(f"{figure}: {what}")


def plain(value):
    text = "" if value is None else str(value)
    return text[1:] if text[:2] in ("'=", "'+", "'-", "'@") else text


def same(one, other):
    """Whether two rows say the same. Shares are written with six decimals."""
    if one == other or one is None or other is None:
        return one == other

    def alike(a, b):
        try:
            return a == b or abs(float(a) - float(b)) <= 1.1e-6
        except ValueError:
            return False

    return all(alike(a, b) for a, b in zip(one, other))


for name, (keys, columns, query) in EXPECTED.items():
    sql = {}
    for row in base.execute(query):
        if row[0] is not None:
            sql[tuple(plain(key) for key in row[: len(keys)])] = [plain(value) for value in row[len(keys):]]
    figure = figures.pop(name, {"rows": []})
    ours = {tuple(plain(row[key]) for key in keys): [plain(row[column]) for column in columns] for row in figure["rows"]}
    compared += 1
    filled += bool(ours)
    for key in {**sql, **ours}:
        a, b = sql.get(key), ours.get(key)
        if same(a, b):
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
for name in figures:
    differs(name, "SQL does not count it")
print(f"{compared} figures compared, {differences} differences; {filled} have rows")
sys.exit(1 if differences else 0)
