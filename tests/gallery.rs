//! The gallery shows every step of the way, with pictures that are there.
#![cfg(test)]

use relatch::journey::screen::StageName;
use std::path::Path;

#[test]
fn every_step_has_a_picture_and_every_picture_is_there() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let gallery = std::fs::read_to_string(docs.join("gallery.md")).unwrap();
    let links: Vec<&str> = gallery
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')').map(|(link, _)| link))
        .filter(|link| Path::new(link).extension().is_some_and(|kind| kind == "png"))
        .collect();
    assert!(links.len() > 20, "{links:?}");
    for link in &links {
        assert!(docs.join(link).is_file(), "{link}");
    }
    for stage in StageName::ALL {
        let word = stage.word();
        let is_shown = links.iter().any(|link| {
            let name = link.rsplit('/').next().unwrap_or_default();
            name.starts_with(&format!("{word}-")) || name.contains(&format!("-{word}-"))
        });
        assert!(is_shown, "no picture of {word}");
    }
}
