//! Transcripts in Markdown: what the documentation shows is what the program does.

#[test]
fn the_transcripts_are_true() {
    trycmd::TestCases::new()
        .default_bin_name("relatch")
        .env("RELATCH_STORE", "store")
        .env("TZ", "UTC")
        .case("tests/transcripts/*.md");
}
