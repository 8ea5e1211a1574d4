//! Writes what is generated under `bindings/`, or says what of it is out of date.
//!
//! ```text
//! cargo run -p relatch-generate -- target/debug/librelatch_core.so           writes
//! cargo run -p relatch-generate -- --check target/debug/librelatch_core.so   compares, and fails where something differs
//! ```
//!
//! The library must be one that was not stripped: it carries the description of the border.

mod surface;

use anyhow::{Context, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};
use std::io::Write as _;
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate_with_bindgen_paths};
use uniffi_bindgen::{BindgenPaths, BindgenPathsLayer, macro_metadata};

/// Where each generated file goes, below `bindings/`, and where the generator puts it.
const FILES: [(&str, &str); 4] = [
    (
        "kotlin/generated/org/relatch/core/relatch.kt",
        "org/relatch/core/relatch.kt",
    ),
    ("swift/Sources/RelatchCore/RelatchCore.swift", "RelatchCore.swift"),
    ("swift/Sources/RelatchCoreFFI/RelatchCoreFFI.h", "RelatchCoreFFI.h"),
    ("surface.txt", "surface.txt"),
];

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match *args {
        [library] => write(&generate(library.into())?),
        ["--check", library] => check(&generate(library.into())?),
        _ => bail!("usage: relatch-generate [--check] LIBRARY"),
    }
}

/// A file below `bindings/`, and what is to be in it.
type Generated = (&'static str, String);

fn generate(library: &Utf8Path) -> Result<Vec<Generated>> {
    let out = Utf8PathBuf::try_from(std::env::temp_dir())?.join(format!("relatch-generate-{}", std::process::id()));
    let made = generate_in(&out, library);
    std::fs::remove_dir_all(&out).context("failed to remove the folder for what is generated")?;
    made
}

fn generate_in(out: &Utf8Path, library: &Utf8Path) -> Result<Vec<Generated>> {
    let mut paths = BindgenPaths::default();
    paths.add_layer(Root);
    let options = GenerateOptions {
        languages: vec![TargetLanguage::Kotlin, TargetLanguage::Swift],
        source: library.to_owned(),
        out_dir: out.to_owned(),
        ..GenerateOptions::default()
    };
    generate_with_bindgen_paths(options, paths).with_context(|| format!("failed to generate from {library}"))?;
    let items = macro_metadata::extract_from_library(library)?;
    std::fs::write(out.join("surface.txt"), surface::list(&items))?;
    let read = |(place, made): &(&'static str, &str)| Ok((*place, std::fs::read_to_string(out.join(made))?));
    FILES.iter().map(read).collect()
}

fn write(files: &[Generated]) -> Result<()> {
    for (place, text) in files {
        let path = bindings().join(place);
        let folder = path.parent().context("a file has a folder")?;
        std::fs::create_dir_all(folder)?;
        std::fs::write(&path, text).with_context(|| format!("failed to write {path}"))?;
        writeln!(std::io::stdout(), "{path}")?;
    }
    Ok(())
}

fn check(files: &[Generated]) -> Result<()> {
    let is_old =
        |(place, text): &&Generated| !std::fs::read_to_string(bindings().join(place)).is_ok_and(|old| old == *text);
    let old: Vec<&str> = files.iter().filter(is_old).map(|(place, _)| *place).collect();
    if old.is_empty() {
        return Ok(());
    }
    bail!(
        "out of date under bindings/: {}. Write them anew with `./check generate`, and look at what changed: surface.txt \
         is what the apps are written against.",
        old.join(", ")
    )
}

/// The crate of the border is the root of the repository, with `uniffi.toml`.
struct Root;

impl BindgenPathsLayer for Root {
    fn get_crate_root(&self, _: &str) -> Option<Utf8PathBuf> {
        bindings().parent().map(Utf8Path::to_owned)
    }
}

/// The folder `bindings/`.
fn bindings() -> &'static Utf8Path {
    let package = Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}
