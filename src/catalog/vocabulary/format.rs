//! Formats of files: from what producers write to a short known name, and the families that udata groups them in.

use std::borrow::Cow;

/// What kind of tool opens a format (udata `settings.py`, format families), with udata's ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Tables: spreadsheets and CSV.
    Tabular,
    /// Structured text for programs.
    MachineReadable,
    /// Maps and geographical services.
    Geographical,
    /// Texts to read.
    Documents,
    /// Everything else: archives, images, unknown formats.
    Other,
}

impl Family {
    /// Every family, in udata's order.
    pub const ALL: [Self; 5] =
        [Self::Tabular, Self::MachineReadable, Self::Geographical, Self::Documents, Self::Other];

    /// udata's id: `tabular`, `machine_readable`...
    pub const fn id(self) -> &'static str {
        match self {
            Self::Tabular => "tabular",
            Self::MachineReadable => "machine_readable",
            Self::Geographical => "geographical",
            Self::Documents => "documents",
            Self::Other => "other",
        }
    }

    /// The family with that id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|family| family.id() == id)
    }
}

/// Known formats by family: udata's lists, and formats of the same nature that its lists leave out.
const FAMILIES: [(Family, &[&str]); 5] = [
    (Family::Tabular, &["csv", "csv.gz", "dbf", "ods", "parquet", "tsv", "xls", "xlsb", "xlsm", "xlsx"]),
    (
        Family::MachineReadable,
        &[
            "json", "jsonl", "json-ld", "n3", "ndjson", "nt", "owl", "rdf", "sql", "trig", "ttl", "xml",
            "xsd", "yaml",
        ],
    ),
    (
        Family::Geographical,
        &[
            "3dtiles",
            "arcgis",
            "asc",
            "citygml",
            "cityjson",
            "csw",
            "dxf",
            "dwg",
            "ecw",
            "gdb",
            "geojson",
            "geotiff",
            "gml",
            "gpkg",
            "gpx",
            "grid",
            "jp2",
            "kml",
            "kmz",
            "las",
            "laz",
            "mbtiles",
            "mif",
            "ogc-api-features",
            "osm",
            "ovr",
            "pbf",
            "pmtiles",
            "prj",
            "qgis",
            "shp",
            "shx",
            "tab",
            "topojson",
            "wcs",
            "wfs",
            "wms",
            "wmts",
            "wps",
        ],
    ),
    (
        Family::Documents,
        &["doc", "docx", "epub", "html", "md", "odp", "odt", "pdf", "ppt", "pptx", "rtf", "txt"],
    ),
    (
        Family::Other,
        &[
            "7z",
            "api",
            "atom",
            "bufr",
            "cpg",
            "css",
            "doi",
            "eps",
            "gbfs",
            "gif",
            "git",
            "grib",
            "grib2",
            "gtfs",
            "gtfs-rt",
            "gz",
            "hdf5",
            "ics",
            "ivt",
            "jpg",
            "mp3",
            "mp4",
            "netcdf",
            "netex",
            "neptune",
            "odata",
            "png",
            "protobuf",
            "python",
            "rar",
            "rds",
            "rss",
            "siri",
            "siri-lite",
            "soap",
            "sparql",
            "ssim",
            "svg",
            "tar",
            "tar.gz",
            "tiff",
            "url",
            "xz",
            "zip",
        ],
    ),
];

/// Formats that are worth a page of their own, in the order of a menu.
pub const COMMON: [&str; 24] = [
    "csv", "json", "xlsx", "xls", "ods", "parquet", "xml", "geojson", "shp", "gpkg", "kml", "wms", "wfs",
    "gtfs", "pdf", "html", "txt", "zip", "rdf", "tab", "gml", "docx", "odt", "geotiff",
];

