//! The preview on a whole catalogue: how soon the first page stands, how soon a save shows, how it bears a crowd.
//!
//!     cargo bench --bench preview -- FOLDER [--saves N] [--seconds N] [--pages N]
//!
//! FOLDER holds udata exports (or `ETALAGE_NATIONAL` names one). A save is timed from the write to the new text over
//! HTTP. Beside it the same for `hugo server` and `zola serve` on a site of N pages, where they are on the PATH; what
//! is not there is said by name.
#![allow(clippy::unwrap_used)] // A benchmark that cannot go on stops.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How long a server may take for anything.
const PATIENCE: Duration = Duration::from_secs(120);

fn main() {
    let mut folder = std::env::var_os("ETALAGE_NATIONAL").map(PathBuf::from);
    let (mut saves, mut seconds, mut pages) = (50, 30, 10_000);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = |otherwise| arguments.next().and_then(|text| text.parse().ok()).unwrap_or(otherwise);
        match argument.as_str() {
            // What cargo adds.
            "--bench" => {}
            "--saves" => saves = number(saves),
            "--seconds" => seconds = number(seconds),
            "--pages" => pages = number(pages),
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    println!("{:<28}{:>10}{:>10}{:>10}{:>10}", "save to fresh page, ms", "median", "p95", "most", "times");
    match folder.filter(|folder| folder.is_dir()) {
        Some(folder) => etalage(&folder, saves, seconds as u64),
        None => {
            println!("no catalogue: name a folder of udata exports, `cargo bench --bench preview -- FOLDER`");
        }
    }
    hugo(pages, saves);
    // Each takes seconds.
    zola(pages, saves.min(15));
}

/// A server that ends with the benchmark.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A connection that asks for one page after the other.
struct Client {
    stream: BufReader<TcpStream>,
    host: String,
}

impl Client {
    fn new(host: &str) -> std::io::Result<Self> {
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream: BufReader::new(stream), host: host.to_owned() })
    }

    /// The status and the body at a path.
    fn get(&mut self, path: &str) -> std::io::Result<(u16, Vec<u8>)> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host);
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let (mut length, mut chunked) = (0, false);
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let Some((name, value)) = line.split_once(':') else { break };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().unwrap_or(0);
            }
            chunked |= name.eq_ignore_ascii_case("transfer-encoding") && value.contains("chunked");
        }
        let mut body = Vec::new();
        while chunked {
            line.clear();
            self.stream.read_line(&mut line)?;
            let size = usize::from_str_radix(line.trim(), 16).unwrap_or(0);
            let start = body.len();
            body.resize(start + size, 0);
            self.stream.read_exact(&mut body[start..])?;
            line.clear();
            self.stream.read_line(&mut line)?;
            chunked = size > 0;
        }
        let start = body.len();
        body.resize(start + length, 0);
        self.stream.read_exact(&mut body[start..])?;
        Ok((status, body))
    }

    /// The text at a path; empty where the server does not answer now.
    fn text(&mut self, path: &str) -> String {
        if let Ok((_, body)) = self.get(path) {
            return String::from_utf8_lossy(&body).into_owned();
        }
        if let Ok(again) = Self::new(&self.host) {
            *self = again;
        }
        String::new()
    }
}

