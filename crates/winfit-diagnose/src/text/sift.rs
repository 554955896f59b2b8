//! Reading a text of any length in one pass, and keeping what matters.

use std::io::{self, Read};

use super::{Pasted, Piece};
use crate::letters::Letters;
use crate::phrase::{ANCHOR, Phrases};

/// How much of a text is read and kept.
#[derive(Debug, Clone, Copy)]
pub struct Sift {
    /// A text of up to so many bytes is kept whole.
    pub whole: usize,
    /// Of a longer one so many bytes before and behind each message.
    pub around: usize,
    /// And so many bytes in all.
    pub kept: usize,
    /// How often the surroundings of the same message are kept.
    pub repeats: u32,
    /// A text of more bytes is read no further.
    pub limit: u64,
}

impl Default for Sift {
    /// What the documentation promises.
    fn default() -> Self {
        Self { whole: 1 << 20, around: 16 << 10, kept: 4 << 20, repeats: 64, limit: 4 << 30 }
    }
}

const CHUNK: usize = 64 << 10;

/// Anchors have at most so many letters.
const LONGEST_ANCHOR: usize = if ANCHOR > 24 { ANCHOR } else { 24 };

/// A piece that is longer ends at the next message.
const PIECE: u64 = 512 << 10;

/// Reads a text to its end. Takes time in proportion to its length, and memory that depends on `limits` alone.
///
/// # Errors
///
/// What reading gives.
pub fn sift(
    name: impl Into<String>,
    input: impl Read,
    phrases: &Phrases<'_>,
    limits: Sift,
) -> io::Result<Pasted> {
    let mut input = utf8(input.take(limits.limit.saturating_add(1)))?;
    let mut window = Window::new(phrases, limits);
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = match input.read(&mut chunk) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        window.take(bytes);
    }
    Ok(window.finish(name.into()))
}

/// The bytes that are at hand, and the places found in them.
struct Window<'p, 'c> {
    phrases: &'p Phrases<'c>,
    limits: Sift,
    state: Letters,
    /// The letters of a chunk, behind the last ones of the chunk before.
    letters: Vec<u8>,
    /// How often each message was found.
    seen: Vec<u32>,
    /// Bytes from `start` on.
    bytes: Vec<u8>,
    start: u64,
    /// The line of the first of them.
    line: u64,
    /// From where to where the next piece goes, in the whole text.
    wanted: Option<(u64, u64)>,
    kept: usize,
    pieces: Vec<Piece>,
    is_partial: bool,
}

impl<'p, 'c> Window<'p, 'c> {
    fn new(phrases: &'p Phrases<'c>, limits: Sift) -> Self {
        Self {
            phrases,
            limits,
            state: Letters::default(),
            letters: Vec::new(),
            seen: vec![0; phrases.anchors()],
            bytes: Vec::new(),
            start: 0,
            line: 1,
            wanted: None,
            kept: 0,
            pieces: Vec::new(),
            is_partial: false,
        }
    }

    fn end(&self) -> u64 {
        self.start + u64::try_from(self.bytes.len()).unwrap_or(u64::MAX)
    }

    fn take(&mut self, bytes: &[u8]) {
        let from = self.end();
        self.bytes.extend_from_slice(bytes);
        let carried = self.letters.len();
        let before = self.state.clone();
        self.state.feed(bytes, &mut self.letters);
        let anchors: Vec<_> =
            self.phrases.anchors_in(&self.letters).filter(|(_, end)| *end > carried).collect();
        if !anchors.is_empty() {
            self.hits(from, bytes, before, carried, &anchors);
        }
        // An anchor may begin in this chunk and end in the next.
        let done = self.letters.len().saturating_sub(LONGEST_ANCHOR - 1);
        self.letters.drain(..done);
        if self.start == 0 && self.bytes.len() <= self.limits.whole {
            return;
        }
        self.keep(false);
    }

    /// Finds out where in the chunk its anchors end.
    fn hits(
        &mut self,
        from: u64,
        bytes: &[u8],
        mut state: Letters,
        carried: usize,
        anchors: &[(usize, usize)],
    ) {
        let mut anchors = anchors.iter().peekable();
        let mut letters = carried;
        for (at, byte) in bytes.iter().enumerate() {
            if state.next(*byte).is_none() {
                continue;
            }
            letters += 1;
            while let Some((anchor, _)) = anchors.next_if(|(_, end)| *end <= letters) {
                self.hit(*anchor, from + u64::try_from(at).unwrap_or(u64::MAX));
            }
        }
    }

    /// A message begins here: its surroundings are wanted.
    fn hit(&mut self, anchor: usize, at: u64) {
        let Some(seen) = self.seen.get_mut(anchor) else { return };
        *seen = seen.saturating_add(1);
        if *seen > self.limits.repeats {
            self.is_partial = true;
            return;
        }
        let around = u64::try_from(self.limits.around).unwrap_or(u64::MAX);
        let (from, to) = (at.saturating_sub(around), at.saturating_add(around));
        match &mut self.wanted {
            // A piece that never ended would grow with the text.
            Some((start, end)) if from <= *end && *end - *start <= PIECE => *end = to,
            Some((_, end)) => {
                *end = (*end).min(at);
                let next = (*end).max(from);
                self.keep(true);
                self.wanted = Some((next, to));
            }
            None => self.wanted = Some((from, to)),
        }
    }