/// Other spellings, whole strings only. An empty right side: the string tells nothing.
const SPELLINGS: &[(&str, &str)] = &[
    ("7-zip", "7z"),
    ("7z.7z", "7z"),
    ("all", ""),
    ("api rest", "api"),
    ("application", ""),
    ("arcgis geoservices rest api", "arcgis"),
    ("arcgis grid", "grid"),
    ("autre", ""),
    ("bin", ""),
    ("csv.zip", "csv"),
    ("data", ""),
    ("divers", ""),
    ("document", ""),
    ("download", ""),
    ("esri rest", "arcgis"),
    ("esri:aims--http-get-feature", "arcgis"),
    ("erdas enhanced compressed wavelet (ecw)", "ecw"),
    ("export catalogue", ""),
    ("flux", ""),
    ("flux rss", "rss"),
    ("force-download", ""),
    ("geodatabase", "gdb"),
    ("geojson.zip", "geojson"),
    ("geojson.gz", "geojson"),
    ("geopackage", "gpkg"),
    ("get", ""),
    ("google drive", "url"),
    ("google sheets", "url"),
    ("gpkg.zip", "gpkg"),
    ("gtf", "gtfs"),
    ("gtfs.zip", "gtfs"),
    ("gtfs rt", "gtfs-rt"),
    ("gtf rt", "gtfs-rt"),
    ("gtfsrt.json", "gtfs-rt"),
    ("gtfsrt.pb", "gtfs-rt"),
    ("gtfs-rt.bin", "gtfs-rt"),
    ("http", "url"),
    ("http-link", "url"),
    ("https", "url"),
    ("hyperlink", "url"),
    ("image", ""),
    ("inconnu", ""),
    ("information", ""),
    ("json.zip", "json"),
    ("json.gz", "json"),
    ("jsonl.gz", "jsonl"),
    ("lien", "url"),
    ("lien url", "url"),
    ("link", "url"),
    ("link-1.0-http--link", "url"),
    ("linked in", "url"),
    ("mapinfo", "tab"),
    ("mapinfo tab", "tab"),
    ("ngsi-ld", "json-ld"),
    ("none", ""),
    ("null", ""),
    ("octet-stream", ""),
    ("ogc api - features", "ogc-api-features"),
    ("ogc api features", "ogc-api-features"),
    ("ogc web map service", "wms"),
    ("ogc:ows-c", ""),
    ("other", ""),
    ("oui", ""),
    ("page web", "html"),
    ("pg dump", "sql"),
    ("pgdump.tar.gz", "sql"),
    ("plain", "txt"),
    ("postgresql/postgis", "sql"),
    ("schema.json", "json"),
    ("shp.zip", "shp"),
    ("site", "html"),
    ("siri lite", "siri-lite"),
    ("tar.xz", "tar"),
    ("undefined", ""),
    ("unknown", ""),
    ("utf-8", ""),
    ("utf8", ""),
    ("web", "html"),
    ("web page", "html"),
    ("www", "url"),
    ("xlsx.zip", "xlsx"),
];