/// Saves a file `times` times, each with another word, and waits for the word.
fn measure(name: &str, times: usize, save: impl Fn(&str), mut shows: impl FnMut(&str) -> bool) {
    let mut took = Vec::with_capacity(times);
    for number in 0..times {
        let word = format!("fresh-{number}-");
        std::thread::sleep(Duration::from_millis(150));
        let begun = Instant::now();
        save(&word);
        while !shows(&word) {
            assert!(begun.elapsed() < PATIENCE, "{name}: the save never showed");
            std::thread::sleep(Duration::from_millis(1));
        }
        took.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    took.sort_by(f64::total_cmp);
    let at = |part: usize| took[((took.len() - 1) * part).div_ceil(100)];
    println!("{name:<28}{:>10.1}{:>10.1}{:>10.1}{:>10}", at(50), at(95), at(100), took.len());
}

fn etalage(exports: &Path, saves: usize, seconds: u64) {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    let write = |path: &str, text: &str| {
        fs::create_dir_all(at(path).parent().unwrap()).unwrap();
        fs::write(at(path), text).unwrap();
    };
    let exports = fs::canonicalize(exports).unwrap();
    write(
        "etalage.toml",
        &format!(
            "[site]\ntitle = \"National\"\nbase_url = \"https://donnees.example.fr\"\n[source]\npath = '{}'\n\
             [theme]\nname = \"mine\"\n[host]\nkind = \"plain\"\n",
            exports.display()
        ),
    );
    let template = |word: &str| {
        write(
            "themes/mine/templates/dataset.html",
            &format!(
                "{{% extends \"dataset.html\" %}}{{% block head %}}<meta name=\"x\" content=\"{word}\">{{% endblock %}}"
            ),
        );
    };
    let style = |word: &str| write("themes/mine/assets/extra.css", &format!(".{word}{{color:red}}"));
    let content = |word: &str| write("content/about.md", &format!("+++\ntitle = \"About\"\n+++\n{word}\n"));
    template("first");
    style("first");
    content("first");
    write(
        "themes/mine/templates/footer.html",
        "<footer><a href=\"{{ asset(path=\"extra.css\") }}\">style</a></footer>",
    );
    let begun = Instant::now();
    let mut server = Server(
        Command::new(env!("CARGO_BIN_EXE_etalage"))
            .current_dir(folder.path())
            .args(["serve", "--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap(),
    );
    let mut address = String::new();
    BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut address).unwrap();
    let host = address.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let mut client = Client::new(&host).unwrap();
    let list = client.text("/datasets/");
    let first = begun.elapsed();
    let lists = ["/datasets/page/", "/datasets/recent/", "/datasets/producers/"];
    let is_dataset = |link: &String| !lists.iter().any(|list| link.starts_with(list));
    let dataset = links(&list, "/datasets/").into_iter().find(is_dataset).unwrap();
    measure("etalage, a template", saves, template, |word| client.text(&dataset).contains(word));
    measure("etalage, a stylesheet", saves, style, |word| {
        // Its name tells its content, and the smallest page its name.
        let page = client.text("/pages/about/");
        let style = links(&page, "/assets/").into_iter().find(|link| link.contains("extra"));
        style.is_some_and(|style| client.text(&style).contains(word))
    });
    measure("etalage, a content page", saves, content, |word| client.text("/pages/about/").contains(word));
    println!(
        "etalage: first page after {:.1} s; at most {} MB",
        first.as_secs_f64(),
        peak(server.0.id()).map_or("?".to_owned(), |bytes| (bytes / 1_000_000).to_string())
    );
    crowd(&host, &list, seconds);
}

/// The site's addresses that a page leads to and that begin in a way.
fn links(page: &str, start: &str) -> Vec<String> {
    page.split("href=\"")
        .filter_map(|part| part.split('"').next())
        .filter(|link| link.starts_with(start) && link.len() > start.len())
        .map(str::to_owned)
        .collect()
}

/// 200 clients without a pause, and 20 that are stuck.
fn crowd(host: &str, list: &str, seconds: u64) {
    let mut paths = links(list, "/datasets/");
    paths.extend(["/", "/datasets/", "/organizations/", "/robots.txt", "/dashboard/"].map(str::to_owned));
    let mut stuck = Vec::new();
    for number in 0..20 {
        let mut stream = TcpStream::connect(host).unwrap();
        let end = if number % 2 == 0 { "" } else { "\r\n\r\n" };
        stream.write_all(format!("GET /datasets/ HTTP/1.1\r\nHost: {host}{end}").as_bytes()).unwrap();
        stuck.push(stream);
    }
    let (times, errors) = (Mutex::new(Vec::new()), AtomicUsize::new(0));
    let until = Instant::now() + Duration::from_secs(seconds);
    std::thread::scope(|scope| {
        for number in 0..200 {
            let (paths, times, errors) = (&paths, &times, &errors);
            scope.spawn(move || {
                let mut own = Vec::new();
                let mut client = Client::new(host).unwrap();
                let mut next = number;
                while Instant::now() < until {
                    let begun = Instant::now();
                    if let Ok((200, _)) = client.get(&paths[next % paths.len()]) {
                        own.push(begun.elapsed().as_secs_f64() * 1000.0);
                    } else {
                        errors.fetch_add(1, Ordering::Relaxed);
                        client = Client::new(host).unwrap();
                    }
                    next += 1;
                }
                times.lock().unwrap().extend(own);
            });
        }
    });
    let mut times = times.into_inner().unwrap();
    times.sort_by(f64::total_cmp);
    let at = |part: usize| times[(times.len() - 1) * part / 100];
    println!(
        "etalage: 200 clients and 20 stuck ones for {seconds} s: {} answers, {} errors, median {:.0} ms, p99 {:.0} ms, most {:.0} ms",
        times.len(),
        errors.into_inner(),
        at(50),
        at(99),
        at(100)
    );
}

/// The most memory that a process ever held.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? * 1024)
}

/// Another generator's server on a site of `pages` pages; none where the program is not there.
fn other(program: &str, folder: &Path, arguments: &[&str]) -> Option<Server> {
    let spawned = Command::new(program)
        .current_dir(folder)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if let Ok(child) = spawned {
        return Some(Server(child));
    }
    println!("{program}: not on the PATH, not measured");
    None
}

/// A port that was free a moment ago.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Waits for a server's first page; says how long it took, or that there is none.
fn wait(name: &str, server: &mut Server, host: &str, path: &str) -> Option<Client> {
    let begun = Instant::now();
    loop {
        if let Ok(mut client) = Client::new(host)
            && matches!(client.get(path), Ok((200, _)))
        {
            println!("{name}: first page after {:.1} s", begun.elapsed().as_secs_f64());
            return Some(client);
        }
        let end = server.0.try_wait().unwrap();
        if end.is_some() || begun.elapsed() > PATIENCE {
            println!("{name}: not measured, it serves nothing ({})", end.unwrap_or_default());
            return None;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

const WORDS: &str = "Words of a page that are as many as a dataset's description has, more or less. ";

fn hugo(pages: usize, saves: usize) {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "hugo.toml",
        "baseURL = \"http://localhost/\"\ntitle = \"x\"\ndisableKinds = [\"taxonomy\", \"term\", \"RSS\"]\n",
    );
    let template = |word: &str| {
        write(
            "layouts/_default/single.html",
            &format!("<html><body>{word} {{{{ .Title }}}} {{{{ .Content }}}}</body></html>"),
        );
    };
    template("first");
    let style = |word: &str| write("static/extra.css", &format!(".{word}{{color:red}}"));
    style("first");
    write("layouts/_default/list.html", "<html><body>{{ .Title }}</body></html>");
    write("layouts/index.html", "<html><body>{{ .Title }}</body></html>");
    for number in 0..pages {
        write(
            &format!("content/p/{number}.md"),
            &format!("+++\ntitle = \"Page {number}\"\n+++\n{}\n", WORDS.repeat(8)),
        );
    }
    let port = free_port().to_string();
    // It renders to memory of its own.
    let arguments = ["server", "--port", &port, "--bind", "127.0.0.1", "--disableFastRender"];
    let Some(mut server) = other("hugo", folder.path(), &arguments) else { return };
    let Some(mut client) = wait("hugo", &mut server, &format!("127.0.0.1:{port}"), "/p/1/") else { return };
    measure("hugo, a template", saves, template, |word| client.text("/p/1/").contains(word));
    measure("hugo, a stylesheet", saves, style, |word| client.text("/extra.css").contains(word));
    let page = |word: &str| write("content/p/1.md", &format!("+++\ntitle = \"Page\"\n+++\n{word}\n"));
    measure("hugo, a content page", saves, page, |word| client.text("/p/1/").contains(word));
}

fn zola(pages: usize, saves: usize) {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("config.toml", "base_url = \"http://localhost\"\n");
    let template = |word: &str| {
        write(
            "templates/page.html",
            &format!("<html><body>{word} {{{{ page.title }}}} {{{{ page.content | safe }}}}</body></html>"),
        );
    };
    template("first");
    let style = |word: &str| write("static/extra.css", &format!(".{word}{{color:red}}"));
    style("first");
    write("templates/index.html", "<html><body></body></html>");
    write("templates/section.html", "<html><body></body></html>");
    write("content/p/_index.md", "+++\n+++\n");
    for number in 0..pages {
        write(
            &format!("content/p/{number}.md"),
            &format!("+++\ntitle = \"Page {number}\"\n+++\n{}\n", WORDS.repeat(8)),
        );
    }
    let port = free_port().to_string();
    let arguments = ["serve", "--port", &port, "--interface", "127.0.0.1"];
    let Some(mut server) = other("zola", folder.path(), &arguments) else { return };
    let Some(mut client) = wait("zola", &mut server, &format!("127.0.0.1:{port}"), "/p/1/") else { return };
    measure("zola, a template", saves, template, |word| client.text("/p/1/").contains(word));
    measure("zola, a stylesheet", saves, style, |word| client.text("/extra.css").contains(word));
    let page = |word: &str| write("content/p/1.md", &format!("+++\ntitle = \"Page\"\n+++\n{word}\n"));
    measure("zola, a content page", saves, page, |word| client.text("/p/1/").contains(word));
}
