//! An archive as a stream: decompressed by what its first bytes say, seekable forwards, with an account of what is read.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use flate2::bufread::MultiGzDecoder;

use super::zstd::Zstd;

/// What happens while an archive is read, for those above and below it.
pub(super) struct Account {
    /// Nobody waits for the result any more.
    given_up: Arc<AtomicBool>,
    /// Bytes that may still be read.
    allowed: Cell<u64>,
    /// More was wanted.
    pub(super) overdrawn: Cell<bool>,
    /// The file, or what is in it decompressed, was read to its end.
    pub(super) ended: Cell<bool>,
    /// The file itself could not be read.
    pub(super) failed: Cell<bool>,
}

impl Account {
    pub(super) fn new(given_up: &Arc<AtomicBool>) -> Rc<Self> {
        Rc::new(Self {
            given_up: Arc::clone(given_up),
            allowed: Cell::new(u64::MAX),
            overdrawn: Cell::new(false),
            ended: Cell::new(false),
            failed: Cell::new(false),
        })
    }

    /// Lets this many bytes be read from now on. What is skipped does not count.
    pub(super) fn allow(&self, bytes: u64) {
        self.allowed.set(bytes);
    }

    fn check(&self) -> io::Result<()> {
        if self.given_up.load(Ordering::Relaxed) { Err(io::Error::other("given up")) } else { Ok(()) }
    }
}

/// The file, with its part of the account.
struct Bottom {
    file: File,
    account: Rc<Account>,
}

impl Read for Bottom {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.account.check()?;
        let read = self.file.read(buffer).inspect_err(|_| self.account.failed.set(true))?;
        if read == 0 && !buffer.is_empty() {
            self.account.ended.set(true);
        }
        Ok(read)
    }
}

impl Seek for Bottom {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to).inspect_err(|_| self.account.failed.set(true))
    }
}

enum Content {
    Plain { file: BufReader<Bottom>, length: u64 },
    Packed(Box<dyn Read>),
}

/// What the archive is, decompressed.
pub(super) struct Stream {
    content: Content,
    position: u64,
    account: Rc<Account>,
}

/// A way of compressing that is recognised, but not read.
pub(super) struct Unread(pub(super) &'static str);

impl Stream {
    /// Looks at the first bytes. Names of files are not to be trusted in this.
    pub(super) fn new(file: File, length: u64, account: &Rc<Account>) -> io::Result<Result<Self, Unread>> {
        let mut file = BufReader::new(Bottom { file, account: Rc::clone(account) });
        let content = match file.fill_buf()? {
            [0x1f, 0x8b, ..] => Content::Packed(Box::new(MultiGzDecoder::new(file))),
            // A frame of data, or one to skip, which parallel compressors write first.
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
                Content::Packed(Box::new(Zstd::new(file)))
            }
            [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => return Ok(Err(Unread("xz"))),
            [b'B', b'Z', b'h', b'1'..=b'9', b'1', b'A', b'Y', ..] => return Ok(Err(Unread("bzip2"))),
            [0x04, 0x22, 0x4d, 0x18, ..] => return Ok(Err(Unread("lz4"))),
            [b'P', b'K', 3, 4, ..] => return Ok(Err(Unread("zip"))),
            _ => Content::Plain { file, length },
        };
        Ok(Ok(Self { content, position: 0, account: Rc::clone(account) }))
    }

    fn skip(&mut self, bytes: u64) -> io::Result<()> {
        let cut_off = || io::Error::from(io::ErrorKind::UnexpectedEof);
        match &mut self.content {
            Content::Plain { file, length } => {
                let end = self.position.checked_add(bytes).filter(|end| end <= length);
                let Some((end, bytes)) = end.zip(i64::try_from(bytes).ok()) else {
                    self.account.ended.set(true);
                    return Err(cut_off());
                };
                file.seek_relative(bytes)?;
                self.position = end;
            }
            Content::Packed(_) => {
                let allowed = self.account.allowed.replace(u64::MAX);
                let skipped = io::copy(&mut self.take(bytes), &mut io::sink())?;
                self.account.allow(allowed);
                if skipped < bytes {
                    return Err(cut_off());
                }
            }
        }
        Ok(())
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.account.check()?;
        let allowed = usize::try_from(self.account.allowed.get()).unwrap_or(usize::MAX).min(buffer.len());
        let Some(part) = buffer.get_mut(..allowed).filter(|part| !part.is_empty()) else {
            self.account.overdrawn.set(self.account.allowed.get() == 0);
            return Err(io::Error::other("too much"));
        };
        let read = match &mut self.content {
            Content::Plain { file, .. } => file.read(part)?,
            Content::Packed(content) => content.read(part)?,
        };
        if read == 0 {
            self.account.ended.set(true);
        }
        self.account.allowed.set(self.account.allowed.get() - read as u64);
        self.position += read as u64;
        Ok(read)
    }
}

impl Seek for Stream {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match to {
            SeekFrom::Current(bytes) if bytes >= 0 => self.skip(bytes.unsigned_abs())?,
            _ => return Err(io::ErrorKind::Unsupported.into()),
        }
        Ok(self.position)
    }
}

#[cfg(test)]
mod tests;