/// Other spellings of a format, also as one word among others. In the order in which they were met.
const WORDS: &[(&str, &str)] = &[
    ("comma", "csv"),
    ("cvs", "csv"),
    ("csv-utf8", "csv"),
    ("dbase", "dbf"),
    ("excel", "xls"),
    ("ms-excel", "xls"),
    ("vnd.ms-excel", "xls"),
    ("vnd.ms-excel.sheet.macroenabled.12", "xlsm"),
    ("vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ("xslx", "xlsx"),
    ("xlb", "xlsb"),
    ("vnd.oasis.opendocument.spreadsheet", "ods"),
    ("vnd.oasis.opendocument.text", "odt"),
    ("vnd.oasis.opendocument.presentation", "odp"),
    ("vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    ("vnd.ms-powerpoint", "ppt"),
    ("msword", "doc"),
    ("word", "doc"),
    ("geo+json", "geojson"),
    ("vnd.geo+json", "geojson"),
    ("géojson", "geojson"),
    ("ld+json", "json-ld"),
    ("jsonld", "json-ld"),
    ("hal+json", "json"),
    ("atom+xml", "atom"),
    ("rss+xml", "rss"),
    ("rdf+xml", "rdf"),
    ("gml+xml", "gml"),
    ("xhtml+xml", "html"),
    ("svg+xml", "svg"),
    ("sparql-query", "sparql"),
    ("htm", "html"),
    ("hml", "html"),
    ("php", "html"),
    ("aspx", "html"),
    ("markdown", "md"),
    ("text", "txt"),
    ("texte", "txt"),
    ("ascii", "txt"),
    ("ascii-txt", "txt"),
    ("tab-separated-values", "tsv"),
    ("turtle", "ttl"),
    ("n-triples", "nt"),
    ("x-shapefile", "shp"),
    ("xshapefile", "shp"),
    ("shape", "shp"),
    ("shapefile", "shp"),
    ("shapefiles", "shp"),
    ("shapfile", "shp"),
    ("shz", "shp"),
    ("geopackage", "gpkg"),
    ("geopackage+sqlite3", "gpkg"),
    ("vnd.google-earth.kml+xml", "kml"),
    ("vnd.google-earth.kmz", "kmz"),
    ("gpx+xml", "gpx"),
    ("filegdb", "gdb"),
    ("géotiff", "geotiff"),
    ("tif", "tiff"),
    ("jpeg", "jpg"),
    ("jpe", "jpg"),
    ("jpeg2000", "jp2"),
    ("jp2_080", "jp2"),
    ("jp2_100", "jp2"),
    ("jpeg2000_e100", "jp2"),
    ("qgs", "qgis"),
    ("qgz", "qgis"),
    ("copc.laz", "laz"),
    ("copc", "laz"),
    ("vnd.dwg", "dwg"),
    ("grib1", "grib"),
    ("nc", "netcdf"),
    ("h5", "hdf5"),
    ("x-netcdf", "netcdf"),
    ("pb", "protobuf"),
    ("x-protobuf", "protobuf"),
    ("ical", "ics"),
    ("icalendar", "ics"),
    ("calendar", "ics"),
    ("x-7z-compressed", "7z"),
    ("x-zip-compressed", "zip"),
    ("x-compressed", "zip"),
    ("gzip", "gz"),
    ("x-gzip", "gz"),
    ("x-tar", "tar"),
    ("tgz", "tar.gz"),
    ("csv.tar.gz", "csv"),
    ("x-sqlite3", "sql"),
    ("postgresql", "sql"),
    ("py", "python"),
    ("x-python", "python"),
    ("yml", "yaml"),
    ("open-api", "api"),
    ("openapi", "api"),
    ("swagger", "api"),
    ("arcgis", "arcgis"),
    ("arcgis-rest", "arcgis"),
];

/// Longer strings that no table knows are sentences, not formats.
const LONGEST: usize = 20;

/// The short name of the format that a producer means: `.CSV`, `csv/utf8`, `text/csv` and
/// `file:///srv/udata/ftype/csv` are `csv`, `esri shapefile (shp)` is `shp`, `ogc:wms` is `wms`.
///
/// `None` where the text tells nothing: empty, `inconnu`, `octet-stream`, an RDF blank node's id, a sentence.
/// A short word that no table knows is kept, in lower case: what is given is made of `a-z 0-9 . + -`.
pub fn normalize(raw: &str) -> Option<Cow<'static, str>> {
    let lower = raw.trim().trim_start_matches(['.', '*', '¨']).trim().to_lowercase();
    let mut text = lower.as_str();
    if text.is_empty() || is_blank_node(text) {
        return None;
    }
    for prefix in ["file:///srv/udata/ftype/", "www:download:", "www:download-1.0-http--"] {
        text = text.strip_prefix(prefix).unwrap_or(text);
    }
    if let Some((_, format)) = SPELLINGS.iter().find(|(spelling, _)| *spelling == text) {
        return (!format.is_empty()).then_some(Cow::Borrowed(format));
    }
    if text.starts_with("www:download") {
        return None;
    }
    if text.starts_with("www:link") {
        return Some(Cow::Borrowed("url"));
    }
    if let Some(format) = known(text) {
        return Some(Cow::Borrowed(format));
    }
    if let Some(service) = text.strip_prefix("ogc:").or_else(|| text.strip_prefix("ogc ")) {
        let name = service.split(['-', ':', ' ']).next().unwrap_or_default();
        if let Some(format) = known(name) {
            return Some(Cow::Borrowed(format));
        }
    }
    if let Some(format) = media_type(text) {
        return Some(Cow::Borrowed(format));
    }
    let is_separator = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '+' | '-' | '_'));
    if text.len() <= 3 * LONGEST {
        let words = text.split(is_separator).flat_map(|word| [word, word.trim_matches(['.', '+', '-'])]);
        let parts = text.split(|c: char| is_separator(c) || matches!(c, '+' | '.'));
        if let Some(format) = words.chain(parts).find_map(known) {
            return Some(Cow::Borrowed(format));
        }
    }
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'+' | b'-');
    (text.len() >= 2
        && text.len() <= LONGEST
        && text.bytes().all(is_plain)
        && text.bytes().any(|b| b.is_ascii_lowercase())
        && text.as_bytes()[0].is_ascii_alphanumeric())
    .then(|| Cow::Owned(text.to_owned()))
}

/// The family of a normalised format.
pub fn family(format: &str) -> Family {
    FAMILIES
        .iter()
        .find(|(_, formats)| formats.contains(&format))
        .map_or(Family::Other, |(family, _)| *family)
}

/// The known formats of a family, in alphabetical order or nearly.
pub fn members(family: Family) -> &'static [&'static str] {
    FAMILIES.iter().find(|(known, _)| *known == family).map_or(&[], |(_, formats)| formats)
}

/// A known format of that name or of which it is another spelling.
fn known(word: &str) -> Option<&'static str> {
    FAMILIES
        .iter()
        .flat_map(|(_, formats)| formats.iter())
        .find(|format| **format == word)
        .or_else(|| WORDS.iter().find(|(spelling, _)| *spelling == word).map(|(_, format)| format))
        .copied()
}

