//! Lists the files of `themes/`, so that the binary holds them, and gives the program the digest of its own
//! sources, so that a build by other code renders every page anew.

#![allow(clippy::expect_used)] // A build script that cannot do its work must stop the build.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    for path in ["build.rs", "src", "themes", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    embed(&root.join("themes"));
    let mut sources = list(&root.join("src"));
    sources.extend(list(&root.join("themes")));
    sources.push(root.join("Cargo.lock"));
    println!("cargo::rustc-env=ETALAGE_SOURCE_DIGEST={:032x}", digest(&root, &sources));
}

/// Each theme's name with its files: path in the theme and bytes.
fn embed(themes: &Path) {
    let mut folders: Vec<PathBuf> = fs::read_dir(themes)
        .expect("the themes can be read")
        .map(|entry| entry.expect("the themes can be read").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    let mut code = String::from("&[\n");
    for theme in folders {
        writeln!(code, "    ({:?}, &[", name(themes, &theme)).expect("a string takes all");
        for file in list(&theme) {
            writeln!(
                code,
                "        ({:?}, include_bytes!({:?})),",
                name(&theme, &file),
                file.to_string_lossy()
            )
            .expect("a string takes all");
        }
        code.push_str("    ]),\n");
    }
    code.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("themes.rs");
    fs::write(out, code).expect("OUT_DIR can be written");
}

/// FNV-1a, 128 bits, over names and bytes: a build script needs no dependency to notice a change.
fn digest(root: &Path, files: &[PathBuf]) -> u128 {
    let mut digest: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for file in files {
        for byte in name(root, file).bytes().chain(fs::read(file).unwrap_or_default()) {
            digest = (digest ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
    digest
}

fn name(root: &Path, file: &Path) -> String {
    file.strip_prefix(root).expect("listed under the root").to_string_lossy().replace('\\', "/")
}

/// Every file below a folder, in order; names that start with a dot are left out.
fn list(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a source folder can be read") {
        let path = entry.expect("a source folder can be read").path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        if path.is_dir() { files.extend(list(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}
