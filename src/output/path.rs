//! Names of files in the output: which are allowed, and what a file is called while it is being written.

use std::path::{Path, PathBuf};

use super::OutputError;

/// The folder of the output that holds what etalage remembers of it. Not part of the site.
pub const OWN_FOLDER: &str = ".etalage";

/// How the name of a file that is being written begins.
pub(super) const TEMPORARY: &str = ".etalage-";

/// Checks that `path` names a file inside the output, in one spelling, on any file system: parts between
/// slashes, none of them empty, `.`, `..`, longer than 255 bytes or one of etalage's own names; no control
/// character or backslash (nor a colon on Windows, where it names a drive).
pub(super) fn check(path: &str) -> Result<(), OutputError> {
    let why = if path.is_empty() {
        "it is empty"
    } else if path.chars().any(|c| c.is_control() || c == '\\' || (cfg!(windows) && c == ':')) {
        "it holds a control character, a backslash or a colon"
    } else if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        "one of its parts is empty, \".\" or \"..\""
    } else if path.split('/').any(|part| part.len() > 255) {
        "one of its parts is longer than 255 bytes"
    } else if path.split('/').any(|part| part.starts_with(OWN_FOLDER)) {
        "names that begin with \".etalage\" are etalage's own"
    } else {
        return Ok(());
    };
    Err(OutputError::Path { path: path.to_owned(), why })
}

/// What the file at `path` is called while it is being written: a name in the same folder that follows from
/// the file's own, so that whoever knows one knows the other.
pub(super) fn temporary(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default();
    let hash = blake3::hash(name.as_encoded_bytes()).to_hex();
    path.with_file_name(format!("{TEMPORARY}{}", &hash[..16]))
}

/// The folders that a path lies in, the innermost first, without the output itself.
pub(super) fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(slash, _)| &path[..slash])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_paths_inside_the_output_are_allowed() {
        for path in [
            "index.html",
            "datasets/a/index.html",
            "_headers",
            ".well-known/x",
            "tags/é/index.html",
            "a..b/c",
        ] {
            assert!(check(path).is_ok(), "{path}");
        }
        let long = "x".repeat(256);
        for path in [
            "",
            "/a",
            "a/",
            "a//b",
            "..",
            "a/../b",
            "./a",
            "a\\b",
            "a\nb",
            "a\0b",
            ".etalage/x",
            "a/.etalage-1",
            &long,
        ] {
            assert!(check(path).is_err(), "{path:?}");
        }
    }

    #[test]
    fn parents_go_outwards() {
        assert_eq!(parents("a/b/c.html").collect::<Vec<_>>(), ["a/b", "a"]);
        assert_eq!(parents("c.html").count(), 0);
    }
}