    /// Makes a piece of what is wanted, if it is there as a whole or nothing more comes, and forgets what no piece can
    /// want any more.
    fn keep(&mut self, is_last: bool) {
        if let Some((from, to)) = self.wanted.filter(|(_, to)| is_last || *to <= self.end()) {
            self.wanted = None;
            self.piece(from, to);
        }
        let around = u64::try_from(self.limits.around).unwrap_or(u64::MAX);
        let unwanted = self.end().saturating_sub(around).min(self.wanted.map_or(u64::MAX, |(from, _)| from));
        let forget = usize::try_from(unwanted.saturating_sub(self.start)).unwrap_or(usize::MAX);
        // Moving what remains costs time: only where much is forgotten.
        if forget < CHUNK.max(self.limits.around) {
            return;
        }
        let forgotten = self.bytes.drain(..forget.min(self.bytes.len()));
        let lines = forgotten.filter(|byte| *byte == b'\n').count();
        self.line += u64::try_from(lines).unwrap_or(u64::MAX);
        self.start = unwanted;
    }

    /// The lines between two places.
    fn piece(&mut self, from: u64, to: u64) {
        let offset = |place: u64| usize::try_from(place.saturating_sub(self.start)).unwrap_or(usize::MAX);
        let (from, to) = (offset(from), offset(to).min(self.bytes.len()));
        let before = self.bytes.get(..from).unwrap_or_default();
        let Some(bytes) = self.bytes.get(from..to) else { return };
        // Whole lines, unless one is longer than all that is wanted.
        let skipped = match (before.last(), bytes.iter().position(|byte| *byte == b'\n')) {
            (None | Some(b'\n'), _) | (_, None) => 0,
            (Some(_), Some(at)) => at + 1,
        };
        let half = bytes.len() / 2;
        let skipped = if skipped <= half { skipped } else { 0 };
        let bytes = bytes.get(skipped..).unwrap_or_default();
        let room = self.limits.kept.saturating_sub(self.kept);
        if bytes.len() > room {
            self.is_partial = true;
            return;
        }
        let lines = self.bytes.get(..from + skipped).unwrap_or_default().iter();
        let lines = lines.filter(|byte| **byte == b'\n').count();
        self.kept += bytes.len();
        self.pieces.push(Piece::new(self.line + u64::try_from(lines).unwrap_or(u64::MAX), bytes));
    }

    fn finish(mut self, name: String) -> Pasted {
        let bytes = self.end();
        let ends = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
        let open = usize::from(self.bytes.last().is_some_and(|byte| *byte != b'\n'));
        let lines = self.line - 1 + u64::try_from(ends(&self.bytes) + open).unwrap_or(u64::MAX);
        if self.start == 0 && self.bytes.len() <= self.limits.whole {
            self.pieces = vec![Piece::new(1, &self.bytes)];
            self.is_partial = false;
        } else {
            self.keep(true);
        }
        let is_partial = self.is_partial || bytes > self.limits.limit;
        Pasted { name, pieces: self.pieces, bytes, lines, is_partial }
    }
}

/// A text in UTF-8, whichever encoding its first bytes tell: PowerShell writes UTF-16 into files.
fn utf8<'r>(mut input: impl Read + 'r) -> io::Result<Box<dyn Read + 'r>> {
    let mut mark = Vec::with_capacity(2);
    input.by_ref().take(2).read_to_end(&mut mark)?;
    Ok(match mark.as_slice() {
        [0xff, 0xfe] => Box::new(Utf16::new(input, u16::from_le_bytes)),
        [0xfe, 0xff] => Box::new(Utf16::new(input, u16::from_be_bytes)),
        _ => Box::new(io::Cursor::new(mark).chain(input)),
    })
}

/// UTF-16 read as UTF-8.
struct Utf16<R> {
    input: R,
    unit: fn([u8; 2]) -> u16,
    /// What is decoded and not yet taken.
    ready: io::Cursor<Vec<u8>>,
    /// A surrogate whose second half is to come.
    surrogate: Option<u16>,
}

impl<R: Read> Utf16<R> {
    fn new(input: R, unit: fn([u8; 2]) -> u16) -> Self {
        Self { input, unit, ready: io::Cursor::default(), surrogate: None }
    }

    fn decode_more(&mut self) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(CHUNK);
        self.input.by_ref().take(u64::try_from(CHUNK).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
        let is_last = bytes.len() < CHUNK;
        let pairs = bytes.chunks_exact(2).filter_map(|pair| Some((self.unit)(pair.try_into().ok()?)));
        let mut units: Vec<u16> = self.surrogate.take().into_iter().chain(pairs).collect();
        if !is_last && units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit)) {
            self.surrogate = units.pop();
        }
        let text: String =
            char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        self.ready = io::Cursor::new(text.into_bytes());
        Ok(())
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.ready.read(buffer)?;
        if read > 0 || buffer.is_empty() {
            return Ok(read);
        }
        self.decode_more()?;
        self.ready.read(buffer)
    }
}

#[cfg(test)]
mod tests;
