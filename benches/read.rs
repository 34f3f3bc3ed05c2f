//! Reads a whole catalogue and prints how long it took and what it holds in memory.
//!
//! `cargo bench --bench read -- FOLDER`, or the folder in `ETALAGE_BENCH_SOURCE`. Says so and passes when there is
//! none.

use std::path::PathBuf;
use std::time::Instant;

use etalage::config::Config;
use etalage::source::Source;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let argument = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let Some(folder) = argument.or_else(|| std::env::var("ETALAGE_BENCH_SOURCE").ok()) else {
        println!("read: no catalogue to read; give a folder, or set ETALAGE_BENCH_SOURCE");
        return Ok(());
    };
    let config: Config = toml::from_str("[site]\ntitle = 'Bench'\nbase_url = 'https://example.org'")?;
    let source = Source::find(&config, &[PathBuf::from(folder)])?;
    let bytes = source.bytes();

    let start = Instant::now();
    let catalog = source.read(&|_| ())?;
    let wall = start.elapsed().as_secs_f64();

    let rows: u64 = catalog.snapshot.files.iter().map(|file| file.rows).sum();
    println!("| what | figure |\n|---|---|");
    println!("| rows | {rows} |");
    println!("| megabytes | {:.1} |", bytes as f64 / 1e6);
    println!("| wall seconds | {wall:.2} |");
    println!("| rows a second | {:.0} |", rows as f64 / wall);
    println!("| megabytes a second | {:.0} |", bytes as f64 / 1e6 / wall);
    println!("| datasets | {} |", catalog.datasets.len());
    println!("| resources | {} |", catalog.resources_count());
    println!("| organizations | {} |", catalog.organizations.len());
    println!("| reuses | {} |", catalog.reuses.len());
    println!("| dataservices | {} |", catalog.dataservices.len());
    println!(
        "| bytes a dataset, resource | {}, {} |",
        size_of_val(&catalog.datasets[0]),
        size_of::<etalage::catalog::Resource>()
    );
    for line in std::fs::read_to_string("/proc/self/status").unwrap_or_default().lines() {
        if let Some((name @ ("VmHWM" | "VmRSS"), value)) = line.split_once(':') {
            println!("| {} | {} |", if name == "VmHWM" { "peak memory" } else { "memory" }, value.trim());
        }
    }
    println!("| date | {} by {:?} |", catalog.snapshot.date, catalog.snapshot.origin);
    for finding in catalog.findings.iter() {
        println!("| {} | {} |", finding.kind, finding.count);
    }
    Ok(())
}
