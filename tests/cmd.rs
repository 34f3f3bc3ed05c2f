//! Every command as its page in `tests/cmd/` shows it. `TRYCMD=overwrite cargo test --test cmd` writes the pages
//! again: read the difference.

mod server;

use server::udata::{answer, portal};
use server::{Reply, Server};

#[test]
fn commands_do_what_their_pages_show() {
    // The portals that pages show: one that is a udata, and one that is something else.
    let records = portal(30);
    let _udata = Server::start_at("127.0.0.1:47615", move |request| answer(request, &records));
    let _other = Server::start_at("127.0.0.1:47616", |_| Reply::html(200));
    trycmd::TestCases::new().env("SOURCE_DATE_EPOCH", "1767225600").case("tests/cmd/*.md");
}
