//! What a resource is for, where it lives and how its format is written, also where these stand in each other's place.

use std::borrow::Cow;

use super::fields::Fields;
use crate::catalog::{FileType, ResourceType, fault};

/// Reads the three fields. Values that stand in each other's field are put back: a format under `type` and a type
/// under `format`, a file type under `type` (udata before 2015).
pub(super) fn read<'r, R: Fields<'r>>(
    record: &mut R,
    filetype: R::Field,
    kind: R::Field,
    format: R::Field,
) -> (ResourceType, FileType, Cow<'r, str>) {
    let name = R::name(kind);
    let (mut filetype, mut kind, mut format) =
        (record.text(filetype), record.text(kind), record.text(format));
    let is_filetype = |text: &str| filetype_of(text).is_some();
    let is_kind = |text: &str| ResourceType::from_id(text).is_some();
    if !is_kind(&kind) && is_kind(&format) && !kind.is_empty() && !is_filetype(&kind) {
        record.report(fault::SWAPPED_COLUMNS, name, &kind, "read as the format");
        std::mem::swap(&mut kind, &mut format);
    }
    if is_filetype(&kind) && !is_filetype(&filetype) {
        if !filetype.is_empty() {
            record.report(fault::SWAPPED_COLUMNS, name, &kind, "read as the file type");
        }
        std::mem::swap(&mut kind, &mut filetype);
    }
    let known = ResourceType::from_id(&kind);
    if known.is_none() && !kind.is_empty() {
        record.report(fault::UNKNOWN_RESOURCE_TYPE, name, &kind, "taken for `other`");
    }
    let fallback = if kind.is_empty() { ResourceType::Main } else { ResourceType::Other };
    (known.unwrap_or(fallback), filetype_of(&filetype).unwrap_or_default(), format)
}

fn filetype_of(text: &str) -> Option<FileType> {
    if text.eq_ignore_ascii_case("file") || text.eq_ignore_ascii_case("upload") {
        Some(FileType::File)
    } else if text.eq_ignore_ascii_case("remote") {
        Some(FileType::Remote)
    } else {
        None
    }
}
