//! Every command as its page in `tests/cmd/` shows it. `TRYCMD=overwrite cargo test --test cmd` writes the pages
//! again: read the difference.

#[test]
fn commands_do_what_their_pages_show() {
    trycmd::TestCases::new().env("SOURCE_DATE_EPOCH", "1767225600").case("tests/cmd/*.md");
}
