//! The bytes of a file, read, hashed and unpacked on a thread of their own while another parses them.

use std::fmt::Write as _;
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Scope, ScopedJoinHandle};

use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};

/// Bytes in a block, and blocks on their way: what bounds the memory of a file being read.
const BLOCK: usize = 256 * 1024;
const BLOCKS: usize = 4;

/// Told how many more bytes of the files, as stored, were read. Called from several threads.
pub type Progress<'a> = &'a (dyn Fn(u64) + Sync);

/// A file being read. What it gives is unpacked where the file is gzip.
pub(super) struct Stream<'scope> {
    blocks: Receiver<io::Result<Vec<u8>>>,
    empty: SyncSender<Vec<u8>>,
    block: Vec<u8>,
    position: usize,
    reader: ScopedJoinHandle<'scope, io::Result<String>>,
}

impl<'scope> Stream<'scope> {
    /// Starts to read on a thread of `scope`.
    pub(super) fn start<'env>(
        scope: &'scope Scope<'scope, 'env>,
        file: std::fs::File,
        progress: Progress<'env>,
    ) -> Self {
        let (sender, blocks) = sync_channel(BLOCKS);
        let (empty, emptied) = sync_channel(BLOCKS + 2);
        let reader = scope.spawn(move || read(file, progress, &sender, &emptied));
        Self { blocks, empty, block: Vec::new(), position: 0, reader }
    }

    /// The SHA-256 of the whole file as stored, in hexadecimal, however much of it was asked for.
    pub(super) fn finish(self) -> io::Result<String> {
        drop(self.blocks);
        self.reader.join().unwrap_or_else(|_| Err(io::Error::other("the reading thread failed")))
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.position == self.block.len() {
            match self.blocks.recv() {
                Ok(block) => {
                    let emptied = std::mem::replace(&mut self.block, block?);
                    // Nobody takes it when the file is at its end.
                    let _ = self.empty.try_send(emptied);
                    self.position = 0;
                }
                Err(_) => return Ok(0),
            }
        }
        let rest = &self.block[self.position..];
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.position += length;
        Ok(length)
    }
}

/// Sends blocks until the file ends or nobody wants more; then hashes what is left.
fn read(
    file: std::fs::File,
    progress: Progress,
    sender: &SyncSender<io::Result<Vec<u8>>>,
    emptied: &Receiver<Vec<u8>>,
) -> io::Result<String> {
    let mut file = Hashing { file, sha256: Sha256::new(), progress };
    let mut head = Vec::new();
    Read::by_ref(&mut file).take(2).read_to_end(&mut head)?;
    let is_gzip = head == [0x1f, 0x8b];
    let whole = io::Cursor::new(head).chain(&mut file);
    let sent = if is_gzip {
        send(MultiGzDecoder::new(whole), sender, emptied)
    } else {
        send(whole, sender, emptied)
    };
    if let Err(error) = sent {
        // A receiver that has gone has its own reason.
        let _ = sender.send(Err(error));
    }
    let mut rest = vec![0; BLOCK];
    while file.read(&mut rest)? > 0 {}
    Ok(file.sha256.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a string never fails.
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

fn send(
    mut from: impl Read,
    sender: &SyncSender<io::Result<Vec<u8>>>,
    emptied: &Receiver<Vec<u8>>,
) -> io::Result<()> {
    loop {
        let mut block = emptied.try_recv().unwrap_or_default();
        block.resize(BLOCK, 0);
        let mut length = 0;
        while length < BLOCK {
            match from.read(&mut block[length..]) {
                Ok(0) => break,
                Ok(read) => length += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        block.truncate(length);
        if length == 0 || sender.send(Ok(block)).is_err() {
            return Ok(());
        }
    }
}

/// Hashes and counts what is read from a file.
struct Hashing<'a> {
    file: std::fs::File,
    sha256: Sha256,
    progress: Progress<'a>,
}

impl Read for Hashing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(buffer)?;
        self.sha256.update(&buffer[..length]);
        (self.progress)(length as u64);
        Ok(length)
    }
}