/// The format of a media type (`application/json; charset=utf-8`) or of its address in a registry.
fn media_type(text: &str) -> Option<&'static str> {
    let registered =
        text.strip_prefix("http").and_then(|rest| rest.split_once("/media-types/")).map(|(_, rest)| rest);
    let (class, name) = registered.unwrap_or(text).split_once('/')?;
    let name = name.split([';', ' ']).next().unwrap_or_default();
    matches!(class, "application" | "text" | "image" | "model" | "audio" | "video" | "x-gis" | "rdf")
        .then(|| known(name).or_else(|| known(name.strip_prefix("x-").unwrap_or(name))))
        .flatten()
}

/// An id that an RDF library makes up for a node without a name: `n` and 32 hexadecimal digits. Harvesters take
/// them for formats.
fn is_blank_node(text: &str) -> bool {
    text.len() == 33 && text.starts_with('n') && text.bytes().skip(1).all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_lead_to_known_formats() {
        for (_, format) in WORDS.iter().chain(SPELLINGS).filter(|(_, format)| !format.is_empty()) {
            assert_eq!(known(format), Some(*format), "{format} is in no family");
        }
        for format in COMMON {
            assert_eq!(known(format), Some(format));
        }
    }

    #[test]
    fn what_producers_write_is_understood() {
        for (raw, format) in [
            ("CSV", "csv"),
            (".ods", "ods"),
            (" json ", "json"),
            ("csv/utf8", "csv"),
            ("csv ; zip", "csv"),
            ("shp (wgs84)", "shp"),
            ("esri shapefile (shp)", "shp"),
            ("shapefile (zip)", "shp"),
            ("www:download:x-gis/x-shapefile", "shp"),
            ("http://inspire.ec.europa.eu/media-types/application/xshapefile", "shp"),
            ("http://www.iana.org/assignments/media-types/application/gml+xml", "gml"),
            ("file:///srv/udata/ftype/csv", "csv"),
            ("vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
            ("www:download:application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
            ("application/json; charset=utf-8", "json"),
            ("microsoft excel", "xls"),
            ("mapinfo tab", "tab"),
            ("mapinfo interchange format (mif/mid)", "mif"),
            ("dbase database file (dbf)", "dbf"),
            ("adobe portable document format (pdf)", "pdf"),
            ("geopackage - gpkg", "gpkg"),
            ("gpkg+csv", "gpkg"),
            ("web page", "html"),
            ("page web", "html"),
            ("ogc:wms", "wms"),
            ("ogc:wms-1.1.1-http-get-map", "wms"),
            ("ogc:wfs-2.0.0-http-get-feature", "wfs"),
            ("ogc wfs", "wfs"),
            ("service wmts", "wmts"),
            ("www:link-1.0-http--link", "url"),
            ("www:link", "url"),
            ("plain", "txt"),
            ("image tiff (tif)", "tiff"),
            ("application/x-7z-compressed", "7z"),
            ("xml et pdf", "xml"),
            ("csv ods pdf", "csv"),
            ("ksh", "ksh"),
        ] {
            assert_eq!(normalize(raw).as_deref(), Some(format), "{raw}");
        }
    }

    #[test]
    fn what_tells_nothing_is_no_format() {
        for raw in [
            "",
            " . ",
            "inconnu",
            "octet-stream",
            "application/octet-stream",
            "n78f80fef36d04e0eb416659a1ac24f8b",
            "www:download-1.0-http--download",
            "www:download-1.0-ftp--download",
            "guide d'utilisation des données météo france",
            "schéma directeur des infrastructures de recharges pour véhicules électriques de la métropole de lyon",
            "../../etc/passwd",
            "fr/",
            "2020",
            "<script>",
        ] {
            assert_eq!(normalize(raw), None, "{raw}");
        }
    }

    #[test]
    fn families_are_those_of_udata() {
        for (format, id) in [
            ("csv", "tabular"),
            ("csv.gz", "tabular"),
            ("ndjson", "machine_readable"),
            ("pmtiles", "geographical"),
            ("html", "documents"),
            ("zip", "other"),
            ("whatever", "other"),
        ] {
            assert_eq!(family(format).id(), id);
            assert_eq!(Family::from_id(id), Some(family(format)));
        }
    }

    proptest::proptest! {
        #[test]
        fn a_format_is_a_safe_word_and_stays_itself(raw in "\\PC{0,60}") {
            if let Some(format) = normalize(&raw) {
                proptest::prop_assert!(!format.is_empty() && format.len() <= LONGEST);
                proptest::prop_assert!(format.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".+-".contains(&b)));
                proptest::prop_assert_eq!(normalize(&format), Some(format.clone()));
            }
        }
    }
}
